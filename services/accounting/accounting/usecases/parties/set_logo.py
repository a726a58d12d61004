"""The accountant gives a legal entity its logo, or takes it away. What was issued keeps the logo that it was issued with."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

from accounting.deps import Deps
from accounting.documents.logo import LARGEST_BYTES, LARGEST_SIDE, picture_type
from accounting.domain.errors import InputError
from accounting.domain.parties import LegalEntity, Logo
from accounting.usecases.files.keep_bytes import KeepBytes, keep_bytes
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SetLogo:
    """The bytes of the picture; None for no logo."""

    siren: str
    content: bytes | None


async def set_logo(
    command: SetLogo, deps: Deps, cause: Cause, *, expected_version: int | None = None
) -> Stored[LegalEntity]:
    """The legal entity. InputError for what is no PNG or JPEG, or is too large. The same picture is kept once."""
    await deps.legal_entities.get(command.siren)
    logo = None if command.content is None else await _keep(command.siren, command.content, deps, cause)
    return await deps.legal_entities.change(
        command.siren, lambda one: Change(replace(one, logo=logo)), cause, expected_version=expected_version
    )


async def _keep(siren: str, content: bytes, deps: Deps, cause: Cause) -> Logo:
    try:
        media_type = await asyncio.to_thread(picture_type, content)
    except ValueError as error:
        accepted = f"a PNG or JPEG of at most {LARGEST_BYTES // 1000} kB and {LARGEST_SIDE} points a side"
        raise InputError("logo", str(error), accepted) from error
    digest = hashlib.sha256(content).hexdigest()

    async def once() -> AsyncIterator[bytes]:
        yield content

    file_id = f"logo:{siren}:{digest}"
    kept = await keep_bytes(KeepBytes(file_id, once()), deps, cause)
    return Logo(file_id, kept.pieces, media_type, digest)
