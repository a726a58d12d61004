"""YAML from plain data, the same text each time: block style, JSON's quotes wherever a plain word could be misread, and
texts of several lines as they are.

Written here because the contracts need nothing but pydantic; a test reads the result back with a YAML parser.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

_PLAIN = re.compile(r"[A-Za-z_/$][A-Za-z0-9_./-]*")
# Words that YAML 1.1 or 1.2 takes for something else than text.
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def yaml_text(value: dict[str, Any]) -> str:
    """The document. Keys keep their order; numbers, booleans and null are JSON's."""
    return "\n".join(_block(value, 0)) + "\n"


def _block(value: Any, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{margin}{_scalar(key)}:", inner, depth)
    else:
        for inner in value:
            yield from _item(margin, inner, depth)


def _entry(head: str, inner: Any, depth: int) -> Iterator[str]:
    if isinstance(inner, dict | list) and inner:
        yield head
        yield from _block(inner, depth + 1)
    elif isinstance(inner, str) and _reads_as_lines(inner):
        yield f"{head} |-"
        yield from (f"{'  ' * (depth + 1)}{line}" if line else "" for line in inner.split("\n"))
    else:
        yield f"{head} {_scalar(inner)}"


def _item(margin: str, inner: Any, depth: int) -> Iterator[str]:
    if isinstance(inner, dict | list) and inner:
        first, *rest = _block(inner, depth + 1)
        yield f"{margin}- {first.lstrip(' ')}"
        yield from rest
    else:
        yield f"{margin}- {_scalar(inner)}"


def _reads_as_lines(text: str) -> bool:
    """Several lines that need no quotes: printable, and nothing at either end that YAML would cut off."""
    return "\n" in text and text == text.strip() and all(line.isprintable() for line in text.split("\n"))


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    # JSON leaves characters as they are that YAML takes for line breaks or refuses.
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in json.dumps(value, ensure_ascii=False))
