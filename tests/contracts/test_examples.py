"""Every event has a committed example, and it is what a publisher could send: integrators copy from it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource

from essaim.contracts import catalogue
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import Contract
from essaim.contracts.examples import bad_examples, read_examples

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
EXAMPLES = read_examples(SCHEMAS)
EVERY = pytest.mark.parametrize("contract", catalogue.contracts(), ids=lambda one: one.type)


def test_every_event_has_an_example_and_every_example_an_event() -> None:
    assert sorted(EXAMPLES) == [contract.type for contract in catalogue.contracts()]
    assert bad_examples(catalogue.contracts(), EXAMPLES) == []


@EVERY
def test_an_example_validates_against_envelope_model_and_committed_schema(contract: Contract) -> None:
    example = EXAMPLES[contract.type]
    envelope = Envelope.model_validate(example)
    contract.model.model_validate(envelope.data)
    schema = json.loads((SCHEMAS / f"{contract.type}.json").read_text(encoding="utf-8"))
    checks = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.FormatChecker(), registry=_nothing_else()
    )
    assert [error.message for error in checks.iter_errors(example["data"])] == []


@EVERY
def test_an_example_is_written_as_it_crosses_the_bus(contract: Contract) -> None:
    """Same attributes, same spelling: an instant ends in Z, an absent attribute is not there."""
    example = EXAMPLES[contract.type]
    assert json.loads(Envelope.model_validate(example).to_bytes()) == example


def test_the_examples_are_one_story() -> None:
    """Ids are unique, the cause of an event is earlier than it, and a group is the same group everywhere."""
    by_id = {example["id"]: example for example in EXAMPLES.values()}
    assert len(by_id) == len(EXAMPLES)
    for example in EXAMPLES.values():
        cause = by_id.get(example.get("causationid", ""))
        assert cause is None or cause["time"] < example["time"]
    assert len({example["data"]["group_id"] for example in EXAMPLES.values() if "group_id" in example["data"]}) == 1


def test_what_an_example_names_is_invented() -> None:
    addresses = [value for example in EXAMPLES.values() for key, value in example["data"].items() if "email" in key]
    assert addresses
    assert all(address.endswith(("@example.org", ".invalid")) for address in addresses)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"type": "enrolment.group_closed.v1"}, "are not those of"),
        ({"source": "/cmq-mma/coaching"}, "are not those of"),
        ({"sequence": 0}, "greater than or equal to 1"),
        ({"data": {}}, "Field required"),
    ],
)
def test_a_wrong_example_is_named_with_what_is_wrong(change: dict[str, Any], complaint: str) -> None:
    contract = next(one for one in catalogue.contracts() if one.type == "enrolment.group_started.v1")
    (problem,) = bad_examples([contract], {contract.type: EXAMPLES[contract.type] | change})
    assert problem.startswith("examples/enrolment.group_started.v1.json is not valid")
    assert complaint in problem


def test_an_example_with_a_field_that_no_contract_has_is_refused() -> None:
    contract = next(one for one in catalogue.contracts() if one.type == "enrolment.group_closed.v1")
    example = EXAMPLES[contract.type]
    (problem,) = bad_examples([contract], {contract.type: {**example, "data": {**example["data"], "colour": "blue"}}})
    assert "not written as a publisher writes it" in problem


def _nothing_else() -> Registry[Any]:
    """No schema is looked up anywhere: a committed schema stands alone."""
    return Registry[Any]().with_resources(list[tuple[str, Resource[Any]]]())
