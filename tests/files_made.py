"""One file of every format, of invented news, made byte by byte so that every run gives the same.

``python tests/files_made.py FOLDER`` writes them all; ``examples/intake`` was made so.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

STAMP = (2024, 5, 8, 12, 0, 0)  # of every member of an archive
BODY = (
    "OSLO, May 8 — Norway and Chile met in Oslo on Wednesday to speak of fishing quotas.",
    "“We will sign the accord by 2030,” said Anna Berg, a minister of fisheries.",
    "The envoys of both sides will meet again in Santiago in the autumn, officials said.",
)
SECOND = (
    "LIMA, May 9 — Peru suspended talks on the shared grid with Ecuador on Thursday.",
    "The energy ministry said that a line along the border had been cut twice this month.",
    "Talks will be held again once the line has been mended, a spokesman said.",
)
THIRD = (
    "ACCRA, May 10 — Ghana and Togo signed a treaty on ferries across the lagoon on Friday.",
    "Two companies will run the boats, and fares will be set by both governments.",
    "The first crossing is planned for July, the transport minister said.",
)


def text(body: Sequence[str] = BODY) -> str:
    return "\n\n".join(body)


def paragraphs(body: Sequence[str] = BODY) -> str:
    return "".join(f"<p>{line}</p>" for line in body)


def zipped(files: dict[str, bytes | str], stored: Sequence[str] = ()) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


# --- feeds -------------------------------------------------------------------------------------------


def rss() -> bytes:
    items = [
        ("Norway and Chile speak of fish", "rss-1", "Wed, 08 May 2024 10:00:00 +0200", BODY),
        ("Peru suspends talks on the grid", "rss-2", "Thu, 09 May 2024 23:30:00 -0500", SECOND),
    ]
    made = "".join(
        f"<item><title>{title}</title><link>https://news.example.org/{guid}</link><guid "
        f"isPermaLink='false'>{guid}</guid><pubDate>{day}</pubDate>"
        "<dc:creator>Rui "
        f"Castro</dc:creator><description>Short.</description><content:encoded><![CDATA[{paragraphs(body)}]]></content:encoded></item>"
        for title, guid, day, body in items
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
        "xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        "<channel><title>The Daily "
        f"Example</title><link>https://news.example.org/</link><language>en-gb</language>{made}</channel></rss>"
    ).encode()


def atom() -> bytes:
    return (
        "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        "xml:lang='en'><title>Coast Wire</title><id>urn:example:feed</id>"
        "<entry><title>Ghana and Togo sign a treaty on ferries</title><id>urn:example:atom-1</id><link "
        "href='https://coast.example.org/1'/>"
        "<published>2024-05-10T09:00:00Z</published><updated>2024-05-10T11:30:00Z</updated>"
        "<author><name>Ama Mensah</name></author>"
        "<content type='xhtml'><div "
        f"xmlns='http://www.w3.org/1999/xhtml'>{paragraphs(THIRD)}</div></content></entry></feed>"
    ).encode()


def json_feed() -> bytes:
    item = {
        "id": "jf-1",
        "url": "https://feed.example.org/1",
        "title": "Norway and Chile meet in Oslo",
        "content_html": paragraphs(),
        "date_published": "2024-05-08T18:00:00+02:00",
        "authors": [{"name": "Anna Roe"}],
    }
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Example Feed",
            "language": "en",
            "items": [item],
        }
    ).encode()


# --- wires -------------------------------------------------------------------------------------------


def ninjs(
    version: int = 2, status: str = "usable", name: str = "urn:newsml:example.org:20240508:oslo"
) -> dict[str, object]:
    item: dict[str, object] = {
        "uri": name,
        "type": "text",
        "version": "1",
        "pubstatus": status,
        "firstcreated": "2024-05-08T10:00:00Z",
        "versioncreated": "2024-05-08T12:00:00Z",
        "language": "en",
        "byline": "Anna Roe",
    }
    if version == 1:
        return {**item, "headline": "Norway and Chile meet in Oslo", "body_text": text()}
    if version == 2:
        return {
            **item,
            "headlines": [{"role": "main", "value": "Norway and Chile meet in Oslo"}],
            "bodies": [{"contentType": "text/html", "value": paragraphs()}],
        }
    return {
        **item,
        "headlines": [
            {"role": "slug", "value": "OSLO"},
            {"role": "main", "value": "Norway and Chile meet in Oslo"},
        ],
        "bodies": [{"contenttype": "text/plain", "value": text()}],
    }


def newsml(status: str = "usable", version: int = 1) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' "
        f"guid='urn:newsml:example.org:20240509:lima' version='{version}' standard='NewsML-G2' "
        "xml:lang='en'>"
        "<itemMeta><itemClass qcode='ninat:text'/><provider literal='Andes "
        "Wire'/><versionCreated>2024-05-09T18:00:00-05:00</versionCreated><pubStatus "
        f"qcode='stat:{status}'/></itemMeta>"
        "<contentMeta><contentCreated>2024-05-09T17:30:00-05:00</contentCreated><headline>Peru suspends "
        "talks on the grid</headline><by>Luz Vega</by><language tag='en'/></contentMeta>"
        "<contentSet><inlineXML contenttype='application/xhtml+xml'><html "
        f"xmlns='http://www.w3.org/1999/xhtml'><head><title>Grid</title></head><body>{paragraphs(SECOND)}</body></html></inlineXML></contentSet></newsItem>"
    ).encode()


def nitf(status: str = "usable") -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><nitf><head><title>Ferries</title><docdata "
        f"management-status='{status}'><doc-id id-string='nitf-accra-1'/>"
        "<date.issue norm='20240510T101500Z'/></docdata></head><body><body.head><hedline><hl1>Ghana and "
        "Togo sign a treaty on ferries</hl1></hedline>"
        "<byline>By <person>Ama Mensah</person></byline><distributor>Coast "
        "Wire</distributor><dateline><location>ACCRA</location></dateline></body.head>"
        f"<body.content><block>{paragraphs(THIRD)}</block></body.content></body></nitf>"
    ).encode()


# --- collections -------------------------------------------------------------------------------------


def exports() -> dict[str, object]:
    return {
        "news-please.json": {
            "maintext": text(),
            "title": "Norway and Chile meet in Oslo",
            "url": "https://a.example.org/1",
            "date_publish": "2024-05-08 10:00:00",
            "date_modify": None,
            "source_domain": "a.example.org",
            "authors": ["Anna Roe"],
            "language": "en",
            "filename": "x.json",
        },
        "fundus.json": [
            {
                "title": "Peru suspends talks on the grid",
                "publishing_date": "2024-05-09 18:00:00-05:00",
                "authors": ["Luz Vega"],
                "topics": [],
                "body": {"summary": [SECOND[0]], "sections": [{"headline": [], "paragraphs": [*SECOND[1:]]}]},
            }
        ],
        "media-cloud.json": {
            "stories": [
                {
                    "stories_id": 7,
                    "title": "Ghana and Togo sign a treaty on ferries",
                    "url": "https://c.example.org/7",
                    "publish_date": "2024-05-10 08:00:00",
                    "media_name": "Coast Paper",
                    "language": "en",
                }
            ]
        },
        "gdelt.json": {
            "articles": [
                {
                    "url": "https://d.example.org/1",
                    "url_mobile": "",
                    "title": "Norway and Chile meet in Oslo",
                    "seendate": "20240508T101500Z",
                    "domain": "d.example.org",
                    "language": "English",
                    "sourcecountry": "Norway",
                }
            ]
        },
        "event-registry.json": {
            "articles": {
                "page": 1,
                "results": [
                    {
                        "uri": "8001",
                        "lang": "eng",
                        "isDuplicate": False,
                        "date": "2024-05-09",
                        "time": "18:00:00",
                        "dateTime": "2024-05-09T18:00:00Z",
                        "dateTimePub": "2024-05-09T17:55:00Z",
                        "dataType": "news",
                        "url": "https://e.example.org/1",
                        "title": "Peru suspends talks on the grid",
                        "body": text(SECOND),
                        "source": {"uri": "e.example.org", "title": "Example E"},
                        "authors": [{"name": "Luz Vega"}],
                    }
                ],
            }
        },
    }


ROWS = (
    ("Headline", "Body", "Date", "Link", "Outlet"),
    ("Norway and Chile meet in Oslo", text(), "08/05/2024", "https://t.example.org/1", "Table Times"),
    ("Peru suspends talks on the grid", text(SECOND), "13/05/2024", "https://t.example.org/2", "Table Times"),
)


def csv(delimiter: str = ",") -> bytes:
    return "\r\n".join(delimiter.join('"' + x.replace('"', '""') + '"' for x in row) for row in ROWS).encode()


def xlsx() -> bytes:
    import datetime as dt

    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet
    for n, row in enumerate(ROWS):
        sheet.append([dt.datetime(2024, 5, 8 + n) if n and at == 2 else x for at, x in enumerate(row)])
    book.properties.created = book.properties.modified = dt.datetime(*STAMP)
    out = io.BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist()})


def parquet() -> bytes:
    import tempfile

    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/x.parquet"
        db = duckdb.connect()
        db.execute("CREATE TABLE t (title VARCHAR, content VARCHAR, published TIMESTAMP, url VARCHAR)")
        for n, (title, body, _, url, _) in enumerate(ROWS[1:]):
            db.execute(
                "INSERT INTO t VALUES (?, ?, ?, ?)", [title, body, f"2024-05-{8 + n:02} 09:30:00", url]
            )
        db.execute(f"COPY t TO '{path}' (FORMAT parquet)")
        return Path(path).read_bytes()


# --- documents ---------------------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[str]], title: str | None = None) -> bytes:
    """A PDF of lines of text a page; an empty page has none."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        content = b"BT /F1 11 Tf 50 780 Td 14 TL\n"
        for line in lines:
            escaped = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("cp1252")
            content += b"(" + escaped + b") Tj T*\n"
        content += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        stream = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % stream
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % k for k in kids),
        len(kids),
    )
    info = b""
    if title:
        objects.append(b"<< /Title (%s) >>" % title.encode("cp1252"))
        info = b" /Info %d 0 R" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    at = []
    for n, body in enumerate(objects, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % x for x in at)
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        info,
        start,
    )
    return bytes(out)


