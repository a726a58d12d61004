"""The SQL of the embedded engine: statements from declarations and conditions. Values are always parameters.

Field expressions are ``json_extract(body, '$.path')``; the indexes are over the same expressions, so that SQLite uses
them for conditions, for the order and for continuing a page.
"""

import sqlite3
from collections.abc import Sequence, Set
from typing import Any

from essaim.kit.store.conditions import operands
from essaim.kit.store.port import Collection, Condition, In, Order, Position, Range, Where
from essaim.kit.store.positions import Step, behind, sort_keys

Statement = tuple[str, list[Any]]


def _table(collection: Collection) -> str:
    return f'"{collection.name}"'


def _expression(field: str) -> str:
    return "id" if field == "id" else f"json_extract(body, '$.{field}')"


def declaration(collection: Collection) -> list[str]:
    """CREATE statements for what may be missing."""
    table = _table(collection)
    statements = [
        f"CREATE TABLE IF NOT EXISTS {table} "
        "(id TEXT PRIMARY KEY NOT NULL, revision INTEGER NOT NULL, body TEXT NOT NULL)"
    ]
    for index in collection.indexes:
        columns = [_expression(field) for field in index.fields]
        if not index.unique:
            columns.append("id")
        kind = "UNIQUE INDEX" if index.unique else "INDEX"
        part = f" WHERE {columns[0]} IS NOT NULL" if index.sparse else ""
        statements.append(
            f'CREATE {kind} IF NOT EXISTS "{collection.name}__{index.name}" ON {table} ({", ".join(columns)}){part}'
        )
    return statements


def insert(collection: Collection) -> str:
    """INSERT of (id, revision, body)."""
    return f"INSERT INTO {_table(collection)} (id, revision, body) VALUES (?, ?, ?)"


def get(collection: Collection) -> str:
    """SELECT by id."""
    return f"SELECT body FROM {_table(collection)} WHERE id = ?"


def replace(collection: Collection) -> str:
    """UPDATE of (revision, body) where (id, revision)."""
    return f"UPDATE {_table(collection)} SET revision = ?, body = ? WHERE id = ? AND revision = ?"


def delete(collection: Collection) -> str:
    """DELETE where (id, revision)."""
    return f"DELETE FROM {_table(collection)} WHERE id = ? AND revision = ?"


def count(collection: Collection, where: Where) -> Statement:
    """SELECT count, and its values."""
    parts, values = _conditions(where)
    return f"SELECT count(*) FROM {_table(collection)}{_clause(parts)}", values


def find(collection: Collection, where: Where, order_by: Sequence[Order], after: Position | None) -> list[Statement]:
    """SELECT statements whose rows, one statement after the other, are the answer; see ``positions.behind``.

    The last parameter, LIMIT, is missing.
    """
    given = {field for field, condition in where.items() if not isinstance(condition, In | Range)}
    statements: list[Statement] = []
    for steps in behind(collection, order_by, after):
        parts, values = _conditions(_without_implied(where, steps))
        clause = _clause([*parts, *(_step(step) for step in steps)])
        order = _order(order_by, given | {step.field for step in steps if step.sign in ("=", "null")})
        text = f"SELECT body FROM {_table(collection)}{clause}{order} LIMIT ?"
        statements.append((text, [*values, *(step.value for step in steps if step.value is not None)]))
    return statements


def _without_implied(where: Where, steps: Sequence[Step]) -> Where:
    """The conditions without the bounds that a step on the same field implies. Of two lower bounds SQLite seeks by the first
    and filters by the second, so every page of a range would begin at its start again."""
    left = dict(where)
    for step in steps:
        condition = left.get(step.field)
        if isinstance(condition, Range) and step.value is not None:
            rest = _outside(condition, step)
            if operands(rest):
                left[step.field] = rest
            else:
                del left[step.field]
    return left


def _outside(condition: Range, step: Step) -> Range:
    """The bounds that do not follow from a step. A position is not trusted to lie in the range."""
    value: Any = step.value
    above = all(bound is None or value >= bound for bound in (condition.gt, condition.ge)) and step.sign in (">", ">=")
    below = all(bound is None or value <= bound for bound in (condition.lt, condition.le)) and step.sign == "<"
    lower = (None, None) if above else (condition.gt, condition.ge)
    upper = (None, None) if below else (condition.lt, condition.le)
    return Range(gt=lower[0], ge=lower[1], lt=upper[0], le=upper[1])


def _order(order_by: Sequence[Order], given: Set[str]) -> str:
    """ORDER BY what is not one given value: SQLite does not see by itself that such an expression is constant."""
    keys = [key for key in sort_keys(order_by) if key.field not in given]
    terms = [f"{_expression(key.field)}{' DESC' if key.descending else ''}" for key in keys]
    return f" ORDER BY {', '.join(terms)}" if terms else ""


def _step(step: Step) -> str:
    expression = _expression(step.field)
    if step.value is None:
        return f"{expression} IS NULL"
    return f"{expression} {step.sign} ?"


def _clause(parts: Sequence[str]) -> str:
    return " WHERE " + " AND ".join(parts) if parts else ""


def _conditions(where: Where) -> tuple[list[str], list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for field, condition in where.items():
        part, more = _condition(_expression(field), condition)
        parts += part
        values += more
    return parts, values


def _condition(expression: str, condition: Condition) -> tuple[list[str], list[Any]]:
    if isinstance(condition, In):
        return [f"{expression} IN ({', '.join('?' * len(condition.values))})"], list(condition.values)
    if isinstance(condition, Range):
        bounds = ((">", condition.gt), (">=", condition.ge), ("<", condition.lt), ("<=", condition.le))
        given = [(sign, value) for sign, value in bounds if value is not None]
        return [f"{expression} {sign} ?" for sign, _ in given], [value for _, value in given]
    return [f"{expression} = ?"], [condition]


def index_of(collection: Collection, error: sqlite3.IntegrityError) -> str:
    """Which unique index an IntegrityError is about, by name; "" when it is none of them."""
    text = str(error)
    return next((one.name for one in collection.indexes if text.endswith(f"'{collection.name}__{one.name}'")), "")
