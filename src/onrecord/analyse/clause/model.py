"""The clause: a predicate with who fills its roles, in which form, and whether it is told as a fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.model.analysis import Status

Filled = Literal[
    "own",
    "passive",
    "relative",
    "participle",
    "shared",
    "controlled",
    "light",
    "owner",
    "modifier",
    "phrase",
    "above",
]
Shape = Literal["to", "that", "ing"]
Tense = Literal["past", "present", "future", "none"]


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what fills a role: head tokens (coordination spread out), and by which construction it was
    found."""

    heads: tuple[int, ...] = ()
    how: Filled = "own"

    def __bool__(self) -> bool:
        return bool(self.heads)


NOBODY = Role()


@dataclass(frozen=True, slots=True)
class Form:
    """The predicate's own form, before anything above it is asked."""

    tense: Tense = "none"
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    modal: str | None = None
    negated: bool = False
    infinitive: bool = False
    question: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk up the governors: the token that says so, why, and the status after it."""

    at: int
    ground: str
    status: Status


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate. ``head`` names it; ``carrier`` is the light verb or copula of a noun, else the head
    itself.

    ``oblique`` maps a preposition to what follows it; ``above`` is who acts in the clause that a noun stands
    in. ``steps`` are the grounds of ``status`` from the inside out.
    """

    head: int
    kind: Literal["verb", "noun", "adjective"]
    lemma: str
    carrier: int
    subject: Role
    object: Role
    indirect: Role
    owner: Role
    above: Role
    oblique: dict[str, Role]
    complement: int | None
    complement_form: Shape | None
    form: Form
    status: Status
    steps: tuple[Step, ...]