def printed() -> bytes:
    """Two pages with a running head and a page number, the words of one sentence broken between lines."""
    first = [
        "The Example Weekly, 8 May 2024",
        "Norway and Chile meet in Oslo",
        "May 8, 2024",
        "OSLO — Norway and Chile met in Oslo on Wednesday to speak of fish-",
        "ing quotas and of the ships that pass through the fjords",
        "each spring.",
        "Page 1",
    ]
    second = [
        "The Example Weekly, 8 May 2024",
        "“We will sign the accord by 2030,” said Anna Berg, a minister.",
        "The envoys will meet again in Santiago in the autumn.",
        "Page 2",
    ]
    return pdf([first, second], "Norway and Chile meet in Oslo")


def docx(
    body: Sequence[str] = BODY, title: str = "Norway and Chile meet in Oslo", day: str = "May 8, 2024"
) -> bytes:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = "".join(
        f"<w:p><w:r><w:t xml:space='preserve'>{line[:20]}</w:t></w:r><w:r><w:t "
        f"xml:space='preserve'>{line[20:]}</w:t></w:r></w:p>"
        for line in (title, day, *body)
    )
    core = (
        "<cp:coreProperties "
        "xmlns:cp='http://schemas.openxmlformats.org/package/2006/metadata/core-properties' "
        f"xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>{title}</dc:title></cp:coreProperties>"
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "word/document.xml": "<?xml version='1.0' encoding='UTF-8'?><w:document "
            f"xmlns:w='{w}'><w:body>{runs}</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )


def odt(
    body: Sequence[str] = SECOND, title: str = "Peru suspends talks on the grid", day: str = "May 9, 2024"
) -> bytes:
    office, words = (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    )
    lines = f"<text:h>{title}</text:h>" + "".join(
        f"<text:p>{line[:9]}<text:span>{line[9:]}</text:span></text:p>" for line in (day, *body)
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f"<office:document-content xmlns:office='{office}' "
            f"xmlns:text='{words}'><office:body><office:text>{lines}</office:text></office:body></office:document-content>",
        },
        stored=["mimetype"],
    )


