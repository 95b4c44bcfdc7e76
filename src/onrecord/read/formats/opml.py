"""OPML: a list of feeds, as readers of news hand it out."""

from __future__ import annotations

from onrecord.read.fields import address
from onrecord.read.formats.blocks import local
from onrecord.read.formats.xml import tree
from onrecord.read.refused import Unreadable


def addresses_of(data: bytes) -> list[str]:
    """The addresses of the feeds in the list, each once. Raises ``Unreadable``."""
    root = tree(data)
    if local(root) != "opml":
        raise Unreadable("no list of feeds (OPML); name a feed by its address, or a folder")
    found = [
        address(v)
        for e in root.iter()
        if local(e) == "outline"
        for n, v in e.attrib.items()
        if n.lower() == "xmlurl"
    ]
    if not any(found):
        raise Unreadable("a list without a feed in it; nothing to watch")
    return list(dict.fromkeys(x for x in found if x))
