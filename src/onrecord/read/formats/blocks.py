"""Elements of HTML, NITF and office documents to lines of text: a line a block, whatever stands within it."""

from __future__ import annotations

from typing import Any

from onrecord.read.formats.html import bounded
from onrecord.read.refused import Unreadable

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hl1",
        "hl2",
        "hr",
        "li",
        "main",
        "nav",
        "note",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "block",
        "hedline",
        "byline",
        "media",
        "tab",
        "body.head",
        "body.content",
        "body.end",
    ]
)
UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "head",
        "title",
        "svg",
        "object",
        "button",
        "select",
        "textarea",
    ]
)
HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all", "font-size:0")


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].lower() if isinstance(tag, str) else ""


def lines_within(root: Any, skip: frozenset[str] = frozenset()) -> list[str]:
    """The lines of an element in order. Walked without recursion, for what is nested may be nested deep."""
    lines: list[str] = []
    held: list[str] = []

    def end_line() -> None:
        if line := " ".join("".join(held).split()):
            lines.append(line)
        held.clear()

    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        element, leaving = todo.pop()
        name = local(element)
        if leaving:
            if name in BLOCKS:
                end_line()
            if element is not root:
                held.append(element.tail or "")
            continue
        if not name or name in UNSEEN or name in skip or _hidden(element):
            if element is not root:
                held.append(element.tail or "")
            continue
        if name in BLOCKS:
            end_line()
        held.append(element.text or "")
        todo.append((element, True))
        todo.extend((child, False) for child in reversed(element))
    end_line()
    return lines


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return any(x in style for x in HIDDEN)


def fragment(markup: str) -> Any:
    """The tree of a piece of HTML. Raises ``Unreadable``."""
    bounded(markup)
    from lxml import etree, html

    try:
        return html.fragment_fromstring(
            markup.replace("\0", " ").encode("utf8", "replace").decode(), create_parent="div"
        )
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise Unreadable("markup that can't be followed; save its text instead") from error


def text_of_markup(markup: str) -> str:
    """The words of a piece of HTML, a blank line between blocks. A text without any tag stays as it is."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    return "\n\n".join(lines_within(fragment(markup)))
