"""A file on disk for what is too large for memory; it has no name and is gone afterwards, whatever happens."""

import errno
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from accounting.deps import Deps
from essaim.kit.errors import UnavailableError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def spool_file(deps: Deps) -> Iterator[IO[bytes]]:
    """The file, to write and to read. UnavailableError when the disk has no room for what is done with it."""
    try:
        with tempfile.TemporaryFile(dir=deps.settings.spool_directory) as file:
            yield file
    except OSError as error:
        if error.errno not in _FULL:
            raise
        detail = "there is no room left for temporary files; ACCOUNTING_SPOOL_DIRECTORY says where they go"
        raise UnavailableError("no-room", detail) from error
