"""Mails and mail boxes: headers, the body, its attachments; a newsletter of many items as many reports."""

from __future__ import annotations

import email
import email.policy
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage, Message
from email.utils import parseaddr
from itertools import pairwise
from typing import Any

from onrecord.read.article import Article, Fault, Hints, Member, Part
from onrecord.read.fields import address, words
from onrecord.read.formats.archive import plain_path
from onrecord.read.formats.blocks import fragment, lines_within, local
from onrecord.read.refused import Unreadable
from onrecord.read.source import CUT, MAX_BYTES, Source

HEADERS = frozenset(
    [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "received",
        "return-path",
        "reply-to",
        "content-type",
        "delivered-to",
        "list-id",
        "dkim-signature",
        "sender",
    ]
)
OWN = frozenset(
    ["from", "message-id", "received", "return-path", "mime-version"]
)  # headers that a plain text has none of
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):[ \t]")
_FROM = re.compile(rb"From \S.{0,200}\d{4}\r?\n[A-Za-z-]{2,40}:")
_RULE = re.compile(r"[ \t]*([-=_*~#])(?:[ \t]*\1){4,}[ \t]*")
_LINK = re.compile(r"https?://[^\s<>()\"]+")
MAX_PARTS = 200  # of one mail
MAX_DEPTH = 20
MIN_ITEM = 100  # characters of an item of a newsletter
MIN_ITEMS = 3
FOOT = re.compile(
    r"unsubscribe|manage your (?:preferences|subscription)|view (?:this email )?in (?:your )?browser"
    r"|you (?:are receiving|received) this",
    re.I,
)


def is_mail(source: Source, hints: Hints) -> bool:
    """A block of headers, three of them known, one of them no writer's."""
    names = _headers(source.text)
    return len(names & HEADERS) >= 3 and bool(names & OWN)


def _headers(text: str) -> frozenset[str]:
    names = set()
    for line in text.lstrip("\ufeff").split("\n", 200)[:200]:
        found = _HEADER.match(line)
        if found:
            names.add(found[1].lower())
        elif not line[:1].isspace() or not line.strip():
            break
    return frozenset(names)


def is_mailbox(source: Source, hints: Hints) -> bool:
    return bool(_FROM.match(source.head))


def mailbox_parts(source: Source, hints: Hints) -> Iterator[Part]:
    """The mails of a box, one after the other."""
    stream, held, size, n = source.stream(), bytearray(), 0, 0
    blank = True
    try:
        while line := stream.readline(MAX_BYTES):
            if blank and line.startswith(b"From ") and size:
                n += 1
                yield _boxed(n, held, size)
                held, size = bytearray(), 0
            elif not line.startswith(b"From ") or size:
                size += len(line)
                if size <= MAX_BYTES:
                    held += line[1:] if line.startswith(b">From ") else line
            blank = not line.strip()
    except CUT:
        yield Fault("", "a mail box that is cut off (the mails before were read); fetch it again")
    if size:
        yield _boxed(n + 1, held, size)


def _boxed(n: int, held: bytearray, size: int) -> Part:
    if size > MAX_BYTES:
        return Fault(f"mail-{n}", f"a mail of more than {MAX_BYTES // 1_000_000} MB; save its text alone")
    return Member(f"mail-{n}", io.BytesIO(bytes(held)))


def parts(source: Source, hints: Hints) -> Iterator[Part]:
    try:
        mail = email.message_from_bytes(source.whole(), policy=email.policy.default)
        found = list(_leaves(mail))
    except RecursionError:
        raise Unreadable("a mail whose parts are nested too deep; save its text instead") from None
    facts = _facts(mail)
    plain = next((p for p in found if p.get_content_type() == "text/plain" and not _attached(p)), None)
    marked = next((p for p in found if p.get_content_type() == "text/html" and not _attached(p)), None)
    items = list(_items(facts, _content(plain) if plain else "", _content(marked) if marked else ""))
    yield from items
    files = [p for p in found if _attached(p) and p not in (plain, marked)]
    for n, part in enumerate(files, 1):
        data = _decoded(part)
        if data.strip() and part.get_content_maintype() not in ("image", "audio", "video"):
            yield Member(plain_path(_safe(part.get_filename) or f"attachment-{n}"), io.BytesIO(data))
    if not items and not files:
        raise Unreadable("a mail without words; nothing to read")


def _leaves(mail: Message) -> Iterator[Any]:
    todo: list[tuple[Message, int]] = [(mail, 0)]
    count = 0
    while todo:
        part, depth = todo.pop()
        count += 1
        if depth > MAX_DEPTH or count > MAX_PARTS:
            raise Unreadable(
                f"a mail of more than {MAX_PARTS} parts or {MAX_DEPTH} within one another; save its text "
                "instead"
            )
        if part.get_content_type() == "message/rfc822":
            yield part
        elif part.is_multipart():
            below = part.get_payload()
            inner = below if isinstance(below, list) else []
            todo += [(p, depth + 1) for p in reversed(inner) if isinstance(p, Message)]
        else:
            yield part


