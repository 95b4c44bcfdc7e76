"""A reference: a stretch of tokens that names or describes an actor or a place, before it is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.analysis import ActorKind, MentionForm

RefKind = Literal["person", "organization", "state", "group", "place", "occasion"]


@dataclass(slots=True)
class Ref:
    """Tokens ``[first, last]`` with the syntactic ``head``. ``title_from`` is where a title before it
    starts."""

    first: int
    last: int
    head: int
    kind: RefKind
    form: MentionForm
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    plural: bool = False
    modifier: bool = False  # qualifies another noun: only events that are nouns take it as an actor
    place: bool = False  # stands where things happen
    title_from: int | None = None
    gender: str | None = None
    key: str | None = None  # canonical key from the gazetteer (alpha-3 of a state, name of a body)
    former: bool = False
    consumed: bool = False  # part of another reference: "US" in "US President Name"
    countries: tuple[str, ...] = ()  # states that qualify a plural: "Chinese and American envoys"
    within: Ref | None = None  # the name inside a description: "the Xinhua news agency"
    open: bool = False  # another whom it may mean is spoken of about as much
    entity: int = -1
    pair: tuple[int, ...] = ()

    @property
    def actor_kind(self) -> ActorKind:
        return self.kind if self.kind in ("person", "organization", "state", "group") else "group"
