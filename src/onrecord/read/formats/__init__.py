"""The formats, in the order in which they are asked: those of a program's own mark first, plain text last.

A format is a module with a question (is it mine?) and an answer (its articles); to add one, write it and name
it here.
"""

from __future__ import annotations

from onrecord.read.article import Hints
from onrecord.read.formats import (
    archive,
    feed,
    html,
    jsons,
    mail,
    markdown,
    newsml,
    nitf,
    office,
    pdf,
    table,
    text,
    warc,
)
from onrecord.read.formats.form import Format
from onrecord.read.kind import looks_like_html
from onrecord.read.source import Source

FORMATS = (
    Format("DOCX", office.is_docx, office.docx_parts),
    Format("ODT", office.is_odt, office.odt_parts),
    Format("XLSX", table.is_xlsx, table.xlsx_parts),
    Format("WACZ", archive.is_wacz, archive.wacz_parts),
    Format("ZIP", archive.is_zip, archive.zip_parts),
    Format("TAR", archive.is_tar, archive.tar_parts),
    Format("PDF", pdf.is_pdf, pdf.parts),
    Format("Parquet", table.is_parquet, table.parquet_parts),
    Format("WARC", warc.is_warc, warc.parts),
    Format("mail box", mail.is_mailbox, mail.mailbox_parts),
    Format("mail", mail.is_mail, mail.parts),
    Format("JSON", jsons.is_document, jsons.document),
    Format("JSON Lines", jsons.is_json_lines, jsons.lines),
    Format("feed", feed.is_feed, feed.parts),
    Format("NewsML-G2", newsml.is_newsml, newsml.parts),
    Format("NITF", nitf.is_nitf, nitf.parts),
    Format("HTML", lambda source, hints: looks_like_html(source.text), html.parts),
    Format("table", table.is_csv, table.csv_parts),
    Format("Markdown", markdown.is_markdown, markdown.parts),
)
TEXT = Format("text", lambda source, hints: True, text.parts)


def format_of(source: Source, hints: Hints) -> Format:
    """The format of a source; plain text where it is no other. Raises ``Unreadable`` for what is too long to
    be told."""
    return next((f for f in FORMATS if f.is_it(source, hints)), TEXT)