def _facts(mail: Message) -> Article:
    """What the headers tell."""
    name, sender = parseaddr(_header(mail, "from") or "")
    listed = re.sub(r"\s*<.*", "", _header(mail, "list-id") or "").strip('" ')
    key = _header(mail, "message-id")
    return Article(
        "",
        key=key.strip("<> ") if key else None,
        title=_header(mail, "subject"),
        publisher=words(name or listed or sender.rpartition("@")[2]),
        published=_header(mail, "date"),
        url=address((_header(mail, "archived-at") or "").strip("<> ")),
    )


def _header(mail: Message, name: str) -> str | None:
    try:
        return words(str(mail[name])) if mail[name] is not None else None
    except Exception:  # headers are anybody's, and their parser raises whatever it meets
        return words(dict(mail.raw_items()).get(name, "")) if isinstance(mail, EmailMessage) else None


def _attached(part: Message) -> bool:
    return (
        _safe(part.get_content_disposition) == "attachment"
        or part.get_content_type() == "message/rfc822"
        or part.get_content_maintype() != "text"
    )


def _safe(ask: Any) -> str | None:
    try:
        found = ask()
    except Exception:  # as for headers
        return None
    return str(found) if found else None


def _decoded(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return (
            inner[0].as_bytes()
            if isinstance(inner, list) and inner and isinstance(inner[0], Message)
            else b""
        )
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


def _content(part: Message) -> str:
    """A part's text in the encoding that it names, or in one that fits."""
    from onrecord.read.decode import text_of

    data = _decoded(part)
    if not data.strip():
        return ""
    try:
        return data.decode(_safe(part.get_content_charset) or "utf8").replace("\r\n", "\n")
    except (LookupError, UnicodeDecodeError):
        return text_of(data).replace("\r\n", "\n")


def _items(facts: Article, plain: str, marked: str) -> Iterator[Part]:
    """The items of a newsletter, where it is one; else the mail as it is, its plain text before its
    markup."""
    tree = fragment(marked) if marked.strip() else None
    items = _headed(tree) if tree is not None else []
    items = items or _ruled(plain)
    if items:
        for n, (title, text, url) in enumerate(items, 1):
            key = f"{facts.key}#{n}" if facts.key else None
            yield replace(
                facts,
                text=text,
                where=f"item {n}",
                title=title or facts.title,
                url=url or facts.url,
                key=key,
                several=True,
            )
        return
    text = plain.strip("\n") if plain.strip() else "\n\n".join(lines_within(tree)) if tree is not None else ""
    if text.strip():
        yield replace(facts, text=text)


def _headed(tree: Any) -> list[tuple[str | None, str, str | None]]:
    """Items under headings of one level, each with some words; the level with the most of them."""
    best: list[tuple[str | None, str, str | None]] = []
    for level in ("h1", "h2", "h3", "h4"):
        found = list(_under(tree, level))
        if len(found) >= MIN_ITEMS and len(found) > len(best):
            best = found
    return best


def _under(tree: Any, level: str) -> Iterator[tuple[str | None, str, str | None]]:
    """What stands between a heading of the level and the next, told by marks put into a copy of the text."""
    marks: dict[str, tuple[str, str | None]] = {}
    for n, heading in enumerate(e for e in tree.iter() if local(e) == level):
        title = " ".join(heading.text_content().split())
        links = [heading, *heading.iter(), *heading.iterancestors()]
        marks[f"\ue000{n}\ue001"] = (
            title,
            next((u for e in links if local(e) == "a" and (u := address(e.get("href")))), None),
        )
        heading.text = f"\ue000{n}\ue001" + (heading.text or "")
    lines = lines_within(tree)
    for heading in tree.iter():
        if local(heading) == level and heading.text:
            heading.text = re.sub("^\ue000\\d+\ue001", "", heading.text)
    starts = [(n, m[0]) for n, line in enumerate(lines) if (m := re.match("\ue000\\d+\ue001", line))]
    for (at, mark), (end, _) in pairwise([*starts, (len(lines), "")]):
        title, url = marks[mark]
        body = []
        for line in lines[at + 1 : end]:
            if FOOT.search(line):
                break
            body.append(line)
        text = "\n\n".join(body)
        if title and len(text) >= MIN_ITEM:
            yield title, text, url


def _ruled(plain: str) -> list[tuple[str | None, str, str | None]]:
    """Items of a plain text between rules of dashes or the like."""
    blocks: list[list[str]] = [[]]
    for line in plain.split("\n"):
        if _RULE.fullmatch(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    found = []
    for block in blocks:
        text = "\n".join(block).strip("\n")
        lines = [x for x in block if x.strip()]
        if len(text) < MIN_ITEM or FOOT.search(text) or len(lines) < 2:
            continue
        link = _LINK.search(text)
        body = "\n".join(x for x in block if not _LINK.fullmatch(x.strip())).strip("\n")
        found.append((lines[0].strip() if len(lines[0]) <= 200 else None, body, link[0] if link else None))
    return found if len(found) >= MIN_ITEMS else []
