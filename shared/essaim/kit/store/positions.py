"""Where pages end and continue: the same rule for every engine, which only writes it in its own language.

Behind the position (a, b, id) come, in this order: what is equal in a and b and has a greater id; what is equal in a and
has a greater b; what has a greater a. Each of these is a plain conjunction that an index can seek, which one condition
with "or" is not, and together they are the rest of the order without gap or double.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from essaim.kit.store.conditions import value_at
from essaim.kit.store.port import Collection, Document, FieldType, Order, Position, Scalar

Sign = Literal["=", ">", ">=", "<", "null"]
_LEAST: dict[FieldType, Scalar] = {"text": "", "integer": -(2**63), "boolean": False}


@dataclass(frozen=True)
class Step:
    """One comparison of a field. ``null`` has no value, and an absent field is null."""

    field: str
    sign: Sign
    value: Scalar | None = None


def sort_keys(order_by: Sequence[Order]) -> list[Order]:
    """The whole order, id last. Ids go down where everything does, as an index that is read backwards has them."""
    down = bool(order_by) and all(one.descending for one in order_by)
    return [*order_by, Order("id", down)]


def position_of(document: Document, order_by: Sequence[Order]) -> Position:
    """Where a page that ends with this document ends."""
    return (*(value_at(document, one.field) for one in order_by), document["id"])


def behind(collection: Collection, order_by: Sequence[Order], after: Position | None) -> list[list[Step]]:
    """Conjunctions whose documents, one conjunction after the other, are what comes behind the position.

    Without a position it is one empty conjunction.
    """
    if after is None:
        return [[]]
    keys = list(zip(sort_keys(order_by), after, strict=True))
    equal = [Step(key.field, "=", value) if value is not None else Step(key.field, "null") for key, value in keys]
    return [
        [*equal[:last], beyond] for last in reversed(range(len(keys))) for beyond in _beyond(collection, *keys[last])
    ]


def _beyond(collection: Collection, key: Order, value: Scalar | None) -> list[Step]:
    """What comes after a value of one key, in order. Null sorts first, so it comes last going down, and what comes after
    it going up is everything from the least value of the type: an index seeks that, and not "is not null"."""
    if value is None:
        return [] if key.descending else [Step(key.field, ">=", _LEAST[collection.fields[key.field]])]
    if key.descending:
        lesser = Step(key.field, "<", value)
        return [lesser] if key.field == "id" else [lesser, Step(key.field, "null")]
    return [Step(key.field, ">", value)]
