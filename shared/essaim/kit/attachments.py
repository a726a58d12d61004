"""Files that people attach to documents, in the deployment's own document store: small, checked, each kept once.

A file lies under its SHA-256 in pieces, however often it is attached, and the documents that it belongs to name it by that
hash: so what was attached cannot become something else, and a reader gets exactly it or nothing. What it is is found by its
content. A file is removed only when the person whose it is has to be erased; who may read it is decided by the document that
names it.
"""

import base64
import contextlib
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from essaim.kit.aside import Aside
from essaim.kit.errors import EssaimError, FieldProblem, InvalidError
from essaim.kit.file_names import clean_name, extension_of
from essaim.kit.file_types import EXTENSIONS, PDF, identify, usual
from essaim.kit.pdf_parts import JAVASCRIPT, LAUNCH, inspect_pdf
from essaim.kit.store.errors import DuplicateError, MissingError
from essaim.kit.store.port import Collection, Document, Index, Store

LIMIT_BYTES = 10 * 1024 * 1024
PIECE_BYTES = 750_000
"""What becomes a megabyte in base64: no document grows beyond what an engine takes."""


class DamagedFileError(EssaimError):
    """What is stored is not what was kept: a bug or a broken disk, never shown as if it were the file."""


@dataclass(frozen=True)
class FileRules:
    """What is accepted: how large, which types, and what a PDF must not have in it; other parts of one are only told."""

    limit_bytes: int = LIMIT_BYTES
    media_types: tuple[str, ...] = tuple(EXTENSIONS)
    refused_in_pdf: tuple[str, ...] = (JAVASCRIPT, LAUNCH)

    def __post_init__(self) -> None:
        unknown = set(self.media_types) - set(EXTENSIONS)
        if unknown or not self.media_types:
            raise ValueError(
                f"{', '.join(sorted(unknown)) or 'nothing'} cannot be accepted; {', '.join(EXTENSIONS)} can"
            )

    @property
    def accepted(self) -> str:
        """In words, for whoever sent something else."""
        kinds = ", ".join(EXTENSIONS[one][0].upper() for one in self.media_types)
        return f"a {kinds} file of 1 to {self.limit_bytes} bytes, named by what it is"


@dataclass(frozen=True)
class KeptFile:
    """A file as it is kept. ``warnings`` names parts of a PDF that whoever opens it should know of."""

    sha256: str
    name: str
    media_type: str
    size: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class OpenedFile:
    """A file that was read and is whole. ``chunks`` gives it piece by piece, as often as it is asked."""

    sha256: str
    media_type: str
    pieces: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(len(piece) for piece in self.pieces)

    async def chunks(self) -> AsyncIterator[bytes]:
        """All of it."""
        for piece in self.pieces:
            yield piece


def attachment_collection(name: str) -> Collection:
    """Declare a collection of attached files. The relay's two fields are declared, so that it may sweep it and find nothing."""
    return Collection(name, {"due_at": "text", "pending": "integer"}, (Index(("due_at",), sparse=True),))


