"""Where a break is found: at any depth, through references, lists, maps and unions; and what is never let through."""

from typing import Any

import pytest

from essaim.contracts.compatibility import breaking_changes, same_form

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def record(**properties: Any) -> dict[str, Any]:
    """A schema with these optional fields."""
    return {"type": "object", "properties": properties}


def defined(**definitions: Any) -> dict[str, Any]:
    """An event whose field ``x`` is the definition ``Inner``."""
    return record(x={"$ref": "#/$defs/Inner"}) | {"$defs": definitions}


def found(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, str]]:
    """Places and slugs of the breaks."""
    return [(one.place, one.slug) for one in breaking_changes(old, new)]


@pytest.mark.parametrize(
    ("inside", "place"),
    [
        (lambda one: record(a=one), "a"),
        (lambda one: record(a=record(b=one)), "a.b"),
        (lambda one: record(a={"type": "array", "items": one}), "a[]"),
        (lambda one: record(a={"type": "array", "items": record(b=one)}), "a[].b"),
        (lambda one: record(a={"type": "object", "additionalProperties": one}), "a{}"),
        (lambda one: record(a={"type": "object", "patternProperties": {"^.$": one}}), "a{}"),
        (lambda one: record(a={"type": "object", "propertyNames": one}), "a{key}"),
        (lambda one: record(a={"anyOf": [one, {"type": "null"}]}), "a"),
        (lambda one: record(a={"anyOf": [one, {"type": "boolean"}]}), "a"),
        (lambda one: record(a={"allOf": [one]}), "a"),
        (lambda one: defined(Inner=record(y=one)), "x.y"),
    ],
)
def test_a_break_is_found_and_placed_at_any_depth(inside: Any, place: str) -> None:
    assert found(inside(TEXT), inside(NUMBER)) == [(place, "type-changed")]
    assert found(inside(TEXT), inside(TEXT | {"title": "T"})) == []


def test_a_sentence_says_place_rule_change_harm_and_reason() -> None:
    (one,) = breaking_changes(record(a=TEXT), record())
    assert str(one) == "a: property-removed (it is gone). It harms old readers: they read it; events only grow."


def test_a_definition_may_be_renamed_or_written_in_place() -> None:
    inner = record(y=TEXT)
    assert found(defined(Inner=inner), record(x={"$ref": "#/$defs/Other"}) | {"$defs": {"Other": inner}}) == []
    assert found(defined(Inner=inner), record(x=inner)) == []


def test_a_definition_that_changes_behind_the_same_reference_is_seen() -> None:
    assert found(defined(Inner=TEXT), defined(Inner=NUMBER)) == [("x", "type-changed")]


def test_a_schema_that_refers_to_itself_is_compared_to_its_end() -> None:
    def tree(leaf: dict[str, Any]) -> dict[str, Any]:
        return defined(Inner=record(leaf=leaf, twigs={"type": "array", "items": {"$ref": "#/$defs/Inner"}}))

    assert found(tree(TEXT), tree(NUMBER)) == [("x.leaf", "type-changed")]
    assert found(tree(TEXT), tree(TEXT) | {"description": "A tree."}) == []


def test_several_breaks_are_all_named() -> None:
    old = record(a=TEXT, b=TEXT, c=NUMBER) | {"required": ["a"]}
    new = record(b=NUMBER, c=NUMBER, d=TEXT) | {"required": ["d"]}
    assert found(old, new) == [("a", "property-removed"), ("b", "type-changed"), ("d", "property-added-as-required")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TEXT, {"$ref": "https://example.org/other.json"}),
        (TEXT, {"$ref": "#/$defs/Nowhere"}),
        (TEXT, {"type": "string", "allOf": [{"minLength": 1}, {"maxLength": 3}]}),
        (TEXT, {"allOf": [{"type": "integer"}], "type": "string"}),
        (TEXT, {"type": "string", "contentEncoding": "base64"}),
        (NUMBER, {"type": "integer", "multipleOf": 2}),
        ({"type": "array"}, {"type": "array", "prefixItems": [TEXT]}),
        ({"type": "array"}, {"type": "array", "contains": TEXT}),
        (record(), {**record(), "dependentRequired": {"a": ["b"]}}),
        (record(), {**record(), "required": ["nowhere"]}),
        (record(a=TEXT), {"if": {}, **record(a=TEXT)}),
        ({"anyOf": [TEXT, NUMBER]}, {"oneOf": [TEXT, NUMBER]}),
        ({"anyOf": [TEXT, NUMBER]}, {"anyOf": [TEXT], "oneOf": [NUMBER]}),
        (TEXT, False),
    ],
)
def test_what_no_rule_understands_is_a_break(old: Any, new: Any) -> None:
    assert ("x", "cannot-be-compared") in found(record(x=old), record(x=new))
    assert found(record(x=new), record(x=old)) != []


def test_an_unknown_keyword_that_stays_is_no_change_unless_it_refers_to_something() -> None:
    kept = record(x=TEXT | {"contentEncoding": "base64"})
    assert found(kept, kept | {"properties": {**kept["properties"], "y": TEXT}}) == []
    hidden = record(x={"not": {"$ref": "#/$defs/Inner"}})
    assert ("x", "cannot-be-compared") in found(
        hidden | {"$defs": {"Inner": TEXT}}, hidden | {"$defs": {"Inner": NUMBER}}
    )


def test_a_field_may_not_be_added_to_a_map() -> None:
    old = {"type": "object", "additionalProperties": NUMBER}
    assert ("a", "property-added-to-closed-object") in found(old, {**old, "properties": {"a": TEXT}})


def test_words_are_no_form_but_a_field_of_that_name_is() -> None:
    assert same_form(record(a=TEXT), record(a=TEXT | {"description": "An a.", "examples": ["a"]}) | {"title": "R"})
    assert not same_form(record(title=TEXT), record())
    assert not same_form(record(a={"enum": [{"title": "x"}]}), record(a={"enum": [{}]}))
