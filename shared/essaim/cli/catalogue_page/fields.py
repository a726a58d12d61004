"""A JSON Schema as rows of a table: one row per field, those inside others below them.

The contracts have few scalar types, each with its own pattern. The table names the type instead of showing the pattern
again and again; ``SCALARS`` says once what each one means.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from essaim.contracts.types import Amount, Code, Id, PartnerId, SchoolYear, Siren

Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Scalar:
    """A string type of the contracts: its name on the page, what it means, and its pattern."""

    name: str
    meaning: str
    pattern: str


def _scalar(name: str, type_: Any, meaning: str) -> Scalar:
    return Scalar(name, meaning, TypeAdapter(type_).json_schema(mode="serialization")["pattern"])


SCALARS = (
    _scalar(
        "id",
        Id,
        "An identifier: letters, digits and : . _ - inside, at most 100 characters. Compare it, never parse it.",
    ),
    _scalar(
        "amount", Amount, "Euros as a decimal string with two decimals, such as “1250.00”. Never read it as a float."
    ),
    _scalar("code", Code, "A code without spaces, at most 80 characters. New codes may appear: have a default."),
    _scalar("partner", PartnerId, "A partner’s id: small letters, digits and single dashes."),
    _scalar("siren", Siren, "The nine digits of a French legal entity."),
    _scalar("school year", SchoolYear, "Two years with a dash, such as 2026-2027."),
)
_BY_PATTERN = {scalar.pattern: scalar for scalar in SCALARS}
_FORMATS = {"date-time": "instant", "date": "date"}
_LIMITS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
}


@dataclass(frozen=True)
class Field:
    """One row: where the field is (``lines[].amount``), how deep, and what a reader may count on."""

    path: str
    depth: int
    type: str
    required: bool
    nullable: bool
    description: str
    constraints: tuple[str, ...]

    @property
    def worded(self) -> bool:
        """Whether there is more to say of it than its type."""
        return bool(self.description or self.constraints)


def fields_of(schema: Schema) -> list[Field]:
    """The fields of an object's schema, in the order of the contract, nested ones included."""
    return list(_rows(schema, schema.get("$defs", {}), "", 0))


def _rows(schema: Schema, defs: Schema, prefix: str, depth: int) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, raw in schema.get("properties", {}).items():
        node, nullable = _without_null(raw, defs)
        path = f"{prefix}{name}"
        yield Field(
            path,
            depth,
            _type(node, defs),
            name in required,
            nullable,
            str(raw.get("description") or node.get("description") or ""),
            tuple(_constraints(node, defs)),
        )
        inner, step = _inside(node, defs)
        yield from _rows(inner, defs, f"{path}{step}.", depth + 1)


def _inside(node: Schema, defs: Schema) -> tuple[Schema, str]:
    """The object that a list or map holds, or that the field is; an empty schema when there is none."""
    if "items" in node:
        return _resolved(node["items"], defs), "[]"
    values = _map_values(node)
    if values is not None:
        return _resolved(values, defs), "{}"
    return node, ""


def _type(node: Schema, defs: Schema) -> str:
    if "const" in node or "enum" in node:
        return "choice"
    if "items" in node:
        return f"list of {_type(_resolved(node['items'], defs), defs)}"
    values = _map_values(node)
    if values is not None:
        return f"map of {_type(_resolved(values, defs), defs)}"
    if "anyOf" in node:
        kept = [_type(_resolved(one, defs), defs) for one in node["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(kept))
    if node.get("pattern") in _BY_PATTERN:
        return _BY_PATTERN[node["pattern"]].name
    return _FORMATS.get(node.get("format", ""), str(node.get("type", "any")))


def _constraints(node: Schema, defs: Schema) -> Iterator[str]:
    # What is said of a list's items is said in the list's row: scalars have no row of their own.
    item = _resolved(node["items"], defs) if "items" in node else None
    if item is not None and "properties" not in item:
        yield from _constraints(item, defs)
    choices = node.get("enum", [node["const"]] if "const" in node else [])
    if choices:
        yield "one of " + ", ".join(str(choice) for choice in choices)
    known = node.get("pattern") in _BY_PATTERN
    for keyword, words in _LIMITS.items():
        if keyword in node and not known:
            yield words.format(node[keyword])
    if "pattern" in node and not known:
        yield f"matches {node['pattern']}"
    if node.get("uniqueItems"):
        yield "no item twice"


def _map_values(node: Schema) -> Schema | None:
    """The schema of the values of a map, or None for anything else."""
    patterns = list(node.get("patternProperties", {}).values())
    extra = node.get("additionalProperties")
    if patterns:
        return dict(patterns[0])
    return dict(extra) if isinstance(extra, Mapping) else None


def _without_null(node: Schema, defs: Schema) -> tuple[Schema, bool]:
    """The schema of a value that may also be null, and whether it may. Other unions are not used by the contracts."""
    options = [_resolved(one, defs) for one in node.get("anyOf", ())]
    if not options:
        return _resolved(node, defs), False
    kept = [one for one in options if one.get("type") != "null"]
    return kept[0], len(kept) < len(options)


def _resolved(node: Schema, defs: Schema) -> Schema:
    reference = node.get("$ref", "")
    return dict(defs[reference.removeprefix("#/$defs/")]) if reference else node
