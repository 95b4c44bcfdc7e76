"""What is known of the world."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.world import load


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("China", "state", "CHN"),
        ("Chinese", "demonym", "CHN"),
        ("Beijing", "seat", "CHN"),
        ("U.S.", "state", "USA"),
        ("Kremlin", "seat", "RUS"),
        ("French", "demonym", "FRA"),
        ("NATO", "body", "NATO"),
        ("Kosovo", "state", "XKX"),
    ],
)
def test_names(name, kind, key):
    assert load().names[tuple(name.split())] == (kind, key)


@pytest.mark.parametrize(
    ("year", "holder"),
    [(2022, "Joe Biden"), (2018, "Donald Trump"), (2026, "Donald Trump"), (1995, "Bill Clinton")],
)
def test_an_office_is_held_by_its_holder_of_the_year(year, holder):
    assert load().holder("USA", "president", date(year, 6, 1)) == holder


def test_a_change_within_a_year_is_dated_where_its_day_is_known():
    assert load().holder("USA", "president", date(2017, 1, 19)) == "Barack Obama"
    assert load().holder("USA", "president", date(2017, 1, 20)) == "Donald Trump"


def test_a_year_of_two_holders_has_none():
    assert load().holder("USA", "president", date(1981, 6, 1)) is None


def test_a_users_own_file_is_laid_over(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[[body]]\nname = "Fisheries Council"\ncountry = "NOR"\nsector = "GOV"\n', encoding="utf8")
    assert load(str(own)).bodies["Fisheries Council"].country == "NOR"


def test_a_users_own_word_wins_over_the_shipped_one(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[body]]\nname = "Reuters"\ncountry = "NOR"\nsector = "GOV"\n\n[places]\nCusco = ["NOR", 60.0, '
        "5.0]\n",
        encoding="utf8",
    )
    world = load(str(own))
    assert (world.bodies["Reuters"].country, world.cities["Cusco"].country) == ("NOR", "NOR")


def test_a_users_own_leader_tells_that_the_family_name_comes_first(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[terms]\nrows = [["Zzu Ming Ha", "CHN", "president", "2024", ""]]\n', encoding="utf8")
    assert load().told_apart_by("Zzu Lan Ha") == "Zzu Ha"
    assert load(str(own)).told_apart_by("Zzu Lan Ha") == "Zzu Lan Ha"
