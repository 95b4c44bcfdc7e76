"""Which of many mentions can't be alike enough to one: an upper bound of ``alike``, taken over columns at
once.

Clustering asks of every mention of a block how alike it is; of 400 pairs some 395 are not. The bound never
lies below ``alike`` (``tests/fuse/test_sieve.py``), so whoever it turns away would have been turned away, and
only the rest is asked in full. A feature of the table that is not known here counts as present wherever that
makes pairs likelier: a new feature makes the sieve coarser, and never wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from onrecord.fuse.alike import NEAR, stem, weights
from onrecord.fuse.contacts import MANNERS, manner
from onrecord.fuse.told import Told

Column = Any  # a numpy array, a row a mention
FAMILIES = ("contact", "words", "deeds")
IN_WORDS = frozenset({"REQUEST", "REJECT", "AGREE", "ACCUSE", "SUPPORT", "THREATEN", "CONCEDE"})
CIRCLES = ("persons", "states", "others")  # of whom it is told of contacts how far the same take part
OF_VISITS = ("host", "visitor")
BASES = ("told", "inferred", "inferred here")  # what the days of a pair rest on
PHASES = ("real", "ahead", "not")
SLOTS = 6  # who acts or is acted on in one mention; more than these are taken for all there could be
AT_ONCE = 16_000  # pairs: what is taken at once stays in the processor's own memory
BITS = 256  # of the words of a sentence: words in common share a bit, others seldom
MATTER_BITS = 64
NEVER = 10_000_000  # later than any day
ROUNDING = 1e-9


class Sieve:
    """Mentions as columns, and for one of them how alike others are at most."""

    def __init__(self, told: Sequence[Told], table: Mapping[str, float] | None = None) -> None:
        self._table = weights() if table is None else table
        self._known: dict[str, float] = {}
        self._by_family: dict[str, Column] = {}
        ints = np.int32
        codes = _Codes()
        mentions = [t.mention for t in told]
        self._type = np.array([codes.of(m.type) for m in mentions], ints)
        self._lemma = np.array([codes.of(m.lemma) for m in mentions], ints)
        self._rule = np.array([codes.of(m.rule) for m in mentions], ints)
        self._form = np.array([codes.of(m.trigger.text.lower()) for m in mentions], ints)
        self._stem = np.array([codes.of(stem(m)) for m in mentions], ints)
        self._id = np.array([codes.of((t.report.id, t.mention.id)) for t in told], ints)
        self._refers = np.array(
            [codes.of((t.report.id, t.mention.refers)) if t.mention.refers else 0 for t in told], ints
        )
        self._back_of_type = np.array([self._weight(f"looks back {m.type}") for m in mentions])
        self._contact = np.array([m.type == "CONSULT" for m in mentions], bool)
        self._in_words = np.array([m.type in IN_WORDS for m in mentions], bool)
        self._actors, self._recipients = (
            _Parties([t.actors for t in told], codes),
            _Parties([t.recipients for t in told], codes),
        )
        self._dated = np.array([t.dated for t in told], bool)
        self._day = np.array([t.day for t in told], bool)
        self._told = np.array([m.day_basis == "told" for m in mentions], bool)
        self._first = np.array([m.earliest.toordinal() if m.earliest else 0 for m in mentions], ints)
        self._last = np.array([m.latest.toordinal() if m.latest else NEVER for m in mentions], ints)
        self._out = np.array(
            [t.report.published.toordinal() if t.report.published else 0 for t in told], ints
        )
        self._phase = np.array([PHASES.index(t.phase) for t in told], ints)
        self._status = np.array([codes.of(m.status) for m in mentions], ints)
        self._visit = np.array([m.mode == "visit" for m in mentions], bool)
        self._background = np.array([m.background for m in mentions], bool)
        self._place = np.array([codes.of(m.place) if m.place else 0 for m in mentions], ints)
        self._lineage = np.array([codes.of(t.lineage) for t in told], ints)
        self._report = np.array([codes.of(t.report.id) for t in told], ints)
        self._sentence = np.array(
            [codes.of((t.report.id, m.evidence)) for t, m in zip(told, mentions, strict=True)], ints
        )
        self._at = np.array([m.trigger.start for m in mentions], ints)
        self._story = np.array([codes.of(t.story) if t.story else 0 for t in told], ints)
        self._manner = np.array([MANNERS.index(manner(t)) for t in told], ints)
        pairs = [[" ".join(sorted((p, q))) for q in MANNERS] for p in MANNERS]
        self._manners = np.array([[self._weight(f"contact manner {n}") for n in row] for row in pairs])
        self._circles = {k: _Parties([tuple(sorted(getattr(t, k))) for t in told], codes) for k in CIRCLES}
        self._words = _Bits([t.words for t in told], BITS)
        self._matter = _Bits([t.matter for t in told], MATTER_BITS)
        self._of_type = np.array([self._weight(f"type {m.type}") for m in mentions])
        names = [[" ".join(sorted({p, q})) if p != q else "same" for q in PHASES] for p in PHASES]
        self._phases = np.array([[self._weight(f"phase {n}") for n in row] for row in names])
        self._slack, self._contacts, self._visits = 0.0, 0.0, 0.0
        self._limits()
        if told:
            self.at_most(np.zeros(1, int), np.zeros(1, int))
        self._slack = self._unknown()
        self._contacts, self._visits = self._of_contacts(visits=False), self._of_contacts(visits=True)

    def passing(self, left: Column, right: Column, least: Column) -> Column:
        """For pairs of mentions (their numbers, one array a side) the most that their chance can be; 0 where
        that is less than ``least``."""
        found = np.zeros(len(left))
        for start in range(0, len(left), AT_ONCE):
            part = slice(start, start + AT_ONCE)
            cut = np.log(least[part] / (1 - least[part])) - ROUNDING
            most = self.at_most(left[part], right[part], cut)
            found[part] = np.where(most >= cut, 1 / (1 + np.exp(-np.clip(most + ROUNDING, -30, 30))), 0.0)
        return found

    def at_most(self, left: Column, right: Column, cut: Column | None = None) -> Column:
        """For each pair a number that its sum of weights does not exceed; where that lies below ``cut``
        already by what is asked first, the rest is not asked."""
        a, b = left, right
        contact = self._contact[a] | self._contact[b]
        family = np.where(contact, 0, np.where(self._in_words[a] & self._in_words[b], 1, 2))
        word = self._lemma[a] == self._lemma[b]
        z = self._head(a, b, family, word) + self._common_words(a, b, family)
        z += self._swapped(a, b, family)
        for role, parties in (("actors", self._actors), ("recipients", self._recipients)):
            z += self._role(role, parties, a, b, family)
        both = self._contact[a] & self._contact[b]
        z += self._slack + both * (self._contacts + self._manners[self._manner[a], self._manner[b]])
        visits = both & self._visit[a] & self._visit[b]
        z += visits * self._visits
        for kind in CIRCLES:
            z += (both & ~visits if kind == "persons" else both) * self._circle(kind, a, b)
        kept = slice(None)
        if cut is not None:
            most = self._most_days[family] + self._most_setting + self._most_matter[family]
            kept = z + most + self._most_near(a, b) >= cut
            a, b, family, word = a[kept], b[kept], family[kept], word[kept]
        z[kept] += self._days(a, b, family) + self._setting(a, b) + self._nearness(a, b, word, family)
        z[kept] += self._common_matter(a, b, family)
        return z

    def _weight(self, name: str) -> float:
        if name not in self._known:
            self._known[name] = self._table.get(name, 0.0)
        return self._known[name]

    def _families(self, name: str) -> Column:
        """The weights of a feature that each family has its own of."""
        if name not in self._by_family:
            self._by_family[name] = np.array([self._weight(name.format(f)) for f in FAMILIES])
        return self._by_family[name]

    def _unknown(self) -> float:
        """What features that ``at_most`` did not ask for can add."""
        return sum(
            max(0.0, w)
            for name, w in self._table.items()
            if name not in self._known and not name.startswith(("type ", "contact ", "looks back "))
        )

    def _of_contacts(self, visits: bool) -> float:
        """The most that the evidence for contacts (for two visits) can add: of each question ("contact host
        …") one answer holds."""
        answers: dict[str, dict[str, float]] = {}
        for name, w in self._table.items():
            if name.startswith("contact "):
                question, _, answer = name.removeprefix("contact ").partition(" ")
                if question in ("manner", *CIRCLES) or (question in OF_VISITS) != visits:
                    continue  # known of each pair
                plain = answer.split(" ")[0]
                of = answers.setdefault(question, {})
                of[plain] = of.get(plain, 0.0) + (w if plain == answer else max(0.0, w))
        return sum(max(0.0, *found.values()) for found in answers.values())

    def _head(self, a: Column, b: Column, family: Column, word: Column) -> Column:
        """The weight of kind, word and entry."""
        z = self._families("family {}")[family] + self._weight("bias")
        of_type = np.where(word, self._weight("other type same word"), self._weight("other type other word"))
        other = self._weight("other type") + of_type
        z += np.where(self._type[a] == self._type[b], self._of_type[a], other)
        entry = np.where(
            self._rule[a] == self._rule[b], self._weight("same entry"), self._weight("other word")
        )
        z += np.where(word, self._weight("same word"), entry)
        one, two = (self._weight(f"same stem in {n}") for n in ("one report", "two reports"))
        stems = ~word & (self._stem[a] == self._stem[b])
        z += stems * np.where(self._report[a] == self._report[b], one, two)
        return z + (self._form[a] == self._form[b]) * self._weight("same form of the word")

    def _role(self, role: str, parties: _Parties, a: Column, b: Column, family: Column) -> Column:
        """The weight of who has this role in both."""
        common, mine, its = parties.common(a, b), parties.many[a], parties.many[b]
        w = [
            self._weight(f"{role} {how}") + self._families(f"{role} {how} {{}}")[family]
            for how in ("other", "shared", "within", "same")
        ]
        several = self._weight(f"{role} same several")
        w[3] = w[3] + several * (mine > 1)
        inside = (common == mine) | (common == its)
        found = np.where(common == 0, w[0], np.where(inside, w[2], w[1]))
        found = np.where((common == mine) & (common == its), w[3], found)
        if parties.wide.any():
            most = np.maximum.reduce([*w, w[3] + several])
            found = np.where(parties.wide[a] | parties.wide[b], most, found)
        neither, one = self._weight(f"{role} of neither"), self._weight(f"{role} of one")
        return np.where((mine == 0) | (its == 0), np.where(mine == its, neither, one), found)

    def _circle(self, kind: str, a: Column, b: Column) -> Column:
        """The weight that it has among contacts who of one kind is told of both."""
        parties = self._circles[kind]
        common, mine, its = parties.common(a, b), parties.many[a], parties.many[b]
        several = common > 1

        def told(how: str) -> Column:
            plain, many = (f"contact {kind} {how}{x}" for x in ("", " several"))
            return self._weight(plain) + np.where(several, self._weight(many), self._weight(f"{plain} one"))

        same, within, shared = told("same"), told("within"), told("shared")
        found: Column = np.where((common == mine) | (common == its), within, shared)
        found = np.where((common == mine) & (common == its), same, found)
        found = np.where(common == 0, self._weight(f"contact {kind} other"), found)
        if parties.wide.any():
            found = np.where(
                parties.wide[a] | parties.wide[b], np.maximum.reduce([same, within, shared, found]), found
            )
        neither, one = self._weight(f"contact {kind} of neither"), self._weight(f"contact {kind} of one")
        return np.where((mine == 0) | (its == 0), np.where(mine == its, neither, one), found)

    def _swapped(self, a: Column, b: Column, family: Column) -> Column:
        """The most that it can add whether who acts in one is acted on in the other."""
        w = self._families("roles swapped {}")[family]
        met = self._recipients.meet(b, self._actors, a) | self._actors.meet(b, self._recipients, a)
        wide = self._actors.wide | self._recipients.wide
        return np.where(wide[a] | wide[b], np.maximum(0.0, w), met * w)

    def _days(self, a: Column, b: Column, family: Column) -> Column:
        """The weight of the days that both tell."""
        first, last, its_first, its_last = self._first[a], self._last[a], self._first[b], self._last[b]
        gap = np.maximum(first - its_last, its_first - last)
        told = self._told[a] & self._told[b]
        here = self._report[a] == self._report[b]
        bases = (("told", told), ("inferred", ~told & ~here), ("inferred here", ~told & here))
        both = self._dated[a] & self._dated[b]
        days = self._day[a] & self._day[b]
        same = (first == its_first) & (last == its_last)
        meet = np.zeros(len(a))
        apart = self._families("apart {}")[family]
        for exact, where in (("days", days), ("periods", ~days)):
            for basis, of in bases:
                found = np.where(
                    same, self._weight(f"{exact} {basis} same"), self._weight(f"{exact} {basis} meet")
                )
                meet += (where & of) * found
            meet += where * (self._weight(f"{exact} meet") + self._families(f"{exact} meet {{}}")[family])
        for near, where in (("a day", gap == 1), ("some days", (gap > 1) & (gap <= 4)), ("long", gap > 4)):
            grounds = sum(of * self._weight(f"{near} apart {basis}") for basis, of in bases)
            apart += where * (self._weight(f"{near} apart") + grounds)
        one = self._dated[a] | self._dated[b]
        without = np.where(one, self._weight("one without a day"), self._weight("both without a day"))
        never = np.maximum(first, its_first) > np.minimum(last, its_last)
        without += never * self._weight("days can't meet")
        between = np.abs(self._out[a] - self._out[b])
        out = np.full(len(a), self._weight("published far apart"))
        for name, most in (("within days", 7), ("next day", 1), ("same day", 0)):
            out = np.where(between <= most, self._weight(f"published {name}"), out)
        without += ((self._out[a] > 0) & (self._out[b] > 0)) * out
        return np.where(both, np.where(gap <= 0, meet, apart), without)

    def _setting(self, a: Column, b: Column) -> Column:
        """The most that place, form, phase, status and looking back can add."""
        best_place = max(0.0, self._weight("same place"), self._weight("other place"))
        best_form = max(0.0, self._weight("same form"), self._weight("other form"))
        z = ((self._place[a] > 0) & (self._place[b] > 0)) * best_place + best_form
        z += self._phases[self._phase[a], self._phase[b]]
        other = (self._status[a] != self._status[b]) & (self._phase[a] == self._phase[b])
        z += other * self._weight("other status")
        z += (self._visit[a] != self._visit[b]) * self._weight("visit and no visit")
        back, its = self._background[a], self._background[b]
        return (
            z
            + (back != its) * self._weight("background of one")
            + (back & its) * self._weight("background of both")
        )

    def _nearness(self, a: Column, b: Column, word: Column, family: Column) -> Column:
        """The weight of standing in one lineage, story, report, paragraph or sentence."""
        z = (self._lineage[a] == self._lineage[b]) * self._weight("same lineage")
        sentence = self._sentence[a] == self._sentence[b]
        paragraph = ~sentence & (np.abs(self._at[a] - self._at[b]) < NEAR)
        inside = np.full(len(a), self._weight("one report"))
        for name, where in (
            ("sentence", sentence),
            ("paragraph", paragraph),
            ("report", ~sentence & ~paragraph),
        ):
            plain = 0.0 if name == "report" else self._weight(f"one {name}")  # "one report" stands once
            of_family = plain + self._families(f"one {name} {{}}")[family]
            inside += where * (of_family + word * self._weight(f"one {name} same word"))
        inside += self._looking_back(a, b, word)
        story = (self._story[a] == self._story[b]) & (self._story[a] > 0)
        return z + np.where(self._report[a] == self._report[b], inside, story * self._weight("same story"))

    def _looking_back(self, a: Column, b: Column, word: Column) -> Column:
        """The weight of a noun that looks back, on the other mention or with it on a third."""
        mine, its = self._refers[a], self._refers[b]
        at = ((mine > 0) & (mine == self._id[b])) | ((its > 0) & (its == self._id[a]))
        one = ~at & (mine > 0) & (mine == its)
        how = np.where(word, 0, np.where(self._rule[a] == self._rule[b], 1, 2))
        found = np.zeros(len(a))
        for name, where in (("looks back", at), ("look back on one", one)):
            by_word = np.array(
                [self._weight(f"{name} {k}") for k in ("same word", "same entry", "other word")]
            )
            found += where * (self._weight(name) + by_word[how] + self._back_of_type[a])
        return found + (((mine > 0) | (its > 0)) & ~at & ~one) * self._weight("looks back elsewhere")

    def _common_words(self, a: Column, b: Column, family: Column) -> Column:
        """The most that the words of two sentences can add."""
        common, least = self._words.common(a, b)
        slope = np.maximum(0.0, self._weight("words") + self._families("words {}"))[family]
        number = max(0.0, self._weight("words in number")) * np.minimum(1.0, common / 6)
        return slope * common / np.maximum(least, 1) + number

    def _common_matter(self, a: Column, b: Column, family: Column) -> Column:
        """The most that the words for what is acted on can add."""
        common, least = self._matter.common(a, b)
        slope = np.maximum(0.0, self._weight("matter") + self._families("matter {}"))[family]
        meets = max(self._weight("matter meets"), self._weight("matter other"))
        both = np.where(
            common > 0, slope * common / np.maximum(least, 1) + meets, self._weight("matter other")
        )
        some = (self._matter.many[a] > 0) | (self._matter.many[b] > 0)
        without = np.where(some, self._weight("matter of one"), self._weight("matter of neither"))
        return np.where(least > 0, both, without)

    def _most_near(self, a: Column, b: Column) -> Column:
        """The most that ``_nearness`` can add: little where the reports are two."""
        return np.where(self._report[a] == self._report[b], self._most_inside, self._most_beside)

    def _limits(self) -> None:
        """The most that what is asked last can add, by the weights it is made of."""
        w, families = self._weight, self._families

        def most(*names: str) -> float:
            return max(0.0, *(w(n) for n in names))

        met = [
            most(*(f"{exact} {basis} {how}" for basis in BASES for how in ("same", "meet")))
            + np.maximum(0.0, w(f"{exact} meet") + families(f"{exact} meet {{}}"))
            for exact in ("days", "periods")
        ]
        apart = [
            most(*(f"{near} apart {basis}" for basis in BASES))
            + np.maximum(0.0, w(f"{near} apart") + families("apart {}"))
            for near in ("a day", "some days", "long")
        ]
        without = (
            most("one without a day", "both without a day")
            + most("days can't meet")
            + most(*(f"published {n}" for n in ("same day", "next day", "within days", "far apart")))
        )
        self._most_days = np.maximum.reduce([*met, *apart, np.full(3, without)])
        self._most_setting = (
            most("same place", "other place")
            + most("same form", "other form")
            + max(0.0, self._phases.max())
            + most("other status")
            + most("visit and no visit")
            + most("background of one", "background of both")
        )
        self._most_matter = np.maximum(0.0, w("matter") + families("matter {}")) + most(
            "matter of one", "matter of neither", "matter meets", "matter other"
        )
        lineage = most("same lineage")
        self._most_beside = lineage + most("same story")
        self._most_inside = (
            lineage
            + most("one report")
            + max(
                most(f"one {n}") + max(0.0, families(f"one {n} {{}}").max()) + most(f"one {n} same word")
                for n in ("sentence", "paragraph", "report")
            )
            + max(
                0.0,
                w("looks back elsewhere"),
                max(0.0, self._back_of_type.max(initial=0.0))
                + max(
                    max(0.0, w(n)) + most(*(f"{n} {k}" for k in ("same word", "same entry", "other word")))
                    for n in ("looks back", "look back on one")
                ),
            )
        )


class _Codes:
    """A number for each thing, from 1 on; the same for equal ones."""

    def __init__(self) -> None:
        self._of: dict[object, int] = {}

    def of(self, thing: object) -> int:
        return self._of.setdefault(thing, len(self._of) + 1)


class _Parties:
    """Who has one role in each mention."""

    def __init__(self, parties: Sequence[tuple[str, ...]], codes: _Codes) -> None:
        sets = [dict.fromkeys(p) for p in parties]
        self.many = np.array([len(s) for s in sets], np.int32)
        self.wide = self.many > SLOTS
        slots = np.zeros((SLOTS, len(sets)), np.int32)
        for n, s in enumerate(sets):
            for k, who in enumerate(islice(s, SLOTS)):
                slots[k, n] = codes.of(who)
        self.slots = list(slots)

    def common(self, a: Column, b: Column) -> Column:
        """How many each pair has in common."""
        return self._found(a, self, b, np.zeros(len(a), np.int32))

    def meet(self, a: Column, others: _Parties, b: Column) -> Column:
        """Whether any of these of ``a`` is among the others of ``b``, where neither are more than can be
        told."""
        return self._found(a, others, b, np.zeros(len(a), np.int32)) > 0

    def _found(self, a: Column, others: _Parties, b: Column, found: Column) -> Column:
        mine = [self.slots[k][a] for k in range(min(SLOTS, int(self.many[a].max(initial=0))))]
        theirs = [others.slots[k][b] for k in range(min(SLOTS, int(others.many[b].max(initial=0))))]
        for x in mine:
            there = np.zeros(len(x), bool)
            for y in theirs:
                there |= x == y
            found += there & (x > 0)
        return found


class _Bits:
    """Sets of words, a bit or more words each."""

    def __init__(self, sets: Sequence[frozenset[str]], bits: int) -> None:
        self.many = np.array([len(s) for s in sets], np.int32)
        self.bits = np.zeros((len(sets), bits // 64), "<u8", order="F")
        for start in range(0, len(sets), AT_ONCE):
            part = sets[start : start + AT_ONCE]
            row = np.repeat(np.arange(len(part)), self.many[start : start + AT_ONCE])
            set_bits = np.zeros((len(part), bits), bool)
            set_bits[row, np.fromiter((_hash(w) for s in part for w in s), np.int64, len(row)) % bits] = True
            self.bits[start : start + AT_ONCE] = np.packbits(set_bits, axis=1, bitorder="little").view("<u8")
        self.doubled = self.many - np.bitwise_count(self.bits).sum(axis=1, dtype=np.int32)

    def common(self, a: Column, b: Column) -> tuple[Column, Column]:
        """How many words each pair has in common at most, and the size of its smaller set."""
        met = np.zeros(len(a), np.int32)
        for column in self.bits.T:
            met += np.bitwise_count(column[a] & column[b])
        least = np.minimum(self.many[a], self.many[b])
        return np.where(met > 0, np.minimum(met + self.doubled[a], least), 0), least


_hashes: dict[str, int] = {}


def _hash(word: str) -> int:
    """A number above 0 for a word, the same in this process."""
    return _hashes.setdefault(word, len(_hashes) + 1)
