"""Words, sentences and their grammar: a spaCy pipeline over each paragraph of a report.

Paragraphs are parsed apart, so a headline and the first sentence never run into one, and the
pass over long texts is faster (``make bench`` tells by how much).
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from onrecord.analyse.clause.words import words
from onrecord.analyse.forms import STEPS, Form, forms
from onrecord.analyse.mend import mend
from onrecord.analyse.parse import Parse, Sentence, Token
from onrecord.defaults import DEFAULT_PIPELINE
from onrecord.lexicon.acts import acts
from onrecord.model import Report

Word = tuple[int, int, str, str, str, str, int, str, str, bool]
"""Of one word of a paragraph: start, end, lemma, pos, tag, dep, head (by its place), entity, its IOB, whether
a sentence begins with it."""
Words = list[Word]


class Kept(Protocol):
    """Paragraphs that were parsed before, by the same pipeline."""

    def get(self, texts: Iterable[str]) -> Mapping[str, Words]:
        """What is kept of these."""

    def put(self, parsed: Mapping[str, Words]) -> None:
        """Keeps these, or not."""


PARSED_KINDS = frozenset({"paragraph", "headline"})
MAX_BLOCK = 20_000  # characters parsed at once; spaCy's memory grows with a document's length

# Same length, so offsets hold: the model was trained on straight marks and misses "haven’t" otherwise.
STRAIGHT = str.maketrans("’‘“”\u00a0\u2009\u202f\t\n\r", "''\"\"      ")


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


def parses(reports: Iterable[Report], nlp: Any, kept: Kept | None = None) -> Iterator[Parse]:
    """The parse of each report, in order. All paragraphs go through the pipeline as one stream, each wording
    once.

    kept: what was made of paragraphs before; it is asked for theirs and given the rest. A parse depends on
    nothing but the letters of its paragraph, so it changes no result.
    """
    reports = list(reports)
    plan = [(n, *piece) for n, report in enumerate(reports) for piece in pieces(report)]
    texts = [reports[n].text[start:end].translate(STRAIGHT) for n, _, _, start, end in plan]
    known = dict(kept.get(dict.fromkeys(texts))) if kept is not None else {}
    left = Counter(texts)  # how often each is still to come
    fresh = _fresh([t for t in left if t not in known], nlp)
    new: dict[str, Words] = {}
    made = [Parse(report.text) for report in reports]
    done = 0
    for text, (n, block, kind, start, _) in zip(texts, plan, strict=True):
        yield from made[done:n]
        done = max(done, n)
        said = known.get(text)
        if said is None:
            said = next(fresh)
            if kept is not None:
                new[text] = said
        left[text] -= 1
        if left[text]:
            known[text] = said
        else:
            known.pop(text, None)
        _take(made[n], text, said, block, kind, start)
    if kept is not None:
        kept.put(new)
    yield from made[done:]


def _fresh(texts: Iterable[str], nlp: Any) -> Iterator[Words]:
    """What the pipeline says of each text."""
    table = forms(nlp)
    with nlp.select_pipes(disable=STEPS if table else ()):
        for doc in nlp.pipe(texts, batch_size=128):
            yield _words(doc, table.of(doc) if table else _forms(doc))


def _words(doc: Any, forms: list[Form]) -> Words:
    """The words of a spaCy document; blank tokens are left out."""
    words = [t for t in doc if not t.is_space]
    index = {t.i: n for n, t in enumerate(words)}
    made = []
    for n, t in enumerate(words):
        lemma, pos, tag, dep = forms[t.i]
        plain = plain_form(t.lower_, tag, lemma.lower())
        head = index.get(t.head.i, n)
        made.append(
            (
                t.idx,
                t.idx + len(t.text),
                plain,
                pos,
                tag,
                dep,
                head,
                t.ent_type_,
                t.ent_iob_,
                bool(t.is_sent_start),
            )
        )
    return made


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
    """The pipeline's lemma, mended where its rules cut too much or too little off a verb ("staged" to
    "stag")."""
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


def _take(parse: Parse, text: str, said: Words, block: int, kind: str, offset: int) -> None:
    """Appends a paragraph's tokens and sentences to ``parse``."""
    base = sent_first = len(parse.tokens)
    for n, (start, end, lemma, pos, tag, dep, head, ent, ent_iob, begins) in enumerate(said):
        if n and begins:
            parse.sentences.append(Sentence(len(parse.sentences), sent_first, base + n, block, kind))
            sent_first = base + n
        parse.tokens.append(
            Token(base + n, offset + start, offset + end, text[start:end], lemma, pos, tag, dep, base + head,
                  ent, ent_iob, len(parse.sentences))
        )  # fmt: skip
    if said:
        parse.sentences.append(Sentence(len(parse.sentences), sent_first, base + len(said), block, kind))
    mend(parse.tokens, base)  # which looks at the words before the paragraph too
    for token in parse.tokens[base:]:
        if token.head != token.i:
            parse.tokens[token.head].kids.append(token)
