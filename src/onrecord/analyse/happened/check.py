"""Whether the entries of a lexicon give the events that their own sentences are to give, and which never
fire."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from onrecord.analyse import speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.happened.find import find
from onrecord.analyse.language import parses, pipeline
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.lexicon import table
from onrecord.lexicon.acts import Acts, compile_acts
from onrecord.model import Analysis, Block, Report
from onrecord.world import load

PUBLISHED = date(2024, 5, 8)  # the day against which the examples' "on Monday" is read
EXPECTED = re.compile(
    r"(?P<sentence>.+?) -> "
    r"(?:(?P<none>none)|(?P<type>[A-Z]+) (?P<status>\w+): (?P<actors>[^>]*)>(?P<recipients>.*))"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence that does not give the event that the file says, and what it gives."""

    entry: str
    sentence: str
    expected: str
    found: tuple[str, ...]

    def __str__(self) -> str:
        found = "; ".join(self.found) or "nothing"
        return f"{self.entry}: “{self.sentence}” is to give {self.expected}; it gives {found}"


class BadRules(ValueError):
    """The file is no lexicon; the message says where and what to do."""


def compiled(data: dict[str, Any]) -> Acts:
    """The entries of a parsed file; the shipped ``sets`` stand behind its own. Raises ``BadRules``."""
    entries = data.get("act")
    if not isinstance(entries, list) or not entries:
        raise BadRules("no [[act]] in it; see docs/lexicon.md")
    try:
        return compile_acts({**data, "sets": {**table("acts")["sets"], **data.get("sets", {})}})
    except ValueError as error:
        raise BadRules(f"{error}; see docs/lexicon.md") from error


def examples(data: dict[str, Any]) -> list[tuple[str, re.Match[str]]]:
    """Each example with its entry's id. Raises ``BadRules`` where one is not written as the head of acts.toml
    says."""
    out = []
    for entry in data["act"]:
        for line in entry.get("fires", ()):
            match = EXPECTED.fullmatch(line)
            if match is None:
                raise BadRules(
                    f"act {entry['id']}: an example is written "
                    f"“sentence -> TYPE status: actors > recipients”, not “{line}”"
                )
            out.append((entry["id"], match))
    return out


def check(data: dict[str, Any], pipeline_name: str = DEFAULT_PIPELINE) -> list[Failure]:
    """Every example of a parsed lexicon that does not give its event, in the order of the file.

    Another entry may give it where two words tell one act ("filed a lawsuit"), as long as one of an entry's
    examples is its own.
    """
    lexicon = compiled(data)
    wanted = examples(data)
    failures, own, last = [], set[str](), dict[str, Failure]()
    for (entry, m), found in zip(
        wanted, _told([m["sentence"] for _, m in wanted], lexicon, pipeline_name), strict=True
    ):
        expected = (
            "none"
            if m["none"]
            else _written(m["type"], m["status"], _names(m["actors"]), _names(m["recipients"]))
        )
        failure = Failure(entry, m["sentence"], expected, tuple(f"{told} ({i})" for i, told in found))
        if expected == "none":
            wrong = any(i == entry for i, _ in found)
        else:
            wrong = all(told != expected for _, told in found)
            last[entry] = failure
            own.update({entry} if (entry, expected) in found else ())
        if wrong:
            failures.append(failure)
    never = [f for entry, f in last.items() if entry not in own and f not in failures]
    return [*failures, *never]


def _names(text: str) -> list[str]:
    return [x.strip() for x in text.split(",") if x.strip()]


def _written(type: str, status: str, actors: Iterable[str], recipients: Iterable[str]) -> str:
    return f"{type} {status}: {', '.join(sorted(actors))} > {', '.join(sorted(recipients))}"


def _told(sentences: Sequence[str], lexicon: Acts, pipeline_name: str) -> list[list[tuple[str, str]]]:
    """Entry and event of each mention of each sentence, by the lexicon alone."""
    reports = [_report(n, s) for n, s in enumerate(sentences)]
    out = []
    for report, parse in zip(reports, parses(reports, pipeline(pipeline_name)), strict=True):
        times, people = when.find(parse, report), who.find(parse, report, load())
        events = find(
            parse,
            report,
            people,
            times,
            speech.find(parse, people, times),
            clauses(parse),
            lexicon,
            least=0.0,
        )
        names = {a.id: a.name for a in people.actors}
        out.append(
            [
                (
                    e.rule,
                    _written(
                        e.type, e.status, (names[i] for i in e.actors), (names[i] for i in e.recipients)
                    ),
                )
                for e in events
            ]
        )
    return out


def _report(n: int, sentence: str) -> Report:
    return Report(
        f"example-{n}",
        "-",
        sentence,
        sha256(sentence.encode()).hexdigest(),
        language="en",
        published=PUBLISHED,
        published_basis="given",
        blocks=(Block("paragraph", 0, len(sentence)),),
    )


def unused(ids: Iterable[str], analyses: Iterable[Analysis]) -> list[str]:
    """The entries that no event of the analyses comes from, in the order of the file."""
    seen = {e.rule for a in analyses for e in a.events}
    return [i for i in ids if i not in seen]
