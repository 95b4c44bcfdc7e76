"""The installed pipeline is the one that its makers publish, as far as that is known."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("model_package", ROOT / "scripts" / "model_package.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_installed_files_are_those_of_upstream(script: ModuleType) -> None:
    found = dict(script.compared(script.installed()))
    assert len(found) >= 7
    assert [name for name, same in found.items() if not same] == []


@pytest.mark.parametrize("name", ["tok2vec/model", "tokenizer", "meta.json"])
def test_another_byte_is_told(script: ModuleType, name: str, tmp_path: Path) -> None:
    folder = shutil.copytree(script.installed(), tmp_path / "model")
    data = (folder / name).read_bytes()
    at = data.index(b"0.99") + 3 if name == "meta.json" else len(data) // 2
    (folder / name).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    assert [n.partition(",")[0] for n, same in script.compared(folder) if not same] == [name]


def test_what_is_pinned_is_audited_by_the_public_workflow() -> None:
    workflow = (ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf8")
    (step,) = [line for line in workflow.splitlines() if "pip-audit" in line]
    assert {"--strict", "--require-hashes", "requirements.lock"} <= set(step.split())
