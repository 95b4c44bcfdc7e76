"""Layout, a line a case: what stands in a text and what each line of it is."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.read.dateline import dateline_of
from onrecord.read.layout import layout
from onrecord.read.lines import lines_of

BODY = "Norway and Chile met in Oslo on Monday. The ministers spoke for an hour, officials said."
MORE = "They will meet again in the spring, according to a statement of both."


def kinds(*lines: str, title: str | None = None) -> str:
    return " ".join(b.kind for b in layout("\n\n".join(lines), title).blocks)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([BODY, MORE], "paragraph paragraph"),
        (["Norway and Chile Meet", BODY], "headline paragraph"),
        (
            ["Norway and Chile Meet", "July 18, 2023", "Norway and Chile meet", BODY],
            "headline date residue paragraph",
        ),
        (["Norway and Chile Meet", "By Anna Berg", BODY], "headline byline paragraph"),
        (
            ["Norway and Chile Meet", "BY ANNA BERG AND RUI CASTRO, Daily Paper", BODY],
            "headline byline paragraph",
        ),
        (["Norway and Chile Meet", "Anna Berg", BODY], "headline byline paragraph"),
        (
            ["Norway and Chile Meet", "5:45 AM PST 11/19/2019 by Anna Berg", BODY],
            "headline byline paragraph",
        ),
        (["By Anna Berg for CNN " + BODY], "byline paragraph"),
        (["By Anna Berg , CNN Senior Producer " + BODY], "byline paragraph"),
        (["By Anna Berg Science reporter , BBC News , Lima " + BODY], "byline paragraph"),
        (
            ["Envoys sail the fjord in May The ministers met in Oslo on Monday.", MORE],
            "headline paragraph paragraph",
        ),
        (
            ["The boats were held in the port of Arica As talks go on, ministers met.", MORE],
            "caption paragraph paragraph",
        ),
        (
            ["The boats rest in the port of Arica this week It's the first of May.", MORE],
            "caption paragraph paragraph",
        ),
        (
            ["The boats rest in the port of Arica this week A storm holds them.", MORE],
            "caption paragraph paragraph",
        ),
        (["The boats of the port of Arica bring a type A virus home.", MORE], "paragraph paragraph"),
        (
            ["See all of our maps of the fjord.", "Tuesday , May 7 , 2024 ; 4:16 PM " + BODY],
            "paragraph date paragraph",
        ),
        (
            ["Norway shuts down its ports to slow the storm Norway 's ports are shut.", MORE],
            "caption paragraph paragraph",
        ),
        (
            ["Cod cause trouble in all ports Infection control is tried. The infection came in May.", MORE],
            "headline paragraph paragraph",
        ),
        (
            ["Norway's fleet controls the freezing Gulf of Cod. That gulf is far away, ministers say.", MORE],
            "paragraph paragraph",
        ),
        (["In this May 9, 2024 file photo the envoys leave.", BODY, MORE], "caption paragraph paragraph"),
        (["This picture is grim, the envoys say. Nothing will change.", BODY], "paragraph paragraph"),
        (["July 29, 2023 | By Anna Berg, CNN " + BODY, MORE], "byline paragraph paragraph"),
        (["By Anna Berg and Rui Castro , CNN " + BODY, MORE], "byline paragraph paragraph"),
        (
            ["Adm. Rui Castro listens to envoys in Lima The navy will sail on Monday.", MORE],
            "headline paragraph paragraph",
        ),
        (["Rescuers could hear knocking A 24-year-old man was freed.", MORE], "headline paragraph paragraph"),
        (
            ["Anna Berg looks at the work of the port Behind the doors of a school, she asks why.", MORE],
            "caption paragraph paragraph",
        ),
        (
            ["Anna Berg signs pact on fish Anna Berg is in talks with Chile on Monday.", MORE],
            "headline paragraph paragraph",
        ),
        (
            ["Talks of the ministers of The New York Times and of a Vitamin A maker go on.", MORE],
            "paragraph paragraph",
        ),
        (
            ["He said of Anna Berg that Anna Berg is in talks with Chile on Monday.", MORE],
            "paragraph paragraph",
        ),
        (["-LRB- an error occurred while making the page -RRB- " + BODY], "residue paragraph"),
        (["2024 06 24 07:14 JST " + BODY], "date paragraph"),
        (["Will the boats come back ? Full Article " + BODY], "residue paragraph"),
        (["Rui Castro , via Reuters " + BODY], "credit paragraph"),
        (
            ["AP May 9 , 2024 : The envoys leave the hall.", BODY],
            "credit caption paragraph",
        ),
        (["S. Roe and A. Lind/Port of Arica/Handout", BODY], "credit paragraph"),
        ([BODY, "(The Associated Press)"], "paragraph credit"),
        (
            [BODY, "Reporting by Anna Berg; editing by Rui Castro", "Our next platform for trade"],
            "paragraph credit residue",
        ),
        (
            [BODY, "The quarrel has contributed to one of the worst catches in history."],
            "paragraph paragraph",
        ),
        ([BODY, "Anna Berg in Lima contributed to this report."], "paragraph credit"),
        (["Norway and Chile Meet", BODY, "- Order Reprints", MORE], "headline paragraph residue paragraph"),
        ([BODY, "https://paper.example.org/oslo", MORE], "paragraph residue paragraph"),
        ([BODY, "Write to Anna Berg at a.berg@paper.example.org"], "paragraph residue"),
        (
            ["Norway and Chile Meet", "IMAGE SOURCE: REUTERS", "The envoys at a forum in Lima.", BODY, MORE],
            "headline credit caption paragraph paragraph",
        ),
        (
            [
                "Norway and Chile Meet",
                BODY
                + " Hide caption 2 of 9 Boats leave Arica on May 4. Hide caption 3 of 9 The boats return.",
                MORE,
            ],
            "headline paragraph residue caption residue caption paragraph",
        ),
        (
            [
                "Norway and Chile Meet",
                "The two envoys leave a meeting in Lima last year (AP Photo/Ann Roe)",
                BODY,
            ],
            "headline caption paragraph",
        ),
        (["!-- Google tag (gtag.js) -->", "Norway and Chile Meet", BODY], "residue headline paragraph"),
        ([BODY, "Advertisement", MORE], "paragraph residue paragraph"),
        ([BODY, "Read more: What the treaty says about fish", MORE], "paragraph residue paragraph"),
        ([BODY, "___", MORE], "paragraph residue paragraph"),
        ([BODY, "A long road", MORE], "paragraph subhead paragraph"),
        ([BODY, "‘Not smooth’", MORE], "paragraph subhead paragraph"),
        ([BODY, "WHO PAYS FOR IT?", MORE], "paragraph subhead paragraph"),
        (
            [BODY, "Berg and Rojas set to steal the show at the spring summit", MORE],
            "paragraph inset paragraph",
        ),
        (
            [BODY, "The sides agreed on:", "An end to tariffs", "A hotline between the two navies", MORE],
            "paragraph paragraph paragraph paragraph paragraph",
        ),
        ([BODY, MORE, "Reporting by Anna Berg; Editing by Rui Castro"], "paragraph paragraph credit"),
        ([BODY, "Rui Castro in Lisbon contributed to this report."], "paragraph credit"),
        (["OSLO (Reuters) - " + BODY], "dateline paragraph"),
        (["date 2023-07-28 " + BODY], "date paragraph"),
        ([" date 2023-07-28 BEIJING: " + BODY], "date dateline paragraph"),
        (["Facebook Twitter Email " + BODY], "residue paragraph"),
        ([BODY + " " + "x" * 2000], "residue"),
        (["Related talks collapsed on Monday, and nobody knows when they will be held again."], "paragraph"),
        (["Subscribers of the paper fell by a tenth this year, its owner said on Monday."], "paragraph"),
        (["Copyright law was changed in 2019, which the two countries had long asked for."], "paragraph"),
        (["More than 100 people met in Lima."], "paragraph"),
        (["Norway and Chile Meet", "Updated at 4:20 p.m. ET", BODY], "headline date paragraph"),
        (["Norway and Chile Meet", "Published 3 hours ago", BODY], "headline date paragraph"),
        (
            [BODY, MORE, "Correction: An earlier version of this story gave the wrong year of the accord."],
            "paragraph paragraph note",
        ),
        (
            [BODY, "This article was amended on 9 May 2024 because it misstated the name of the fjord."],
            "paragraph note",
        ),
        (
            [BODY, "CLARIFICATION (May 9, 2024): The ministers spoke by telephone on Tuesday."],
            "paragraph note",
        ),
        (["Editor's note: This story is updated through the day.", BODY], "note paragraph"),
        (["(Adds quotes from the minister in paragraph 4)", BODY], "note paragraph"),
        (["KILL: Do not use the story slugged OSLO-TALKS.", BODY], "note paragraph"),
        (
            [
                BODY,
                "The report was withdrawn from the agenda of the council, which meets in the autumn, "
                "officials said.",
            ],
            "paragraph paragraph",
        ),
        (
            [BODY, "Corrected figures will be given in June, the ministry said, once the count is over."],
            "paragraph paragraph",
        ),
        (
            [
                BODY,
                "Key dates",
                "2019",
                "March 5: Envoys open talks in Lima",
                "April 2: Both sides sign a first text",
                "2020",
                "May 9 — Talks collapse",
            ],
            "paragraph subhead date paragraph paragraph date paragraph",
        ),
        (
            [
                "Key dates in the talks",
                "March 5, 2019 — Envoys open talks",
                "April 2, 2019 — Both sides sign",
                "May 9, 2020 — Talks collapse",
            ],
            "headline paragraph paragraph paragraph",
        ),
        ([BODY, "`` It will go on with the tide . ''", MORE], "paragraph paragraph paragraph"),
        ([BODY, "-LRB- They are neighbours at sea . -RRB-", MORE], "paragraph paragraph paragraph"),
        ([BODY, "The fjord lies in the north of Norway.[12]", MORE], "paragraph paragraph paragraph"),
        ([BODY, "March 25 , 2015 at 7:34 pm | Leave them alone ?"], "paragraph paragraph"),
        (
            [BODY, "Boats left the hall at noon, said the", "ministry", "on Monday, and came back.", MORE],
            "paragraph paragraph paragraph",
        ),
        (
            ["QUESTION: Did you meet the Chilean envoy?", "ANSWER: I did. We spoke of fish.", BODY],
            "paragraph paragraph paragraph",
        ),
        (
            ["Anna Berg, the head of the fisheries council, released this statement today:", BODY],
            "paragraph paragraph",
        ),
        (["March 5, 2024: The envoys leave the hall in Oslo.", BODY], "caption paragraph"),
        (["Anna Berg, left, and Rui Castro leave the hall in Oslo.", BODY], "caption paragraph"),
        (["The envoys leave the hall in Oslo.", "(AP Photo/Ann Roe) " + BODY], "caption credit paragraph"),
        (
            ["The envoys leave the hall in Oslo.", "Photograph : Ann Roe\\/Reuters " + BODY],
            "caption credit paragraph",
        ),
        (["The envoys leave the hall in Oslo.", "OSLO (Reuters) - " + BODY], "caption dateline paragraph"),
        (["OSLO, NORWAY", BODY], "dateline paragraph"),
        (
            ["“I do not know why anybody ever trusted that fish!", "It lied,” she said.", BODY],
            "paragraph paragraph paragraph",
        ),
        (
            ["The envoys leave.", "They wave.", "Boats wait for them.", "(Ann Roe - AP) " + BODY],
            "caption caption caption credit paragraph",
        ),
        (["ABOARD THE NORDLYS -- " + BODY], "dateline paragraph"),
        (["By the Andes Wire Staff " + BODY], "byline paragraph"),
        (
            ["By Anna Berg, Special to CNN Boats left Oslo on Monday. They will be back.", MORE],
            "byline paragraph paragraph",
        ),
        (["Anna Berg | 10:39 UK time, Friday, 6 August 2010 " + BODY], "byline paragraph"),
        (["Page last updated at 11:26 GMT, Friday, 6 March 2015 " + BODY], "date paragraph"),
        (["Talks With the Minister Aired January 30, 2011 - 09:00 ET " + BODY], "headline date paragraph"),
        (
            ["Boats leave the fjord By Anna Berg and Rui Castro Boats left on Monday.", MORE],
            "headline byline paragraph paragraph",
        ),
        ([BODY, "(Reporting by Anna Berg; Editing by Rui Castro) " + MORE], "paragraph credit paragraph"),
        (
            [BODY, "Reporting by Anna Berg; Editing by Rui Castro", MORE, MORE],
            "paragraph credit paragraph paragraph",
        ),
        ([BODY, "The sides agreed on:", "FISHING QUOTAS", MORE], "paragraph paragraph subhead paragraph"),
    ],
)
def test_kinds(lines: list[str], expected: str) -> None:
    assert kinds(*lines) == expected


def test_a_line_is_no_headline_beside_a_title_that_is_given() -> None:
    assert (
        kinds("Who would have thought of a fish?", BODY, title="Norway and Chile meet")
        == "paragraph paragraph"
    )


YEARS = (
    "Key dates",
    "2019",
    "March 5: Envoys open talks in Lima",
    "The talks last a week.",
    "2020",
    "May 9 — Talks collapse",
    BODY,
)


def test_a_year_stands_over_lines_of_key_dates() -> None:
    """Over all lines up to the next year; behind the last, over those that open with a day."""
    blocks = layout("\n\n".join((BODY, *YEARS))).blocks
    assert [b.year for b in blocks if b.kind == "paragraph"] == [None, 2019, 2019, 2020, None]
    plain = layout(
        "\n\n".join(
            (BODY, "2019", "Envoys open talks.", "2020", "Talks collapse.", "2021", "Both sign.", MORE)
        )
    ).blocks
    assert [b.year for b in plain if b.kind == "paragraph"] == [None, 2019, 2020, 2021, None]
    numbers = layout("\n\n".join((BODY, "2019", "Boats.", "2021", "Fish.", "2020", "Nets.", MORE))).blocks
    assert all(b.year is None for b in numbers)  # no list of dates runs to and fro


@pytest.mark.parametrize(
    ("text", "place", "agency", "day", "headline", "byline"),
    [
        (
            "OSLO, Norway | Sun Jun 21 , 2015 8:41 pm IST OSLO, Norway (Reuters) - " + BODY,
            "OSLO, Norway",
            "Reuters",
            "2015-06-21",
            None,
            None,
        ),
        (
            "Boats Leave Fjord OSLO | Sun Jun 21, 2015 8:41 pm IST OSLO (Reuters) - " + BODY,
            "OSLO",
            "Reuters",
            "2015-06-21",
            "Boats Leave Fjord",
            None,
        ),
        (
            "Boats leave fjord : study By Anna Berg , Fisheries Editor OSLO , June 3 -LRB- Reuters -RRB- - "
            + BODY,
            "OSLO",
            "Reuters",
            None,
            "Boats leave fjord : study",
            "Anna Berg",
        ),
        (
            "Boats leave the fjord on Saturday -LRB- CNN -RRB- -- " + BODY,
            None,
            "CNN",
            None,
            "Boats leave the fjord on Saturday",
            None,
        ),
        (
            "Boats leave , NEW : a minister says Lima , Peru (CNN) -- " + BODY,
            "Lima, Peru",
            "CNN",
            None,
            "Boats leave , NEW : a minister says",
            None,
        ),
        (
            "BERGEN , March 4 | Wed Mar 4 , 2015 6:12 am EST BERGEN , March 4 -LRB- Reuters -RRB- - " + BODY,
            "BERGEN",
            "Reuters",
            "2015-03-04",
            None,
            None,
        ),
        (
            "HOUSTON\\/OSLO | Tue Jul 7 , 2015 6:13 am EDT HOUSTON\\/OSLO -LRB- Reuters -RRB- - " + BODY,
            "HOUSTON/OSLO",
            "Reuters",
            "2015-07-07",
            None,
            None,
        ),
    ],
)
def test_a_dateline_behind_other_words(
    text: str, place: str, agency: str, day: str | None, headline: str | None, byline: str | None
) -> None:
    found = layout(text + "\n" + MORE)
    assert (found.dateline, found.agency, found.title, found.byline) == (place, agency, headline, byline)
    assert (str(found.stated) if found.stated else None) == day
    assert next(text[b.start : b.end] for b in found.blocks if b.kind == "paragraph") == BODY


def test_a_title_given_is_the_headline_where_it_stands() -> None:
    assert kinds("Norway and Chile Meet.", BODY, title="Norway and Chile meet") == "headline paragraph"
    assert layout(BODY, "A title").title == "A title"


@pytest.mark.parametrize(
    ("line", "place", "agency", "rest"),
    [
        ("BEIJING: China said", "BEIJING", None, "China said"),
        ("BEIJING, Nov 9 (AFP) — China said", "BEIJING", "AFP", "China said"),
        ("(Bloomberg) -- China said", None, "Bloomberg", "China said"),
        ("SEOUL/WASHINGTON (Reuters) - A top", "SEOUL/WASHINGTON", "Reuters", "A top"),
        ("BAGHDAD, Iraq (AP)_ An American", "BAGHDAD, Iraq", "AP", "An American"),
        ("NEWARK, N.J. _ A new", "NEWARK, N.J.", None, "A new"),
        ("Washington (CNN) The president", "Washington", "CNN", "The president"),
        ("WASHINGTON — The Senate", "WASHINGTON", None, "The Senate"),
        ("Oslo — The Storting", "Oslo", None, "The Storting"),
        ("LIMA, March 5, 2024 (Andes Wire) – Peru said", "LIMA", "Andes Wire", "Peru said"),
        ("LIMA, 5 March 2024 (Andes Wire) — Peru said", "LIMA", "Andes Wire", "Peru said"),
        (
            "Puerto Verde, Tuesday, March 5 (Agence du Fleuve) - A boat",
            "Puerto Verde",
            "Agence du Fleuve",
            "A boat",
        ),
        ("ÅLESUND, Norway (Nordlys Press) -- Boats", "ÅLESUND, Norway", "Nordlys Press", "Boats"),
        ("Nairobi (Rift News) — Kenya said", "Nairobi", "Rift News", "Kenya said"),
        ("PUERTO VERDE, May 8 — The mayor", "PUERTO VERDE", None, "The mayor"),
        ("NEW ORLEANS -LRB- AP -RRB- -- For days", "NEW ORLEANS", "AP", "For days"),
    ],
)
def test_datelines(line: str, place: str | None, agency: str | None, rest: str) -> None:
    found = dateline_of(line)
    assert found
    assert (found.place, found.agency, line[found.length :]) == (place, agency, rest)


@pytest.mark.parametrize(
    "line",
    [
        "DESPERATION: the party sues",
        "EXCLUSIVE: He said no",
        "WATCH — the full video",
        "Then came the war — and",
        "US-China ties: what next",
        "He (AP) said",
        "BEIJING:",
        "He met Anna Berg (Labour) — a first — on Monday",
        "Anna Berg (Labour Party) - The minister",
        "Yes (No) — maybe",
    ],
)
def test_no_datelines(line: str) -> None:
    assert dateline_of(line) is None


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Norway and Chile Meet", "July 18, 2023", BODY], "2023-07-18"),
        (
            ["Norway and Chile Meet", "Updated: 19 July 2023, 4:20 pm GMT", "Published: 18 July 2023", BODY],
            "2023-07-18",
        ),
        (["Norway and Chile Meet", "Updated 4:20 PM ET, Tue July 18, 2023", BODY], "2023-07-18"),
        ([" date 2023-07-18 " + BODY], "2023-07-18"),
        ([BODY, MORE, BODY, "July 18, 2023", MORE], None),
        ([BODY, MORE, BODY, "First published July 18, 2023"], "2023-07-18"),
        (["Norway and Chile Meet", "07/08/2023", BODY], None),
        (["Norway and Chile Meet", "18/07/2023", BODY], "2023-07-18"),
        (["He left on July 18, 2023.", BODY], None),
    ],
)
def test_stated_dates(lines: list[str], day: str | None) -> None:
    assert layout("\n\n".join(lines)).stated == (date.fromisoformat(day) if day else None)


def test_what_the_text_says_of_itself() -> None:
    found = layout(
        "\n\n".join(
            [
                "Norway and Chile Meet",
                "By Anna Roe",
                "Updated May 9, 2024",
                BODY,
                "Correction: This story has been corrected to say that talks were on Monday.",
            ]
        )
    )
    assert (found.byline, found.updated, found.withdraws) == ("Anna Roe", date(2024, 5, 9), False)
    (note,) = found.notes
    assert note.kind == "correction"
    assert note.text.startswith("Correction: This story")


@pytest.mark.parametrize(
    ("lines", "withdraws"),
    [
        (["STORY WITHDRAWN: Norway and Chile Meet", "Please delete it from your files."], True),
        (
            [
                "Norway and Chile Meet",
                "This story has been withdrawn because its source could not be verified.",
                BODY,
            ],
            True,
        ),
        (["EDITORS: Please kill the story slugged OSLO-TALKS, sent on May 8. It was sent in error."], True),
        ([BODY, MORE, "An earlier article on the talks has been withdrawn."], False),
        (["Chile Withdrawn From Talks", BODY], False),
        (["Kill the Bill, Protesters Say", BODY], False),
    ],
)
def test_a_story_that_is_taken_back(lines: list[str], withdraws: bool) -> None:
    assert layout("\n\n".join(lines)).withdraws == withdraws


def whole(text: str) -> list[str]:
    return [" ".join(text[s:e].split()) for s, e in lines_of(text)]


def test_hard_wrapped_text_is_whole_paragraphs() -> None:
    text = (
        "The envoys of Norway and Chile met on Monday for talks that\nlasted into the night, and they will "
        "meet again before the\n"
        "summit, officials of both countries said.\n\nNobody spoke of the sanctions, which both have kept "
        "since the\nsummer of last year and which hurt trade.\n"
    )
    assert len(whole(text)) == 2
    assert len(whole(text.replace("\n", "\r\n"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "As envoys laboured to save what was left of the treaty, the\n\nWhite House said that the two would "
        "meet.",
        "Norway and its partner Peru put a ban on the official\n\nfor supporting the missile programs in "
        "2010.",
        "He spoke of the sanctions and the trade that they hurt, and of\nNorway, which had asked for them.",
    ],
)
def test_a_broken_sentence_is_whole(text: str) -> None:
    assert len(whole(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Norway and Chile Meet in Oslo for Talks on Fish\nThe envoys met on Monday.",
        "A short heading\nwith lower case after it stays apart.",
        BODY + "\n" + MORE,
    ],
)
def test_lines_that_stay_apart(text: str) -> None:
    assert len(whole(text)) == 2
