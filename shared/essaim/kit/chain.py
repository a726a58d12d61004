"""Links: JSON documents sealed one to the next by SHA-256, so that nothing can be altered, taken out or put in unseen.

The hash of a link covers its canonical JSON, in which its number and the hash of the link before it stand. Canonical is as
in RFC 8785 for what is allowed here: objects with string keys, arrays, strings, integers up to 2^53, booleans and null; no
floats. Keys are sorted, nothing is escaped that need not be, no spaces.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

GENESIS = "0" * 64
"""What the first link has as the hash before it."""


def canonical(content: Mapping[str, Any]) -> bytes:
    """The bytes that are hashed. TypeError for what is no JSON. Keys are ASCII here, so their order is that of RFC 8785."""
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


def link_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of a link's content, as 64 hexadecimal digits. ``content`` holds everything but the hash itself."""
    return hashlib.sha256(canonical(content)).hexdigest()
