"""The rules mean what they say: where they find no break, no event is refused by the other side."""

from typing import Any

import jsonschema
from hypothesis import assume, given, settings, strategies as st

from essaim.contracts.compatibility import breaking_changes

NAMES = ("a", "b")
SCALARS: list[Any] = [None, True, 0, 1, 5, 1.5, "", "a", "abc", "2026-09-01"]
SIMPLE = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["string", "integer", "number", "boolean", "null", ["string", "null"], ["integer", "string"]]
        ),
        "enum": st.lists(st.sampled_from(SCALARS), min_size=1, max_size=3),
        "minimum": st.sampled_from([0, 1]),
        "maxLength": st.sampled_from([1, 3]),
        "pattern": st.sampled_from(["^a", "b"]),
        "title": st.sampled_from(["A", "B"]),
    },
)
UNION = st.builds(lambda options: {"anyOf": options}, st.lists(SIMPLE, min_size=1, max_size=2))
LIST = st.builds(lambda items: {"type": "array", "items": items}, SIMPLE)
VALUE = SIMPLE | UNION | LIST


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """The schema of an event: some fields, some of them required."""
    properties = draw(st.dictionaries(st.sampled_from(NAMES), VALUE, max_size=2))
    required = [name for name in properties if draw(st.booleans())]
    return {"type": "object", "properties": properties, "required": required}


@st.composite
def changes(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A schema, and the same with one or two things exchanged: most changes of a contract are small."""
    old, other = draw(events()), draw(events())
    properties = dict(old["properties"])
    required = set(old["required"])
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=2)):
        if name in other["properties"]:
            properties[name] = other["properties"][name] if draw(st.booleans()) else properties.get(name, {})
        if name in other["required"]:
            required ^= {name}
    return old, {"type": "object", "properties": properties, "required": sorted(required & set(properties))}


DATA = st.dictionaries(
    st.sampled_from(NAMES), st.sampled_from(SCALARS) | st.lists(st.sampled_from(SCALARS), max_size=2)
)


@settings(max_examples=400)
@given(changes(), st.lists(DATA, min_size=4, max_size=8))
def test_without_a_break_each_side_reads_what_the_other_writes(
    change: tuple[dict[str, Any], dict[str, Any]], data: list[dict[str, Any]]
) -> None:
    old, new = change
    assume(not breaking_changes(old, new))
    reads_old, reads_new = (jsonschema.Draft202012Validator(one) for one in (old, new))
    for one in data:
        if reads_new.is_valid(one):
            assert reads_old.is_valid(one), "an old reader refuses what the new publisher sends"
        # An earlier publisher sent the fields that it knew, and no others.
        known = {name: value for name, value in one.items() if name in old["properties"]}
        if reads_old.is_valid(known):
            assert reads_new.is_valid(known), "the new reader refuses an event of the log"


@settings(max_examples=100)
@given(events())
def test_nothing_breaks_when_nothing_changes(event: dict[str, Any]) -> None:
    assert breaking_changes(event, {**event, "description": "New words."}) == []
