"""What strangers may send, by family: each case is bytes and what must come of them."""

from __future__ import annotations

import base64
import functools
import gzip
import io
import json
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import files_made as made

TEXT = made.text()
SENTENCE = made.BODY[1] + " "


@dataclass(frozen=True)
class Case:
    """``read``: how many reports must come of it, None where both a report and a refusal will do; ``why``:
    what a refusal must say."""

    name: str
    data: Callable[[], bytes]
    read: int | None
    why: str = ""


def case(name: str, data: bytes | str | Callable[[], bytes], read: int | None, why: str = "") -> Case:
    if callable(data):
        return Case(name, data, read, why)
    return Case(
        name,
        functools.partial(bytes, data.encode("utf8", "surrogatepass") if isinstance(data, str) else data),
        read,
        why,
    )


def encodings() -> Iterator[Case]:
    for name in (
        "utf8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1252",
        "latin-1",
        "mac-roman",
        "cp437",
    ):
        yield case(name, TEXT.encode(name, "replace"), 1)
    for name in ("utf-16", "utf-32"):
        yield case(f"half a {name}", TEXT.encode(name)[:-1], 0, "cut off or damaged")
        yield case(f"{name} in a page", made.page().decode().encode(name), 1)
    for name, data in {
        "nothing": b"",
        "one byte": b"\x00",
        "one space": b" ",
        "a mark alone": b"\xef\xbb\xbf",
        "two marks": b"\xff\xfe",
        "nulls": bytes(500),
        "line ends": b"\r\n" * 500,
        "controls": bytes(range(1, 32)) * 50,
        "high bytes": bytes(range(128, 256)) * 40,
        "every byte": bytes(range(256)) * 40,
        "a lone surrogate": b"\xed\xa0\x80" * 200,
        "overlong": b"\xc0\x80\xc1\x81" * 200,
        "ends within a letter": TEXT.encode() + b"\xe2\x80",
        "begins within a letter": b"\x80\x9c" + TEXT.encode(),
        "escape codes": b"\x1b[2J\x1b]0;x\x07" + TEXT.encode(),
        "turned around": ("\u202e" + TEXT).encode(),
        "zero widths": "\u200b".join(TEXT).encode(),
        "marks on marks": ("e" + "\u0301" * 3000 + " " + TEXT).encode(),
        "private use": ("\ue000\ue001" * 300 + TEXT).encode(),
        "utf-7": TEXT.encode("utf-7"),
        "punycode": TEXT.encode("punycode"),
        "base64": base64.b64encode(TEXT.encode() * 20),
        "ebcdic": TEXT.encode("cp500", "replace"),
        "shift-jis": ("会談は月曜日に行われた。" * 30).encode("shift-jis"),
        "emoji": ("🙂" * 3000).encode(),
        "tags": ("\U000e0041" * 3000 + TEXT).encode(),
    }.items():
        yield case(name, data, None)


def sizes() -> Iterator[Case]:
    yield case("more than 24 MB of text", lambda: SENTENCE.encode() * 400_000, 0, "more than 24 MB")
    yield case("a line of 5 MB", lambda: b"x" * 5_000_000, 0, "is a book")
    yield case("a book", lambda: SENTENCE.encode() * 5_000, 0, "is a book")
    yield case("as long as may be", lambda: (SENTENCE * 5_000).encode()[:249_000], 1)
    yield case("a million lines", lambda: b"a\n" * 1_000_000, 0, "is a book")
    yield case("words without a space", lambda: b"a" * 200_000, 1)
    yield case(
        "a page of 9 MB",
        lambda: b"<html><body>" + b"<p>" + SENTENCE.encode() * 120_000 + b"</body></html>",
        0,
        "more than 8 MB|MB in one",
    )
    yield case(
        "a page of 50,000 tags", lambda: b"<html><body>" + b"<i>x</i>" * 50_000, 0, "more than 40,000 tags"
    )
    yield case(
        "an attribute of 1 MB",
        lambda: b"<html><body><p class='" + b"x" * 1_000_000 + b"'>" + TEXT.encode() + b"</p>",
        None,
    )
    yield case(
        "20,000 attributes",
        lambda: b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(20_000)) + b">" + TEXT.encode(),
        None,
    )
    yield case(
        "a JSON text of 20 MB", lambda: json.dumps({"text": SENTENCE * 250_000}).encode(), 0, "is a book"
    )
    yield case(
        "a number of a million digits", lambda: b'{"text": "x", "id": ' + b"9" * 1_000_000 + b"}", None
    )
    yield case(
        "a JSON list of 100,000 numbers", lambda: json.dumps([1] * 100_000).encode(), 0, "no JSON object"
    )
    yield case(
        "a JSON object of 200,000 keys",
        lambda: json.dumps({**{f"k{n}": n for n in range(200_000)}, "text": TEXT}).encode(),
        1,
    )
    yield case(
        "a table of 5,000 columns",
        lambda: (
            ",".join(["text", "title", *(f"c{n}" for n in range(5_000))]) + "\n" + "x," * 5_001 + "x\n"
        ).encode(),
        None,
    )
    yield case("a cell of 25 MB", lambda: b'title,text\nT,"' + b"x" * 25_000_000 + b'"\n', None)
    yield case("a table whose quote never ends", lambda: b'title,text\nT,"' + SENTENCE.encode() * 2_000, None)
    yield case(
        "a title of a million letters",
        lambda: json.dumps({"text": TEXT, "title": "T" * 1_000_000}).encode(),
        1,
    )
    yield case(
        "a mail with a header of 2 MB",
        lambda: made.eml().replace(b"Subject:", b"X-Long: " + b"x" * 2_000_000 + b"\r\nSubject:"),
        None,
    )
    yield case("a mail of 30 MB", lambda: made.eml(body=SENTENCE * 400_000), 0, "more than 24 MB")
    yield case(
        "front matter of 100,000 lines",
        lambda: b"---\n" + b"a: b\n" * 100_000 + b"title: T\n---\n" + TEXT.encode(),
        None,
    )
    yield case("a heading of 200 kB", lambda: b"# " + b"x" * 200_000 + b"\n" + TEXT.encode(), None)


