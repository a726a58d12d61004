"""Documents as MongoDB keeps them: the record of a document, the document of a record.

- ``_id`` is the document's ``id``; ``id`` is kept as well, so that an index can end with it under a name of our own.
- ``_keys`` has one string per unique index, with a value of its own where a field is missing, because a plain unique
  index takes an absent field for a value, and partial indexes are not the same on every server.
- Keys of objects that MongoDB gives a meaning (dots, dollars, a leading underscore) are written percent-encoded.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from essaim.kit.store.conditions import check_document, value_at
from essaim.kit.store.port import Collection, Document, Index

KEYS = "_keys"
_UNSAFE = re.compile(r"[%.$\x00]|^_")
_ENCODED = re.compile(r"%([0-9A-F]{2})")
_INDEX_IN_MESSAGE = re.compile(r"index:? '?([^\s']+)")


def record_of(collection: Collection, document: Document) -> Document:
    """What is stored of a document. ValueError as in ``check_document``."""
    _, copy = check_document(collection, document)
    keys = {index.name: unique_key(index, copy) for index in collection.indexes if index.unique}
    return {"_id": copy["id"], **_renamed(copy, _encode), **({KEYS: keys} if keys else {})}


def document_of(record: Document) -> Document:
    """The document of a record."""
    document: Document = _renamed({key: value for key, value in record.items() if key not in ("_id", KEYS)}, _decode)
    return document


def stored_path(field: str) -> str:
    """Where a declared field is in a record."""
    return ".".join(_encode(part) for part in field.split("."))


def key_field(index: Index) -> str:
    """Where the key of a unique index is in a record."""
    return f"{KEYS}.{index.name}"


def unique_key(index: Index, document: Document) -> str:
    """The document's key in a unique index; one that only it can have when it is outside the index."""
    values = [value_at(document, field) for field in index.fields]
    if any(value is None for value in values):
        return f"none:{document['id']}"
    return "key:" + json.dumps(values, ensure_ascii=False)


def index_in(collection: Collection, details: Mapping[str, Any] | None, message: str) -> str:
    """Which key a duplicate is about: ``id``, the index's name, or "" when the server does not say.

    MongoDB names the fields in ``keyPattern``; other servers only have a message, with a name that ends in the fields.
    """
    pattern = (details or {}).get("keyPattern") or {}
    found = _INDEX_IN_MESSAGE.search(message)
    named = next(iter(pattern), "") or (found.group(1) if found else "")
    if named in ("_id", "_id_") or re.search(r"constraint failed: \S+\._id\b", message):
        return "id"
    for index in collection.indexes:
        if index.unique and (named == index.name or re.search(rf"{KEYS}[._]{re.escape(index.name)}$", named)):
            return index.name
    return ""


def _renamed(node: Any, rename: Callable[[str], str]) -> Any:
    if isinstance(node, dict):
        return {rename(key): _renamed(value, rename) for key, value in node.items()}
    if isinstance(node, list):
        return [_renamed(value, rename) for value in node]
    return node


@lru_cache(maxsize=4096)
def _encode(key: str) -> str:
    return _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", key)


@lru_cache(maxsize=4096)
def _decode(key: str) -> str:
    return _ENCODED.sub(lambda found: chr(int(found[1], 16)), key)
