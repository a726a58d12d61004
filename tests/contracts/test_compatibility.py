"""The rules of compatibility, one by one: a change that each refuses, and the nearest one that it lets pass."""

from typing import Any

import pytest

from essaim.contracts.compatibility import breaking_changes
from essaim.contracts.compatibility_rules import OLD_READER, RULES, THE_LOG

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}
RED = {"type": "object", "properties": {"kind": {"const": "red"}}, "required": ["kind"]}
BLUE = {"type": "object", "properties": {"kind": {"const": "blue"}}, "required": ["kind"]}


def record(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    """The schema of an event with these fields."""
    return {"type": "object", "properties": properties, "required": list(required)}


def field(schema: Any) -> dict[str, Any]:
    """An event whose only field is this."""
    return record(("x",), x=schema)


def told(**mapping: str) -> dict[str, Any]:
    """A union of the two records, told apart by ``kind``."""
    return {"oneOf": [RED, BLUE], "discriminator": {"propertyName": "kind", "mapping": mapping}}


SAME = field(TEXT)
OPTIONAL = record((), x=TEXT)
WITH_NEW = record(("x",), x=TEXT, y=NUMBER)
NULLABLE = {"anyOf": [TEXT, {"type": "null"}]}
COLOURS = {"type": "string", "enum": ["red", "blue"]}
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    # slug: the old schema, a new one that breaks the rule, a new one that does not
    "property-removed": (WITH_NEW, SAME, record(("x",), x=TEXT, y=NUMBER, z=TEXT)),
    "property-no-longer-required": (SAME, OPTIONAL, SAME | {"description": "Better words."}),
    "property-added-as-required": (SAME, record(("x", "y"), x=TEXT, y=NUMBER), WITH_NEW),
    "property-now-required": (OPTIONAL, SAME, record((), x=TEXT, y=TEXT)),
    "property-added-to-closed-object": (
        SAME | {"additionalProperties": False},
        WITH_NEW | {"additionalProperties": False},
        SAME | {"additionalProperties": False, "title": "Closed"},
    ),
    "object-closed": (SAME, SAME | {"additionalProperties": False}, SAME | {"additionalProperties": True}),
    "object-opened": (
        SAME | {"additionalProperties": False},
        SAME,
        SAME | {"additionalProperties": False, "title": "T"},
    ),
    "map-keys-changed": (
        field({"type": "object", "patternProperties": {"^[a-z]$": NUMBER}}),
        field({"type": "object", "patternProperties": {"^[A-Z]$": NUMBER}}),
        field({"type": "object", "patternProperties": {"^[a-z]$": NUMBER | {"title": "Weight"}}}),
    ),
    "type-changed": (field(TEXT), field(NUMBER), field({"type": ["string"]})),
    "type-widened": (field(NUMBER), field({"type": "number"}), field({"allOf": [NUMBER]})),
    "type-narrowed": (field({"type": "number"}), field(NUMBER), field({"type": ["integer", "number"]})),
    "null-added": (field(TEXT), field(NULLABLE), field({"anyOf": [TEXT]})),
    "null-removed": (field(NULLABLE), field(TEXT), field({"type": ["string", "null"]})),
    "value-added": (
        field(COLOURS),
        field({"type": "string", "enum": ["red", "blue", "green"]}),
        field({"type": "string", "enum": ["blue", "red"]}),
    ),
    "value-removed": (field(COLOURS), field({"type": "string", "const": "red"}), field(COLOURS | {"title": "Colour"})),
    "variant-added": (
        field({"anyOf": [TEXT, NUMBER]}),
        field({"anyOf": [TEXT, NUMBER, {"type": "boolean"}]}),
        field({"anyOf": [NUMBER, TEXT]}),
    ),
    "variant-removed": (
        field({"anyOf": [TEXT, NUMBER, {"type": "boolean"}]}),
        field({"anyOf": [TEXT, NUMBER]}),
        field({"anyOf": [{"type": "boolean"}, TEXT, NUMBER]}),
    ),
    "discriminator-changed": (
        field(told(red="#/$defs/Red", blue="#/$defs/Blue")),
        field(told(red="#/$defs/Red", azure="#/$defs/Blue")),
        field(told(blue="#/$defs/Azure", red="#/$defs/Red")),
    ),
    "pattern-changed": (
        field(TEXT | {"pattern": "^a$"}),
        field(TEXT | {"pattern": "^a|b$"}),
        field(TEXT | {"pattern": "^a$", "examples": ["a"]}),
    ),
    "pattern-added": (SAME, field(TEXT | {"pattern": "^a$"}), field(TEXT | {"title": "Text"})),
    "pattern-removed": (
        field(TEXT | {"pattern": "^a$"}),
        SAME,
        field({"pattern": "^a$", "type": "string"}),
    ),
    "limit-tightened": (field(NUMBER), field(NUMBER | {"minimum": 0}), field(NUMBER | {"title": "From 0"})),
    "limit-loosened": (
        field(TEXT | {"minLength": 0, "maxLength": 5}),
        field(TEXT | {"maxLength": 6}),
        field(TEXT | {"maxLength": 5}),
    ),
    "format-changed": (
        field(TEXT | {"format": "date"}),
        field(TEXT | {"format": "date-time"}),
        field(TEXT | {"format": "date", "examples": ["2026-09-01"]}),
    ),
    "default-changed": (
        record((), x=NUMBER | {"default": 0}),
        record((), x=NUMBER | {"default": 1}),
        record((), x=NUMBER | {"default": 0}, y=NUMBER | {"default": 1}),
    ),
    "exchange-changed": (
        SAME | {"x-exchange": "events"},
        SAME | {"x-exchange": "personal"},
        WITH_NEW | {"x-exchange": "events"},
    ),
    "cannot-be-compared": (SAME, field(TEXT | {"not": {"const": "a"}}), record(("x",), x=TEXT, y={"not": TEXT})),
}


