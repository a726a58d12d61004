"""The forms as data: what they ask, and what a step takes."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.applications.form import CIRCUMSTANCES, FieldType, Form, form_on, step_of, versions
from enrolment.domain.applications.form_values import checked
from enrolment.domain.errors import InputError
from enrolment.domain.persons.person import Person
from tests.enrolment.applications.desk import OFFICER, SNEE_STEPS
from tests.enrolment.office import Office

SCHEMES = ("snee", "ici", "student_cooperative", "mini_entreprise")
SNEE = form_on("snee", date(2026, 9, 1))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_form_asks_for_what_it_can_take(scheme: str) -> None:
    for form in versions(scheme):
        for step in form.steps:
            assert _known(form, step.when), step.key
            for field in step.fields:
                assert _known(form, field.required_when), field.key
                if field.type is not FieldType.INTEGER:
                    assert bool(field.choices) == (field.type in (FieldType.CHOICE, FieldType.CHOICES)), field.key
                if field.type is FieldType.PERSON:
                    assert field.key in Person.__dataclass_fields__


def _known(form: Form, condition: str) -> bool:
    place, compares, values = condition.partition("=")
    if not compares:
        return not condition or condition in CIRCUMSTANCES
    step, _, name = place.partition(".")
    field = step_of(form, step).field(name)
    return field is not None and set(values.split("|")) <= {one.key for one in field.choices}


def test_the_snee_form_has_the_fields_of_the_former_platform() -> None:
    names = {f"{step.key}.{field.key}" for step in SNEE.steps for field in step.fields}
    assert names >= {
        "contact.situation",
        "profile.ine",
        "profile.is_part_time",
        "career.baccalaureate",
        "tutor.replace_internship",
        "tutor.ask_year_off",
        "pepite.ask_coworking",
        "project.summary",
        "project.siret",
        "project.sector",
        "team.members",
        "motivation.ask_d2e",
    }


@pytest.mark.parametrize(
    ("step", "values", "field"),
    [
        ("project", {"status": "ACCEPTED"}, "values.status"),
        ("project", {"name": "x" * 201}, "values.name"),
        ("project", {"name": 7}, "values.name"),
        ("project", {"name": "a\x07b"}, "values.name"),
        ("project", {"summary": ["no"]}, "values.summary"),
        ("project", {"sector": "8"}, "values.sector"),
        ("project", {"sector": True}, "values.sector"),
        ("project", {"sector": 100}, "values.sector"),
        ("project", {"type": "Creation"}, "values.type"),
        ("project", {"siret": "12345678900013"}, "values.siret"),
        ("career", {"baccalaureate_year": 20}, "values.baccalaureate_year"),
        ("tutor", {"email": "nowhere"}, "values.email"),
        ("tutor", {"replace_internship": "yes"}, "values.replace_internship"),
        ("profile", {"birth_date": "2007-01-01"}, "values.birth_date"),
        ("team", {"members": "Sacha"}, "values.members"),
        ("team", {"members": [{}] * 13}, "values.members"),
    ],
)
def test_a_wrong_value_is_refused_by_its_name(step: str, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        checked(step_of(SNEE, step), values)
    assert [one.field for one in refused.value.fields] == [field]
    assert refused.value.fields[0].accepted


def test_all_wrong_values_are_told_at_once() -> None:
    with pytest.raises(InputError) as refused:
        checked(step_of(SNEE, "project"), {"sector": 0, "type": "?", "other": 1, "name": "Fil Rouge"})
    assert {one.field for one in refused.value.fields} == {"values.sector", "values.type", "values.other"}


def test_members_are_checked_one_by_one() -> None:
    member = {"given_name": "Sacha", "family_name": "Montbéliou", "email": "Sacha@Example.org"}
    saved = checked(step_of(SNEE, "team"), {"members": [member]})
    assert saved.members is not None
    assert saved.members[0].email == "sacha@example.org"
    with pytest.raises(InputError) as refused:
        checked(step_of(SNEE, "team"), {"members": [member, member | {"person_id": "p"}, {"given_name": "X"}]})
    assert {one.field for one in refused.value.fields} == {
        "values.members.1.person_id",
        "values.members.1.email",
        "values.members.2.family_name",
        "values.members.2.email",
    }


@given(text=st.text(alphabet=st.characters(codec="utf-8"), max_size=300), step=st.sampled_from(sorted(SNEE_STEPS)))
def test_what_is_kept_is_kept_the_same_when_it_is_saved_again(text: str, step: str) -> None:
    for field in step_of(SNEE, step).fields:
        if field.type not in (FieldType.TEXT, FieldType.LONG_TEXT):
            continue
        try:
            once = checked(step_of(SNEE, step), {field.key: text}).values
        except InputError:
            continue
        assert checked(step_of(SNEE, step), once).values == once


async def test_the_form_of_a_scheme_is_given_as_data(office: Office) -> None:
    for scheme in SCHEMES:
        form = await office.get(OFFICER, f"/v1/schemes/{scheme}/form")
        assert form["valid_from"] == "2026-01-01"
        assert all(step["label"] and step["fields"] for step in form["steps"])
    await office.get(OFFICER, "/v1/schemes/hobby/form", 422)


def test_every_sector_has_the_name_of_the_national_platform_and_no_other_number_is_taken() -> None:
    field = step_of(SNEE, "project").field("sector")
    assert field is not None
    labels = {int(one.key): one.label for one in field.choices}
    assert sorted(labels) == [*range(1, 23), 99]
    assert (labels[14], labels[99]) == ("Mode", "Autre")
    assert checked(step_of(SNEE, "project"), {"sector": 14}).values == {"sector": 14}
    with pytest.raises(InputError) as refused:
        checked(step_of(SNEE, "project"), {"sector": 23})
    assert refused.value.fields[0].accepted.startswith("1, 2, 3")
