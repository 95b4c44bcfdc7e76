"""What may stand in the files of the lexicon. ``load`` refuses what fits no shape here; the JSON Schemas that
editors use (``schemas/``) are made of these shapes by ``scripts/schemas.py``."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from onrecord.model.closed import Closed

Type = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Passed = Literal[
    "same", "own", "happened", "not_happened", "called_off", "planned", "expected", "possible", "ongoing"
]


class Entry(Closed, frozen=True):
    """One entry as it stands in ``acts.toml``; the fields are explained at its head."""

    id: str
    type: Type
    mode: str | None = None
    format: Literal["in_person", "call", "letter"] | None = None
    verbs: str = ""
    nouns: str = ""
    adjectives: str = ""
    object: str = ""
    object_not: str = ""
    modified: str = ""
    preps: str = ""
    complement: Literal["", "to", "that", "ing"] = ""
    complement_verbs: str = ""
    complement_not: str = ""
    subject: Literal["", "actor", "person", "official", "force", "crowd"] = ""
    recipient: str = ""
    needs: Literal["", "actor", "recipient", "partner", "place"] = ""
    under: str = ""
    of: Literal["", "actor", "recipient", "object"] = ""
    agent: str = ""
    own: bool = False
    both: bool = False
    swap: bool = False
    plain_object: bool = False
    told: Literal["", "in_words"] = ""
    fires: tuple[str, ...] = ()


class Announced(Closed, frozen=True):
    """By type of the act in words: the types whose announcement is one."""

    AGREE: str = ""
    CONSULT: str = ""
    SUPPORT: str = ""
    CONCEDE: str = ""
    COOPERATE: str = ""
    AID: str = ""
    RETREAT: str = ""
    REQUEST: str = ""
    ACCUSE: str = ""
    REJECT: str = ""
    THREATEN: str = ""
    PROTEST: str = ""
    SANCTION: str = ""
    MOBILIZE: str = ""
    COERCE: str = ""
    ASSAULT: str = ""


class Acts(Closed, frozen=True):
    """``acts.toml``, and a user's own file of acts."""

    act: tuple[Entry, ...]
    sets: dict[str, str] = field(default_factory=dict)
    announced: Announced = Announced()


class Governor(Closed, frozen=True):
    """What a governor says of the act below it."""

    words: str
    complement: str
    gives: Passed
    denied: Passed
    light: bool = False


class Modifiers(Closed, frozen=True):
    """By status: the words before an act noun that give it."""

    planned: str
    expected: str
    possible: str
    not_happened: str
    called_off: str
    ongoing: str


class Listed(Closed, frozen=True):
    words: str


class Control(Closed, frozen=True):
    performs: str
    undergoes: str
    answers_with: str
    includes: str
    object_control: str
    asking: str
    asked_prepositions: str
    judging: str
    alleging: str
    object_prepositions: str
    transitive: str
    intransitive: str
    shared_prepositions: str
    owning_entities: str


class Presupposed(Closed, frozen=True):
    of: str
    nouns: str


class Carried(Closed, frozen=True):
    verbs: str


class Premodifiers(Closed, frozen=True):
    before_names: str


class Adverbials(Closed, frozen=True):
    clauses_of_time: str
    after: str
    ahead: str
    without: str
    looks_back: str
    moments: str
    precedent: str
    guess: str


class Embedding(Closed, frozen=True):
    """``embedding.toml``."""

    governor: tuple[Governor, ...]
    modifiers: Modifiers
    occurring: Listed
    participles: Listed
    control: Control
    presupposed: Presupposed
    carried: Carried
    premodifiers: Premodifiers
    adverbials: Adverbials


SHAPES: dict[str, type[Closed]] = {"acts": Acts, "embedding": Embedding}
