"""Why a word of a report tells an act or none, on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.analyse import speech, when, who
from onrecord.analyse.clause import clauses
from onrecord.analyse.happened.why import Asked, why
from onrecord.analyse.language import parses, pipeline
from onrecord.guard import complain
from onrecord.judge import did_you_mean
from onrecord.lexicon.acts import acts
from onrecord.model import Report
from onrecord.show.plain import line as one_line
from onrecord.world import load, own_file


def told(reports: Iterable[Report], word: str, name: str) -> Iterator[str]:
    """Lines for people, report by report; a word that stands nowhere is complained of, with what is near."""
    for report in reports:
        parse = next(iter(parses([report], pipeline(name))))
        times, people = when.find(parse, report), who.find(parse, report, load(own_file()))
        said = speech.find(parse, people, times)
        found = why(word, parse, report, people, times, said, clauses(parse), acts())
        if not found:
            words = {t.text for t in parse.tokens if t.text.isalpha()}
            complain(f"{report.id}: {word!r} does not stand there{did_you_mean(word, sorted(words))}")
        for asked in found:
            yield from _lines(report, asked)


def _lines(report: Report, asked: Asked) -> Iterator[str]:
    around = " ".join(report.text[max(0, asked.start - 40) : asked.end + 40].split())
    yield one_line(f"{asked.text} [{report.id} {asked.start}–{asked.end}]  “… {around} …”")
    yield f"    looked up as: {', '.join(x.replace('_', ' ') for x in asked.names)}"
    if asked.why_none:
        yield f"    no act: {asked.why_none}"
    for a in asked.answers:
        yield f"    {'taken  ' if a.taken else 'refused'}  {a.entry} ({a.type}): {a.why}"
