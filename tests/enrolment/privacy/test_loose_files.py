"""GDPR-02 for files that were taken off a dossier: gone for good once nothing names them, and never while something does."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from enrolment.usecases.privacy.remove_loose_files import remove_loose_files
from essaim.kit.attachments import Attachments
from essaim.kit.store.errors import MissingError
from essaim.kit.store.port import Document
from tests.enrolment.applications.desk import attach, draft, person, sha256, snee
from tests.enrolment.applications.test_files import DOCUMENTS
from tests.enrolment.office import Actor, Office

LATER, LATER_STILL = datetime(2026, 9, 1, 9, tzinfo=UTC), datetime(2026, 9, 1, 12, tzinfo=UTC)


async def begun(office: Office, name: str, programme_id: str) -> tuple[Actor, str]:
    actor = await person(office, name)
    application_id = await draft(office, actor, programme_id)
    assert (await attach(office, actor, application_id)).status_code == 201
    return actor, application_id


async def take_off(office: Office, actor: Actor, application_id: str) -> None:
    path = f"/v1/applications/{application_id}/attachments/{sha256()}"
    answer = await office.send(actor, "DELETE", path, params={"kind": "enrolment-certificate"})
    assert answer.status_code == 200, answer.text


async def test_a_file_goes_with_its_last_reference_and_not_before(office: Office) -> None:
    programme_id = await snee(office, DOCUMENTS)
    first = await begun(office, "lou", programme_id)
    second = await begun(office, "sacha", programme_id)
    await take_off(office, *first)
    await office.move_clock(LATER)
    await remove_loose_files(office.deps)
    assert (await office.deps.attachments.open(sha256())).size
    await take_off(office, *second)
    await remove_loose_files(office.deps)
    # Not at once: the same content may be on its way to another dossier.
    assert (await office.deps.attachments.open(sha256())).size
    await office.move_clock(LATER_STILL)
    for _ in range(2):
        await remove_loose_files(office.deps)
    with pytest.raises(MissingError):
        await office.deps.attachments.open(sha256())
    assert await office.deps.loose_files.count({"waits": True}) == 0


async def test_what_is_attached_again_stays(office: Office) -> None:
    actor, application_id = await begun(office, "lou", await snee(office, DOCUMENTS))
    await take_off(office, actor, application_id)
    assert (await attach(office, actor, application_id)).status_code == 201
    await office.move_clock(LATER)
    await remove_loose_files(office.deps)
    path = f"/v1/applications/{application_id}/attachments/{sha256()}"
    assert (await office.send(actor, "GET", path)).status_code == 200


async def test_the_same_file_under_two_kinds_of_one_dossier_is_one_file(office: Office) -> None:
    actor, application_id = await begun(office, "lou", await snee(office, DOCUMENTS))
    assert (await attach(office, actor, application_id, kind="portrait")).status_code == 201
    await take_off(office, actor, application_id)
    named = (await office.deps.applications.get(application_id)).state.attachments
    await office.move_clock(LATER)
    await remove_loose_files(office.deps)
    for one in named:
        assert (await office.deps.attachments.open(one.sha256)).size


class Late:
    """Files of which one is attached somewhere in the instant in which it is removed."""

    def __init__(self, inner: Attachments, act: Callable[[], Awaitable[object]]) -> None:
        self._inner, self._act = inner, act

    async def remove(self, sha256: str) -> None:
        await self._act()
        await self._inner.remove(sha256)


class Slow:
    """Documents that are looked at last: something happens after they were."""

    def __init__(self, act: Callable[[], Awaitable[object]]) -> None:
        self._act = act

    async def scan(self) -> AsyncIterator[tuple[Document, ...]]:
        yield ()
        await self._act()


@pytest.mark.parametrize("instant", ["after-looking", "while-removing"])
async def test_what_is_attached_while_the_job_is_at_work_is_never_without_its_file(
    office: Office, instant: str
) -> None:
    programme_id = await snee(office, DOCUMENTS)
    actor, application_id = await begun(office, "lou", programme_id)
    await take_off(office, actor, application_id)
    await office.move_clock(LATER)

    async def again() -> None:
        answers.append((await attach(office, actor, application_id)).status_code)

    answers: list[int] = []
    late = (
        replace(office.deps, ici_funding=cast(Any, Slow(again)))
        if instant == "after-looking"
        else replace(office.deps, attachments=cast(Attachments, Late(office.deps.attachments, again)))
    )
    await remove_loose_files(late)
    named = (await office.deps.applications.get(application_id)).state.attachments
    for one in named:
        assert (await office.deps.attachments.open(one.sha256)).size
    assert answers == ([201] if instant == "after-looking" else [503])
    assert len(named) == answers.count(201)
    # Whoever was asked to send it again can do so at once.
    assert (await attach(office, actor, application_id)).status_code == 201
    assert (await office.deps.attachments.open(sha256())).size
    await office.move_clock(LATER_STILL)
    await remove_loose_files(office.deps)
    assert (await office.deps.attachments.open(sha256())).size


async def test_a_removal_that_died_is_taken_up_by_a_later_run(office: Office) -> None:
    actor, application_id = await begun(office, "lou", await snee(office, DOCUMENTS))
    await take_off(office, actor, application_id)
    await office.move_clock(LATER)

    async def dies() -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await remove_loose_files(
            replace(office.deps, attachments=cast(Attachments, Late(office.deps.attachments, dies)))
        )
    assert (await attach(office, actor, application_id)).status_code == 503
    await office.move_clock(LATER_STILL)
    await remove_loose_files(office.deps)
    with pytest.raises(MissingError):
        await office.deps.attachments.open(sha256())
    assert (await attach(office, actor, application_id)).status_code == 201
