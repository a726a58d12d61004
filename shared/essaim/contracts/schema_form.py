"""The form of a JSON Schema, without its words: what two schemas have to agree on to accept the same data.

Schemas are those that pydantic generates: references into ``$defs``, ``anyOf`` with null, ``enum`` or ``const``. A renamed
definition, a better description or another spelling of the same thing is no change of form.
"""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

WORDS = frozenset({"title", "description", "examples", "example", "$comment", "deprecated", "readOnly", "writeOnly"})
"""Keywords that tell something to people and restrict nothing."""
NAMED = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
"""Keywords whose value maps names to schemas: a name there is never a keyword."""
_PREFIX = "#/$defs/"


class IncomparableError(ValueError):
    """Something in a schema that cannot be reduced to a form; the text says what."""


def without_words(schema: Any) -> Any:
    """The schema without titles, descriptions and examples, at any depth."""
    if isinstance(schema, list):
        return [without_words(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        keyword: {name: without_words(one) for name, one in value.items()}
        if keyword in NAMED and isinstance(value, dict)
        else value
        if keyword in {"default", "const", "enum"}
        else without_words(value)
        for keyword, value in schema.items()
        if keyword not in WORDS
    }


def resolved(node: Any, root: Schema) -> dict[str, Any]:
    """A node with its reference, or the only member of its ``allOf``, put in its place; ``True`` is the empty schema."""
    if node is True:
        return {}
    if not isinstance(node, Mapping):
        raise IncomparableError(f"{node!r} in the place of a schema")
    found = {keyword: value for keyword, value in node.items() if keyword not in WORDS}
    for _ in range(len(root.get("$defs", {})) + 2):
        if "$ref" in found:
            inner = _definition(str(found.pop("$ref")), root)
        elif len(found.get("allOf", ())) == 1:
            inner = found.pop("allOf")[0]
        else:
            return found
        found = _merged(found, inner)
    raise IncomparableError("a reference that leads to itself")


def variants(node: dict[str, Any], root: Schema) -> tuple[list[dict[str, Any]], bool]:
    """The forms that a value may have, without null, and whether null is one of them.

    ``anyOf`` and ``oneOf`` are taken for the same: pydantic writes the latter only with a discriminator.
    """
    keywords = [keyword for keyword in ("anyOf", "oneOf") if keyword in node]
    if not keywords:
        return _by_type(node)
    if len(keywords) > 1:
        raise IncomparableError("anyOf beside oneOf")
    around = {
        keyword: value
        for keyword, value in node.items()
        if keyword not in {*keywords, "discriminator", "default", "$defs"}
    }
    found: list[dict[str, Any]] = []
    null = False
    for one in node[keywords[0]]:
        inner, inner_null = variants(_merged(around, resolved(one, root)), root)
        found += inner
        null = null or inner_null
    return found, null


def _by_type(node: dict[str, Any]) -> tuple[list[dict[str, Any]], bool]:
    types = node.get("type")
    if types == "null":
        return [], True
    if isinstance(types, list) and "null" in types:
        others = [one for one in types if one != "null"]
        return [{**node, "type": others[0] if len(others) == 1 else others}], True
    return [node], False


def _definition(reference: str, root: Schema) -> Schema:
    name = reference.removeprefix(_PREFIX)
    definitions = root.get("$defs", {})
    if not reference.startswith(_PREFIX) or name not in definitions:
        raise IncomparableError(f"the reference {reference}")
    definition: Schema = definitions[name]
    return definition


def _merged(outer: Mapping[str, Any], inner: Any) -> dict[str, Any]:
    """Both at once; a keyword that both have with different values cannot be reduced to one."""
    if not isinstance(inner, Mapping):
        raise IncomparableError(f"{inner!r} in the place of a schema")
    known = {keyword: value for keyword, value in inner.items() if keyword not in WORDS}
    for keyword in sorted(set(outer) & set(known)):
        if outer[keyword] != known[keyword] and keyword != "default":
            raise IncomparableError(f"two values for {keyword}")
    return {**known, **outer}
