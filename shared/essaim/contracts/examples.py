"""The committed example of each event: a full CloudEvent as it crosses the bus, with invented data.

Written by hand in ``shared/schemas/examples/<type>.json``; read by the AsyncAPI document, the catalogue page and the tests of
integrators.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from essaim.contracts.envelope import Envelope, schema_uri
from essaim.contracts.event import Contract

EXAMPLES = "examples"


def read_examples(directory: Path) -> dict[str, dict[str, Any]]:
    """The examples by type. ``directory`` is that of the schemas."""
    return {
        path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((directory / EXAMPLES).glob("*.json"))
    }


def bad_examples(contracts: Sequence[Contract], examples: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Which examples are missing, have no contract or are not valid; one sentence each."""
    types = {contract.type for contract in contracts}
    problems = [f"{EXAMPLES}/{type_}.json has no contract" for type_ in sorted(set(examples) - types)]
    for contract in contracts:
        name = f"{EXAMPLES}/{contract.type}.json"
        if contract.type not in examples:
            problems.append(f"{name} is missing: write one full event with invented data")
            continue
        try:
            _validate(contract, examples[contract.type])
        except ValueError as error:
            problems.append(f"{name} is not valid: {error}")
    return problems


def _validate(contract: Contract, example: Mapping[str, Any]) -> None:
    """ValueError (pydantic's among them) when it is not this event, or has a field that the contract does not."""
    envelope = Envelope.model_validate(example)
    if (envelope.type, envelope.dataschema, envelope.service) != (
        contract.type,
        schema_uri(contract.type),
        contract.publisher,
    ):
        raise ValueError(f"type, dataschema and source are not those of {contract.type}")
    data = contract.model.model_validate(envelope.data)
    if data.model_dump(mode="json", exclude_unset=True) != envelope.data:
        raise ValueError("its data is not written as a publisher writes it")