def deep(open_: str, inner: str, close: str, times: int) -> Callable[[], bytes]:
    return lambda: (open_ * times + inner + close * times).encode()


def zips(depth: int) -> bytes:
    data = TEXT.encode()
    for _ in range(depth):
        data = made.zipped({"x": data})
    return data


def gzips(depth: int) -> bytes:
    data = TEXT.encode()
    for _ in range(depth):
        data = gzip.compress(data)
    return data


def mails(depth: int) -> bytes:
    body = made.eml()
    for n in range(depth):
        body = (
            f"From: a@b.c\r\nTo: d@e.f\r\nSubject: {n}\r\nMIME-Version: 1.0\r\nContent-Type: "
            "message/rfc822\r\n\r\n".encode()
            + body
        )
    return body


def multiparts(depth: int) -> bytes:
    head = b"From: a@b.c\r\nTo: d@e.f\r\nSubject: s\r\nMIME-Version: 1.0\r\n"
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth)
    )
    return (
        head
        + opened
        + b"Content-Type: text/plain\r\n\r\n"
        + TEXT.encode()
        + b"".join(b"\r\n--b%d--\r\n" % n for n in reversed(range(depth)))
    )


def nesting() -> Iterator[Case]:
    for times in (100, 2_000, 100_000):
        yield case(f"{times} lists", deep("[", "1", "]", times), 0, "JSON|nested")
        yield case(f"{times} objects", deep('{"a":', "1", "}", times), 0, 'JSON|nested|"text"')
        yield case(f"{times} brackets left open", deep("[", "", "", times), None)
        yield case(
            f"{times} within a text's object",
            lambda n=times: (
                b'{"text": "'
                + TEXT.encode().replace(b'"', b"'").replace(b"\n", b" ")
                + b'", "x": '
                + b"[" * n
                + b"]" * n
                + b"}"
            ),
            None,
        )  # type: ignore[misc]
        yield case(
            f"{times} elements of a page",
            deep("<div>", TEXT, "</div>", times),
            None if times == 100 else 0,
            "" if times == 100 else "nested|tags",
        )
        yield case(f"{times} elements left open", deep("<div><b>", TEXT, "", times), None)
        yield case(
            f"{times} elements of a feed",
            lambda n=times: made.rss().replace(b"<item>", b"<x>" * n + b"<item>", 1),
            None,
        )  # type: ignore[misc]
        yield case(
            f"{times} elements of a NITF",
            lambda n=times: (
                made.nitf()
                .replace(b"<block>", b"<block>" + b"<q>" * n)
                .replace(b"</block>", b"</q>" * n + b"</block>")
            ),
            None,
        )  # type: ignore[misc]
        yield case(
            f"{times} elements of a NewsML",
            lambda n=times: (
                made.newsml()
                .replace(b"<body>", b"<body>" + b"<div>" * n)
                .replace(b"</body>", b"</div>" * n + b"</body>")
            ),
            None,
        )  # type: ignore[misc]
        yield case(
            f"{times} quotes of Markdown", lambda n=times: b"# T\n\n" + b">" * n + b" " + TEXT.encode(), None
        )  # type: ignore[misc]
        yield case(f"{times} lists of Markdown", lambda n=times: b"# T\n\n" + b"- " * n + TEXT.encode(), None)  # type: ignore[misc]
        yield case(
            f"{times} brackets of Markdown", lambda n=times: b"# T\n\n" + b"[" * n + TEXT.encode(), None
        )  # type: ignore[misc]
    for depth, read in ((1, 1), (3, 1), (4, 1), (5, 0), (30, 0)):
        yield case(
            f"{depth} ZIP in one another", lambda d=depth: zips(d), read, "" if read else "within one another"
        )  # type: ignore[misc]
        yield case(f"{depth} gzip in one another", lambda d=depth: gzips(d), 1 if depth == 1 else None)  # type: ignore[misc]
    for depth in (3, 15, 30, 300, 5_000):
        yield case(f"{depth} mails in one another", lambda d=depth: mails(d), None)  # type: ignore[misc]
        yield case(
            f"{depth} parts in one another",
            lambda d=depth: multiparts(d),
            1 if depth < 20 else 0,
            "" if depth < 20 else "nested|within one another",
        )  # type: ignore[misc]


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY a 'ha'>"
    + "".join(
        f"<!ENTITY {chr(98 + n)} '{'&' + chr(97 + n) + ';'}{'&' + chr(97 + n) + ';'}'>" for n in range(20)
    )
    + "]>"
)
OUTSIDE = "<?xml version='1.0'?><!DOCTYPE {root} [<!ENTITY u SYSTEM 'file:///etc/passwd'>]>"
FETCHED = (
    "<?xml version='1.0'?><!DOCTYPE {root} SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY % p SYSTEM "
    "'http://127.0.0.1:9/p'> %p;]>"
)


