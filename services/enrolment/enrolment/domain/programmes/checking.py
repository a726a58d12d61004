"""Whether a set of parameters contradicts itself: everything that is wrong is told at once, each under the name of its field."""

import re
from collections.abc import Iterable, Iterator, Sequence

from enrolment.domain.errors import InputError, Problem
from enrolment.domain.programmes.decider import Decider, DeciderKind, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme

DECIDING_ROLES = (
    "coordinator",
    "cae_officer",
    "pepite_officer",
    "referent",
    "teacher",
    "epa_facilitator",
)
"""Roles whose people can answer on dossiers; a committee's answer is given by those who convene it."""
CIRCUMSTANCES = ("", "minor", "student", "graduate", "alternant")
_VISIBLE = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_-]*)?$")
_BOUNDS = (
    ("minimum_age", "maximum_age"),
    ("minimum_hours", "maximum_hours"),
    ("minimum_members", "maximum_members"),
)


def check_parameters(parameters: Parameters, programme: Programme, *, within: str = "") -> None:
    """InputError with every contradiction. ``within`` comes before the names of fields, such as ``parameters.``."""
    problems = (
        *_bounds(parameters),
        *_days(parameters, programme),
        *_deciders(parameters.deciders),
        *_rules(parameters.outcome_rules, parameters.deciders),
        *_documents(parameters),
    )
    if problems:
        raise InputError(*(Problem(within + one.field, one.message, one.accepted) for one in problems))


def _bounds(parameters: Parameters) -> Iterator[Problem]:
    for low, high in _BOUNDS:
        lowest, highest = getattr(parameters, low), getattr(parameters, high)
        if lowest is not None and highest is not None and highest < lowest:
            yield Problem(high, f"is less than {low}", f"at least {lowest}")


def _days(parameters: Parameters, programme: Programme) -> Iterator[Problem]:
    opens_on, last_on = parameters.opens_on, parameters.last_application_on
    if opens_on is not None and last_on is not None and last_on < opens_on:
        yield Problem("last_application_on", "is before opens_on", f"{opens_on} or after")
    if last_on is not None and last_on > programme.ends_on:
        yield Problem("last_application_on", "is after the programme's end", f"{programme.ends_on} or before")
    if opens_on is not None and opens_on > programme.ends_on:
        yield Problem("opens_on", "is after the programme's end", f"{programme.ends_on} or before")
    if parameters.valid_from > programme.ends_on:
        yield Problem("valid_from", "is after the programme's end", f"{programme.ends_on} or before")


def _deciders(deciders: Sequence[Decider]) -> Iterator[Problem]:
    yield from _twice("deciders", "key", (one.key for one in deciders))
    for place, decider in enumerate(deciders):
        field = f"deciders.{place}"
        if decider.role not in DECIDING_ROLES:
            yield Problem(f"{field}.role", "is no role that answers on dossiers", ", ".join(DECIDING_ROLES))
        if decider.answer_days is not None and decider.answer_days < 1:
            yield Problem(f"{field}.answer_days", "is less than one day", "at least 1")
        for index, name in enumerate(decider.visible):
            if _VISIBLE.match(name) is None:
                yield Problem(f"{field}.visible.{index}", f"{name} names nothing", "step, or step.field")
        yield from _questions(field, decider.questions)


def _questions(decider: str, questions: Sequence[Question]) -> Iterator[Problem]:
    yield from _twice(f"{decider}.questions", "key", (one.key for one in questions))
    for place, question in enumerate(questions):
        field = f"{decider}.questions.{place}.choices"
        if question.type is not QuestionType.CHOICE:
            if question.choices:
                yield Problem(field, f"has no meaning for a {question.type} question", "none, or type choice")
        elif len(question.choices) < 2:
            yield Problem(field, "leaves nothing to choose", "at least two choices")
        elif len(set(question.choices)) != len(question.choices):
            yield Problem(field, "names a choice twice", "each choice once")


def _rules(rules: Sequence[OutcomeRule], deciders: Sequence[Decider]) -> Iterator[Problem]:
    if not deciders and not rules:
        return
    deciding = [one.key for one in deciders if one.kind is DeciderKind.DECISION]
    known = {one.key for one in deciders}
    for place, rule in enumerate(rules):
        yield from _rule(f"outcome_rules.{place}", rule, deciding, known)
    if not any(rule.outcome is Outcome.ACCEPTED for rule in rules):
        yield Problem("outcome_rules", "never accept a dossier", "a rule whose outcome is ACCEPTED")
    heard = {key for rule in rules for key in rule.deciders}
    for place, decider in enumerate(deciders):
        if decider.kind is DeciderKind.DECISION and decider.key not in heard:
            yield Problem(
                f"deciders.{place}.kind", "is decision, and no rule asks for it", "opinion, or a rule with it"
            )


def _rule(field: str, rule: OutcomeRule, deciding: Sequence[str], known: set[str]) -> Iterator[Problem]:
    accepted = ", ".join(deciding) or "none: no decider decides"
    if not rule.deciders:
        yield Problem(f"{field}.deciders", "names nobody", accepted)
    if not rule.answers:
        yield Problem(f"{field}.answers", "names no answer", "at least one answer")
    for index, key in enumerate(rule.deciders):
        if key not in deciding:
            message = f"{key} only gives an opinion" if key in known else f"{key} is no decider of this programme"
            yield Problem(f"{field}.deciders.{index}", message, accepted)


def _documents(parameters: Parameters) -> Iterator[Problem]:
    yield from _twice("documents", "kind", (one.kind for one in parameters.documents))
    for place, document in enumerate(parameters.documents):
        circumstance = document.when in CIRCUMSTANCES or ("=" in document.when and "." in document.when)
        if not circumstance:
            accepted = ", ".join(one for one in CIRCUMSTANCES if one) + ", step.field=value"
            yield Problem(f"documents.{place}.when", f"{document.when} is no circumstance", accepted)


def _twice(list_: str, field: str, keys: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        if first.setdefault(key, place) != place:
            yield Problem(f"{list_}.{place}.{field}", f"{key} is there already", "each one once")
