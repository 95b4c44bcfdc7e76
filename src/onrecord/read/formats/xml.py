"""XML from strangers: no entity is expanded, nothing is fetched, what is nested too deep is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from onrecord.read.formats.blocks import local
from onrecord.read.refused import Unreadable

_ROOT = re.compile(
    r"(?:\s|<\?.{0,2000}?\?>|<!--.{0,20000}?-->"
    r"|<!DOCTYPE[^\[>]{0,500}(?:\[[^\]]{0,20000}\])?\s*>)*<(?:([\w.-]+):)?([\w.-]+)",
    re.S,
)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def root_of(text: str) -> str:
    """The name of the first element, without its prefix; empty where the text opens with none."""
    found = _ROOT.match(text)
    return found[2] if found else ""


def tree(data: bytes) -> Any:
    """The root element. Raises ``Unreadable`` for what is no XML, and for XML that declares entities of its
    own."""
    from lxml import etree

    head = data[:4000].upper()
    if b"<!ENTITY" in head or (b"<!DOCTYPE" in head and b"<!ENTITY" in data[:200_000].upper()):
        raise Unreadable(
            "XML that declares entities of its own, which may unfold without end; save it without them"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = str(error).split(",")[0].split("\n")[0][:80]
        raise Unreadable(f"XML that is cut off or damaged ({what}); fetch it again") from error


def below(element: Any, *names: str) -> Iterator[Any]:
    """The elements of these names within one, in order."""
    return (e for e in element.iter() if local(e) in names)


def first(element: Any, *names: str) -> Any:
    """The first element of the first of these names that is there; None for none."""
    for name in names:
        found = next(below(element, name), None)
        if found is not None:
            return found
    return None


def said(element: Any, *names: str) -> str | None:
    """The words of the first element of these names that has any."""
    for name in names:
        for found in below(element, name):
            if text := " ".join("".join(found.itertext()).split()):
                return text[:500]
    return None
