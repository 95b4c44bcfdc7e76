"""What a line shows by its own words: residue of a page, a date line, a byline, a credit, a caption."""

from __future__ import annotations

import re

from onrecord.model.report import NoteKind
from onrecord.read.dates import FULL_DATE, MONTH
from onrecord.read.lines import TERMINAL

MAX_WORD = 1_000  # characters without a space; longer ones are data, over which a tokenizer takes minutes
MAX_WAY = 12  # words of the name of another story; more, with a stop, is a sentence run into it
MAX_SECTION = 3  # words of a part of the paper, behind a date
MAX_RESIDUE = 25  # words; a longer line has something to say
AGENCY_MARK = (
    r"(?:getty(?: images)?|ap|reuters|afp|epa|upi|pa|xinhua|bloomberg|pool|shutterstock|alamy|ap photo"
    r"|afp photo|associated press|agence france-presse)"
)

_RESIDUE = re.compile(
    r"<?!--.*|<[a-z/!][^<>]*>.*|.*\bgtag\b.*|.*\bfunction ?\(.*\).*|(?:window|document)\.\w.*|\{.*\}|[\W_]+"
    r"|.{0,40}\bvar \w+ ?=.*"
    r"|advertisement|story continue[sd] below.*|skip (?:past )?(?:advertisement|newsletter|ad\b).*"
    r"|loading\W*|share(?: this(?: (?:article|story|page))?)?"
    r"|(?P<way>related|read more|read also|also read|see also|see more|more|watch|listen|video|graphic"
    r"|gallery|photos|podcast|recommended|in pictures|(?:weekend )?reads?) ?:.*|(?:.{0,140} )?read more"
    r"|show more"
    r"|this article is more than \d+ (?:year|month)s? old|play video\b.*|(?:video|media) playback is .*"
    r"|slideshow \(\d+ images?\)"
    r"|enlarge (?:this )?image.*|toggle caption.*|hide caption|click (?:here|to)\b.*|sign (?:up|in) (?:for"
    r"|to|here|with|now)\b.*"
    r"|subscribe (?:to|now|here|today)\b.*|follow us (?:on|at)\b.*|get our (?:\w+ )?newsletter.*"
    r"|download (?:the|our) app.*|story highlights"
    r"|(?:[•*-] )?(?:order reprints|print (?:this )?article|email (?:this )?article)|https?://\S+"
    r"|this article has been sent to|write to .{3,60} at \S+@\S+"
    r"|©.*|copyright (?:©|\(c\)|\d{4}).*|all rights reserved\b.*",
    re.I,
)
_CREDIT = re.compile(
    r"(?:main |lead |top |cover |file )?(?:image|photo|picture|photograph|illustration)s? ?(?:source|credit"
    r"|by|courtesy|:).{0,80}|(?:source|credit)s? ?:.{0,80}"
    rf"|.{{0,60}}[|/(] ?(?:via )?(?:handout|{AGENCY_MARK})\)?\.?"
    r"|.{0,40}\bvia (?:getty(?: images)?|ap|reuters|afp)\)?|.{0,60}\bgetty images\)?"
    rf"|(?:\(|-LRB- ?)(?:the )?{AGENCY_MARK}(?:\)| ?-RRB-)"
    r"|(?:\(|-LRB- ?)?(?:additional )?(?:reporting|writing|editing) by .{3,200}"
    r"|.{3,600} contributed (?:reporting\b|to (?:this|the) (?:report|story|article|piece|item"
    r"|dispatch)\b).{0,60}|contributing to this (?:report|story|article)\b.{3,200}",
    re.I,
)
_REPORTING = re.compile(
    r"\b(?:reporting|writing|editing) by\b|\bcontribut(?:ed|ing) (?:to|reporting)\b", re.I
)
# "This May 9, 2024 file photo shows Anna Berg", "In this undated picture released by the navy, …".
_PICTURED = re.compile(
    r"(?:in )?this (?:[\w., ]{0,30}?\d{4} ?,? |[\w., ]{0,30}?\b(?:file|handout|undated) )"
    r"(?:(?:file|handout|aerial|satellite) )*(?:photo|photograph|image|picture)\b",
    re.I,
)
_CAPTION = re.compile(
    r".{30,}(?:\b(?:photograph|photo|image|picture|credit)s? ?(?:credit|by)? ?: ?[^.:]{3,60}"
    rf"|[|/(] ?(?:via )?{AGENCY_MARK}(?: ?/ ?[\w ]{{2,30}})?\)?)\.?",
    re.I,
)
_NAME = r"(?:[A-Z][\w.'’-]*|de|von|van|der|al|bin|el|la)"
_BYLINE = re.compile(
    r"(?:\d{1,2}:\d\d ?[AaPp][Mm]\.? (?:[A-Z]{2,4} )?\d{1,2}/\d{1,2}/\d{4} )?"
    r"(?:By|BY|by|Written by|Story by|Words by"
    rf"|Analysis by)[: ] ?(?:[A-Z][\w.'’-]+)(?: {_NAME}){{1,4}}(?:(?:,| and| AND| \||/| in| for| at"
    rf"| \().{{0,80}})?"
)
_NAMES_ALONE = re.compile(
    rf"[A-Z][\w.'’-]+(?: {_NAME}){{1,3}}(?:,? (?:and|&) [A-Z][\w.'’-]+(?: {_NAME}){{1,3}})?"
)
_FULL_DATE = re.compile(FULL_DATE, re.I)
_BESIDE_DATE = re.compile(
    r"(?:(?:first|last|originally|date|published|updated|posted|modified|created|on|at|by|of|and|am|pm|a\.m"
    r"|p\.m|noon|gmt|utc|bst|cet|est|edt|et|pst|pdt|pt|cst|cdt|ist|jst|hkt|sgt"
    r"|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|monday|tuesday|wednesday|thursday|friday|saturday"
    r"|sunday|\d{1,2}[:.]\d\d(?::\d\d)?(?:[ap]m)?|\d{1,2} ?[ap]m|[+-]?\d{2}:?\d{2})\b"
    r"|[\s.,:;|/·•()\[\]–—-])+",
    re.I,
)
# "Updated 4:20 pm ET", "Published 3 hours ago": a time without its day.
_TIME_LINE = re.compile(
    r"(?:(?:first |last |originally )?(?:published|updated|posted|modified)|last update)[:,]?(?: (?:at|on"
    r"|around|about))?[: ]+"
    r"(?:\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?|(?:\d{1,3}|an?|one|two) (?:minutes?|mins?"
    r"|hours?|hrs?|days?|weeks?) ago|today|yesterday|just now)"
    r"(?:,? (?:[A-Z]{2,5}|ago|today|yesterday|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|local time))*\.?",
    re.I,
)
_YEAR_LINE = re.compile(r"(?:in )?(?P<year>(?:1[89]|20)\d\d)\s*[:–—-]?", re.I)
# A line of a list of key dates: a day, or a year, then a sign, then what happened.
_OPENS_WITH_DAY = re.compile(
    rf"[•*·–— -]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:{MONTH} \d{{1,2}}(?:st|nd|rd"
    rf"|th)?(?: ?,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}(?: ?,? \d{{4}})?|{MONTH} ?,? \d{{4}}|\d{{4}}-\d\d-\d\d|(?:1[89]"
    r"|20)\d\d) ?(?::|–|—|--|- ) *\S"
)
_DATED_CAPTION = re.compile(rf"{MONTH} \d{{1,2}}(?: ?,? \d{{4}})? ?: +[A-Z]")
_PLACED = re.compile(
    r"[\w.] ?, (?:(?:second|third) from |far |at )?(?:left|right|cent(?:er|re)) ?,|\((?:left|right|L|R|C)\)"
)
_SPEAKER = re.compile(
    r"(?:[A-Z][A-Z.'’-]*)(?: [A-Z.'’-]+){0,4}(?: ?,(?: [A-Z.'’-]+){1,4})? ?: .+[.?!][\"”’']*"
)
_CORRECTION = re.compile(
    r"(?:\(|\[|-LRB- ?)?(?:corrections?|clarifications?|corrections? (?:and|&) clarifications?"
    r"|corrected|correct(?:s|ing))\b ?(?:\([^)]{0,60}\)|,? (?:on |of )?[A-Za-z0-9 ,.]{0,40})?\s?[:–—-].{10,}"
    r"|(?:\(|\[)?(?:this|the|an earlier|an earlier version of this|a previous|a previous version of this"
    r"|the original version of this|earlier versions of this) (?:article|story|version|report|post|item"
    r"|dispatch|piece|headline|caption)(?:'s headline)?s?\b"
    r".{0,90}\b(?:corrected|amended|clarified|misstated|misspelled|misidentified|incorrectly|erroneously"
    r"|wrongly|mistakenly|inaccurately|gave the wrong|has been (?:updated|edited|revised) to (?:correct"
    r"|clarify|reflect|remove))\b.*"
    r"|this (?:article|story|report|piece)\b.{0,240}\b(?:misstated|misspelled|misidentified)\b.*",
    re.I,
)
_EDITOR = re.compile(
    r"(?:\(|\[|-LRB- ?)?(?:editor[’']?s?[’']?|editors[’']?)(?: |-)?note\b ?[:–—-].{3,}|(?:note to (?:editors"
    r"|readers)|eds|editors) ?[:–—-].{3,}|(?:\(|\[|-LRB- ?)(?:adds|updates|updating|recasts|removes"
    r"|refiles|repeats|rewrites|with|for (?:an?|the) [\w -]{3,60} click)\b.{3,200}(?:\)|\]|-RRB-)",
    re.I,
)
_WITHDRAWAL = re.compile(
    r"(?:mandatory |bulletin |story )kill\b ?[:–—-]?.{0,300}|kill ?[:–—].{0,300}|(?:eds|editors"
    r"|attention editors|note to editors)\s?[,:–—-].{0,60}\b(?:kill|withhold|disregard|do not (?:use|publish"
    r"|run))\b.{0,300}"
    r"|(?:\(|\[)?(?:retraction|retracted|withdrawn|story (?:withdrawn|removed|retracted)"
    r"|advisory: story withdrawn)(?: ?[:–—].{0,300}|[.)\]]*)"
    r"|(?:\(|\[)?(?:(?:this|our) (?:article|story|report|dispatch|item|piece)|the (?:article|story"
    r"|dispatch)\b)(?: \w+){0,6}? (?:(?:has|have) been|is|was) (?:hereby )?(?:withdrawn|retracted"
    r"|removed from publication|killed)\b(?! from (?!our|this|the site|publication)).{0,400}"
    r"|.{0,80}\b(?:is|are|has|have) (?:withdrawing|retracting|withdrawn|retracted) (?:this|our) (?:article"
    r"|story|report|dispatch|item)\b.{0,400}",
    re.I,
)
PUBLISHED = re.compile(r"\b(?:published|posted|first)\b", re.I)
UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
BY = re.compile(r"(?:.*\d )?(?:written |story |words |analysis )?by[: ] ?", re.I)
MAX_NOTE = 1_200  # characters
NOTES: tuple[tuple[re.Pattern[str], NoteKind], ...] = (
    (_WITHDRAWAL, "withdrawal"),
    (_CORRECTION, "correction"),
    (_EDITOR, "editor"),
)


