"""The language of a text: by script, then by the small words that every sentence has, then by what the page
says or py3langid tells. Names tell nothing: an English sentence is full of them."""

from __future__ import annotations

import functools
import math
import re
import tomllib
from collections import defaultdict
from importlib.resources import files

from onrecord.model.closed import Closed, fitting

NAMES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
SAMPLE = 12_000  # characters that are looked at
SURE = 0.16  # of the words being English small ones: less is found in no English text of some length
LONG = 60  # words of a text that is long enough to be told from a creole of English
CERTAIN = 0.95  # py3langid's own certainty, where no small word tells
CAPITAL = 0.3  # of the weight of an English word, where it may be part of a name
HALF = 0.4  # the same, where words that are no names have letters that English has not
_TOKEN = re.compile(r"[^\W\d_]+")
_SHORTENED = re.compile(
    r"(?:\b|n)['’](?:s|t|re|ve|ll|d|m)\b", re.I
)  # "it's", "don't": English alone writes so
_ELIDED = re.compile(r"\b(?:[ldcnsj]|qu)['’](?=[aeiouyhéèêàâî])", re.I)  # "l'accord", "qu'il"
_STRANGE = re.compile(
    r"\b[a-z]*[^\W\d_a-zA-Zéèïñçáíó’][^\W\d_A-Z]*\b"
)  # a word that is no name, in letters English has not
# Languages in Latin letters that little text may be taken for.
TOLD = frozenset(
    [
        "af",
        "ca",
        "cs",
        "cy",
        "da",
        "de",
        "es",
        "et",
        "eu",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "id",
        "is",
        "it",
        "lt",
        "lv",
        "ms",
        "nb",
        "nl",
        "no",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sq",
        "sv",
        "sw",
        "tl",
        "tr",
        "vi",
    ]
)


class Tongues(Closed, frozen=True):
    """``tongues.toml``: small words by language, as ISO 639-1 has it."""

    words: dict[str, str]


@functools.cache
def _words() -> dict[str, dict[str, float]]:
    """``{word: {language: weight}}``; a word of several languages tells the less for each."""
    text = (files("onrecord.read") / "data" / "tongues.toml").read_text(encoding="utf8")
    data = fitting(tomllib.loads(text), Tongues, "tongues.toml")["words"]
    of: dict[str, list[str]] = {}
    for language, listed in data.items():
        for word in dict.fromkeys(listed.split()):
            of.setdefault(word, []).append(language)
    return {word: {x: 1 / len(languages) for x in languages} for word, languages in of.items()}


def language_of(text: str, stated: str | None = None) -> str:
    """ISO 639-1 code, "en" for English and for texts too short to tell. stated: what the source says it
    is."""
    sample = text[:SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    if letters and sum(ord(c) > 0x24F and not 0x1E00 <= ord(c) < 0x1F00 for c in letters) > 0.4 * len(
        letters
    ):
        return _script(letters)
    bare, shortened = _SHORTENED.subn(" ", sample)
    bare, elided = _ELIDED.subn(" ", bare)
    tokens = _TOKEN.findall(bare)
    scores = _scores(tokens)
    english = scores.pop("en", 0.0) + shortened
    scores["fr"] = scores.get("fr", 0.0) + elided
    best = max(scores, key=lambda x: scores[x])
    if english > scores[best] or english >= max(1.0, scores[best]):
        plain = sum("en" in _words().get(t.lower(), ()) for t in tokens)
        if len(tokens) < LONG or plain >= SURE * len(tokens):
            return "en"
    elif scores[best] - english >= 0.5:
        return stated if stated and stated != "en" and len(stated) == 2 else best
    if not _has_content(tokens):
        return "en"
    return _told(sample, stated, len(tokens) >= LONG)


def _scores(tokens: list[str]) -> dict[str, float]:
    """What the small words weigh for each language. Those between the parts of a name are parts of it."""
    found: defaultdict[str, float] = defaultdict(float)
    for n, token in enumerate(tokens):
        weights = _words().get(token.lower(), {})
        if token[0].isupper() and (n or not tokens[1:2] or not tokens[1][0].islower()):
            if len(token) > 3:
                found["en"] += CAPITAL * weights.get("en", 0.0)  # English headlines and titles are set so
        elif not n or not _within_name(tokens, n):
            for language, weight in weights.items():
                found[language] += weight
    return found


def _has_content(tokens: list[str]) -> bool:
    """Whether any word is neither a name, nor a part of one, nor small."""
    return any(t[0].islower() and len(t) > 3 and t not in _words() for t in tokens)


def _within_name(tokens: list[str], n: int) -> bool:
    """Whether a short word is a particle: "von der" in "Ursula von der Leyen"."""
    if len(tokens[n]) > 3 or "en" in _words().get(tokens[n], ()):
        return False
    before, after = n - 1, n + 1
    while before >= 0 and n - before <= 2 and len(tokens[before]) <= 3 and tokens[before][0].islower():
        before -= 1
    while after < len(tokens) and after - n <= 2 and len(tokens[after]) <= 3 and tokens[after][0].islower():
        after += 1
    return before >= 0 and after < len(tokens) and tokens[before][0].isupper() and tokens[after][0].isupper()


def _told(sample: str, stated: str | None, long: bool) -> str:
    """What py3langid takes it for, where it is certain; creoles of English only where the text is long."""
    if stated and stated != "en" and len(stated) == 2:
        return stated
    from py3langid.langid import rank

    ranked = [
        (str(code), float(x)) for code, x in rank(sample[:4000]) if long or code == "en" or code in TOLD
    ]
    code, highest = ranked[0]
    share = 1 / sum(math.exp(max(x - highest, -700.0)) for _, x in ranked)
    return code if code == "en" or share >= (HALF if _STRANGE.search(sample) else CERTAIN) else "en"


def name_of(code: str) -> str:
    """A language in words for a message, or its code where it has no name here."""
    return NAMES.get(code, f"another language ({code})")


def _script(letters: list[str]) -> str:
    blocks = {
        "zh": (0x4E00, 0x9FFF),
        "ja": (0x3040, 0x30FF),
        "ko": (0xAC00, 0xD7AF),
        "ru": (0x400, 0x4FF),
        "ar": (0x600, 0x6FF),
        "he": (0x590, 0x5FF),
        "el": (0x370, 0x3FF),
        "hi": (0x900, 0x97F),
        "th": (0xE00, 0xE7F),
    }
    counts = {code: sum(a <= ord(c) <= b for c in letters) for code, (a, b) in blocks.items()}
    if counts["ja"] > 0.05 * len(letters):
        return "ja"
    return max(counts, key=lambda c: counts[c])
