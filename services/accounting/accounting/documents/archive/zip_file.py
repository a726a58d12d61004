"""A ZIP file that is the same bytes for the same content: fixed dates, fixed order; each member hashed on its way in.

Members are written piece by piece, so that a book of any size needs no more memory than a piece.
"""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

LEVEL = 6
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o100644 << 16
_UNIX = 3


class ZipMember:
    """One file that is being written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, content: bytes) -> None:
        """The next piece."""
        self.digest.update(content)
        self.size += len(content)
        self._stream.write(content)


class ZipWriter:
    """Writes into a seekable stream. ``hashes`` has the SHA-256 of every member, in their order."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self.hashes: dict[str, str] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[ZipMember]:
        """A file to write; one at a time, and no name twice."""
        if name in self.hashes:
            raise ValueError(f"{name} is in the archive already")
        info = zipfile.ZipInfo(name, _NO_DATE)
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr, info.create_system = _READABLE, _UNIX
        with self._zip.open(info, "w", force_zip64=True) as stream:
            one = ZipMember(stream)
            yield one
        self.hashes[name] = one.digest.hexdigest()

    def add(self, name: str, content: bytes) -> None:
        """A small file at once."""
        with self.member(name) as one:
            one.write(content)

    def manifest(self) -> bytes:
        """The hashes of all members so far, as ``sha256sum -c`` reads them."""
        return "".join(f"{sha256}  {name}\n" for name, sha256 in self.hashes.items()).encode()

    def __enter__(self) -> "ZipWriter":
        return self

    def __exit__(self, *_: object) -> None:
        """Write the directory, whatever happened before. The stream stays open."""
        self._zip.close()
