"""Files of data pass their schema; schema and loader alike refuse a misspelt key."""

from __future__ import annotations

import copy
import json
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from onrecord.lexicon.acts import compile_acts
from onrecord.model.closed import fitting
from onrecord.world import load

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import schemas  # noqa: E402

RULES = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf8"))["rule"]
FILES = {
    path: ROOT / rule["schema"]["path"]
    for rule in RULES
    for pattern in rule["include"]
    for path in ROOT.glob(pattern)
}
SHAPE = {p.name: schemas.MADE[FILES[p].name.removesuffix(".schema.json")] for p in FILES}


def parsed(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf8"))


def test_every_file_of_data_has_a_schema_of_its_own() -> None:
    assert {*(ROOT / "src/onrecord").rglob("*.toml")} == set(FILES)
    assert len({*FILES.values()}) == len(FILES) == len(schemas.MADE)


@pytest.mark.parametrize("name", schemas.MADE)
def test_the_schemas_are_made_of_the_shapes(name: str) -> None:
    assert (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf8") == schemas.schema(name)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_shipped_file_passes(path: Path) -> None:
    jsonschema.Draft202012Validator(json.loads(FILES[path].read_text(encoding="utf8"))).validate(parsed(path))
    assert fitting(parsed(path), SHAPE[path.name], path.name)


def broken(data: dict[str, Any], path: tuple[str | int, ...], key: str, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(data)
    place: Any = made
    for step in path:
        place = place[step]
    place[key] = value
    return made


@pytest.mark.parametrize(
    ("file", "path", "key", "value"),
    [
        ("acts.toml", (), "akt", []),
        ("acts.toml", ("act", 0), "verb", "meet"),
        ("acts.toml", ("act", 0), "type", "FOO"),
        ("acts.toml", ("act", 0), "subject", "actr"),
        ("acts.toml", ("announced",), "AGRE", "CONSULT"),
        ("embedding.toml", ("governor", 0), "denyed", "same"),
        ("embedding.toml", ("governor", 0), "gives", "plannd"),
        ("embedding.toml", ("control",), "objekt_control", "ask"),
        ("embedding.toml", ("modifiers",), "expcted", "due"),
        ("said.toml", ("verb", 0), "lemma", ["say"]),
        ("said.toml", ("verb", 0), "takes", ["clauses"]),
        ("said.toml", ("record",), "say", []),
        ("who.toml", ("titles",), "femal", "miss"),
        ("relations.toml", ("scale",), "AGREE", "much"),
        ("summary.toml", ("lines",), "CONSULT", ["{A} holds talks"]),
        ("contact.toml", ("channels",), "oficial", "formal"),
        ("en.toml", ("months",), "january", "one"),
        ("en.toml", (), "month", {}),
        ("tongues.toml", ("words",), "en", 1),
        ("more.toml", (), "sates", {}),
        ("more.toml", ("body", 0), "alias", []),
        ("more.toml", ("places",), "Davos", ["CHE", 46.8]),
    ],
)
def test_what_is_misspelt_is_refused(file: str, path: tuple[str | int, ...], key: str, value: Any) -> None:
    real = next(p for p in FILES if p.name == file)
    made = broken(parsed(real), path, key, value)
    check = jsonschema.Draft202012Validator(json.loads(FILES[real].read_text(encoding="utf8")))
    assert not check.is_valid(made)
    with pytest.raises(ValueError, match=rf"^{file}: .*"):
        fitting(made, SHAPE[file], file)


def test_a_users_own_files_are_held_to_the_same(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[sates]\nNOR = ["Norge"]\n')
    with pytest.raises(ValueError, match="unknown field `sates`"):
        load(str(own))
    with pytest.raises(ValueError, match="akt: no table of a lexicon"):
        compile_acts({"act": [], "akt": []})