# --- mail --------------------------------------------------------------------------------------------


def eml(
    subject: str = "Norway and Chile meet in Oslo",
    body: str | None = None,
    day: str = "Wed, 08 May 2024 20:15:00 +0200",
    name: str = "m1@example.org",
) -> bytes:
    return (
        "From: The Daily Example <desk@example.org>\r\nTo: reader@example.com\r\nSubject: "
        f"{subject}\r\nDate: {day}\r\nMessage-ID: <{name}>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
        f"8bit\r\n\r\n{body or text()}\r\n"
    ).encode()


def newsletter() -> bytes:
    items = [
        ("Norway and Chile meet in Oslo", BODY),
        ("Peru suspends talks on the grid", SECOND),
        ("Ghana and Togo sign a treaty on ferries", THIRD),
    ]
    html = (
        "<html><body><h1>Morning Brief</h1>"
        + "".join(
            f"<h2><a href='https://brief.example.org/{n}'>{t}</a></h2>{paragraphs(b)}"
            for n, (t, b) in enumerate(items)
        )
        + "<p>Unsubscribe here.</p></body></html>"
    )
    return (
        "From: Morning Brief <brief@example.org>\r\nTo: reader@example.com\r\nSubject: Three things "
        "today\r\nDate: Sat, 11 May 2024 06:00:00 +0000\r\n"
        "Message-ID: <brief-1@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; "
        'boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nRead it in a "
        f"browser.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n--b--\r\n"
    ).encode()


