"""A file that is small enough to be read as a whole, with its hash and what it is."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.file_names import clean_name
from essaim.kit.file_types import PDF

CHUNK_BYTES = 512 * 1024
XML = "application/xml"


@dataclass(frozen=True)
class GatheredFile:
    """All of it. ``media_type`` is PDF by its content, XML otherwise: what it really is, its reader finds out."""

    content: bytes
    name: str
    media_type: str
    sha256: str

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of it, piece by piece."""
        for start in range(0, len(self.content), CHUNK_BYTES):
            yield self.content[start : start + CHUNK_BYTES]


async def gather_file(content: AsyncIterator[bytes], name: str, limit_bytes: int) -> GatheredFile:
    """The file. InvalidError for an empty or a too large one."""
    gathered = bytearray()
    async for part in content:
        gathered += part
        if len(gathered) > limit_bytes:
            raise _refused("received-too-large", f"has more than {limit_bytes} bytes", limit_bytes)
    if not gathered:
        raise _refused("received-empty", "is empty", limit_bytes)
    whole = bytes(gathered)
    is_pdf = b"%PDF-" in whole[:1024]
    cleaned = clean_name(name, "pdf" if is_pdf else "xml")
    return GatheredFile(whole, cleaned, PDF if is_pdf else XML, hashlib.sha256(whole).hexdigest())


def _refused(slug: str, message: str, limit_bytes: int) -> InvalidError:
    problem = FieldProblem("file", message, f"a file of 1 to {limit_bytes} bytes")
    return InvalidError(slug, f"the file {message}", fields=(problem,))
