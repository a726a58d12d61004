"""Remove attached files for good, unless another document of the deployment still names them: each file is kept once only."""

from dataclasses import dataclass
from typing import Any

import orjson

from enrolment.deps import Deps
from essaim.kit.repository import Repository

NAMING_FILES = ("applications", "consents", "screenings", "mini_members", "mini_enterprises", "ici_funding")
"""The repositories whose documents keep files: a test compares them with all that could."""


@dataclass(frozen=True)
class RemoveFiles:
    """Hashes of files, and the documents that need them no more, although they may still name them."""

    hashes: tuple[str, ...]
    of: tuple[str, ...]


async def remove_files(command: RemoveFiles, deps: Deps) -> None:
    """Safe to repeat. Every document that may name a file is looked at, for nothing else says who names it."""
    wanted = set(command.hashes)
    if not wanted:
        return
    for name in NAMING_FILES:
        repository: Repository[Any] = getattr(deps, name)
        async for documents in repository.scan():
            for document in documents:
                if document["id"] in command.of:
                    continue
                text = orjson.dumps(document["state"])
                wanted -= {one for one in wanted if one.encode() in text}
    for sha256 in sorted(wanted):
        await deps.attachments.remove(sha256)
