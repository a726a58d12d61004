"""Which of some attached files no document of the deployment names: each file is kept once, however often it is attached."""

from collections.abc import Sequence
from typing import Any

import orjson

from enrolment.deps import Deps
from essaim.kit.repository import Repository

NAMING_FILES = ("applications", "consents", "screenings", "mini_members", "mini_enterprises", "ici_funding")
"""The repositories whose documents keep files: a test compares them with all that could."""


async def find_unnamed_files(hashes: Sequence[str], but: Sequence[str], deps: Deps) -> set[str]:
    """``but`` are documents that need them no more, although they may still name them. Every document that may name a file is
    looked at, for nothing else says who names it."""
    unnamed = set(hashes)
    if not unnamed:
        return unnamed
    for name in NAMING_FILES:
        repository: Repository[Any] = getattr(deps, name)
        async for documents in repository.scan():
            for document in documents:
                if document["id"] not in but:
                    text = orjson.dumps(document["state"])
                    unnamed -= {one for one in unnamed if one.encode() in text}
    return unnamed