def mbox() -> bytes:
    mails = [
        eml(),
        eml(
            "Peru suspends talks on the grid",
            text(SECOND),
            "Thu, 09 May 2024 19:00:00 -0500",
            "m2@example.org",
        ),
    ]
    return b"".join(
        b"From desk@example.org Wed May  8 20:15:00 2024\n" + m.replace(b"\r\n", b"\n") + b"\n" for m in mails
    )


# --- web ---------------------------------------------------------------------------------------------


def page(
    title: str = "Norway and Chile meet in Oslo",
    day: str = "2024-05-08T10:00:00+02:00",
    body: Sequence[str] = BODY,
    url: str = "https://paper.example.org/oslo",
) -> bytes:
    data = {
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": day,
        "url": url,
        "author": {"name": "Anna Roe"},
        "publisher": {"name": "Example Paper"},
    }
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title}</title><script "
        f"type='application/ld+json'>{json.dumps(data)}</script></head><body><article><h1>"
        f"{title}</h1>{paragraphs(body)}</article></body></html>"
    ).encode()


def live_blog() -> bytes:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": "The envoys arrive",
            "datePublished": "2024-05-08T08:00:00+02:00",
            "url": "https://paper.example.org/live#1",
            "articleBody": " ".join(BODY),
        },
        {
            "@type": "BlogPosting",
            "headline": "Talks end",
            "datePublished": "2024-05-08T17:00:00+02:00",
            "articleBody": "The talks of Norway and Chile ended in the evening. "
            "Both sides spoke of progress, and the ministers will speak by telephone next week.",
        },
    ]
    data = {
        "@type": "LiveBlogPosting",
        "headline": "Fish talks, live",
        "datePublished": "2024-05-08T07:00:00+02:00",
        "url": "https://paper.example.org/live",
        "liveBlogUpdate": updates,
    }
    return (
        "<!DOCTYPE html><html lang='en'><head><title>Live</title><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><main><h1>Live</h1></main></body></html>"
    ).encode()