def is_residue(line: str, words: int) -> bool:
    """What a page leaves in its text: tags, scripts, buttons, notices, and the way to other stories."""
    if len(line) >= MAX_WORD and any(len(word) >= MAX_WORD for word in line.split()):
        return True
    found = _RESIDUE.fullmatch(line) if words < MAX_RESIDUE else None
    sentence = bool(found and found["way"]) and words > MAX_WAY and line.endswith(".")
    return bool(found) and not sentence


def is_date_line(line: str, words: int) -> bool:
    """A full date and nothing beside it but a clock, a weekday and words such as "updated"."""
    if words > 18 or not _FULL_DATE.search(line):
        return False
    rest, _, behind = _FULL_DATE.sub(" ", line).partition(" | ")
    if len(behind.split()) > MAX_SECTION or TERMINAL.search(behind):  # a comment of that day
        return False
    return not rest.strip() or bool(_BESIDE_DATE.fullmatch(rest))


def is_time_line(line: str, words: int) -> bool:
    """When it was brought up to date, without the day."""
    return words <= 12 and bool(_TIME_LINE.fullmatch(line))


def year_line(line: str) -> int | None:
    """The year that stands over the days of a chronology."""
    found = _YEAR_LINE.fullmatch(line)
    return int(found["year"]) if found else None


