"""Templates and the one style sheet: every text escaped, every page made the same way."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.metadata import version
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.show import words
from onrecord.show.marked import clean


def rendered(template: str, **data: Any) -> str:
    """A template with what every page has. live: whether it is one of the pages of ``onrecord serve``."""
    given = {
        "live": True,
        "brief": False,
        "version": version("onrecord"),
        "css": Markup(style()),
        "style_hash": style_hash(),
    }
    return environment().get_template(template).render(**{**given, **data})


def style_hash() -> str:
    """What a content security policy names the style by."""
    return base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()


@functools.cache
def environment() -> Environment:
    env = Environment(
        loader=PackageLoader("onrecord.show", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda v: v if isinstance(v, Markup) else clean(v) if isinstance(v, str) else v,
    )
    env.filters["count"] = words.count
    env.filters["times"] = words.times
    return env


@functools.cache
def style() -> str:
    return (
        (files("onrecord.show") / "templates" / "page.css").read_text(encoding="utf8").replace("\r\n", "\n")
    )
