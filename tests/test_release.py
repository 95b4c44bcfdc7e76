"""A release says one version everywhere, and its notes are the change log's."""

from __future__ import annotations

import shutil
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

import onrecord

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
import release  # noqa: E402

LOG = "# Changelog\n\n## Upcoming\n\n### Added\n\n- One.\n\n## 0.1.0 (2026-01-01)\n\n- Zero.\n"


def test_every_place_says_the_version_of_the_package() -> None:
    assert set(release.said(ROOT).values()) == {onrecord.__version__}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert "version" in project["dynamic"]


def test_what_is_upcoming_becomes_a_version() -> None:
    made = release.released(LOG, "0.2.0", date(2026, 2, 3))
    assert "## Upcoming\n\n## 0.2.0 (2026-02-03)\n" in made
    assert release.notes(made, "0.2.0") == "### Added\n\n- One."
    assert release.notes(made, "0.1.0") == "- Zero."
    assert release.notes(made, "0.3.0") == ""
    with pytest.raises(ValueError, match="nothing stands under Upcoming"):
        release.released(made, "0.3.0", date(2026, 2, 4))


def test_what_says_another_version_is_told(tmp_path: Path) -> None:
    for name in release.PLACES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "CHANGELOG.md").write_text(LOG)
    assert len(release.faults(tmp_path, "9.9.9")) == len(release.PLACES) + 1
    assert release.faults(tmp_path, onrecord.__version__) == []
