"""Everything that one event's page says, gathered from the contract and from the committed files beside the schemas."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from essaim.cli.catalogue_page.fields import Field, fields_of
from essaim.contracts.catalogue import contracts, json_schema
from essaim.contracts.envelope import schema_uri
from essaim.contracts.event import PERSONAL, Contract


@dataclass(frozen=True)
class Revision:
    """A committed earlier form of the event's schema: its number, and the file's text."""

    number: int
    text: str


@dataclass(frozen=True)
class EventFacts:
    """One event version as an integrator wants to know it."""

    type: str
    publisher: str
    happened: str
    """The middle of the type in words: ``group started``."""
    version: int
    exchange: str
    meaning: str
    dataschema: str
    fields: tuple[Field, ...]
    listeners: tuple[str, ...]
    schema_text: str
    example_text: str | None
    """A whole CloudEvent as JSON, or None when none is committed."""
    revisions: tuple[Revision, ...]
    other_versions: tuple[str, ...]

    @property
    def restricted(self) -> bool:
        """Whether integrators are never given it."""
        return self.exchange == PERSONAL

    @property
    def example_data(self) -> Any:
        """The ``data`` of the example, or None."""
        return None if self.example_text is None else json.loads(self.example_text).get("data")

    @property
    def words(self) -> str:
        """What a search finds it by."""
        return " ".join([self.type, self.happened, self.meaning, *(field.path for field in self.fields)]).lower()


def all_facts(schemas: Path, listeners: Mapping[str, tuple[str, ...]]) -> list[EventFacts]:
    """The facts of every contract, by type. ``schemas`` is where the committed files are."""
    every = contracts()
    versions: dict[str, list[str]] = {}
    for one in every:
        versions.setdefault(_stem(one.type), []).append(one.type)
    return [_facts(one, schemas, listeners.get(one.type, ()), versions[_stem(one.type)]) for one in every]


def _facts(contract: Contract, schemas: Path, listeners: tuple[str, ...], versions: list[str]) -> EventFacts:
    publisher, happened, version = contract.type.split(".")
    schema = json_schema(contract)
    return EventFacts(
        type=contract.type,
        publisher=publisher,
        happened=happened.replace("_", " "),
        version=int(version.removeprefix("v")),
        exchange=contract.exchange,
        meaning=" ".join(str(schema.get("description", "")).split()),
        dataschema=schema_uri(contract.type),
        fields=tuple(fields_of(schema)),
        listeners=listeners,
        schema_text=json.dumps(schema, indent=2, ensure_ascii=False) + "\n",
        example_text=_text(schemas / "examples" / f"{contract.type}.json"),
        revisions=tuple(_revisions(schemas / "revisions" / contract.type)),
        other_versions=tuple(one for one in versions if one != contract.type),
    )


def _revisions(directory: Path) -> list[Revision]:
    """The committed revisions, oldest first; files are named by their number."""
    files = [path for path in directory.glob("*.json") if path.stem.isdigit()]
    return [
        Revision(int(path.stem), path.read_text(encoding="utf-8"))
        for path in sorted(files, key=lambda path: int(path.stem))
    ]


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _stem(type_: str) -> str:
    return type_.rpartition(".")[0]
