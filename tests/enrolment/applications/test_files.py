"""Documents of a dossier: what is taken, what is refused, who looks at them, and the scanner beside the service."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from enrolment.clamd import Clamd
from enrolment.domain.programmes.parameters import Parameters
from essaim.kit.errors import NotFoundError, UnavailableError
from tests.enrolment.applications.desk import (
    ACTIVE_PDF,
    CERTIFICATE,
    OFFICER,
    PDF,
    PNG,
    PORTRAIT,
    attach,
    draft,
    filled,
    person,
    sha256,
    snee,
    student,
)
from tests.enrolment.office import FOREIGN_COORDINATOR, Actor, Office, problem

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DOCUMENTS = Parameters(date(2026, 1, 1), documents=(CERTIFICATE, PORTRAIT), last_application_on=date(2026, 9, 30))


async def begun(office: Office) -> tuple[Actor, str]:
    lou = await person(office, "lou")
    return lou, await draft(office, lou, await snee(office, DOCUMENTS))


async def test_a_document_is_attached_listed_read_and_taken_off(office: Office) -> None:
    lou, application_id = await begun(office)
    path = f"/v1/applications/{application_id}/attachments"
    made = await attach(office, lou, application_id)
    assert made.status_code == 201
    assert (made.json()["sha256"], made.json()["media_type"], made.json()["scanned"]) == (
        sha256(),
        "application/pdf",
        False,
    )
    assert (await attach(office, lou, application_id)).status_code == 201
    assert [one["kind"] for one in await office.get(OFFICER, path)] == ["enrolment-certificate"]
    read = await office.send(OFFICER, "GET", f"{path}/{sha256()}")
    assert (read.content, read.headers["x-content-type-options"]) == (PDF, "nosniff")
    assert 'attachment; filename="certificat.pdf"' in read.headers["content-disposition"]
    left = await office.send(lou, "DELETE", f"{path}/{sha256()}", params={"kind": "enrolment-certificate"})
    assert left.json() == []
    await office.get(lou, f"{path}/{sha256()}", 404)


async def test_only_those_who_read_the_dossier_read_its_documents(office: Office) -> None:
    lou, application_id = await begun(office)
    await attach(office, lou, application_id)
    for stranger in (student("sacha"), FOREIGN_COORDINATOR, Actor("cae_officer", "coopilote")):
        await office.get(stranger, f"/v1/applications/{application_id}/attachments/{sha256()}", 404)
        assert (await attach(office, stranger, application_id)).status_code == 404
    elsewhere = await draft(office, lou, await office.programme(scheme="ici"))
    await office.get(lou, f"/v1/applications/{elsewhere}/attachments/{sha256()}", 404)


NOT_ACCEPTED: tuple[tuple[bytes, dict[str, str], str], ...] = (
    (PDF, {"kind": "holiday-photo"}, "invalid-request"),
    (PNG, {}, "attachment-disguised"),
    (b"MZ\x90\x00" + bytes(100), {}, "attachment-type"),
    (b"GIF89a" + bytes(20), {"name": "image.gif"}, "attachment-type"),
    (b"", {}, "attachment-empty"),
    (ACTIVE_PDF, {}, "attachment-active"),
    (PDF + EICAR, {}, "attachment-infected"),
    (PNG + EICAR, {"name": "portrait.png"}, "attachment-infected"),
)


async def test_what_is_not_accepted_is_not_kept(office: Office) -> None:
    lou, application_id = await begun(office)
    for content, more, slug in NOT_ACCEPTED:
        problem(await attach(office, lou, application_id, content, **more), slug, 422)
        with pytest.raises(NotFoundError):
            await office.deps.attachments.open(sha256(content))
    assert await office.get(lou, f"/v1/applications/{application_id}/attachments") == []


async def test_a_file_that_is_too_large_is_refused(office: Office) -> None:
    lou, application_id = await begun(office)
    answer = await attach(office, lou, application_id, PDF + bytes(office.deps.settings.attachment_bytes))
    assert answer.status_code == 413


async def test_five_files_of_a_kind_are_enough(office: Office) -> None:
    lou, application_id = await begun(office)
    for place in range(5):
        assert (await attach(office, lou, application_id, PDF + b"%" * place)).status_code == 201
    problem(await attach(office, lou, application_id, PDF + b"%" * 5), "too-many-attachments", 409)


async def test_a_required_document_of_a_sent_dossier_is_replaced_and_never_missing(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await filled(office, lou, await snee(office, DOCUMENTS))
    await attach(office, lou, application_id)
    path = f"/v1/applications/{application_id}"
    await office.post(lou, f"{path}/sending")
    kind = {"kind": "enrolment-certificate"}
    alone = await office.send(lou, "DELETE", f"{path}/attachments/{sha256()}", params=kind)
    problem(alone, "invalid-request", 422)
    await attach(office, lou, application_id, PDF + b"%")
    replaced = await office.send(lou, "DELETE", f"{path}/attachments/{sha256()}", params=kind)
    assert [one["sha256"] for one in replaced.json()] == [sha256(PDF + b"%")]
    await office.move_clock(datetime(2026, 9, 30, 22, 0, tzinfo=UTC))
    problem(await attach(office, lou, application_id), "application-period-over", 409)


Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def scanner(answer: bytes, taken: list[bytes]) -> Answer:
    """What clamd does with INSTREAM: take the pieces to the empty one, then say what it found."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
        gathered = b""
        while size := int.from_bytes(await reader.readexactly(4), "big"):
            gathered += await reader.readexactly(size)
        taken.append(gathered)
        writer.write(answer)
        await writer.drain()
        writer.close()

    return serve


