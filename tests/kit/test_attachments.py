"""Attached files: what they are by content, kept once under their hash, and never served when they are not what was kept."""

import base64
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings, strategies as st

from essaim.kit.aside import Aside
from essaim.kit.attachments import PIECE_BYTES, Attachments, DamagedFileError, FileRules, attachment_collection
from essaim.kit.errors import InvalidError
from essaim.kit.file_names import clean_name, content_disposition
from essaim.kit.http.attached import attached_response
from essaim.kit.store.errors import MissingError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.support.mongo import MongoServer
from tests.support.sample_files import HEIC, JPEG, WEBP, pdf, png

FILES = attachment_collection("attachments")
HOSTILE = {
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "html after lines": b"\n\n<html><body>",
    "zip": b"PK\x03\x04" + bytes(60),
    "exe": b"MZ" + bytes(100),
    "text": b"just words",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()">',
    "pdf later": b"<html>%PDF-1.7",
    "video": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(40),
}


@pytest.fixture(params=["sqlite", "mongodb"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store, once per engine."""
    url = f"sqlite:///{tmp_path / 'files.db'}"
    if request.param == "mongodb":
        server: MongoServer = request.getfixturevalue("mongo_server")
        url = server.database_url()
    opened = await open_store(url)
    await opened.declare(FILES)
    yield opened
    await opened.close()
    if request.param == "mongodb":
        server.drop(url)


@pytest.fixture
async def aside() -> AsyncIterator[Aside]:
    """A process beside, as every service has one."""
    opened = Aside()
    yield opened
    await opened.close()


@pytest.fixture
def files(store: Store, aside: Aside) -> Attachments:
    return Attachments(store, FILES, aside, FileRules(limit_bytes=3_000_000))


async def parts(content: bytes, size: int = 65_536) -> AsyncIterator[bytes]:
    for at in range(0, len(content), size):
        yield content[at : at + size]


async def read(files: Attachments, sha256: str) -> bytes:
    return b"".join([part async for part in (await files.open(sha256)).chunks()])


async def test_a_file_is_kept_once_in_pieces_and_given_back_exactly(files: Attachments, store: Store) -> None:
    """However often it is attached, and under whatever name."""
    content = JPEG + os.urandom(2 * PIECE_BYTES)
    first = await files.keep(parts(content), "Billet de train.JPG")
    stored = await store.count(FILES)
    second = await files.keep(parts(content, 1000), "autre.jpeg", "image/jpeg")
    assert (first.name, second.name, first.sha256) == ("Billet de train.JPG", "autre.jpeg", second.sha256)
    assert (first.media_type, first.size, stored, await store.count(FILES)) == ("image/jpeg", len(content), 4, 4)
    assert await read(files, first.sha256) == content


async def test_what_a_crash_left_half_kept_is_completed(files: Attachments, store: Store) -> None:
    """A head is written last: without one the file is not there, and keeping it again makes it whole."""
    content = JPEG + os.urandom(PIECE_BYTES)
    kept = await files.keep(parts(content), "a.jpg")
    head = await store.get(FILES, kept.sha256)
    await store.delete(FILES, kept.sha256, expected_revision=head["revision"])
    with pytest.raises(MissingError):
        await files.open(kept.sha256)
    await files.keep(parts(content), "a.jpg")
    assert await read(files, kept.sha256) == content


@pytest.mark.parametrize("damage", ["changed", "gone", "no base64"])
async def test_what_is_not_what_was_kept_is_never_served(files: Attachments, store: Store, damage: str) -> None:
    """One byte is enough."""
    content = png()
    kept = await files.keep(parts(content), "a.png")
    piece = await store.get(FILES, f"{kept.sha256}:000000")
    if damage == "gone":
        await store.delete(FILES, piece["id"], expected_revision=piece["revision"])
    else:
        text = base64.b64encode(content[:-1] + b"x").decode() if damage == "changed" else "a"
        await store.replace(FILES, piece | {"text": text}, expected_revision=piece["revision"])
    with pytest.raises(DamagedFileError):
        await files.open(kept.sha256)


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (png(), "a.png", "image/png"),
        (JPEG, "a.jpeg", "image/jpeg"),
        (WEBP, "a.webp", "image/webp"),
        (HEIC, "IMG_0001.HEIC", "image/heic"),
        (HEIC, "a.heif", "image/heic"),
        (pdf(), "a.pdf", "application/pdf"),
        (pdf(), "scan", "application/pdf"),
    ],
)
async def test_the_type_is_found_by_the_content(files: Attachments, content: bytes, name: str, media_type: str) -> None:
    """A name without an extension gets the usual one."""
    kept = await files.keep(parts(content), name)
    assert kept.media_type == media_type
    assert kept.name.lower() == (name if "." in name else f"{name}.pdf").lower()


@pytest.mark.parametrize("kind", HOSTILE)
async def test_what_only_calls_itself_a_pdf_is_refused(files: Attachments, store: Store, kind: str) -> None:
    """And nothing of it is kept; the answer names what would be accepted."""
    with pytest.raises(InvalidError, match="attachment-type") as caught:
        await files.keep(parts(HOSTILE[kind]), "facture.pdf", "application/pdf")
    assert "PDF, PNG, JPG" in caught.value.fields[0].accepted
    assert await store.count(FILES) == 0


async def test_a_name_or_a_type_that_disagrees_is_refused(files: Attachments) -> None:
    """An image called a PDF, and a PDF sent as an image."""
    for name, declared in (("a.pdf", None), ("a.html", None), ("a.png", "application/pdf")):
        with pytest.raises(InvalidError, match="attachment-disguised"):
            await files.keep(parts(png()), name, declared)
    assert (await files.keep(parts(png()), "a.png", "application/octet-stream")).media_type == "image/png"


async def test_empty_too_large_and_unlisted_are_refused(store: Store, aside: Aside) -> None:
    """The limit is exact, and the list is the deployment's."""
    files = Attachments(store, FILES, aside, FileRules(limit_bytes=len(JPEG), media_types=("image/jpeg",)))
    assert (await files.keep(parts(JPEG), "a.jpg")).size == len(JPEG)
    for content, slug in ((b"", "attachment-empty"), (JPEG + b"x", "attachment-too-large"), (png()[:50], "type")):
        with pytest.raises(InvalidError, match=slug):
            await files.keep(parts(content), "a.jpg")
    with pytest.raises(ValueError, match="text/html"):
        FileRules(media_types=("text/html",))


@pytest.mark.parametrize(
    ("kind", "slug"),
    [
        ("javascript", "attachment-active"),
        ("launch", "attachment-active"),
        ("hidden launch", "attachment-active"),
        ("locked", "attachment-encrypted"),
    ],
)
async def test_a_pdf_that_acts_or_is_locked_is_refused(files: Attachments, kind: str, slug: str) -> None:
    """Scripts, programs to start, passwords."""
    with pytest.raises(InvalidError, match=slug):
        await files.keep(parts(pdf(kind)), "a.pdf")


async def test_a_pdf_with_files_in_it_is_flagged_and_a_broken_one_refused(files: Attachments) -> None:
    """An e-invoice has a file in it by design; half a PDF is none."""
    assert (await files.keep(parts(pdf("files")), "facture.pdf")).warnings == ("embedded-files",)
    assert (await files.keep(parts(pdf()), "facture.pdf")).warnings == ()
    with pytest.raises(InvalidError, match="attachment-unreadable"):
        await files.keep(parts(pdf()[:60]), "a.pdf")


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\x\\note.pdf", "note.pdf"),
        ("a\r\nX-Evil: 1.pdf", "a X-Evil_ 1.pdf"),
        ("re\u202efdp.pdf", "re fdp.pdf"),
        ("", "document.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(given_name: str, cleaned: str) -> None:
    """Paths, control characters, marks that write backwards, and length."""
    assert clean_name(given_name, "pdf") == cleaned


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_name_is_safe_in_a_header(name: str) -> None:
    """RFC 6266: one line of ASCII, no quote or separator that would end the name."""
    cleaned = clean_name(name, "pdf")
    header = content_disposition(cleaned)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert not set(cleaned) & set("/\\")
    assert cleaned.strip(". ")


async def test_a_file_is_answered_as_something_to_store(files: Attachments) -> None:
    """Never sniffed, never shown in place; the name in UTF-8."""
    kept = await files.keep(parts(png()), "reçu.png")
    app = FastAPI()

    @app.get("/file")
    async def give() -> object:
        return attached_response(await files.open(kept.sha256), kept.name)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://a") as client:
        answer = await client.get("/file")
    assert answer.content == png()
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-disposition"] == "attachment; filename=\"recu.png\"; filename*=UTF-8''re%C3%A7u.png"
