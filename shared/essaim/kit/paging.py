"""Pages and their cursors. A cursor is opaque to callers: where the page ended, as URL-safe base64 of JSON."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Generic, TypeVar

from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.store.port import Position

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some items in order, and the cursor of the next page or None at the end."""

    items: tuple[T, ...]
    next: str | None


def write_cursor(position: Position | None) -> str | None:
    """The cursor of a position."""
    if position is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(list(position)).encode()).decode().rstrip("=")


def read_cursor(cursor: str | None, order_fields: int) -> Position | None:
    """The position of a cursor; InvalidError when it was not made for such an order."""
    if cursor is None:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _bad_cursor() from error
    scalars = isinstance(values, list) and all(
        value is None or isinstance(value, str | int | float | bool) for value in values
    )
    if not scalars or len(values) != order_fields + 1 or not isinstance(values[-1], str):
        raise _bad_cursor()
    return tuple(values)


def _bad_cursor() -> InvalidError:
    problem = FieldProblem("cursor", "is not a cursor of this list", "the `next` value of the page before")
    return InvalidError("invalid-cursor", "the cursor is not one of this list", fields=(problem,))
