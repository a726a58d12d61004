"""What a PDF that somebody sent has in it beside pages: scripts, programs to start, other files; or that it cannot be read.

It is read by a library, because names can be written in many ways and objects lie in compressed streams; and by a process of
its own (``essaim.kit.aside``), because a file made for that can keep a reader busy for ever.
"""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

JAVASCRIPT, LAUNCH, FILES = "javascript", "launch", "embedded-files"
MOST_OBJECTS = 200_000
_WORDS = {
    "/JS": JAVASCRIPT,
    "/JavaScript": JAVASCRIPT,
    "/XFA": JAVASCRIPT,
    "/Launch": LAUNCH,
    "/EmbeddedFiles": FILES,
    "/EmbeddedFile": FILES,
    "/EF": FILES,
    "/FileAttachment": FILES,
}
_PLAIN = {re.compile(rb"/(JavaScript|XFA)\b"): JAVASCRIPT, re.compile(rb"/Launch\b"): LAUNCH}


def inspect_pdf(content: bytes) -> bytes:
    """JSON: ``problem`` is ``encrypted``, ``unreadable`` or null, ``parts`` names what is in it. For ``Aside.run``."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            return _told("encrypted")
        if not len(reader.pages):
            return _told("unreadable")
        parts = set(_parts(reader))
    # The library raises whatever a broken file makes happen in it; to the sender they are one thing.
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError):
        return _told("unreadable")
    return _told(None, parts | {part for words, part in _PLAIN.items() if words.search(content)})


def _told(problem: str | None, parts: set[str] | None = None) -> bytes:
    return json.dumps({"problem": problem, "parts": sorted(parts or ())}).encode()


def _parts(reader: Any) -> Iterator[str]:
    from pypdf.generic import IndirectObject

    places = [(id_, generation) for generation, ids in reader.xref.items() for id_ in ids]
    places += [(id_, 0) for id_ in reader.xref_objStm]
    if len(places) > MOST_OBJECTS:
        raise ValueError("too many objects")
    yield from _words(reader.trailer)
    for id_, generation in places:
        # A free or damaged object is one that no page needs, or the pages could not have been counted.
        try:
            found = reader.get_object(IndirectObject(id_, generation, reader))
        except Exception:
            continue
        yield from _words(found)


def _words(found: Any) -> Iterator[str]:
    """The words that say what an object is for, in it and in whatever lies directly in it."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for key, value in one.items():
                yield from (_WORDS[word] for word in (str(key), *_name(value)) if word in _WORDS)
                waiting.append(value)
        elif isinstance(one, list):
            waiting += one


def _name(value: Any) -> tuple[str, ...]:
    return (str(value),) if isinstance(value, str) else ()
