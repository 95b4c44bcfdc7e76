"""What does a word stand for? Reads data/en.toml into one table of words and one of phrases."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

__all__ = ["Entry", "Lexicon", "lexicon"]

# Section of the data file -> the symbol its words have in the grammar.
SYMBOLS = {
    "words": "",
    "months": "M",
    "month_abbreviations": "M",
    "weekdays": "W",
    "weekday_abbreviations": "W",
    "numbers": "N",
    "ordinals": "O",
    "decades": "D",
    "units": "u",
    "unit_plurals": "U",
    "seasons": "F",
    "season_plurals": "K",
    "day_parts": "P",
    "day_part_plurals": "V",
    "deictic": "T",
    "vague": "R",
    "approximators": "x",
    "comparisons": "*",
    "edges": "i",
    "parts": "b",
    "quantities": "X",
    "frequency": "s",
    "zones": "Z",
    "holidays_fixed": "L",
    "holidays_nth": "L",
    "holidays_easter": "L",
    "events_nth": "L",
}


class Entry(NamedTuple):
    """The grammar's symbol for a word and what it means."""

    symbol: str
    value: Any


class Lexicon(NamedTuple):
    """Words, phrases by their first word (longest first), the plain lists of the filters and the tenses, the
    months."""

    words: dict[str, Entry]
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]]
    filters: dict[str, frozenset[str]]
    tense: dict[str, frozenset[str]]
    months: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The English lexicon, read once."""
    data = tomllib.loads((files("onrecord.times") / "data" / "en.toml").read_text(encoding="utf8"))
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for section, symbol in SYMBOLS.items():
        for word, value in data[section].items():
            if section == "words":
                entry = Entry(value, word)
            elif section in ("holidays_nth", "events_nth"):
                entry = Entry(symbol, ("nth", *value))
            elif section == "holidays_easter":
                entry = Entry(symbol, ("easter", value))
            elif section == "holidays_fixed":
                entry = Entry(symbol, ("fixed", int(value[:2]), int(value[3:])))
            else:
                entry = Entry(symbol, value)
            parts = tuple(pieces(word))
            if len(parts) == 1:
                words[word] = entry
            else:
                phrases.setdefault(parts[0], []).append((parts, entry))
                for part in parts:
                    words.setdefault(part, Entry("?" if symbol in "RL" else "_", part))
    for plural, number in {name + "s": number for name, number in data["weekdays"].items()}.items():
        words[plural] = Entry("w", number)
    words["second"] = Entry("S", "second")
    words["quarter"] = Entry("q", "Q")
    words["quarters"] = Entry("Q", "Q")
    words["weekend"] = Entry("u", "WE")
    for found in phrases.values():
        found.sort(key=lambda item: -len(item[0]))
    return Lexicon(
        words,
        phrases,
        {name: frozenset(values) for name, values in data["filters"].items()},
        {name: frozenset(values) for name, values in data["tense"].items()},
        frozenset(data["months"]),
    )


def pieces(phrase: str) -> list[str]:
    """A phrase of the lexicon as the tokens its words are cut into."""
    out: list[str] = []
    for word in phrase.split():
        word = word.replace("'s", " 's").replace("s'", "s '")
        for part in word.split():
            if part.endswith(".") and len(part) > 1:
                out += [part[:-1], "."]
            elif "-" in part and not part.startswith("twenty") and not part.startswith("thirty"):
                for i, bit in enumerate(part.split("-")):
                    out += (["-"] if i else []) + [bit]
            else:
                out.append(part)
    return out