def opens_with_day(line: str) -> bool:
    """Whether a line is one of a list of key dates: "March 5 — The sides sign"."""
    return bool(_OPENS_WITH_DAY.match(line))


def is_picture(line: str) -> bool:
    """What is said of the picture above a story: it opens with its day ("June 15, 2010: The envoys leave the
    hall"), or tells who stands where ("Anna Berg, left, and Rui Castro meet")."""
    return bool(_DATED_CAPTION.match(line) or (len(line) < 300 and _PLACED.search(line)))


def is_speaker(line: str) -> bool:
    """A turn of a transcript, as "QUESTION: Did you meet him?" is one."""
    return bool(_SPEAKER.fullmatch(line))


def note_kind(line: str) -> NoteKind | None:
    """What a line tells of the report itself: that it was corrected, what its editors say, that it is taken
    back."""
    if len(line) > MAX_NOTE:
        return None
    for pattern, kind in NOTES:
        if pattern.fullmatch(line):
            return kind
    return None


def is_byline(line: str, words: int) -> bool:
    """Who wrote it."""
    return words <= 16 and bool(_BYLINE.fullmatch(line))


def is_name(line: str) -> bool:
    """Nothing but one or two people's names, as below a headline."""
    return len(line) <= 60 and bool(_NAMES_ALONE.fullmatch(line))


def is_credit(line: str, words: int) -> bool:
    """Who took a picture or helped to report; no part of the story."""
    return (words <= 30 or is_reporting(line)) and bool(_CREDIT.fullmatch(line))


def is_reporting(line: str) -> bool:
    """Who helped to report, and no picture's credit."""
    return len(line) < MAX_NOTE and bool(_REPORTING.search(line))


def is_caption(line: str, words: int) -> bool:
    """Words on a picture, known by the credit at their end or by what they open with."""
    return words <= 60 and bool(_CAPTION.fullmatch(line) or _PICTURED.match(line))
