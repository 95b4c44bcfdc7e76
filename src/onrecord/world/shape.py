"""What may stand in ``more.toml`` and in a user's own file of names; its JSON Schema is made of this."""

from __future__ import annotations

from msgspec import field

from onrecord.model.closed import Closed


class Known(Closed, frozen=True):
    """A body by its name; no country: an international one."""

    name: str
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()


class Names(Closed, frozen=True):
    names: tuple[str, ...]


class Terms(Closed, frozen=True):
    """Person, country or body, office, first and last day or year (empty: still in office)."""

    rows: tuple[tuple[str, str, str, str, str], ...]


class Layer(Closed, frozen=True):
    """The whole file. Countries are alpha-3; a place is its country, latitude and longitude."""

    states: dict[str, tuple[str, ...]] = field(default_factory=dict)
    demonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    seats: dict[str, str] = field(default_factory=dict)
    not_seats: Names | None = None
    body: tuple[Known, ...] = ()
    occasions: Names | None = None
    places: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    us_states: Names | None = None
    terms: Terms | None = None
    offices: Terms | None = None
    owners: dict[str, tuple[str, ...]] = field(default_factory=dict)
