"""What a page or an export has run into one line with the first sentence: dates, bylines, credits of
pictures, datelines.

Each is known by marks that no sentence has, and taken off the words that follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model.report import BlockKind
from onrecord.read.dates import FULL_DATE
from onrecord.read.marks import AGENCY_MARK

LOOK = 600  # characters of a line in which a dateline may stand
KNOWN = 20_000  # characters in which a noun without a capital is looked for
_DATE = rf"(?i:{re.sub(r'[?]P<[a-z0-9]+>', '?:', FULL_DATE)})"
_CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[AaPp]\.?[Mm]\.?)?(?: ?(?:[A-Z]{2,4}|UK time)\b)?"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_PERSON = r"[A-ZÀ-Þ][a-zß-ÿ][\w.'’-]*"
_OPEN, _CLOSE = r"(?:\(|-LRB- ?)", r"(?:\)| ?-RRB-)"
_AGENCY = rf"(?i:{AGENCY_MARK})"


@dataclass(frozen=True, slots=True)
class Prefix:
    """What may stand before the words of a line. first: only before any sentence of the report; picture: the
    line above is what is said of a picture."""

    pattern: re.Pattern[str]
    kind: BlockKind
    first: bool = False
    picture: bool = False


PREFIXES = (
    Prefix(
        re.compile(
            r"\s*(?:date|published|posted"
            r"|updated)[: ]+\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z"
            r"|[+-]\d\d:?\d\d)?)?(?=\s)\s*",
            re.I,
        ),
        "date",
        first=True,
    ),
    Prefix(
        re.compile(
            r"\s*(?:[Pp]age )?(?:[Ll]ast |[Ff]irst )?(?:[Uu]pdated|[Pp]ublished|[Pp]osted)(?: at"
            rf"| on)? ?:? (?:{_CLOCK} ?,? )?(?:{_WEEKDAY} ?,? )?{_DATE}(?: ?[,;-]? {_CLOCK})?\s+(?=\S)"
        ),
        "date",
        first=True,
    ),
    Prefix(re.compile(r"\s*\d{4} \d\d \d\d \d\d:\d\d(?: [A-Z]{3,4})?\s+(?=[A-Z])"), "date", first=True),
    Prefix(
        re.compile(
            r"\s*(?:\(|-LRB- ?|\[)an error occurred while [a-z ]{3,60}(?:\)| ?-RRB-|\])\s+(?=\S)", re.I
        ),
        "residue",
    ),
    Prefix(re.compile(rf"\s*{_DATE} Last updated at {_CLOCK}\s+(?:Help\s+)?(?=\S)"), "date", first=True),
    Prefix(re.compile(rf"\s*{_WEEKDAY} ?,? {_DATE} ?[,;]? {_CLOCK}\s+(?=[\"“‘`A-Z(-])"), "date", first=True),
    Prefix(
        re.compile(rf"\s*By (?P<by>{_PERSON} {_PERSON}) ?, [a-z ]{{3,30}}?{_DATE} ?[:,]? {_CLOCK}\s+(?=\S)"),
        "byline",
        first=True,
    ),
    Prefix(
        re.compile(
            rf"\s*(?P<by>{_PERSON}(?: {_PERSON}){{1,2}}) \| (?:{_CLOCK} ?,? )?(?:{_WEEKDAY} ?,? "
            rf")?{_DATE}(?: ?,? {_CLOCK})?\s+(?=\S)"
        ),
        "byline",
        first=True,
    ),
    Prefix(
        re.compile(
            rf"\s*By (?P<by>(?:the )?(?:{_NAME} ){{1,3}}(?:[Ss]taff|[Bb]ureau)(?: [Ww]riters?"
            r"| [Rr]eporters?)?)\s+(?=[A-Z0-9\"“`])"
        ),
        "byline",
        first=True,
    ),
    Prefix(
        re.compile(
            rf"\s*By (?P<by>{_NAME}(?: {_NAME}){{1,3}}) ?(?:--|—|–|,) [Ss]pecial (?:to"
            rf"|for) (?:the )?{_NAME}\s+(?=[A-Z])"
        ),
        "byline",
        first=True,
    ),
    Prefix(
        re.compile(
            rf"\s*By (?P<by>{_PERSON} {_PERSON}) ?, (?:{_NAME} ){{1,5}}(?:Producer|Correspondent|Reporter"
            r"|Writer|Editor)\s+(?=[A-Z\"“`])"
        ),
        "byline",
        first=True,
    ),
    Prefix(  # "By Anna Berg Science reporter , BBC News , Lima"
        re.compile(
            rf"\s*By (?P<by>{_PERSON} {_PERSON})(?: {_NAME} (?:reporter|correspondent|editor) ?,)?"
            rf" [A-Z]{{2,5}} {_NAME}(?: ?, {_NAME})?\s+(?=[A-Z\"“`])"
        ),
        "byline",
        first=True,
    ),
    Prefix(  # "May 9 , 2024 - 1:46 PM | by : Anna Berg"
        re.compile(rf"\s*{_DATE} ?[-,] ?{_CLOCK} ?\| ?by ?:? (?P<by>{_PERSON} {_PERSON})\s+(?=\S)"),
        "byline",
        first=True,
    ),
    Prefix(  # "May 9 , 2024 | By Anna Berg and Rui Castro , CNN"
        re.compile(
            rf"\s*(?:{_DATE} \| )?By (?P<by>{_PERSON} {_PERSON}(?: and {_PERSON} {_PERSON})?) ?, "
            r"(?:[A-Z]{2,5}|Reuters)\s+(?=[A-Z0-9\"“`])"
        ),
        "byline",
        first=True,
    ),
    Prefix(re.compile(r"\s*[^\n.]{5,160}? Full (?:Article|Story)\s+(?=[A-Z])"), "residue", first=True),
    Prefix(
        re.compile(rf"\s*{_NAME}(?: {_NAME}){{0,3}} ?,? via {_AGENCY}\s+(?=[A-Z])"), "credit", picture=True
    ),
    Prefix(
        re.compile(r"\s*(?:AP|AFP|Reuters|EPA)\s+(?=[A-Z][a-z]{2,8} \d{1,2} ?, \d{4} ?:)"),
        "credit",
        picture=True,
    ),
    Prefix(re.compile(r"\s*(?:hide|toggle|show) caption(?: \d+ of \d+)?\s+(?=\S)", re.I), "residue"),
    Prefix(
        re.compile(
            r"\s*(?:(?:Facebook|Twitter|Pinterest|WhatsApp|LinkedIn|Email|Share|Tweet|Print|Reddit"
            r"|Messenger)\s+){2,}"
        ),
        "residue",
    ),
    Prefix(
        re.compile(
            rf"\s*{_OPEN}(?:{_AGENCY} [Pp]hotos?(?: ?\\?/[^()\n]{{2,60}})?"
            rf"|[Pp]hotos?: [^()\n]{{2,60}}|[^()\n]{{2,60}} [Vv]ia {_AGENCY}"
            rf"|{_PERSON} {_PERSON} - (?:{_PERSON} {_PERSON}|{_AGENCY})){_CLOSE}\s+(?=[A-Z0-9\"“`])"
        ),
        "credit",
        picture=True,
    ),
    Prefix(
        re.compile(
            r"\s*(?:Photograph|Photo"
            r"|Picture) ?:? "
            rf"(?:{_NAME}(?: {_NAME}){{0,3}} ?\\?/ ?)?{_AGENCY}(?: ?\\?/ ?{_AGENCY})*\s+(?=[A-Z0-9\"“`])"
        ),
        "credit",
        picture=True,
    ),
    Prefix(re.compile(r"\s*(?:AP|AFP|Reuters|EPA)\s+(?=[A-Z]{2}[A-Z ,.]*(?:--|—) )"), "credit", picture=True),
    Prefix(
        re.compile(
            rf"\s*{_OPEN}(?:[Aa]dditional )?(?:[Rr]eporting|[Ww]riting"
            rf"|[Ee]diting) by [^()\n]{{3,400}}?{_CLOSE}\s+(?=\S)"
        ),
        "credit",
    ),
)
# A byline behind a headline or what is said of a picture: "… after the fire By Anna Berg and Rui Castro Boats
# left …".
_WRITER = rf"(?P<by>{_PERSON} {_PERSON}(?: and {_PERSON} {_PERSON})?)"
BYLINE = re.compile(
    rf"\b(?:By|From) {_WRITER}(?: ?, (?:[Ss]pecial (?:to|for)|[Ff]or) (?:the )?{_NAME}| for [A-Z]{{2,}})"
    r"\s+(?=[A-Z\"“`])"
    rf"|(?<![\w'’])[a-z][\w'’]* (?P<plain>By (?P<who>{_WRITER.replace('?P<by>', '?:')}))\s+(?=[A-Z\"“`])"
)
# Words of a headline, of highlights or of a picture, run into the first sentence: in mid-line a small word
# has a capital only where a sentence opens ("… in the middle of July The spill has cost …"). One that goes on
# in capitals is a name ("The New York Times"), and "A" may be a letter ("influenza A virus").
_RUN_ON = re.compile(
    r"(?P<before>[\w’'-]*[\w%’')\]]) (?:A|The|An|At|In|On|After|As|When|While|It|There|Some|Many|Most|Nearly"
    r"|Several|Hundreds|Thousands|Tens|This|These|Two|Three)(?=[ '’][a-z]| \d\d?-[a-z])"
    # what titles have too ("Gone With the Wind") only behind a word without a capital
    r"|(?<![\w'’-])(?P<small>[a-z][\w’'-]*) (?:Behind|Under|From|With|Since|During|Before|Despite|Although"
    r"|Among|Across|Along|Inside|Outside|Amid|First|Last|More|Another|If|But)(?=[ '’][a-z])"
)
_BEFORE_LETTER = frozenset(
    re.findall(
        r"\w+",
        "influenza hepatitis vitamin type group serie plan grade exhibit appendix team part section level "
        "class category bracket block",
    )
)
# Behind these words a name or a noun with a capital goes on.
_JOINS = (
    r"(?:of|to|in|at|on|by|as|or|and|for|but|via|that|with|from|than|said|says|told|when|the|an?|its|his|her"
    r"|their|our|this|between|against|into|over|under|near|if|not|is|was|are|were|be|been|has|have|had)\b"
)
# The name that opens the line opens a sentence too: "Anna Berg signs a treaty Anna Berg is in talks …"; a
# single one only behind a word without a capital.
_AGAIN = re.compile(
    rf"\s*(?:(?P<who>{_PERSON} {_PERSON}) [^\n]{{10,200}}?(?<![\w’'])(?!{_JOINS})[\w%’']+ (?=(?P=who) [a-z])"
    rf"|(?P<one>{_PERSON}) [^\n]{{10,200}}?(?<![\w’'])(?!{_JOINS}|\w+(?:ed|ing)\b)[a-z][\w%’'-]* "
    rf"(?=(?P=one) (?:'s |[a-z])))"
)
# A noun with a capital that the report has without one elsewhere: "… in pigs Infection control is …".
_NOUN = re.compile(rf"(?<![\w'’-])(?!{_JOINS})[a-z][a-z-]+ (?=(?P<noun>[A-Z][a-z]{{3,}}) (?!of\b)[a-z])")
AT_END = re.compile(rf"\s*\bBy {_WRITER}(?: ?, [A-Z][\w ]{{2,50}})?\s*$")
# The head of a transcript ("Interview With the Minister Aired January 30, 2011 - 09:00 ET") or of a page.
AIRED = re.compile(
    rf"\b{_WEEKDAY} ?, {_DATE} ?[;,] ?{_CLOCK}\s+(?=[A-Z])"
    rf"|\bAired {_DATE} ?[-–,]? ?(?:{_CLOCK})?\s*|\b{_WEEKDAY} {_DATE} \d\d[.:]\d\d (?:GMT|BST)\s+"
)


def run_on(text: str, start: int, end: int) -> int | None:
    """Where a sentence opens within a line, behind words that no stop ends; None where none is sure to."""
    again = _AGAIN.match(text, start, end)
    firsts = (
        next(_by_small_words(text, start, end), None),
        next(_by_nouns(text, start, end), None),
        again.end() if again else None,
    )
    return min((at for at in firsts if at is not None), default=None)


def _by_small_words(text: str, start: int, end: int) -> Iterator[int]:
    for found in _RUN_ON.finditer(text, start, end):
        before = found["before"] or found["small"]
        at = found.start() + len(before) + 1
        if text[at : found.end()] != "A" or before.lower() not in _BEFORE_LETTER:
            yield at


def _by_nouns(text: str, start: int, end: int) -> Iterator[int]:
    return (n.end() for n in _NOUN.finditer(text, start, end) if _is_common(text, n["noun"]))


def _is_common(text: str, word: str) -> bool:
    """Whether a report has a word of its head without a capital, and with one only there."""
    plain = re.search(rf"(?<![\w'’-]){word.lower()}\b", text[:KNOWN])
    named = re.findall(rf"(?<![.!?:] )\b{word}\b", text[:KNOWN])
    return plain is not None and len(named) == 1
