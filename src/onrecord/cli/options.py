"""Options that several commands take, each with its help."""

from __future__ import annotations

from typing import Annotated

import typer

Linked = Annotated[
    bool, typer.Option("--linked", help="Read the page behind each teaser of a feed, at most 50 a run.")
]


Paths = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders of reports, of any format that docs/read.md lists, addresses (http, https), "
        "or - for standard input.",
        metavar="PATH...",
    ),
]


Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="Publication date of reports that state none, e.g. 2023-07-28."
    ),
]


Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes to use; by default one a core.")
]


World = Annotated[
    str | None,
    typer.Option(
        "--world",
        metavar="FILE",
        help="Your own names, bodies, places and terms of office, as in docs/world.md; they win over the "
        "shipped ones.",
    ),
]


Pipeline = Annotated[
    str,
    typer.Option(
        "--pipeline",
        metavar="NAME",
        help="Another spaCy pipeline for English, by package or folder; the figures in docs/quality.md are "
        "the default's.",
    ),
]


Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="ROLE=NAME,...",
        help="Which column of a table holds what, where its name does not tell: text=body,published=when.",
    ),
]


Allow = Annotated[
    list[str] | None,
    typer.Option(
        "--allow",
        metavar="HOST[:PORT]",
        help="A host that may be fetched from though it is on this machine or in its network.",
    ),
]


Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="MAIL",
        envvar="ONRECORD_CONTACT",
        help="Whom the keepers of servers can write to; told to them when pages are fetched.",
    ),
]


Rules = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="FILE",
        help="Your own acts, as in docs/lexicon.md, laid over the shipped ones; reports are analysed anew "
        "where it has changed.",
    ),
]
