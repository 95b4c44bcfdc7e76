"""What a line shows by its own words: residue of a page, a date line, a byline, a credit, a caption."""

from __future__ import annotations

import re

from onrecord.model.report import BlockKind
from onrecord.read.dates import FULL_DATE

MAX_WORD = 1_000  # characters without a space; longer ones are data, over which a tokenizer takes minutes
MAX_RESIDUE = 25  # words; a longer line has something to say
AGENCY_MARK = r"(?:getty(?: images)?|ap|reuters|afp|epa|upi|pa|xinhua|bloomberg|pool|shutterstock|alamy|ap photo|afp photo)"

# Stuck before the words of a line: a feed's own date, and the buttons of a page.
PREFIXES: tuple[tuple[re.Pattern[str], BlockKind], ...] = (
    (re.compile(r"\s*(?:date|published|posted|updated)[: ]+\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?(?=\s)\s*", re.I), "date"),
    (re.compile(r"\s*(?:hide|toggle|show) caption(?: \d+ of \d+)?\s+(?=\S)", re.I), "residue"),
    (re.compile(r"\s*(?:(?:Facebook|Twitter|Pinterest|WhatsApp|LinkedIn|Email|Share|Tweet|Print|Reddit|Messenger)\s+){2,}"), "residue"),
)  # fmt: skip

_RESIDUE = re.compile(
    r"<?!--.*|<[a-z/!][^<>]*>.*|.*\bgtag\b.*|.*\bfunction ?\(.*\).*|(?:window|document)\.\w.*|\{.*\}|[\W_]+|.{0,40}\bvar \w+ ?=.*"
    r"|advertisement|story continue[sd] below.*|skip (?:past )?(?:advertisement|newsletter|ad\b).*|loading\W*|share(?: this(?: (?:article|story|page))?)?"
    r"|(?:related|read more|read also|also read|see also|see more|more|watch|listen|video|graphic|gallery|photos|podcast|recommended|in pictures|(?:weekend )?reads?) ?:.*|(?:.{0,140} )?read more|show more"
    r"|this article is more than \d+ (?:year|month)s? old|play video\b.*|(?:video|media) playback is .*|slideshow \(\d+ images?\)"
    r"|enlarge (?:this )?image.*|toggle caption.*|hide caption|click (?:here|to)\b.*|sign (?:up|in) (?:for|to|here|with|now)\b.*"
    r"|subscribe (?:to|now|here|today)\b.*|follow us (?:on|at)\b.*|get our (?:\w+ )?newsletter.*|download (?:the|our) app.*|story highlights"
    r"|©.*|copyright (?:©|\(c\)|\d{4}).*|all rights reserved\b.*",
    re.I,
)
_CREDIT = re.compile(
    r"(?:image|photo|picture|photograph|file photo|illustration)s? ?(?:source|credit|by|courtesy|:).{0,80}|(?:source|credit)s? ?:.{0,80}"
    rf"|.{{0,60}}[|/(] ?(?:via )?{AGENCY_MARK}\)?\.?|.{{0,40}}\bvia (?:getty(?: images)?|ap|reuters|afp)\)?|.{{0,60}}\bgetty images\)?"
    r"|\(?(?:additional )?(?:reporting|writing|editing) by .{3,200}|.{3,120} contributed (?:to|reporting)\b.{0,60}",
    re.I,
)
_CAPTION = re.compile(
    r".{30,}(?:\b(?:photograph|photo|image|picture|credit)s? ?(?:credit|by)? ?: ?[^.:]{3,60}"
    rf"|[|/(] ?(?:via )?{AGENCY_MARK}(?: ?/ ?[\w ]{{2,30}})?\)?)\.?",
    re.I,
)
_NAME = r"(?:[A-Z][\w.'’-]*|de|von|van|der|al|bin|el|la)"
_BYLINE = re.compile(
    rf"(?:By|BY|by|Written by|Story by|Words by|Analysis by)[: ] ?(?:[A-Z][\w.'’-]+)(?: {_NAME}){{1,4}}(?:(?:,| and| AND| \||/| in| for| at| \().{{0,80}})?"
)
_NAMES_ALONE = re.compile(
    rf"[A-Z][\w.'’-]+(?: {_NAME}){{1,3}}(?:,? (?:and|&) [A-Z][\w.'’-]+(?: {_NAME}){{1,3}})?"
)
_FULL_DATE = re.compile(FULL_DATE, re.I)
_BESIDE_DATE = re.compile(
    r"(?:(?:first|last|originally|date|published|updated|posted|modified|created|on|at|by|of|and|am|pm|a\.m|p\.m|noon|gmt|utc|bst|cet|est|edt|et|pst|pdt|pt|cst|cdt|ist|jst|hkt|sgt"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\d{1,2}[:.]\d\d(?::\d\d)?(?:[ap]m)?|\d{1,2} ?[ap]m|[+-]?\d{2}:?\d{2})\b|[\s.,:;|/·•()\[\]–—-])+",
    re.I,
)
PUBLISHED = re.compile(r"\b(?:published|posted|first)\b", re.I)
UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)


def is_residue(line: str, words: int) -> bool:
    """What a page leaves in its text: tags, scripts, buttons, notices, and the way to other stories."""
    if len(line) >= MAX_WORD and any(len(word) >= MAX_WORD for word in line.split()):
        return True
    return words < MAX_RESIDUE and bool(_RESIDUE.fullmatch(line))


def is_date_line(line: str, words: int) -> bool:
    """A full date and nothing beside it but a clock, a weekday and words such as "updated"."""
    if words > 18 or not _FULL_DATE.search(line):
        return False
    rest = _FULL_DATE.sub(" ", line).split(" | ")[0]
    return not rest.strip() or bool(_BESIDE_DATE.fullmatch(rest))


def is_byline(line: str, words: int) -> bool:
    """Who wrote it."""
    return words <= 16 and bool(_BYLINE.fullmatch(line))


def is_name(line: str) -> bool:
    """Nothing but one or two people's names, as below a headline."""
    return len(line) <= 60 and bool(_NAMES_ALONE.fullmatch(line))


def is_credit(line: str, words: int) -> bool:
    """Who took a picture or helped to report; no part of the story."""
    return words <= 30 and bool(_CREDIT.fullmatch(line))


def is_caption(line: str, words: int) -> bool:
    """Words on a picture, known by the credit at their end."""
    return words <= 60 and bool(_CAPTION.fullmatch(line))
