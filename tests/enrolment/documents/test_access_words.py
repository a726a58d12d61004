"""Who asks what is held of them (GDPR art. 15) gets it in plain words. Every field and code of what is exported has some."""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib.resources import files
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from enrolment.deps import Deps
from enrolment.documents.privacy.flatten import field_words, flattened, moment
from essaim.kit.repository import Repository

NOT_EXPORTED = frozenset(
    [
        "programmes",
        "establishments",
        "formations",
        "carriers",
        "partners",
        "screening_entries",
        "screening_thresholds",
        "consent_texts",
        "roster_imports",
        "roster_parts",
        "handovers",
        "committees",
        "letterheads",
        "place_books",
        "reminders",
        "groups",
        "access_pieces",
        "erased_addresses",
        "loose_files",
        "outsider_erasures",
        "retention_rules",
        "retention_runs",
        "snee_terms",
        "snee_referents",
        "ici_terms",
        "ici_regroupements",
        "ici_juries",
        "ici_budgets",
        "mini_enterprises",
        "network_settings",
    ]
)
"""Aggregates that are about no single person; of some a few fields are exported, named in the export."""
PARTLY = frozenset(
    [
        "held_at",
        "answer",
        "opinion",
        "group",
        "member_number",
        "status",
        "company",
        "contacts",
        "import_id",
        "rows",
        "hundredths",
        "awarded",
        "mention",
        "appointments",
        "teacher_name",
        "teacher_email",
        "label",
    ]
)
DERIVED = frozenset({"name_key", "sort_name", "year_key"})
"""Made of other fields, and left out on paper."""
OTHERS = frozenset(
    [
        "holder",
        "iban",
        "bic",
        "confirmed",
        "confirmed_by",
        "confirmed_at",
        "changes",
        "month",
        "lines",
        "person_account",
        "restricted",
        "kept_until",
        "erased",
        "paid_cents",
        "amount_cents",
        "marks",
        "half_day",
        "signed_at",
        "absence",
        "votes",
        "weight",
        "template",
        "event_type",
        "facts",
        "happened_at",
    ]
)
"""Fields that other services tell of."""


def _texts(name: str) -> dict[str, Any]:
    return tomllib.loads((files("enrolment") / f"documents/privacy/{name}.toml").read_text(encoding="utf-8"))


def _walk(kind: Any, field: str, seen: set[Any]) -> Iterator[tuple[str, Any]]:
    """(field, type) of everything inside."""
    if get_origin(kind) is not None or get_args(kind):
        for one in get_args(kind):
            yield from _walk(one, field, seen)
        return
    yield field, kind
    if is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        hints = get_type_hints(kind)
        for one in fields(kind):
            yield one.name, None
            yield from _walk(hints[one.name], one.name, seen)


def _exported() -> list[tuple[str, Any]]:
    found = []
    for name, hint in get_type_hints(Deps).items():
        if get_origin(hint) is Repository and name not in NOT_EXPORTED:
            found += [one for one in _walk(get_args(hint)[0], "", set()) if one[0]]
    return found


def test_every_field_that_is_exported_has_a_label() -> None:
    names = {name for name, _ in _exported()}
    assert len(names) > 300, "the aggregates were not found"
    assert (names | PARTLY | OTHERS) - DERIVED - set(_texts("fields")) == set()


def test_every_code_that_is_exported_has_words() -> None:
    codes = _texts("codes")
    missing = [
        (field, member.value)
        for field, kind in _exported()
        if isinstance(kind, type) and issubclass(kind, Enum)
        for member in kind
        if member.value not in codes.get(field, {})
    ]
    assert missing == []


def test_answers_of_a_dossier_have_the_labels_of_their_form() -> None:
    data = {"scheme": "snee", "steps": {"project": {"legal": "coop", "siret": None}, "gone": {"old": "x"}}}
    assert flattened(data, {})[1:] == [("Projet › Forme juridique envisagée", "Coopérative"), ("gone › old", "x")]


def test_partners_have_their_names_amounts_their_euros_and_unknown_codes_stay() -> None:
    data = {"coordinator": "ubfc", "paid_cents": 125050, "status": "NEW", "partners": ["a", "ubfc"]}
    shown = dict(flattened(data, {"ubfc": "Pépite"}))
    assert shown["Coordination"] == "Pépite"
    assert shown[field_words("paid_cents")] == "1\u202f250,50\u00a0€"
    assert (shown["Statut"], shown["Partenaires"]) == ("NEW", "a, Pépite")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2026-09-30T22:30:00Z", "1er octobre 2026 à 0 h 30"),
        ("2026-09-30", "30 septembre 2026"),
        ("2026-2027", "2026-2027"),
        ("1234-abcdef", "1234-abcdef"),
    ],
)
def test_moments_are_those_of_paris(value: str, shown: str) -> None:
    assert " ".join(moment(value).split()) == shown