def bombed(data: bytes, root: str, head: str, name: str) -> bytes:
    """XML with a document type of its own, and an entity of it in its words."""
    body = data.split(b"?>", 1)[-1]
    return head.replace("{root}", root).encode() + body.replace(b"Norway", f"&{name};".encode(), 1).replace(
        b"Peru", f"&{name};".encode(), 1
    ).replace(b"Ghana", f"&{name};".encode(), 1)


def docx_of(document: bytes) -> bytes:
    return made.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


def odt_of(content: bytes) -> bytes:
    return made.zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": b"<m/>",
            "content.xml": content,
        }
    )


def xlsx_of(**changed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(made.xlsx())) as archive:
        files: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    return made.zipped(
        {**files, **{n.replace("__", "/").replace("_dot_", "."): d for n, d in changed.items()}}
    )


def pdf_bomb(size: int, times: int = 1) -> bytes:
    packed = zlib.compress(b"BT (x) Tj ET " * (size // 13), 9)
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    filters = b"[" + b"/FlateDecode " * times + b"]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(packed), filters, packed),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R >>",
    ]
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    out, at = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(at) + 1) + b"".join(
        b"%010d 00000 n \n" % x for x in at
    )
    return bytes(
        out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, start)
    )


@functools.cache
def zeros(size: int) -> bytes:
    return gzip.compress(bytes(size), 6)