def test_every_rule_has_its_cases() -> None:
    assert sorted(CASES) == sorted(RULES)


@pytest.mark.parametrize("slug", RULES)
def test_what_a_rule_refuses(slug: str) -> None:
    old, harmful, _ = CASES[slug]
    assert slug in {one.slug for one in breaking_changes(old, harmful)}


@pytest.mark.parametrize("slug", RULES)
def test_what_comes_near_and_is_harmless(slug: str) -> None:
    old, _, harmless = CASES[slug]
    assert breaking_changes(old, harmless) == []


@pytest.mark.parametrize("slug", RULES)
def test_a_rule_says_whom_it_protects_and_why(slug: str) -> None:
    rule = RULES[slug]
    assert rule.harms in {OLD_READER, THE_LOG}
    assert rule.reason.endswith(".")


@pytest.mark.parametrize(
    ("keyword", "low", "high", "is_lower"),
    [
        ("minimum", 0, 1, True),
        ("exclusiveMinimum", 0, 1, True),
        ("minLength", 1, 2, True),
        ("minItems", 1, 2, True),
        ("minProperties", 1, 2, True),
        ("uniqueItems", False, True, True),
        ("maximum", 1, 2, False),
        ("exclusiveMaximum", 1, 2, False),
        ("maxLength", 1, 2, False),
        ("maxItems", 1, 2, False),
        ("maxProperties", 1, 2, False),
    ],
)
def test_every_limit_is_held_in_both_directions(keyword: str, low: int, high: int, is_lower: bool) -> None:
    def slugs(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
        return [one.slug for one in breaking_changes(field(old), field(new))]

    up, down = ("limit-tightened", "limit-loosened") if is_lower else ("limit-loosened", "limit-tightened")
    assert slugs({keyword: low}, {keyword: high}) == [up]
    assert slugs({keyword: high}, {keyword: low}) == [down]
    assert slugs({}, {keyword: high}) == ["limit-tightened"]
    assert slugs({keyword: high}, {}) == ["limit-loosened"]
    assert slugs({keyword: high}, {keyword: high}) == []
