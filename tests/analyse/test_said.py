"""Who said what, on sentences written for these tests."""

from __future__ import annotations

import pytest

from onrecord.analyse.language import parses, pipeline
from onrecord.analyse.said import attributions
from onrecord.model import Block, Report


@pytest.fixture(scope="session")
def said():
    nlp = pipeline()

    def run(text: str):
        blocks, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block("paragraph", at, at + len(line)))
            at += len(line) + 1
        report = Report(id="r", path="", text=text, text_sha256="", blocks=tuple(blocks))
        return attributions(next(iter(parses([report], nlp))))

    return run


def test_plain_speech(said):
    (found,) = said("The minister said the bridge was safe.")
    assert found.kind == "indirect"
