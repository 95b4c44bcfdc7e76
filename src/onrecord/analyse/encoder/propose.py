"""What the encoder says of the words of a report: for each, the probability of each type of act and of each status.

MiniLM-L6 with two heads, trained by ``scripts/train.py`` on the sentences of ``training/``; int8 weights read by onnxruntime.
A report's sentences are read in batches of its own, so that no other report changes its figures.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onrecord.analyse.parse import Parse, Sentence
from onrecord.analyse.who import Who

BATCH = 16
MAX_PIECES = 160
LEAST = 0.02  # a word that the encoder gives less than this for all types together has no hint
Hints = Mapping[int, Mapping[str, float]]  # token index -> type (or "O", or "status X") -> probability


class Model(NamedTuple):
    session: Any
    tokenizer: Any
    types: tuple[str, ...]
    statuses: tuple[str, ...]


def model() -> Model | None:
    """The package's session and its tokenizer; None where the package has no weights."""
    folder = files("onrecord.analyse.encoder") / "data"
    return loaded(Path(str(folder))) if (folder / "encoder.onnx").is_file() else None


@functools.cache
def loaded(folder: Path) -> Model:
    """The session and the tokenizer in a folder, loaded once a process."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = (
        1  # reports are read in parallel by processes
    )
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_str((folder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    return Model(session, tokenizer, tuple(labels["types"]), tuple(labels["statuses"]))


def propose(parse: Parse, who: Who, known: Model | None = None) -> Hints | None:
    """Hints for the words of every sentence that names or describes somebody; None where there are no weights."""
    known = known or model()
    if known is None:
        return None
    wanted = [
        s
        for s in parse.sentences
        if s.kind != "headline" and any(i in who.at for i in range(s.first, s.last))
    ]
    wanted.sort(key=lambda s: (s.last - s.first, s.i))
    out: dict[int, Mapping[str, float]] = {}
    for n in range(0, len(wanted), BATCH):
        _batch(parse, wanted[n : n + BATCH], known, out)
    return out


def _batch(
    parse: Parse, sentences: Sequence[Sentence], known: Model, out: dict[int, Mapping[str, float]]
) -> None:
    starts = [parse.tokens[s.first].start for s in sentences]
    texts = [parse.text[a : parse.tokens[s.last - 1].end] for a, s in zip(starts, sentences, strict=True)]
    coded = known.tokenizer.encode_batch(texts)
    longest = max(len(c.ids) for c in coded)
    ids = np.zeros((len(coded), longest), dtype=np.int64)
    attention = np.zeros_like(ids)
    for row, c in enumerate(coded):
        ids[row, : len(c.ids)] = c.ids
        attention[row, : len(c.ids)] = 1
    types, statuses = (_softmax(x) for x in known.session.run(None, {"ids": ids, "attention": attention}))
    for row, (c, s, start) in enumerate(zip(coded, sentences, starts, strict=True)):
        pieces = {start + a: i for i, (a, b) in enumerate(c.offsets) if b > a}
        for t in parse.sent_tokens(s):
            i = pieces.get(t.start)
            if i is not None and 1 - types[row, i, 0] >= LEAST:
                out[t.i] = hint(known, types[row, i], statuses[row, i])


def hint(known: Model, types: Any, statuses: Any) -> Mapping[str, float]:
    """One word's probabilities by name, those of statuses under "status X"."""
    found = {name: round(float(p), 4) for name, p in zip(known.types, types, strict=True)}
    found |= {
        f"status {name}": round(float(p), 4)
        for name, p in zip(known.statuses, statuses, strict=True)
        if name != "O"
    }
    return found


def _softmax(x: Any) -> Any:
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
