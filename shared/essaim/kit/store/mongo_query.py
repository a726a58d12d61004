"""Conditions, orders and positions as MongoDB filters, sorts and index keys. Only operators on scalar fields are used."""

from collections.abc import Sequence

from essaim.kit.store.mongo_record import stored_path
from essaim.kit.store.port import Collection, Condition, Document, In, Index, Order, Position, Range, Where
from essaim.kit.store.positions import Sign, behind, sort_keys

ASCENDING, DESCENDING = 1, -1
_SIGNS: dict[Sign, str] = {"=": "$eq", ">": "$gt", ">=": "$gte", "<": "$lt", "null": "$eq"}


def index_keys(index: Index) -> list[tuple[str, int]]:
    """The keys of an index that serves conditions and order: its fields, then the id, as ``mongo_sort`` has them."""
    return [*((stored_path(field), ASCENDING) for field in index.fields), ("id", ASCENDING)]


def mongo_sort(order_by: Sequence[Order]) -> list[tuple[str, int]]:
    """The sort of an order, ties broken by id."""
    sort: dict[str, int] = {}
    for key in sort_keys(order_by):
        sort.setdefault(_stored(key.field, order_by), DESCENDING if key.descending else ASCENDING)
    return list(sort.items())


def mongo_queries(
    collection: Collection, where: Where, order_by: Sequence[Order] = (), after: Position | None = None
) -> list[Document]:
    """Filters whose records, one filter after the other, are the answer; one without a position."""
    conditions = [(_stored(field, ()), _condition(condition)) for field, condition in where.items()]
    return [
        _conjunction([*conditions, *((_stored(one.field, order_by), {_SIGNS[one.sign]: one.value}) for one in steps)])
        for steps in behind(collection, order_by, after)
    ]


def _stored(field: str, order_by: Sequence[Order]) -> str:
    """Where a field is in a record. The id alone is served by the index of ``_id``; behind other fields it is ``id``,
    which their indexes end with."""
    if field == "id" and all(one.field == "id" for one in order_by):
        return "_id"
    return stored_path(field)


def _conjunction(parts: Sequence[tuple[str, Document]]) -> Document:
    """All comparisons, flat where a field is compared once per operator: servers plan that best."""
    flat: dict[str, Document] = {}
    others: list[Document] = []
    for field, comparison in parts:
        known = flat.setdefault(field, {})
        operators = known.keys() | comparison.keys()
        if known and (operators & {"$eq", "$in"} or known.keys() & comparison.keys()):
            others.append({field: comparison})
        else:
            known.update(comparison)
    query: Document = {field: one.get("$eq", one) for field, one in flat.items()}
    return query | ({"$and": others} if others else {})


def _condition(condition: Condition) -> Document:
    if isinstance(condition, In):
        return {"$in": list(condition.values)}
    if isinstance(condition, Range):
        bounds = {"$gt": condition.gt, "$gte": condition.ge, "$lt": condition.lt, "$lte": condition.le}
        return {sign: value for sign, value in bounds.items() if value is not None}
    return {"$eq": condition}
