"""What every engine checks before it asks or writes: declarations, documents, conditions and page positions.

A declared field holds its declared type or nothing. That is what makes two engines agree: they order values of mixed
types differently, and one of them takes true for 1.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import orjson

from essaim.kit.errors import InvalidError
from essaim.kit.store.port import Collection, Document, FieldType, In, Order, Position, Range, Scalar, Where

MAX_LIMIT = 1000
MAX_MEMBERS = 1000
INTEGERS = range(-(2**63), 2**63)
"""Both engines keep integers in 64 bits."""
_TYPES: dict[FieldType, type] = {"text": str, "integer": int, "boolean": bool}
_NAME = re.compile(r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*")
_DIGITS = bytes(ord("0") if ord("0") <= byte <= ord("9") else ord(" ") for byte in range(256))
_MANY_DIGITS = b"0" * 19


def check_collection(collection: Collection) -> None:
    """ValueError for a name that an engine could not keep, an index over an undeclared field, or two of one name."""
    for name in (collection.name, *collection.fields):
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not a name of letters, digits and underscores, joined by dots")
    names = [index.name for index in collection.indexes]
    if len(set(names)) < len(names):
        raise ValueError(f"{collection.name} has two indexes of one name: {sorted(names)}")
    for index in collection.indexes:
        for field in index.fields:
            if field not in collection.fields:
                raise ValueError(f"{collection.name} indexes {field!r} and does not declare it")


def check_query(
    collection: Collection, where: Where, order_by: Sequence[Order] = (), limit: int = 1, after: Position | None = None
) -> None:
    """ValueError for an undeclared field, a value of another type than declared, an empty range or a limit out of bounds.

    InvalidError for a foreign position, because positions travel to callers and back.
    """
    for field, condition in where.items():
        type_ = _type_of(collection, field)
        values = operands(condition)
        if isinstance(condition, Range) and not values:
            raise ValueError(f"the range on {field} has no bound")
        for value in values:
            if not _is(value, type_):
                raise ValueError(f"the condition on {field} has {value!r}, which is not a value of type {type_}")
    types = [_type_of(collection, one.field) for one in order_by]
    if not 1 <= limit <= MAX_LIMIT:
        raise ValueError(f"limit is {limit}, and must be from 1 to {MAX_LIMIT}")
    if after is not None:
        _check_position(types, after)


def _check_position(types: Sequence[FieldType], after: Position) -> None:
    fits = len(after) == len(types) + 1 and _is(after[-1], "text")
    if not fits or not all(value is None or _is(value, type_) for value, type_ in zip(after, types, strict=False)):
        raise InvalidError("invalid-cursor", "the position does not belong to this order")


def _type_of(collection: Collection, field: str) -> FieldType:
    if field == "id":
        return "text"
    if field not in collection.fields:
        raise ValueError(f"{collection.name} does not declare the field {field!r}")
    return collection.fields[field]


def _is(value: Any, type_: FieldType) -> bool:
    if type_ == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and value in INTEGERS
    return isinstance(value, _TYPES[type_])


def operands(condition: Any) -> list[Any]:
    """The values that a condition compares with."""
    if isinstance(condition, Range):
        found = (condition.gt, condition.ge, condition.lt, condition.le)
        return [value for value in found if value is not None]
    if isinstance(condition, In):
        if len(condition.values) > MAX_MEMBERS:
            raise ValueError(
                f"a membership names {len(condition.values)} values, and at most {MAX_MEMBERS} are allowed"
            )
        return list(condition.values)
    return [condition]


def value_at(document: Document, path: str) -> Scalar | None:
    """What is at a dotted path of a stored document; None when it is absent or null."""
    value: Any = document
    for part in _parts(path):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    found: Scalar | None = value
    return found


@cache
def _parts(path: str) -> tuple[str, ...]:
    """Every write asks for every declared field, and there are few paths."""
    return tuple(path.split("."))


def dump(collection: Collection, document: Document) -> str:
    """The document as JSON text, after all checks; see ``check_document``."""
    return check_document(collection, document)[0]


def check_document(collection: Collection, document: Document) -> tuple[str, Document]:
    """The document as JSON text, and as it will come back.

    ValueError for what would not come back as it was (dates, bytes, NaN, tuples, keys that are not strings, integers
    beyond 64 bits, half surrogate pairs), and for a declared field that holds another type than declared.
    """
    if not isinstance(document.get("id"), str) or not document["id"]:
        raise ValueError("a document needs an id, a non-empty string")
    try:
        # Every write passes here: orjson takes a sixth of the standard library's time.
        raw = orjson.dumps(document, option=orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS)
        copy: Document = orjson.loads(raw)
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{document['id']!r} holds something that JSON cannot: {error}") from error
    # A tuple has become a list and NaN nothing: what does not come back equal is refused.
    if copy != document:
        raise ValueError(f"{document['id']!r} holds a tuple, or a number that JSON cannot hold")
    # Ten times faster than a pattern, and most documents are full of ids.
    if _MANY_DIGITS in raw.translate(_DIGITS):
        _check_integers(copy)
    _check_fields(collection, copy)
    return raw.decode(), copy


def _check_fields(collection: Collection, document: Document) -> None:
    for field, type_ in collection.fields.items():
        value = value_at(document, field)
        if value is None:
            continue
        if not _is(value, type_):
            raise ValueError(f"{collection.name}.{field} is declared as {type_} and holds {value!r}")
        if isinstance(value, str) and "\0" in value:
            raise ValueError(f"{collection.name}.{field} holds a zero character, which no index can hold")


def _check_integers(node: Any) -> None:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            _check_integers(value)
    elif isinstance(node, int) and node not in INTEGERS:
        raise ValueError(f"{node} does not fit into 64 bits")
