"""What may stand in the files of rules. ``load`` refuses what fits no shape here; the JSON Schemas that
editors use (``schemas/``) are made of these shapes by ``scripts/schemas.py``.

A list of words is one string that is split at blanks, but where an entry is of several words.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from onrecord.model.closed import Closed

Words = str
List = tuple[str, ...]
Forms = tuple[str, str]  # of a line or verb: for one who acts, and for several
Alone = Annotated[tuple[str, ...], Meta(min_length=2, max_length=3)]  # and what goes before a name


Content = Literal[
    "quote", "clause", "inf", "ing", "object", "person", "as", "passive", "small", "seem", "owned", "voiced",
]  # fmt: skip


class Listed(Closed, frozen=True):
    words: Words


class Nouns(Closed, frozen=True):
    nouns: Words


class Formats(Closed, frozen=True):
    """Parts of a regular expression, by the form of contact that they tell."""

    video: str
    call: str
    email: str
    text_message: str
    letter: str
    in_person: str


class Channels(Closed, frozen=True):
    unofficial: Words
    official: Words


class Contact(Closed, frozen=True):
    """``contact.toml``."""

    modality: Listed
    formats: Formats
    channels: Channels


class Contexts(Closed, frozen=True):
    """``contexts.toml``: by PLOVER's context, entries between commas."""

    contexts: dict[str, str]


class Promised(Closed, frozen=True):
    """``promised.toml``."""

    verbs: Listed
    verbs_without_object: Listed
    readiness: Listed
    nouns: Listed
    targets: Listed
    realms: Listed


class Suspending(Closed, frozen=True):
    suspends: Words
    renews: Words
    closes: Words
    standing: Words


class States(Closed, frozen=True):
    """Regular expressions."""

    resumed: str
    suspended: str
    ended: str
    informal: str


class Messages(Closed, frozen=True):
    """Regular expressions."""

    unanswered: str
    exchanged: str


class Relations(Closed, frozen=True):
    """``relations.toml``; scale: by type or "TYPE/mode", from -10 to 10."""

    entries: Suspending
    states: States
    messages: Messages
    scale: dict[str, float]
    numbers: dict[str, int]


class Stems(Closed, frozen=True):
    generic: Words


class Told(Closed, frozen=True):
    correcting: Words
    spoke: Words
    empty: Words
    meeting: Words
    people: Words


class Sameness(Closed, frozen=True):
    """``sameness.toml``."""

    stems: Stems
    words: Told
    names: dict[str, float]


class Written(Closed, frozen=True):
    entries: Words


class Summary(Closed, frozen=True):
    """``summary.toml``: by type, "TYPE/mode" or entry of the lexicon; nouns: the verb that each is of."""

    lines: dict[str, Forms]
    verbs: dict[str, Forms]
    turned: dict[str, Forms]
    demanded: dict[str, Forms]
    alone: dict[str, Alone]
    participles: dict[str, str]
    written: Written
    nouns: dict[str, str]


class Cue(Closed, frozen=True):
    """Words that report what somebody said; the fields are explained at the head of ``said.toml``."""

    id: str
    lemmas: List
    takes: tuple[Content, ...]
    prepositions: List = ()
    also: List = ()
    hearer: bool = False
    fires: List = ()
    silent: List = ()


class SaidWords(Closed, frozen=True):
    issuing: List
    light: List
    relaying: List
    answering: List
    voicing: List
    reportedly: List
    viewpoints: List
    putting: List
    wordings: List
    notes: List
    labels: List


class Anonymous(Closed, frozen=True):
    nouns: List
    markers: List


class Recorded(Closed, frozen=True):
    says: List
    utters: List
    shows: List
    documents: List
    voices: List
    names: List
    calls: dict[str, List]
    judges: List
    urges: List
    nouns: List
    nobody: List
    unsaid: List
    undoing: List
    supposing: List
    doing: List


class Said(Closed, frozen=True):
    """``said.toml``."""

    verb: tuple[Cue, ...]
    noun: tuple[Cue, ...]
    adjective: tuple[Cue, ...]
    words: SaidWords
    anonymous: Anonymous
    record: Recorded


class Roles(Closed, frozen=True):
    """Nouns by PLOVER's sector."""

    person: dict[str, Words]
    organization: dict[str, Words]


class Titles(Closed, frozen=True):
    words: Words
    former: List
    male: List
    male_nouns: Words
    female_nouns: Words
    female: List


class Occasions(Closed, frozen=True):
    pattern: str
    nouns: Words


class Counterparts(Closed, frozen=True):
    nouns: List


class Descriptions(Closed, frozen=True):
    people_counted: Words
    things_behind_nouns: Words
    idioms: List
    plurals: Words
    parts: Words
    military: Words
    of_government: Words
    states: Words
    below_states: Words
    lands: Words
    of_states: Words
    descent: Words
    people_behind: dict[str, Words]
    things_but_behind: dict[str, Words]


class Offices(Closed, frozen=True):
    by_term: Words
    deputies: Words
    shared: Words
    special: Words
    second: Words
    within: Words
    by_first_name: Words
    local: Words
    of_state: Words
    of_government: Words


class Described(Closed, frozen=True):
    leads: Words
    aged: Words
    life: Words


class Unions(Closed, frozen=True):
    names: List


class Papers(Closed, frozen=True):
    nouns: Words
    matters: Words


class Pairs(Closed, frozen=True):
    person: List
    heads: Words
    state: List


class GivenNames(Closed, frozen=True):
    months: Words
    male: Words
    female: Words


class Who(Closed, frozen=True):
    """``who.toml``."""

    roles: Roles
    transparent: Nouns
    for_state: Nouns
    titles: Titles
    organisation_heads: dict[str, Words]
    occasions: Occasions
    counterparts: Counterparts
    descriptions: Descriptions
    offices: Offices
    described: Described
    unions: Unions
    features: Nouns
    papers: Papers
    pairs: Pairs
    given_names: GivenNames


SHAPES: dict[str, type[Struct]] = {
    "contact": Contact,
    "contexts": Contexts,
    "promised": Promised,
    "relations": Relations,
    "said": Said,
    "sameness": Sameness,
    "summary": Summary,
    "who": Who,
}
