"""Whether the rules of a file keep to their own example sentences, and which of them never fire."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Literal

from onrecord.analyse import speech, when, who
from onrecord.analyse.happened.find import find
from onrecord.analyse.happened.rules import Rules, compile_rules
from onrecord.analyse.language import DEFAULT_PIPELINE, parses, pipeline
from onrecord.model import Analysis, Block, Report
from onrecord.rules import lexicon
from onrecord.world import load

PUBLISHED = date(2024, 5, 8)  # the day against which the examples' "on Monday" is read


@dataclass(frozen=True, slots=True)
class Failure:
    """A sentence on which a rule does not do what the file says, and what fired instead."""

    rule: str
    expected: Literal["fires", "silent"]
    sentence: str
    fired: tuple[str, ...]

    def __str__(self) -> str:
        if self.expected == "silent":
            return f"{self.rule}: must be silent on “{self.sentence}”"
        instead = f" (fired: {', '.join(self.fired)})" if self.fired else " (nothing fired)"
        return f"{self.rule}: must fire on “{self.sentence}”{instead}"


class BadRules(ValueError):
    """The file is no rule file; the message says where and what to do."""


def compiled(data: dict[str, Any]) -> Rules:
    """The rules of a parsed file; the shipped ``sets`` and ``light`` verbs stand behind its own. Raises ``BadRules``."""
    rules = data.get("rule")
    if not isinstance(rules, list) or not rules:
        raise BadRules("no [[rule]] in it; see docs/rules.md")
    for n, entry in enumerate(rules, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str) or not isinstance(entry.get("type"), str):
            raise BadRules(f"rule {n} has no id or no type; give it both")
        for key in ("fires", "silent"):
            if not isinstance(entry.get(key, []), list) or not all(isinstance(s, str) for s in entry.get(key, [])):
                raise BadRules(f"rule {entry['id']}: {key} is no list of sentences")
    shipped = lexicon("happened")
    whole = {**data, "sets": {**shipped["sets"], **data.get("sets", {})}, "light": data.get("light", shipped["light"])}
    try:
        return compile_rules(whole)
    except KeyError as error:
        raise BadRules(f"the set @{error.args[0]} is not defined; add it under [sets]") from error
    except (TypeError, AttributeError) as error:
        raise BadRules(f"a field that rules do not have or of the wrong kind ({error}); see docs/rules.md") from error


def check(data: dict[str, Any], pipeline_name: str = DEFAULT_PIPELINE) -> list[Failure]:
    """Every example sentence of a parsed rule file that its rule gets wrong, in the order of the file."""
    rules = compiled(data)
    wanted: list[tuple[str, Literal["fires", "silent"], str]] = []
    for entry in data["rule"]:
        wanted += [(entry["id"], "fires", s) for s in entry.get("fires", [])]
        wanted += [(entry["id"], "silent", s) for s in entry.get("silent", [])]
    failures = []
    for (rule, expected, sentence), fired in zip(wanted, _fired([s for _, _, s in wanted], rules, pipeline_name), strict=True):
        if (rule in fired) != (expected == "fires"):
            failures.append(Failure(rule, expected, sentence, fired))
    return failures


def _fired(sentences: Sequence[str], rules: Rules, pipeline_name: str) -> list[tuple[str, ...]]:
    """The ids of the rules that fire on each sentence."""
    reports = [_report(n, s) for n, s in enumerate(sentences)]
    out = []
    for report, parse in zip(reports, parses(reports, pipeline(pipeline_name)), strict=True):
        times = when.find(parse, report)
        people = who.find(parse, report, load())
        events = find(parse, report, people, times, speech.find(parse, people, times), rules)
        out.append(tuple(dict.fromkeys(e.rule for e in events)))
    return out


def _report(n: int, sentence: str) -> Report:
    return Report(
        f"example-{n}", "-", sentence, sha256(sentence.encode()).hexdigest(), language="en", published=PUBLISHED,
        published_basis="given", blocks=(Block("paragraph", 0, len(sentence)),),
    )  # fmt: skip


def unused(rules: Rules, analyses: Iterable[Analysis]) -> list[str]:
    """The rules that no event of the analyses comes from, in the order of the file."""
    seen = {e.rule for a in analyses for e in a.events}
    return [i for i in dict.fromkeys(rules.ids) if i not in seen]