def bombs() -> Iterator[Case]:
    yield case("gzip of 300 MB", lambda: zeros(300_000_000), 0, "more than|MB")
    yield case("gzip of gzip", lambda: gzip.compress(zeros(100_000_000)), None)
    yield case("gzip of a table of 100 MB", lambda: gzip.compress(b"title,text\n" + b"," * 100_000_000), None)
    yield case("ZIP of 300 MB", lambda: made.zipped({"x": bytes(300_000_000)}), 0, "more than|empty|binary")
    yield case(
        "ZIP of eight of 30 MB",
        lambda: made.zipped({f"x{n}": b" " * 30_000_000 for n in range(8)}),
        0,
        "more than|empty",
    )
    yield case(
        "ZIP of 120,000 files",
        lambda: made.zipped({f"{n}": b"" for n in range(120_000)}),
        0,
        "more than 100,000 files",
    )
    yield case(
        "a TAR that says it is longer",
        lambda: made.tar({"x": b"x"})[:512].replace(b"00000000001", b"77777777777") + b"x" * 512,
        0,
        "cut off or damaged",
    )
    for name, data, root in (
        ("RSS", made.rss, "rss"),
        ("Atom", made.atom, "feed"),
        ("NewsML", made.newsml, "newsItem"),
        ("NITF", made.nitf, "nitf"),
    ):
        for what, head, entity in (
            ("a billion laughs", LAUGHS, "u"),
            ("a file", OUTSIDE, "u"),
            ("an address", FETCHED, "u"),
        ):
            yield case(
                f"{name} with {what}",
                lambda d=data, r=root, h=head, e=entity: bombed(d(), r, h, e),
                0,
                "entities of its own",
            )  # type: ignore[misc]
    w = (
        b"<w:document "
        b"xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Norway</w:t></w:r></w:p></w:body></w:document>"
    )
    o = (
        b"<office:document-content xmlns:office='o' "
        b"xmlns:text='t'><text:p>Norway</text:p></office:document-content>"
    )
    for what, head in (("a billion laughs", LAUGHS), ("a file", OUTSIDE), ("an address", FETCHED)):
        yield case(
            f"DOCX with {what}",
            lambda h=head: docx_of(bombed(w, "w:document", h, "u")),
            0,
            "entities of its own",
        )  # type: ignore[misc]
        yield case(
            f"ODT with {what}", lambda h=head: odt_of(bombed(o, "x", h, "u")), 0, "entities of its own"
        )  # type: ignore[misc]
        yield case(
            f"XLSX with {what}",
            lambda h=head: xlsx_of(
                xl__workbook_dot_xml=h.replace("{root}", "workbook").encode() + b"<workbook>&u;</workbook>"
            ),
            0,
            "can't be followed|entities|an empty table",
        )  # type: ignore[misc]
        yield case(
            f"a page with {what}",
            lambda h=head: (
                h.replace("{root}", "html").encode()
                + b"<html><body><p>&u;"
                + TEXT.encode()
                + b"</p></body></html>"
            ),
            None,
        )  # type: ignore[misc]
    yield case(
        "DOCX of 600 MB",
        lambda: made.zipped({"word/document.xml": bytes(600_000_000)}),
        0,
        "unpacks to more than 500 MB|more than 24 MB",
    )
    yield case("DOCX of 30 MB of text", lambda: docx_of(b" " * 30_000_000), 0, "more than 24 MB")
    yield case(
        "XLSX of 600 MB",
        lambda: xlsx_of(xl__media__x_dot_bin=bytes(600_000_000)),
        0,
        "unpacks to more than 500 MB",
    )
    yield case(
        "XLSX whose strings are 300 MB",
        lambda: xlsx_of(xl__sharedStrings_dot_xml=b"<sst>" + b"<si><t>x</t></si>" * 10_000_000),
        None,
    )
    yield case(
        "XLSX of a billion rows",
        lambda: xlsx_of(
            xl__worksheets__sheet1_dot_xml=b"<worksheet "
            b"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row "
            b"r='1'><c r='A1' t='inlineStr'><is><t>text</t></is></c></row><row r='1048576'><c "
            b"r='XFD1048576' t='inlineStr'><is><t>y</t></is></c></row></sheetData></worksheet>"
        ),
        None,
    )
    yield case("PDF stream of 200 MB", lambda: pdf_bomb(200_000_000), 0, "PDF|took|more than")
    yield case("PDF stream packed five times", lambda: pdf_bomb(20_000_000, 5), 0, "PDF|took|more than")
    yield case(
        "PDF whose pages are its own children",
        lambda: pdf_of(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
        ),
        0,
        "PDF|took",
    )
    yield case(
        "PDF of a million pages in name",
        lambda: pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1000000 >>",
                b"<< /Type /Page /Parent 2 0 R >>",
            ]
        ),
        0,
        "PDF",
    )
    yield case("PDF of 600 pages", lambda: made.pdf([["x"]] * 600), 0, "600 pages")
    yield case(
        "PDF whose length is itself",
        lambda: pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
                b"<< /Length 3 0 R >>\nstream\nx\nendstream",
                b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R >>",
            ]
        ),
        0,
        "PDF|took",
    )
    yield case("PDF without a root", lambda: pdf_of([b"<< /Type /Pages >>"]), 0, "PDF")
    yield case(
        "PDF of nested lists",
        lambda: pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"[" * 100_000 + b"]" * 100_000]),
        0,
        "PDF|nested",
    )
    yield case(
        "PDF with script and forms",
        lambda: made.pdf([[*made.BODY[1:]]]).replace(
            b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (app.alert(1)) >>"
        ),
        1,
    )
    yield case("PDF of pictures", lambda: made.pdf([[], []]), 0, "scanned pages")
    yield case("PDF, half of pictures", lambda: made.pdf([["May 8, 2024", *made.BODY[1:]], []]), None)
    yield case("PDF cut off", lambda: made.printed()[:600], 0, "PDF")


