"""The AsyncAPI document, without npm: every reference leads somewhere, every example validates, rights are as they are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from essaim.contracts import catalogue
from essaim.contracts.asyncapi import asyncapi
from essaim.contracts.event import EVENTS, Contract
from essaim.contracts.examples import read_examples
from essaim.contracts.topology import Deployment

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
DOCUMENT: dict[str, Any] = yaml.safe_load((SCHEMAS / "asyncapi.yaml").read_text(encoding="utf-8"))
EVERY = pytest.mark.parametrize("contract", catalogue.contracts(), ids=lambda one: one.type)


def references(node: Any) -> Iterator[str]:
    """Every ``$ref`` at any depth."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for inner in node.values():
            yield from references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def target(reference: str) -> Any:
    """What a reference leads to: a committed file, or a part of the document."""
    if reference.startswith("./"):
        return json.loads((SCHEMAS / reference).read_text(encoding="utf-8"))
    found: Any = DOCUMENT
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def standing_alone(node: Any) -> Any:
    """A schema with what it refers to put in its place; a committed schema keeps its own definitions."""
    if isinstance(node, list):
        return [standing_alone(one) for one in node]
    if not isinstance(node, dict):
        return node
    reference = node.get("$ref", "")
    if reference.startswith("./"):
        return target(reference)
    if reference:
        return standing_alone(target(reference) | {key: value for key, value in node.items() if key != "$ref"})
    return {key: standing_alone(value) for key, value in node.items()}


def errors(schema: Any, value: Any) -> list[str]:
    """What is wrong with a value."""
    checks = jsonschema.Draft202012Validator(standing_alone(schema), format_checker=jsonschema.FormatChecker())
    return [error.message for error in checks.iter_errors(value)]


def test_every_reference_leads_somewhere() -> None:
    found = sorted(set(references(DOCUMENT)))
    assert len(found) > 3 * len(catalogue.contracts())
    assert [reference for reference in found if not target(reference)] == []


def test_the_document_is_the_one_of_the_code() -> None:
    assert asyncapi(catalogue.contracts(), read_examples(SCHEMAS)) == DOCUMENT


@EVERY
def test_a_channel_is_the_exchange_and_the_routing_key(contract: Contract) -> None:
    channel = DOCUMENT["channels"][contract.type]
    assert channel["address"] == contract.type
    assert channel["bindings"]["amqp"]["is"] == "routingKey"
    exchange = channel["bindings"]["amqp"]["exchange"]
    assert (exchange["name"], exchange["type"], exchange["durable"]) == (contract.exchange, "topic", True)


@EVERY
def test_integrators_receive_on_events_only(contract: Contract) -> None:
    operations = DOCUMENT["operations"]
    assert operations[f"send.{contract.type}"]["action"] == "send"
    assert (f"receive.{contract.type}" in operations) == (contract.exchange == EVENTS)
    restricted = {"name": "restricted"} in DOCUMENT["channels"][contract.type]["tags"]
    assert restricted == (contract.exchange != EVENTS)


@EVERY
def test_every_example_validates_and_a_wrong_one_does_not(contract: Contract) -> None:
    message = DOCUMENT["components"]["messages"][contract.type]
    headers = DOCUMENT["components"]["messageTraits"]["event"]["headers"]
    (example,) = message["examples"]
    payload = example["payload"]
    assert errors(message["payload"], payload) == []
    assert errors(headers, example["headers"]) == []
    assert errors(message["payload"], payload | {"sequence": 0}) != []
    assert errors(message["payload"], payload | {"type": "enrolment.other.v1"}) != []
    assert errors(message["payload"], payload | {"data": {}}) != []
    assert errors(headers, example["headers"] | {"content_type": "text/plain"}) != []


@EVERY
def test_an_example_names_the_broker_user_that_owns_its_source(contract: Contract) -> None:
    (example,) = DOCUMENT["components"]["messages"][contract.type]["examples"]
    _, partner, service = example["payload"]["source"].split("/")
    assert example["headers"]["user_id"] == Deployment(partner, service).user
    assert example["headers"]["message_id"] == example["payload"]["id"]


def test_an_event_without_an_example_is_described_without() -> None:
    contract = catalogue.contracts()[0]
    assert "examples" not in asyncapi([contract], {})["components"]["messages"][contract.type]


def test_the_server_is_a_placeholder() -> None:
    """Where the broker is, ops tell; no address is published with the document."""
    server = DOCUMENT["servers"]["bus"]
    assert (server["host"], server["protocol"], server["protocolVersion"]) == ("{host}", "amqp", "0.9.1")
    assert set(server["variables"]) == {"host"}
    assert target(server["security"][0]["$ref"])["type"] == "userPassword"
