"""Words, sentences and their grammar: a spaCy pipeline over each paragraph of a report.

Paragraphs are parsed apart, so a headline, a caption and the first sentence never run into one, and the
pass over long texts is faster (``make bench`` tells by how much).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.analyse.clause.words import words
from onrecord.analyse.forms import STEPS, Form, forms
from onrecord.analyse.mend import mend
from onrecord.analyse.parse import Parse, Sentence, Token
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.lexicon.acts import acts
from onrecord.model import Report

PARSED_KINDS = frozenset({"paragraph", "headline", "caption"})
MAX_BLOCK = 20_000  # characters parsed at once; spaCy's memory grows with a document's length

# Same length, so offsets hold: the model was trained on straight marks and misses "haven’t" otherwise.
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\t": " ", "\n": " ", "\r": " "})  # fmt: skip


@functools.cache
def pipeline(name: str = DEFAULT_PIPELINE) -> Any:
    """The spaCy pipeline of that name, loaded once a process."""
    import spacy
    from spacy.util import compile_infix_regex

    nlp: Any = spacy.load(name)
    # a mark that closes a quotation parts words, also where a page has lost the blank: 'in 1945."Lund said'
    nlp.tokenizer.infix_finditer = compile_infix_regex(
        [*nlp.Defaults.infixes, r'(?<=[.,!?])"(?=[A-Z])']
    ).finditer
    return nlp


def pieces(report: Report) -> Iterator[tuple[int, str, int, int]]:
    """``(block index, kind, start, end)`` of the stretches to parse, none longer than ``MAX_BLOCK``."""
    text = report.text
    for index, block in enumerate(report.blocks):
        if block.kind not in PARSED_KINDS:
            continue
        start = block.start
        while start < block.end:
            end = block.end
            if end - start > MAX_BLOCK:
                cut = text.rfind(" ", start + 1, start + MAX_BLOCK)
                end = cut if cut > start else start + MAX_BLOCK
            if text[start:end].strip():
                yield index, block.kind, start, end
            start = end


def parses(reports: Iterable[Report], nlp: Any) -> Iterator[Parse]:
    """The parse of each report, in order. All paragraphs go through the pipeline as one stream."""
    reports = list(reports)
    plan = [(n, *piece) for n, report in enumerate(reports) for piece in pieces(report)]
    stream = (
        (reports[n].text[start:end].translate(STRAIGHT), (n, block, kind, start))
        for n, block, kind, start, end in plan
    )
    made = [Parse(report.text) for report in reports]
    done = 0
    table = forms(nlp)
    with nlp.select_pipes(disable=STEPS if table else ()):
        for doc, (n, block, kind, start) in nlp.pipe(stream, as_tuples=True, batch_size=128):
            yield from made[done:n]
            done = max(done, n)
            _take(made[n], doc, table.of(doc) if table else _forms(doc), block, kind, start)
    yield from made[done:]


def _forms(doc: Any) -> list[Form]:
    """What a pipeline that no table stands for has said itself."""
    return [Form(t.lemma_, t.pos_, t.tag_, t.dep_) for t in doc]


@functools.cache
def _known_verbs() -> frozenset[str]:
    """Plain forms of the verbs that the lexicon and the table of factuality name."""
    governors = (w for w, _ in words().governors)
    return acts().known_verbs | {w.split("_")[0] for w in governors}


@functools.lru_cache(maxsize=20_000)
def plain_form(lower: str, tag: str, lemma: str) -> str:
    """The pipeline's lemma, mended where its rules cut too much or too little off a verb ("staged" to "stag")."""
    known = _known_verbs()
    if lemma in known or not tag.startswith("VB"):
        return lemma
    stem = lower
    for ending in ("ing", "ed", "es", "s"):
        if lower.endswith(ending) and len(lower) - len(ending) >= 2:
            stem = lower[: -len(ending)]
            break
    for form in (
        stem,
        stem + "e",
        stem[:-1] if stem[-2:-1] == stem[-1:] else stem,
        stem[:-1] + "y" if stem.endswith("i") else stem,
    ):
        if form in known:
            return form
    return lemma


def _take(parse: Parse, doc: Any, said: list[Form], block: int, kind: str, offset: int) -> None:
    """Appends a spaCy document's tokens and sentences to ``parse``; blank tokens are left out."""
    index: dict[int, int] = {}
    base = len(parse.tokens)
    words = [t for t in doc if not t.is_space]
    for n, t in enumerate(words):
        index[t.i] = base + n
    sent_first = base
    for n, t in enumerate(words):
        if n and t.is_sent_start:
            parse.sentences.append(Sentence(len(parse.sentences), sent_first, base + n, block, kind))
            sent_first = base + n
        start = offset + t.idx
        head = index.get(t.head.i, base + n)
        lemma, pos, tag, dep = said[t.i]
        parse.tokens.append(
            Token(base + n, start, start + len(t.text), t.text, plain_form(t.lower_, tag, lemma.lower()), pos, tag, dep, head,
                  t.ent_type_, t.ent_iob_, len(parse.sentences))
        )  # fmt: skip
    if words:
        parse.sentences.append(Sentence(len(parse.sentences), sent_first, base + len(words), block, kind))
    mend(parse.tokens, base)
    for token in parse.tokens[base:]:
        if token.head != token.i:
            parse.tokens[token.head].kids.append(token)