@asynccontextmanager
async def with_scanner(office: Office, answer: bytes, taken: list[bytes]) -> AsyncIterator[None]:
    """The service with a scanner beside it."""
    async with await asyncio.start_server(scanner(answer, taken), "127.0.0.1", 0) as server:
        use(office, Clamd(f"127.0.0.1:{server.sockets[0].getsockname()[1]}"))
        yield


def use(office: Office, clamd: Clamd) -> None:
    transport = office.client._transport
    assert isinstance(transport, httpx.ASGITransport)
    app = transport.app
    assert isinstance(app, FastAPI)
    app.state.deps = replace(office.deps, scanner=clamd)


async def test_a_scanner_looks_at_every_file(office: Office) -> None:
    lou, application_id = await begun(office)
    taken: list[bytes] = []
    large = PDF + b"%" * 200_000
    async with with_scanner(office, b"stream: OK\0", taken):
        answer = await attach(office, lou, application_id, large)
    assert (answer.status_code, answer.json()["scanned"]) == (201, True)
    assert taken == [large]


async def test_what_the_scanner_finds_is_not_kept(office: Office) -> None:
    lou, application_id = await begun(office)
    async with with_scanner(office, b"stream: Pdf.Trojan-1 FOUND\0", []):
        answer = await attach(office, lou, application_id)
    assert "Pdf.Trojan-1" in problem(answer, "attachment-infected", 422)["errors"][0]["message"]
    with pytest.raises(NotFoundError):
        await office.deps.attachments.open(sha256())


async def test_nothing_is_kept_when_the_scanner_cannot_say(office: Office) -> None:
    lou, application_id = await begun(office)
    for answer in (b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK"):
        async with with_scanner(office, answer, []):
            problem(await attach(office, lou, application_id), "scanner-unavailable", 503)
    with pytest.raises(NotFoundError):
        await office.deps.attachments.open(sha256())


async def test_a_scanner_that_is_away_or_silent_is_unavailable(office: Office, tmp_path: Path) -> None:
    lou, application_id = await begun(office)
    use(office, Clamd(str(tmp_path / "no-socket")))
    problem(await attach(office, lou, application_id), "scanner-unavailable", 503)

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_unix_server(silent, str(tmp_path / "clamd.sock")):
        with pytest.raises(UnavailableError):
            await Clamd(str(tmp_path / "clamd.sock"), timeout_seconds=0.05).scan(PDF)
