"""Presets are data with sources: nothing that the sources leave open is a constant."""

from dataclasses import fields
from datetime import date

import pytest

from enrolment.domain.applications.form import form_on
from enrolment.domain.deciders.visible import ENROLMENT, IDENTITY
from enrolment.domain.programmes.checking import check_parameters
from enrolment.domain.programmes.decider import DeciderKind
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.presets import Preset, preset_parameters, presets_of
from enrolment.domain.reference.carrier import SCHEMES
from essaim.contracts.types import Scheme
from tests.enrolment.unit.samples import PROGRAMME, refused

ALL = [one for scheme in SCHEMES for one in presets_of(scheme)]
EVERY = pytest.mark.parametrize("preset", ALL, ids=lambda one: f"{one.scheme}-{one.name}")
OWN = {"valid_from", "recorded_on", "recorded_by", "correction", "source"}


def copied(scheme: str, name: str = "standard") -> Parameters:
    return preset_parameters(scheme, name, valid_from=date(2026, 9, 1), coordinator="cmq-mma", carrier="coopilote")


def test_there_is_a_preset_for_every_scheme() -> None:
    assert {one.scheme for one in ALL} == set(SCHEMES) == {str(one) for one in Scheme}


@EVERY
def test_a_preset_contradicts_nothing(preset: Preset) -> None:
    check_parameters(copied(preset.scheme, preset.name), PROGRAMME)


@EVERY
def test_every_value_has_its_source_and_nothing_is_both_set_and_open(preset: Preset) -> None:
    given = preset.parameters
    for field in fields(given):
        value = getattr(given, field.name)
        if field.name in OWN or value is None:
            continue
        names = [f"{field.name}.{n}" for n in range(len(value))] if isinstance(value, tuple) else [field.name]
        assert [one for one in names if not preset.sources.get(one)] == []
        assert field.name not in preset.left_open
    assert set(preset.left_open) <= {one.name for one in fields(given)}
    assert all(preset.left_open.values())


def test_the_cooperative_is_decided_by_campus_and_carrier_and_heard_by_pepite_and_establishment() -> None:
    parameters = copied("student_cooperative")
    found = {one.key: (one.partner, one.role, one.kind) for one in parameters.deciders}
    assert found == {
        "cmq": ("cmq-mma", "coordinator", DeciderKind.DECISION),
        "coopilote": ("coopilote", "cae_officer", DeciderKind.DECISION),
        "ubfc": ("ubfc", "pepite_officer", DeciderKind.OPINION),
        "establishment": ("cmq-mma", "teacher", DeciderKind.OPINION),
    }
    assert parameters.source == "preset student_cooperative/standard"


def test_snee_02_the_status_has_no_age_and_its_committee_says_whether_the_d2e_is_open() -> None:
    parameters = copied("snee")
    committee = parameters.deciders[0]
    assert (parameters.minimum_age, parameters.maximum_age) == (None, None)
    assert (committee.partner, committee.by_committee, committee.questions[0].key) == ("ubfc", True, "d2e")
    assert {one.when for one in parameters.documents} == {"student", "graduate"}


def test_hours_fees_and_dates_of_ici_stay_open() -> None:
    """Domain §10.5: no source gives them."""
    for preset in presets_of("ici"):
        given = preset.parameters
        assert (given.minimum_hours, given.maximum_hours, given.fee_cents, given.last_application_on) == (None,) * 4
        assert "fee_cents" in preset.left_open


@EVERY
def test_what_deciders_see_and_where_documents_belong_is_in_the_form_of_the_scheme(preset: Preset) -> None:
    """A name that is in no form would hide something without a word."""
    form = {one.key: {field.key for field in one.fields} for one in form_on(preset.scheme, date(2026, 9, 1)).steps}
    for decider in preset.parameters.deciders:
        for name in decider.visible:
            step, _, field = name.partition(".")
            assert step in {*form, IDENTITY, ENROLMENT, "documents"}
            assert step not in form or not field or field in form[step]
    assert {one.step for one in preset.parameters.documents} <= set(form)


def test_an_unknown_preset_is_told_with_the_names_that_exist() -> None:
    error = refused("invalid-request", copied, "ici", "standard")
    assert error.fields[0].accepted == "du_ici, lp_sip"