def warc() -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    answers = [
        ("https://paper.example.org/oslo", "200 OK", "text/html; charset=utf-8", page()),
        (
            "https://paper.example.org/gone",
            "404 Not Found",
            "text/html",
            b"<html><body><p>Gone</p></body></html>",
        ),
        ("https://paper.example.org/logo.png", "200 OK", "image/png", b"\x89PNG\r\n"),
        (
            "https://paper.example.org/lima",
            "200 OK",
            "text/html; charset=utf-8",
            page(
                "Peru suspends talks on the grid",
                "2024-05-09T19:00:00-05:00",
                SECOND,
                "https://paper.example.org/lima",
            ),
        ),
    ]
    for n, (url, status, kind, body) in enumerate(answers):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        extra = {
            "WARC-Date": "2024-05-12T00:00:00Z",
            "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{n:012}>",
        }
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=headers, warc_headers_dict=extra
            )
        )
    return out.getvalue()


def wacz() -> bytes:
    return zipped(
        {
            "datapackage.json": '{"profile": "data-package"}',
            "archive/data.warc.gz": warc(),
            "indexes/index.cdx": "org,example)/ {}",
        },
        stored=["archive/data.warc.gz"],
    )


MARKDOWN = (
    "---\ntitle: Norway and Chile meet in Oslo\ndate: 2024-05-08\nauthor: Anna Roe\n---\n\n# Norway and "
    "Chile meet in Oslo\n\nOSLO — **Norway** and [Chile](https://example.org) met in Oslo on "
    f"Wednesday.\n\n- {BODY[1]}\n- {BODY[2]}\n"
)


def every() -> dict[str, bytes]:
    """One of everything, by the name of its file."""
    return {
        "feed.rss": rss(),
        "feed.atom": atom(),
        "feed.json": json_feed(),
        "wire-1.json": json.dumps(ninjs(1, name="urn:newsml:example.org:ninjs:1")).encode(),
        "wire-2.json": json.dumps(ninjs(2, name="urn:newsml:example.org:ninjs:2")).encode(),
        "wire-3.json": json.dumps(ninjs(3, name="urn:newsml:example.org:ninjs:3")).encode(),
        "wire.newsml": newsml(),
        "wire.nitf": nitf(),
        **{name: json.dumps(data).encode() for name, data in exports().items()},
        "table.csv": csv(),
        "table.tsv": csv("\t"),
        "table.xlsx": xlsx(),
        "table.parquet": parquet(),
        "printed.pdf": printed(),
        "document.docx": docx(),
        "document.odt": odt(),
        "letter.eml": eml(),
        "newsletter.eml": newsletter(),
        "box.mbox": mbox(),
        "page.html": page(),
        "live.html": live_blog(),
        "crawl.warc.gz": warc(),
        "crawl.wacz": wacz(),
        "note.md": MARKDOWN.encode(),
        "plain.txt": f"Norway and Chile meet in Oslo\n\nMay 8, 2024\n\n{text()}\n".encode(),
        "packed.txt.gz": gzip.compress(
            f"Peru suspends talks\n\nMay 9, 2024\n\n{text(SECOND)}\n".encode(), mtime=0
        ),
        "lines.jsonl": (
            json.dumps({"id": "line-1", "text": text(), "published": "2024-05-08"})
            + "\n"
            + json.dumps({"id": "line-2", "text": text(THIRD), "published": "2024-05-10"})
            + "\n"
        ).encode(),
        "folder.zip": zipped(
            {
                "a/oslo.txt": f"Norway and Chile meet in Oslo\n\nMay 8, 2024\n\n{text()}\n",
                "a/accra.html": page(
                    "Ghana and Togo sign a treaty", "2024-05-10", THIRD, "https://zip.example.org/accra"
                ),
            }
        ),
        "folder.tar.gz": gzip.compress(
            tar({"lima.docx": docx(SECOND, "Peru suspends talks on the grid", "May 9, 2024")}), mtime=0
        ),
    }


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in every().items():
        (folder / name).write_bytes(data)