def formulas() -> Iterator[Case]:
    for n, formula in enumerate(
        [
            "=cmd|'/C calc'!A0",
            '=HYPERLINK("http://x","y")',
            "+1+1",
            "-2+3",
            "@SUM(A1)",
            '=IMPORTXML("http://x","//a")',
            "\t=1",
            "=1;\r\n=2",
            "%0A=1",
            "|calc",
        ]
    ):
        row = '"' + formula.replace('"', '""') + " " + SENTENCE.replace('"', '""') + '"'
        yield case(f"a cell of CSV {n}", f"title,text,date\n{row},{row},2024-05-08\n", 1)
        yield case(
            f"a day of CSV {n}",
            f'title,text,date\nT,{row},"{formula.replace(chr(34), chr(34) * 2)}"\n',
            0,
            "no date",
        )
    yield case(
        "a formula in a workbook",
        lambda: xlsx_of(
            xl__worksheets__sheet1_dot_xml=b"<worksheet "
            b"xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row "
            b"r='1'><c r='A1' t='inlineStr'><is><t>text</t></is></c></row><row r='2'><c r='A2' "
            b"t='str'><f>WEBSERVICE(\"http://127.0.0.1:9\")</f><v>"
            + TEXT.replace("\n", " ").encode()
            + b"</v></c></row></sheetData></worksheet>"
        ),
        1,
    )
    yield case(
        "a workbook with macros", lambda: xlsx_of(xl__vbaProject_dot_bin=b"\xd0\xcf\x11\xe0" + bytes(1000)), 2
    )
    yield case("a table of formulas alone", "text\n=1+1\n=2+2\n", None)


PATHS = [
    "../../../evil",
    "/etc/cron.d/evil",
    "..\\..\\evil",
    "C:\\evil",
    "a/../../evil",
    "./evil",
    "evil\x00.txt",
    "evil\n.txt",
    "evil\x1b[2J",
    "a" * 250,
    "/".join("a" * 40),
    "con",
    "aux.txt",
    "\u202egpj.evil",
    " ",
    "~/evil",
    "-rf",
    "$(touch evil)",
    "`touch evil`",
    "evil;touch evil",
    "%2e%2e%2fevil",
    "evil/",
    "//evil",
    "file:///evil",
    "éclair",
]


def tar_entry(kind: bytes, name: str = "x", to: str = "", size: int = 0) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, to
        archive.addfile(info)
        good = tarfile.TarInfo("good.txt")
        good.size = len(TEXT.encode())
        archive.addfile(good, io.BytesIO(TEXT.encode()))
    return out.getvalue()


def zip_link(to: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("link", made.STAMP)
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, to)
        archive.writestr(zipfile.ZipInfo("good.txt", made.STAMP), TEXT)
    return out.getvalue()


