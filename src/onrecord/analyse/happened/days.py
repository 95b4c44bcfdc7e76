"""The days of an act: its own time, one that it inherits, the day's news, or open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from onrecord.analyse.clause import Clause, Clauses
from onrecord.analyse.clause.attach import hangs_on
from onrecord.analyse.clause.grammar import CLAUSAL, NOMINAL, kids
from onrecord.analyse.clause.words import words
from onrecord.analyse.english import BEFORE_DAYS, OF, SUBORDINATING
from onrecord.analyse.parse import Token
from onrecord.analyse.when import When
from onrecord.model import Time
from onrecord.model.analysis import Status

Basis = Literal["told", "inherited", "news", "open"]
AHEAD = frozenset({"planned", "expected", "possible"})
PAST_BOUNDS = frozenset({"before", "until", "till", "by"})
SINCE = frozenset({"since", "after", "following", "from"})
ABOUT = frozenset({"for", "over", "about", "of"})
SHARED = frozenset(
    {
        "conj",
        "xcomp",
        "advcl",
        "pcomp",
        "prep",
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
        "attr",
        "appos",
        "oprd",
        "acl",
        "dep",
        "dative",
        "agent",
    }
)
TO = re.compile(r"\s*(?:to|until|till|through|thru|[-–—])\s*", re.I)
AND = re.compile(r"\s*and\s*", re.I)
VAGUE = frozenset({"PRESENT_REF", "FUTURE_REF"})
WEEK, DAY = timedelta(days=7), timedelta(days=1)
LEAD = 4  # sentences of a report in which the plain past is the news of its day or the day before
NEWS = timedelta(days=1)
RECENT = timedelta(days=14)
SHORTLY = timedelta(days=7)  # how long before one act another is told as what it came after


@dataclass(frozen=True, slots=True)
class Days:
    """First and last possible day (None: open), the words that say so, and what they rest on."""

    earliest: date | None
    latest: date | None
    time: Time | None
    basis: Basis


def _past(clause: Clause) -> bool:
    """Whether what is possible lies in the past: "may have met", and no "if they met"."""
    if any(s.ground == "condition" for s in clause.steps):
        return False
    return clause.form.perfect or (clause.form.tense == "past" and clause.form.modal is None)


class Calendar:
    """The times of one report, by the predicate that they hang on."""

    def __init__(self, clauses: Clauses, when: When, published: date | None) -> None:
        self.clauses, self.parse, self.when, self.published = clauses, clauses.parse, when, published
        self.heads: dict[int, list[int]] = {}  # sentence -> head tokens of its times
        for i in when.at:
            self.heads.setdefault(self.parse.tokens[i].sent, []).append(i)
        self.told: dict[int, Days] = {}  # sentence -> the day that its main clause tells

    def of(self, clause: Clause, status: Status) -> Days:
        """The days on which an act of this status may lie."""
        t = self.parse.tokens[clause.head]
        carrier = self.parse.tokens[clause.carrier]
        if (line := self._day_before(carrier)) is not None:
            return self._settle(line, "", clause, status, "told")
        for node in dict.fromkeys((t.i, carrier.i)):
            own = self._own(self.parse.tokens[node])
            if own is not None:
                return self._settle(own[0], own[1], clause, status, "told")
        found = self._above(carrier, status)
        if found is not None:
            index, prep, over = found
            if status in AHEAD and over:
                after = self.when.times[index].latest
                return Days(
                    after if after and (not self.published or after <= self.published) else self.published,
                    None,
                    None,
                    "open",
                )
            return self._settle(index, prep, clause, status, "told")
        return self._without(clause, status, carrier)

    def tells(self, clause: Clause) -> bool:
        """Whether the act has a time of its own: on its word, or on the verb that carries it ("took place on
        Monday")."""
        return any(self._own(self.parse.tokens[i]) is not None for i in (clause.head, clause.carrier))

    def said(self, clause: Clause) -> Days:
        """The days on which words were said: those of the verb that reports them."""
        return self.of(clause, "happened")

    def _day_before(self, carrier: Token) -> int | None:
        """The day that stands before a line of key dates, for what the line tells first; it is firmer than a
        time behind."""
        line = self.when.lines.get(self.parse.sentence(carrier).block)
        if line is None or self.when.times[line].earliest != self.when.times[line].latest:
            return None
        while carrier.dep in ("conj", "dep") and carrier.head != carrier.i:
            carrier = self.parse.head(carrier)
        start = self.parse.tokens[self.parse.sentence(carrier).first].start
        before = self.when.times[line].span
        return line if carrier.head == carrier.i and before.start <= start <= before.end + 4 else None

    def _own(self, predicate: Token) -> tuple[int, str] | None:
        """The nearest time that hangs on the predicate, with its preposition."""
        best: tuple[int, int, str] | None = None
        for i in self.heads.get(predicate.sent, ()):
            time = self.when.times[self.when.at[i]]
            if time.type not in ("DATE", "TIME") or (time.earliest is None and time.latest is None):
                continue
            found = hangs_on(self.parse, self.parse.tokens[i], predicate)
            if found is None or (
                found[1] in ABOUT and predicate.pos in CLAUSAL and found[0] > 1 and found[1] != "for"
            ):
                continue
            if best is None or (found[0], i) < best[:2]:
                best = (found[0], i, found[1])
        return (self.when.at[best[1]], best[2]) if best is not None else None

    def _above(self, node: Token, status: Status) -> tuple[int, str, bool] | None:
        """A time of the clause above, through relations in which it is shared; the flag tells that it dates
        words."""
        over = False
        for _ in range(5):
            if node.head == node.i:
                return None
            mark = any(k.lower in SUBORDINATING for k in kids(node, "mark", "advmod"))
            if node.dep not in SHARED or mark:
                return None
            above = self.parse.head(node)
            if above.pos == "ADP" and above.lower in BEFORE_DAYS:
                return None
            if (
                node.dep == "xcomp"
                or (node.dep == "acl" and node.tag == "VB")
                or (node.dep == "advcl" and status in AHEAD)
            ):
                over = True
            elif node.dep == "acl":
                return None
            node = above
            if node.pos in (*CLAUSAL, *NOMINAL) and (found := self._own(node)) is not None:
                return (
                    found[0],
                    found[1],
                    over
                    or (
                        node.pos in CLAUSAL
                        and status in AHEAD
                        and self.clauses.factuality.of(node)[0] not in AHEAD
                    ),
                )
        return None

    def _settle(self, index: int, prep: str, clause: Clause, status: Status, basis: Basis) -> Days:
        time = self.when.times[index]
        first, last, today = time.earliest, self._until(index), self.published
        if time.value in VAGUE and status not in AHEAD:
            return Days(None, today, None, "open")  # "now has been ousted": some day up to now
        if prep in PAST_BOUNDS:
            until = today if today and last and today <= last else first
            return Days(until if status in AHEAD else None, last, time, basis)
        since = SINCE if status == "not_happened" else SINCE - {"from"}
        if prep in since and status not in AHEAD:
            ahead = first is not None and today is not None and first > today  # "from June on it won't"
            return Days(first, None if ahead else today, time, basis)
        if today and first and last:
            first, last = _by_status(first, last, today, status, clause, time)
        return Days(first, last, time, basis)

    def _until(self, index: int) -> date | None:
        """The last day of a time, or of the one that it reaches to: "from Monday to Thursday", "between May 6
        and May 9"."""
        first = self.when.times[index]
        if index + 1 == len(self.when.times) or first.earliest is None:
            return first.latest
        second = self.when.times[index + 1]
        gap = self.parse.text[first.span.end : second.span.start]
        before = self.parse.text[max(0, first.span.start - 9) : first.span.start].lower()
        reaches = TO.fullmatch(gap) or (AND.fullmatch(gap) and "between" in before)
        later = (
            reaches
            and second.latest is not None
            and second.type == "DATE"
            and second.latest >= first.earliest
        )
        return second.latest if later else first.latest

    def _without(self, clause: Clause, status: Status, carrier: Token) -> Days:
        """No time of its own: what is ahead lies ahead; the plain past of a report's lead is its news."""
        today = self.published
        looks_back = status == "possible" and (_past(clause) or self._alleged(carrier))
        if status in AHEAD and not looks_back and self.parse.sentence(carrier).block not in self.when.lines:
            return Days(today, None, None, "open")
        if today is None or looks_back:  # "may have met", "is said to have hidden it"
            return Days(None, today, None, "open")
        if (beside := self._beside(carrier, clause)) is not None:
            return beside
        if (told := self._told_on(carrier)) is not None and told <= today:
            return Days(None, told, None, "open")  # "said on Monday that she had met him": by Monday
        if self._alleged(carrier):
            return Days(None, today, None, "open")  # when it was is no news
        sentence = self.parse.sentence(carrier)
        if (line := self.when.lines.get(sentence.block)) is not None and self._main(carrier):
            return self._settle(line, "", clause, status, "told")  # a line of key dates
        return self._by_place(clause, carrier, today)

    def _by_place(self, clause: Clause, carrier: Token, today: date) -> Days:
        """By where it stands: what goes on from the sentence before, the plain past of the lead and of main
        clauses."""
        sentence, form = self.parse.sentence(carrier), clause.form
        if any(k.lower in words().looks_back for k in kids(self.parse.tokens[clause.head], "advmod")) or any(
            self._told_by_another(self.parse.tokens[i]) for i in {clause.head, clause.carrier}
        ):
            return Days(None, today, None, "open")
        before = self._told_before(sentence.i)
        plain = (
            form.tense in ("past", "present")
            and not form.progressive
            and not (form.perfect and form.tense == "past")
        )
        main = self._main(carrier)
        if before is not None and plain and main and before.latest and before.earliest:
            near = today - before.latest <= RECENT
            return Days(before.earliest, today if near else before.latest, None, "inherited")
        lead = sum(s.kind == "paragraph" for s in self.parse.sentences[: sentence.i]) < LEAD
        if plain and lead and not (form.perfect and not main):
            return Days(today - NEWS, today, None, "news")
        if plain and main and not form.perfect:
            return Days(today - NEWS, today, None, "news")
        return Days(None, today, None, "open")

    def _told_by_another(self, predicate: Token) -> bool:
        """Whether its time is one that something else tells: "on the day he left office", "at the time of the
        flood"."""
        phrases = [o for prep in kids(predicate, "prep") for o in kids(prep, "pobj")]
        return any(
            o.lemma in words().moments
            and any(k.dep in ("relcl", "acl") or (k.dep == "prep" and k.lower == OF) for k in o.kids)
            for o in (*phrases, *kids(predicate, "npadvmod"))
        )

    def _beside(self, node: Token, clause: Clause) -> Days | None:
        """A clause of time: "when they met" is of the day of the clause that it belongs to, "after they met"
        shortly before."""
        mark = next(
            (k.lower for k in kids(node, "mark", "advmod") if k.lower in words().clauses_of_time), None
        )
        if node.dep != "advcl" or mark is None or (clause.form.perfect and mark not in SINCE):
            return None
        head = self.parse.head(node)
        while head.dep == "xcomp":  # "vowed to hit back after …"
            head = self.parse.head(head)
        above = self.clauses.of(head)
        if above.status not in ("happened", "ongoing"):
            return None
        days = self.of(above, above.status)
        if days.earliest is None or days.latest is None:
            return None
        basis: Basis = "inherited" if days.basis == "told" else days.basis
        if mark not in SINCE:
            return Days(days.earliest, days.latest, None, basis)
        margin = max(SHORTLY, days.latest - days.earliest)
        return Days(days.earliest - margin, days.latest, None, basis)

    def _told_on(self, node: Token) -> date | None:
        """The day on which the clause that reports the act says it was said."""
        while node.head != node.i:
            reports, node = node.dep == "ccomp", self.parse.head(node)
            if reports:
                own = self._own(node)
                return self.when.times[own[0]].latest if own is not None else None
        return None

    def _alleged(self, node: Token) -> bool:
        """Whether the act is what somebody is blamed for: "alleges that they conspired", "accused her of
        hiding it"."""
        while node.head != node.i:
            dep, node = node.dep, self.parse.head(node)
            if dep in ("ccomp", "pcomp", "pobj", "prep"):
                if node.pos in CLAUSAL and node.lemma in words().alleging:
                    return True
            elif dep != "conj":
                return False
        return False

    def _main(self, node: Token) -> bool:
        """Whether the clause is its sentence's own line of telling: no relative clause, no background."""
        for _ in range(6):
            if node.head == node.i:
                return True
            if node.dep in ("relcl", "acl", "csubj") or (
                node.dep == "advcl" and any(True for _ in kids(node, "mark"))
            ):
                return False
            node = self.parse.head(node)
        return False

    def _told_before(self, sentence: int) -> Days | None:
        """The days that the sentence before tells, in the same paragraph: what follows in the plain past goes
        on from there. Of sentences further back, a period that one of them opened, where no time has come
        between."""
        carried = False
        while sentence > 0 and self.published is not None:
            a, b = self.parse.sentences[sentence - 1], self.parse.sentences[sentence]
            if a.block != b.block:
                return None
            for i in self.heads.get(a.i, ()):
                time = self.when.times[self.when.at[i]]
                if time.type not in ("DATE", "TIME") or not time.earliest or not time.latest:
                    continue
                age = self.published - time.latest
                day = time.earliest == time.latest and timedelta(0) <= age <= RECENT
                period = age > RECENT and self._dates_the_line(self.parse.tokens[i])
                if day or period:
                    return (
                        Days(time.earliest, time.latest, None, "inherited") if period or not carried else None
                    )
            if self.heads.get(a.i):
                return None
            sentence, carried = a.i, True
        return None

    def _dates_the_line(self, time: Token) -> bool:
        """Whether a time hangs on its sentence's main verb: "In August it vowed", not "the 1987 treaty"."""
        root = time
        while root.head != root.i:
            root = self.parse.head(root)
        found = hangs_on(self.parse, time, root)
        return found is not None and found[0] <= 2 and found[1] not in SINCE | ABOUT


def _by_status(
    first: date, last: date, today: date, status: Status, clause: Clause, time: Time
) -> tuple[date, date]:
    """The days of a time by whether the act lies ahead on the report's day."""
    if status in AHEAD and last < today:
        weekday = first == last and time.type in ("DATE", "TIME") and len(time.span.text) < 18
        if weekday and today - last < WEEK and clause.form.tense != "past":
            return first + WEEK, last + WEEK
        return first, last
    if status in ("happened", "ongoing", "not_happened") and first <= today < last:
        return first, today
    return max(first, today) if status in AHEAD else first, last
