"""Presets: parameters to start a programme from, each value with its source. They are data (``enrolment.presets``)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.decider import Answer, Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument

COORDINATOR = "@coordinator"
CARRIER = "@carrier"


@dataclass(frozen=True)
class Preset:
    """One preset of a scheme. ``sources`` says by field where a value comes from, ``left_open`` why a field has none."""

    scheme: str
    name: str
    label: str
    parameters: Parameters
    sources: Mapping[str, str]
    left_open: Mapping[str, str]


@cache
def presets_of(scheme: str) -> tuple[Preset, ...]:
    """Every preset of a scheme, in the order of its file; the first is the usual one."""
    text = resources.files("enrolment.presets").joinpath(f"{scheme}.toml").read_text(encoding="utf-8")
    return tuple(_preset(scheme, name, given) for name, given in tomllib.loads(text)["presets"].items())


def preset_parameters(scheme: str, name: str, *, valid_from: date, coordinator: str, carrier: str) -> Parameters:
    """The parameters of a preset for a programme of these partners. InputError, with the names that exist, for another name."""
    found = {one.name: one for one in presets_of(scheme)}
    if name not in found:
        raise InputError(Problem("preset", f"{name} is no preset of {scheme}", ", ".join(found)))
    chosen = found[name]
    partners = {COORDINATOR: coordinator, CARRIER: carrier}
    deciders = tuple(replace(one, partner=partners.get(one.partner, one.partner)) for one in chosen.parameters.deciders)
    return replace(chosen.parameters, valid_from=valid_from, deciders=deciders, source=f"preset {scheme}/{name}")


def _preset(scheme: str, name: str, given: Mapping[str, Any]) -> Preset:
    parameters = Parameters(
        valid_from=date.min,
        **given.get("values", {}),
        deciders=tuple(_decider(one) for one in given.get("deciders", ())),
        outcome_rules=tuple(_rule(one) for one in given.get("outcome_rules", ())),
        documents=tuple(_document(one) for one in given.get("documents", ())),
    )
    sources = {**given.get("sources", {}), **dict(_entry_sources(given))}
    return Preset(scheme, name, given["label"], parameters, sources, given.get("open", {}))


def _entry_sources(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for list_ in ("deciders", "outcome_rules", "documents"):
        for place, entry in enumerate(given.get(list_, ())):
            yield f"{list_}.{place}", entry["source"]


def _decider(given: Mapping[str, Any]) -> Decider:
    questions = tuple(
        Question(
            key=one["key"],
            label=one["label"],
            type=QuestionType(one["type"]),
            choices=tuple(one.get("choices", ())),
            required=one.get("required", False),
        )
        for one in given.get("questions", ())
    )
    return Decider(
        key=given["key"],
        partner=given["partner"],
        role=given["role"],
        label=given["label"],
        kind=DeciderKind(given["kind"]),
        questions=questions,
        visible=tuple(given["visible"]),
        answer_days=given.get("answer_days"),
        by_committee=given.get("by_committee", False),
    )


def _rule(given: Mapping[str, Any]) -> OutcomeRule:
    answers = tuple(Answer(one) for one in given["answers"])
    return OutcomeRule(Outcome(given["outcome"]), given["mode"], tuple(given["deciders"]), answers)


def _document(given: Mapping[str, Any]) -> RequiredDocument:
    return RequiredDocument(
        kind=given["kind"],
        label=given["label"],
        step=given["step"],
        required=given.get("required", True),
        when=given.get("when", ""),
    )
