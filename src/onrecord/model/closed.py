"""Tables of data files that hold the keys they name and no other: a misspelt one is told by its place."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct


class Closed(Struct, frozen=True, forbid_unknown_fields=True):
    """A table that holds these keys and no other."""


def fitting(data: dict[str, Any], shape: type[Struct], name: str) -> dict[str, Any]:
    """The parsed file as it is. Raises ``ValueError``: the file, the place in it and what is wrong there."""
    try:
        msgspec.convert(data, shape)
    except msgspec.ValidationError as error:
        raise ValueError(f"{name}: {error}") from error
    return data