class Attachments:
    """The attached files of a deployment."""

    def __init__(self, store: Store, collection: Collection, aside: Aside, rules: FileRules | None = None) -> None:
        self.rules = rules or FileRules()
        self._store = store
        self._collection = collection
        self._aside = aside

    async def keep(self, content: AsyncIterator[bytes], name: str, declared: str | None = None) -> KeptFile:
        """Check and keep a file, durably when this returns; the same bytes are kept once. Memory: the file.

        ``declared`` is the media type that the sender gave it, if any. InvalidError for what is not accepted: nothing is
        kept then. UnavailableError when a PDF cannot be looked at now.
        """
        read = await self._read(content)
        media_type = identify(read)
        kept = self._check_type(read, media_type, name, declared)
        warnings = await self._check_pdf(read) if kept.media_type == PDF else ()
        await self._write(kept, read)
        return KeptFile(kept.sha256, kept.name, kept.media_type, kept.size, warnings)

    async def open(self, sha256: str) -> OpenedFile:
        """The file under this hash. MissingError when there is none, DamagedFileError unless it is exactly what was kept."""
        head = await self._store.get(self._collection, sha256)
        digest, pieces = hashlib.sha256(), []
        for place in range(head["pieces"]):
            try:
                piece = base64.b64decode((await self._store.get(self._collection, _place(sha256, place)))["text"])
            except (MissingError, ValueError) as error:
                raise DamagedFileError("attachment-damaged", f"piece {place} of the file {sha256} is gone") from error
            digest.update(piece)
            pieces.append(piece)
        if digest.hexdigest() != sha256:
            raise DamagedFileError("attachment-damaged", f"what is stored under {sha256} has another hash")
        return OpenedFile(sha256, head["media_type"], tuple(pieces))

    async def remove(self, sha256: str) -> None:
        """Remove the file under this hash; nothing happens when there is none. The caller knows that no document names it.

        The head goes last: what a crash leaves can be removed again, and is never shown as if it were the file.
        """
        try:
            head = await self._store.get(self._collection, sha256)
        except MissingError:
            return
        for place in reversed(range(head["pieces"])):
            await self._delete(_place(sha256, place))
        await self._delete(sha256)

    async def _delete(self, id_: str) -> None:
        # Documents of this collection never change, so their revision is the first; another remover may have been faster.
        with contextlib.suppress(MissingError):
            await self._store.delete(self._collection, id_, expected_revision=1)

    async def _read(self, content: AsyncIterator[bytes]) -> bytes:
        gathered = bytearray()
        async for part in content:
            gathered += part
            if len(gathered) > self.rules.limit_bytes:
                raise self._refused("attachment-too-large", f"has more than {self.rules.limit_bytes} bytes")
        if not gathered:
            raise self._refused("attachment-empty", "is empty")
        return bytes(gathered)

    def _check_type(self, content: bytes, media_type: str | None, name: str, declared: str | None) -> KeptFile:
        if media_type not in self.rules.media_types:
            raise self._refused("attachment-type", f"is {media_type or 'of no known type'} by its content")
        extensions = EXTENSIONS[media_type]
        cleaned = clean_name(name, extensions[0])
        if extension_of(cleaned) not in extensions:
            detail = f"is {media_type} by its content, and its name ends in .{extension_of(cleaned)}"
            raise self._refused("attachment-disguised", detail, "name")
        if declared and usual(declared) not in (media_type, "application/octet-stream"):
            detail = f"is {media_type} by its content, and was sent as {usual(declared)}"
            raise self._refused("attachment-disguised", detail, "Content-Type")
        return KeptFile(hashlib.sha256(content).hexdigest(), cleaned, media_type, len(content))

    async def _check_pdf(self, content: bytes) -> tuple[str, ...]:
        found = json.loads(await self._aside.run(inspect_pdf, content))
        if found["problem"] == "encrypted":
            raise self._refused("attachment-encrypted", "is a PDF that is locked; send it without a password")
        if found["problem"]:
            raise self._refused("attachment-unreadable", "is a PDF that cannot be read")
        refused = [part for part in found["parts"] if part in self.rules.refused_in_pdf]
        if refused:
            detail = f"is a PDF that does things when it is opened ({', '.join(refused)}); print it to a new PDF"
            raise self._refused("attachment-active", detail)
        return tuple(found["parts"])

    async def _write(self, kept: KeptFile, content: bytes) -> None:
        """The pieces, then the head: a head says that all of it is there."""
        try:
            await self._store.get(self._collection, kept.sha256)
        except MissingError:
            starts = range(0, len(content), PIECE_BYTES)
            for place, start in enumerate(starts):
                text = base64.b64encode(content[start : start + PIECE_BYTES]).decode("ascii")
                await self._insert({"id": _place(kept.sha256, place), "text": text})
            head = {"media_type": kept.media_type, "size": kept.size, "pieces": len(starts)}
            await self._insert({"id": kept.sha256, **head})

    async def _insert(self, document: Document) -> None:
        # Whatever has this id has this content: the id comes from its hash.
        try:
            await self._store.insert(self._collection, document)
        except DuplicateError:
            return

    def _refused(self, slug: str, message: str, field: str = "file") -> InvalidError:
        problem = FieldProblem(field, message, self.rules.accepted)
        return InvalidError(slug, f"the file {message}", fields=(problem,))


def _place(sha256: str, place: int) -> str:
    return f"{sha256}:{place:06d}"
