"""No sentence of the news that onrecord is measured on stands in this repository: every run of nine words is
compared, where that news lies beside the checkout."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
WORD = re.compile(r"[a-z0-9']+")
RUN = 9  # shorter ones are names of bodies and turns of phrase
DATA = {".lock", ".csv", ".json", ".jsonl"}


def runs(text: str) -> Iterator[tuple[str, ...]]:
    found = WORD.findall(text.lower().replace("’", "'"))
    return zip(*(found[n:] for n in range(RUN)), strict=False)


def news() -> Iterator[str]:
    for file in sorted((SHARED / "bench").rglob("*.jsonl")):
        for line in file.read_text(encoding="utf8").splitlines():
            yield from (
                value for value in json.loads(line).values() if isinstance(value, str) and len(value) > 60
            )
    for file in sorted((SHARED / "seeds").glob("*.txt")):
        yield file.read_text(encoding="utf8")


@pytest.mark.skipif(not (SHARED / "bench").exists(), reason="no annotated news beside the checkout")
def test_no_sentence_of_the_news_is_here():
    kept = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    files = [ROOT / name for name in kept if Path(name).suffix not in DATA and (ROOT / name).is_file()]
    own: dict[tuple[str, ...], str] = {}
    for file in files:
        own |= dict.fromkeys(runs(file.read_text(encoding="utf8", errors="ignore")), file.name)
    taken = {(own[run], " ".join(run)) for text in news() for run in runs(text) if run in own}
    assert not taken
