"""What is stored of a person as lines that a person can read: labels for fields, words for codes, dates and amounts in French.

The words are data, in ``fields.toml`` and ``codes.toml``; those of a dossier's answers are its form's own.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from enrolment.domain.applications.form import versions
from essaim.kit.clock import PARIS
from essaim.kit.french import french_amount, french_date, french_time

Words = Mapping[str, Any]
_LONGEST = 2000
"""Characters of one answer that are printed: more could make a row higher than a page. The JSON has all of them."""
_DERIVED = ("name_key", "sort_name", "year_key")
"""Made of fields that are shown, to be searched and sorted by. The JSON has them."""
_PARTNERS = ("coordinator", "carrier", "partner", "partners", "home", "transfer_to", "transferred_to")
SCHEMES = ("student_cooperative", "snee", "ici", "mini_entreprise")


def flattened(data: Mapping[str, Any], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Every field that says something, nested ones with their path: (label, value). ``names`` are those of partners."""
    rows: list[tuple[str, str]] = []
    for key, value in data.items():
        if key in _DERIVED:
            continue
        if key == "steps" and isinstance(value, Mapping) and data.get("scheme") in SCHEMES:
            rows += _steps(value, data["scheme"])
        else:
            rows += _field(key, value, field_words(key), names)
    return rows


def field_words(key: str) -> str:
    """The label of a field; one that nobody has put into words stands as it is, without its underscores."""
    return str(_words("fields").get(key, key.replace("_", " ")))


def code_words(key: str, value: str) -> str:
    """What a code of this field means; what is no code stands as it is."""
    known = _words("codes").get(key, {})
    return str(known.get(value, value))


def moment(value: str) -> str:
    """A date or an instant as people in France write it; anything else as it is."""
    if len(value) < 10 or value[4:5] != "-":
        return value
    try:
        if len(value) == 10:
            return french_date(date.fromisoformat(value))
        instant = datetime.fromisoformat(value)
    except ValueError:
        return value
    if instant.tzinfo is None:
        return value
    return f"{french_date(instant.astimezone(PARIS).date())} à {french_time(instant)}"


def _field(key: str, value: Any, label: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    if isinstance(value, Mapping):
        return [row for one in value for row in _field(one, value[one], f"{label} › {field_words(one)}", names)]
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed(key, value, label, names)
    return [] if value is None or value == "" else [(label, _text(key, value, names))]


def _listed(key: str, values: Sequence[Any], label: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    if all(not isinstance(one, Mapping | list | tuple) for one in values):
        words = [field_words(one) for one in values] if key == "fields" else [_text(key, one, names) for one in values]
        return [(label, ", ".join(words))] if values else []
    return [row for place, one in enumerate(values, 1) for row in _field(key, one, f"{label} {place}", names)]


def _text(key: str, value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int) and key.endswith("_cents"):
        return french_amount(value)
    if not isinstance(value, str):
        return str(value)
    if key in _PARTNERS:
        return names.get(value, value)
    return _shortened(moment(code_words(key, value)))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… (texte complet dans l’export JSON)"


def _steps(steps: Mapping[str, Any], scheme: str) -> list[tuple[str, str]]:
    """The answers of a dossier under the labels of its form."""
    labels, choices = _form_words(scheme)
    rows = []
    for step, answers in steps.items():
        for key, value in answers.items():
            if value is None or value == "" or value == []:
                continue
            words = choices.get((step, key), {})
            given = value if isinstance(value, list) else [value]
            texts = [words.get(str(one)) or _text(key, one, {}) for one in given]
            label = f"{labels.get((step, ''), field_words(step))} › {labels.get((step, key), field_words(key))}"
            rows.append((label, ", ".join(texts)))
    return rows


@cache
def _form_words(scheme: str) -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], dict[str, str]]]:
    """The labels of steps and fields, and those of choices, in all versions of a form: the newest one's stand."""
    labels: dict[tuple[str, str], str] = {}
    choices: dict[tuple[str, str], dict[str, str]] = {}
    for form in versions(scheme):
        for step in form.steps:
            labels[step.key, ""] = step.label
            for field in step.fields:
                labels[step.key, field.key] = field.label
                choices[step.key, field.key] = {one.key: one.label for one in field.choices}
    return labels, choices


@cache
def _words(name: str) -> Words:
    text = (files("enrolment") / f"documents/privacy/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