def zip_marked(flag: int) -> bytes:
    data = bytearray(made.zipped({"x.txt": TEXT}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign) + at
        data[place : place + 2] = struct.pack("<H", flag)
    return bytes(data)


def archives() -> Iterator[Case]:
    for n, path in enumerate(PATHS):
        kept = None if path.endswith("/") or not path.strip() or "\x00" in path else 1
        yield case(f"ZIP path {n}", lambda p=path: made.zipped({p: TEXT}), kept)  # type: ignore[misc]
        yield case(f"TAR path {n}", lambda p=path: made.tar({p.replace("\x00", ""): TEXT.encode()}), kept)  # type: ignore[misc]
    for name, kind in (("symbolic", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE)):
        for to in ("/etc/passwd", "../../../etc/passwd", "x", "good.txt"):
            yield case(
                f"TAR {name} link to {to}",
                lambda k=kind, t=to: tar_entry(k, to=t),
                1,
                "a link within an archive, not followed",
            )  # type: ignore[misc]
    for name, kind in (
        ("pipe", tarfile.FIFOTYPE),
        ("device", tarfile.CHRTYPE),
        ("block device", tarfile.BLKTYPE),
    ):
        yield case(f"TAR {name}", lambda k=kind: tar_entry(k), 1, "not a plain file")  # type: ignore[misc]
    for to in ("/etc/passwd", "../../x", "good.txt"):
        yield case(f"ZIP link to {to}", lambda t=to: zip_link(t), 1, "a link within an archive, not followed")  # type: ignore[misc]
    yield case("ZIP under a password", lambda: zip_marked(1), 0, "under a password")
    yield case(
        "ZIP of another packing",
        lambda: made.zipped({"x.txt": TEXT}).replace(b"\x08\x00", b"\x63\x00"),
        0,
        "packed in a way|damaged|cut off",
    )
    yield case("ZIP that is empty", b"PK\x05\x06" + bytes(18), 0, "an empty ZIP archive")
    yield case("ZIP cut off", lambda: made.zipped({"x.txt": TEXT})[:-30], 0, "ZIP archive that is cut off")
    yield case("ZIP head and noise", b"PK\x03\x04" + bytes(range(256)) * 10, 0, "ZIP archive that is cut off")
    yield case(
        "ZIP with a wrong sum",
        lambda: made.zipped({"x.txt": TEXT}, stored=["x.txt"]).replace(b"Norway", b"Sweden"),
        0,
        "damaged",
    )
    yield case(
        "ZIP of hidden files",
        lambda: made.zipped({".x": TEXT, "__MACOSX/y": TEXT, "a/.git/z": TEXT, "x.txt": TEXT}),
        1,
    )
    yield case("ZIP of a record", lambda: made.zipped({"r.db": b"SQLite format 3\x00", "x.txt": TEXT}), 1)
    yield case("ZIP of two of one name", lambda: _twice(), 2)
    yield case(
        "TAR cut off",
        lambda: made.tar({"x.txt": TEXT.encode(), "y.txt": SENTENCE.encode() * 20})[:1700],
        1,
        "cut off or damaged",
    )
    yield case("TAR with a wrong sum", lambda: b"x" + made.tar({"x.txt": TEXT.encode()})[1:], None)
    yield case("WARC cut off", lambda: made.warc()[:700], None)
    yield case("WARC of noise", b"WARC/1.0\r\n" + bytes(range(32, 127)) * 40, 0, "web archive")
    yield case(
        "WARC whose record says it is longer",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example.org/\r\nContent-Length: "
        b"99999999999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>",
        None,
    )
    yield case(
        "WARC of a negative length",
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.example.org/\r\nContent-Length: "
        b"-5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        None,
    )
    yield case(
        "WACZ without an archive",
        lambda: made.zipped({"datapackage.json": b"{}", "archive/x.txt": TEXT}),
        None,
    )
    yield case("gzip cut off", lambda: gzip.compress(TEXT.encode() * 40)[:-9], 0, "cut off or damaged")
    yield case("gzip head and noise", b"\x1f\x8b\x08\x00" + bytes(range(256)) * 4, 0, "cut off or damaged")


def _twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for words in (TEXT, made.text(made.SECOND)):
            archive.writestr(zipfile.ZipInfo("x.txt", made.STAMP), words)
    return out.getvalue()


def mail_of(headers: str, body: str = TEXT) -> bytes:
    return (
        f"From: A <a@b.c>\r\nTo: d@e.f\r\nMessage-ID: <x@y>\r\nMIME-Version: 1.0\r\n{headers}\r\n\r\n{body}"
    ).encode("utf8", "surrogateescape")


def mime() -> Iterator[Case]:
    plain = "Content-Type: text/plain; charset="
    for n, charset in enumerate(
        [
            "utf-8",
            "no-such",
            "utf-16",
            "idna",
            "rot13",
            "x" * 5_000,
            "\x00",
            "unicode_escape",
            "undefined",
            "punycode",
            "",
            '"',
            "utf-7",
        ]
    ):
        yield case(f"charset {n}", lambda c=charset: mail_of(plain + c), None)  # type: ignore[misc]
    for n, encoding in enumerate(["base64", "quoted-printable", "uuencode", "x-unknown", "8bit", "binary"]):
        yield case(
            f"encoding {n}",
            lambda e=encoding: mail_of(f"Content-Type: text/plain\r\nContent-Transfer-Encoding: {e}"),
            None,
        )  # type: ignore[misc]
    for n, header in enumerate(
        [
            "Subject: " + "=?utf-8?b?" + "A" * 50_000 + "?=",
            "Subject: " + "=?utf-8?q?a?= " * 3_000,
            "Subject: =?no-such?b?////?=",
            "Date: yesterday",
            "Date: Fri, 99 Foo 99999 99:99:99 +9999",
            "Date: " + "1" * 10_000,
            "From: " + "<" * 5_000,
            "From: " + "(" * 5_000,
            "From: " + ",".join(["a@b.c"] * 5_000),
            "Subject: a\r\n b\r\n c",
            "Content-Disposition: attachment; filename*0=a; filename*999999=b",
            "Content-Type: ;;;;",
            "Content-Type: multipart/mixed",
            "Content-Type: multipart/mixed; boundary=",
            "Content-Type: message/rfc822",
            "Content-Type: message/partial; id=1; number=1; total=9",
            "List-ID: " + "<" * 3_000,
        ]
    ):
        yield case(f"header {n}", lambda h=header: mail_of(h), None)  # type: ignore[misc]
    yield case(
        "5,000 parts",
        lambda: mail_of(
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * 5_000 + "--b--",
        ),
        0,
        "more than 200 parts",
    )
    yield case(
        "an attachment that is a bomb",
        lambda: mail_of(
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Type: text/plain\r\n\r\n"
            + TEXT
            + "\r\n--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; "
            'filename="../../x.zip"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
            + base64.b64encode(made.zipped({"x": bytes(30_000_000)})).decode()
            + "\r\n--b--",
        ),
        1,
        "more than|empty",
    )
    yield case(
        "an attachment named as a path",
        lambda: mail_of(
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Type: text/plain\r\n\r\n"
            + TEXT
            + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; "
            'filename="/etc/passwd"\r\n\r\n' + made.text(made.SECOND) + "\r\n--b--",
        ),
        2,
    )
    yield case(
        "a box of 1,500 empty mails",
        lambda: b"From a@b.c Wed May  8 20:15:00 2024\nSubject: x\n\n" * 1_500,
        None,
    )
    yield case(
        "a box whose mail never ends",
        lambda: b"From a@b.c Wed May  8 20:15:00 2024\nSubject: x\n\n" + SENTENCE.encode() * 400_000,
        0,
        "a mail of more than 24 MB",
    )
    yield case(
        "a letter with From in its words",
        lambda: made.mbox().replace(b"The envoys", b"\n>From Oslo the envoys"),
        2,
    )
    yield case(
        "HTML that runs",
        lambda: mail_of(
            "Content-Type: text/html",
            "<script>alert(1)</script><img src=x onerror=alert(1)>" + made.paragraphs(),
        ),
        1,
    )


def rss_of(items: str, head: str = "") -> bytes:
    return (
        f"<?xml version='1.0'?>{head}<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"
    ).encode("utf8", "replace")


def feeds() -> Iterator[Case]:
    yield case("a million items", lambda: rss_of("<item/>" * 1_000_000), 0, "more than 20,000 items")
    yield case(
        "a million entries",
        lambda: b"<feed xmlns='http://www.w3.org/2005/Atom'>" + b"<entry/>" * 1_000_000 + b"</feed>",
        0,
        "more than 20,000 items",
    )
    yield case(
        "a feed of 30 MB",
        lambda: rss_of("<item><title>T</title><description>" + SENTENCE * 400_000 + "</description></item>"),
        0,
        "more than 24 MB",
    )
    yield case("no item", rss_of(""), 0, "no item")
    yield case(
        "items without words",
        rss_of("<item><link>http://x.example.org</link></item>" * 3),
        0,
        "without words",
    )
    yield case(
        "a feed of JSON of a million items",
        lambda: json.dumps({"version": "https://jsonfeed.org/version/1", "items": [0] * 1_000_000}).encode(),
        0,
        "more than 20,000 items",
    )
    yield case(
        "a JSON feed whose items are none",
        json.dumps({"version": "https://jsonfeed.org/version/1", "items": "x"}),
        0,
        "without a .text",
    )
    for n, day in enumerate(
        [
            "yesterday",
            "9999-99-99",
            "Wed, 08 May 3024 10:00:00 GMT",
            "0000-00-00T00:00:00Z",
            "1" * 5_000,
            "08/05/2024",
            "",
            "Wed, 08 May 2024 99:99:99 GMT",
            "\u0661\u0662",
        ]
    ):
        yield case(
            f"a day {n}",
            rss_of(
                f"<item><title>T</title><description>{SENTENCE * 3}</description><pubDate>"
                f"{day}</pubDate></item>"
            ),
            None,
        )
    for n, link in enumerate(
        [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "http://" + "a" * 5_000,
            "//x",
            "http://a b",
            "\u202ehttp://x",
        ]
    ):
        yield case(
            f"a link {n}",
            rss_of(
                f"<item><title>T</title><link>{link}</link><description>{SENTENCE * 3}</description></item>"
            ),
            1,
        )
    for n, words in enumerate(
        [
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "<![CDATA[<img src=x onerror=alert(1)>]]>",
            "<![CDATA[" + "<b>" * 3_000 + "]]>",
            "&lt;" * 5_000,
            "&#0;&#1;&#x110000;",
            "<![CDATA[<!--]]>",
            "]]>",
            "&nbsp;&undefined;",
        ]
    ):
        yield case(
            f"words {n}",
            rss_of(f"<item><title>{words}</title><description>{words} {SENTENCE * 3}</description></item>"),
            None,
        )
    yield case(
        "one guid for all",
        rss_of(
            "".join(
                f"<item><guid>g</guid><title>T{n}</title><description>{n} {SENTENCE * 3}</description></item>"
                for n in range(5)
            )
        ),
        5,
    )
    yield case("a feed cut off", lambda: made.rss()[:-200], None)
    yield case("a feed in a page", lambda: b"<html><body><pre>" + made.rss() + b"</pre></body></html>", None)
    yield case(
        "XML of another kind",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><text>Norway</text></svg>",
        0,
        "XML of a kind that is not known .<svg>",
    )
    yield case(
        "a NewsML without items",
        b"<?xml version='1.0'?><newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
        0,
        "without a news item",
    )
    yield case("a NITF without a body", b"<?xml version='1.0'?><nitf/>", 0, "without a body")
    for n, item in enumerate(
        [
            {"uri": "x", "pubstatus": "usable", "versioncreated": 5},
            {"uri": "x", "pubstatus": ["canceled"], "versioncreated": "x", "body_text": TEXT},
            {"uri": "x", "bodies": [[[]]], "headlines": {}},
            {"uri": "x", "bodies": "x", "headlines": [1, None]},
            {"uri": "x" * 10_000, "pubstatus": "usable", "body_text": TEXT},
            {"uri": "x", "body_html": "<b>" * 10_000, "pubstatus": "usable"},
            {"uri": {}, "guid": "x", "bodies": [{"value": {}}], "pubstatus": None},
        ]
    ):
        yield case(f"ninjs {n}", json.dumps(item), None)


SLOW = [
    "(" * 15_000,
    "a " * 8_000,
    "A. " * 6_000,
    "A" * 15_000,
    "A-" * 8_000,
    "A, " * 6_000,
    "OSLO, " * 3_000,
    "OSLO (" * 3_000,
    "By A" + " B" * 7_000,
    "By " * 6_000,
    "May 8 " * 3_000,
    "May 8, 2024 " * 1_500,
    "Updated: " * 2_000,
    "Correction: " * 1_500,
    "this article " * 1_500,
    "This story has been " * 900,
    "EDITORS: " * 2_000,
    "kill " * 3_000,
    "Editor's note: " * 1_200,
    "(Adds " * 3_000,
    "“" * 5_000,
    '"' * 15_000,
    "'" * 15_000,
    "’s " * 5_000,
    "- " * 8_000,
    "—" * 5_000,
    "1:" * 8_000,
    "2024 " * 3_000,
    "2024: " * 2_500,
    "http://" * 2_500,
    "<" * 15_000,
    "<a " * 5_000,
    "<!--" * 4_000,
    "<?" * 8_000,
    "&" * 15_000,
    "&amp" * 4_000,
    "{" * 15_000,
    "[" * 15_000,
    "](" * 8_000,
    "\\" * 15_000,
    "*" * 15_000,
    "_" * 15_000,
    "`" * 15_000,
    "# " * 8_000,
    "|" * 15_000,
    "," * 15_000,
    ";" * 15_000,
    "\t" * 15_000,
    "a,b\n" * 4_000,
    '"a",\n' * 3_000,
    "From: " * 3_000,
    "Date: x\n" * 2_000,
    "--b\n" * 4_000,
    "=?a?b?" * 3_000,
    "-LRB- " * 3_000,
    "said " * 3_000,
    ". . " * 4_000,
    ".\u201d" * 4_000,
    "a\u00a0" * 5_000,
    "\u2028" * 5_000,
    "x\r" * 8_000,
    "é" * 8_000,
    "de la " * 3_000,
    "A de B " * 2_500,
    "don't " * 3_000,
    "l'" * 8_000,
]


def slow() -> Iterator[Case]:
    for n, text in enumerate(SLOW):
        yield case(f"text {n}", text, None)
        yield case(
            f"a field {n}",
            json.dumps(
                {"text": TEXT, "title": text, "publisher": text, "url": text, "byline": text, "date": text}
            ),
            1,
        )
        if n % 4:
            continue  # a page costs half a second
        yield case(
            f"a page {n}",
            f"<html><head><title>{text[:3000]}</title></head><body><article><h1>{text}</h1>"
            f"{made.paragraphs() * 3}<p>{text}</p></article></body></html>",
            None,
        )


FAMILIES = {
    "encodings": encodings,
    "sizes": sizes,
    "nesting": nesting,
    "bombs": bombs,
    "formulas": formulas,
    "archives": archives,
    "mime": mime,
    "feeds": feeds,
    "slow": slow,
}
CASES = [(family, c) for family, of in FAMILIES.items() for c in of()]
