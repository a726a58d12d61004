"""What is committed is what the code says, and nothing personal is on ``events``."""

import json
from pathlib import Path

import jsonschema
import pytest

from essaim.contracts import catalogue, committed
from essaim.contracts.event import CONTRACTS, EVENTS, Contract, EventData, event
from essaim.contracts.types import Amount

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"


def test_committed_schemas_and_catalogue_are_those_of_the_code() -> None:
    assert committed.check_all(SCHEMAS) == []


@pytest.mark.parametrize("contract", catalogue.contracts(), ids=lambda one: one.type)
def test_every_schema_is_valid_and_open_to_new_fields(contract: Contract) -> None:
    schema = catalogue.json_schema(contract)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema.get("additionalProperties", True) is not False


@pytest.mark.parametrize("contract", catalogue.contracts(), ids=lambda one: one.type)
def test_every_event_is_named_by_its_publisher_in_the_past_and_versioned(contract: Contract) -> None:
    publisher, what, version = contract.type.split(".")
    assert publisher in catalogue.PUBLISHERS
    module = contract.model.__module__.removeprefix("essaim.contracts.")
    assert module == publisher or module.startswith(f"{publisher}_")
    assert what == what.lower()
    assert version.startswith("v")
    assert contract.model.__doc__


def test_drift_is_refused(tmp_path: Path) -> None:
    committed.write_all(tmp_path)
    changed = tmp_path / "enrolment.group_started.v1.json"
    schema = json.loads(changed.read_text())
    del schema["properties"]["group_code"]
    changed.write_text(json.dumps(schema))
    assert any("enrolment.group_started.v1.json differs" in one for one in committed.check_all(tmp_path))


def test_a_schema_whose_contract_is_gone_is_refused(tmp_path: Path) -> None:
    committed.write_all(tmp_path)
    (tmp_path / "enrolment.group_vanished.v1.json").write_text("{}")
    assert any("group_vanished" in one for one in committed.check_all(tmp_path))


@pytest.mark.parametrize("field", ["family_name", "email", "birth_date", "postal_address", "iban", "comment"])
def test_a_personal_field_on_events_is_refused(field: str, tmp_path: Path) -> None:
    namespace = {"__annotations__": {field: str}, "__doc__": "A contract that says too much."}
    model = type("TooMuch", (EventData,), namespace)
    event("enrolment.too_much.v1", exchange=EVENTS)(model)
    try:
        committed.write_all(tmp_path)
        assert any("enrolment.too_much.v1" in one and field in one for one in committed.check_all(tmp_path))
    finally:
        del CONTRACTS["enrolment.too_much.v1"]


def test_a_personal_field_is_found_at_any_depth() -> None:
    class Inner(EventData):
        """Somebody."""

        given_name: str

    class Outer(EventData):
        """A list of somebodies."""

        people: list[Inner]

    assert catalogue.personal_properties(Outer.model_json_schema()) == ["given_name"]


def test_a_type_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered twice"):
        event("enrolment.group_started.v1")(type("Again", (EventData,), {"__doc__": "Again."}))


def test_amounts_are_decimal_strings_on_the_wire() -> None:
    class Priced(EventData):
        """Something with a price."""

        total: Amount

    assert Priced(total=1250).model_dump(mode="json") == {"total": "12.50"}
    assert Priced.model_validate({"total": "-0.05"}).total == -5
    for wrong in ("12.345", "1 000.00", "12,50", 12.5, "1e3", "", "00.10", True, "99999999999999.00"):
        with pytest.raises(ValueError, match=r"amount|less than"):
            Priced.model_validate({"total": wrong})
