"""What may stand in ``more.toml`` and in a user's own file of names; its JSON Schema is made of this."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """A table that holds these keys and no other."""


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

    states: dict[str, tuple[str, ...]] = {}
    demonyms: dict[str, tuple[str, ...]] = {}
    seats: dict[str, str] = {}
    not_seats: Names | None = None
    body: tuple[Known, ...] = ()
    occasions: Names | None = None
    places: dict[str, tuple[str, float, float]] = {}
    us_states: Names | None = None
    terms: Terms | None = None
    offices: Terms | None = None
    owners: dict[str, tuple[str, ...]] = {}


def fitting(data: dict[str, Any]) -> dict[str, Any]:
    """The parsed file as it is. Raises ``ValueError`` with the place in it and what is wrong there."""
    try:
        msgspec.convert(data, Layer)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error
    return data
