"""The bytes of a logo, for those who look at it and for the documents that carry it."""

from accounting.deps import Deps
from accounting.domain.parties import Logo
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes


async def read_logo(logo: Logo, deps: Deps) -> bytes:
    """All of it: a logo is small. NotFoundError when it is gone."""
    return b"".join([part async for part in read_bytes(ReadBytes(logo.file_id, logo.pieces), deps)])
