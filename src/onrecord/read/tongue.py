"""The language of a text: by script, then by what the page says, then by py3langid on long Latin text."""

from __future__ import annotations

import re

COMMON = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "a",
        "in",
        "that",
        "is",
        "was",
        "for",
        "on",
        "said",
        "with",
        "as",
        "by",
        "at",
        "from",
        "it",
        "be",
        "has",
        "he",
        "have",
        "his",
        "are",
        "not",
        "an",
        "were",
        "who",
        "which",
        "but",
        "had",
        "they",
        "will",
        "this",
        "their",
        "been",
        "its",
        "after",
        "more",
        "or",
        "would",
        "she",
        "her",
        "about",
        "one",
        "when",
        "all",
        "also",
        "than",
        "up",
        "two",
        "out",
        "i",
        "we",
        "you",
        "if",
        "no",
        "so",
        "what",
        "can",
        "there",
        "into",
    ]
)
NAMES = {
    "ar": "Arabic", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish",
    "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
ENOUGH = 12  # words; shorter texts are taken as they come
SAMPLE = 4000


def language_of(text: str, stated: str | None = None) -> str:
    """ISO 639-1 code, "en" for English and for texts too short to tell."""
    sample = text[: SAMPLE * 3]
    letters = [c for c in sample if c.isalpha()]
    if letters and sum(ord(c) > 0x24F for c in letters) > 0.4 * len(letters):
        return _script(letters)
    words = re.findall(r"[A-Za-z']+", sample.lower())
    if len(words) < ENOUGH or sum(w in COMMON for w in words) >= 0.16 * len(words):
        return "en"
    if stated and stated != "en" and len(stated) == 2:
        return stated
    from py3langid.langid import classify

    return str(classify(sample[:SAMPLE])[0])


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
