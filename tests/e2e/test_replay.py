"""After a whole school year: copies that are made anew are what they were, and lost ones come back, names included."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

import accounting.collections
import coaching.collections
import notifications.collections
from essaim.cli.local.suite import LocalSuite
from essaim.kit.store.errors import RevisionConflictError
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Collection, Store
from tests.support.polling import eventually

pytestmark = [pytest.mark.broker, pytest.mark.processes]

CLI = [sys.executable, "-m", "essaim.cli.main"]
NAMES = {
    "accounting": accounting.collections.PERSONS,
    "coaching": coaching.collections.PEOPLE,
    "notifications": notifications.collections.CONTACTS,
}
GROUPS = {
    "accounting": accounting.collections.GROUPS,
    "coaching": coaching.collections.GROUPS,
    "notifications": notifications.collections.GROUPS,
}


async def essaim(*arguments: str) -> tuple[int, str]:
    process = await asyncio.create_subprocess_exec(
        *CLI, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


@pytest.fixture
async def suite(tmp_path: Path) -> AsyncIterator[LocalSuite]:
    async with LocalSuite(tmp_path / "suite", clock="simulated") as running:
        arguments = ["--signing-key", str(tmp_path / "suite" / "keys" / "key.pem"), "--mails", str(running.mails)]
        for name, service in running.services.items():
            arguments += ["--against", f"{name}={service.url}"]
        code, printed = await essaim("demo", "--output", str(tmp_path / "demo-output"), *arguments)
        assert code == 0, printed
        yield running


async def states(store: Store, collection: Collection) -> dict[str, Any]:
    return {one["id"]: one["state"] for one in (await store.find(collection, limit=1000)).documents}


async def rebuild(suite: LocalSuite, service: str) -> str:
    token = suite.token("ops", "cmq-mma")
    code, printed = await essaim("replay", "rebuild", service, "--url", suite.services[service].url, "--token", token)
    assert code == 0, printed
    return printed


async def test_copies_are_what_the_log_tells_and_lost_ones_come_back(suite: LocalSuite) -> None:
    mails = len(list(suite.mails.iterdir()))
    for service in ("coaching", "accounting", "notifications"):
        store = await open_store(f"sqlite:///{suite.directory / service}.db")
        groups, names = await states(store, GROUPS[service]), await states(store, NAMES[service])
        assert groups
        assert names
        printed = await rebuild(suite, service)
        assert f"groups: {len(groups)} same, 0 changed, 0 added, 0 kept" in printed

        for collection in (GROUPS[service], NAMES[service]):
            await _lose(store, collection)
        # A name that is told again meanwhile begins a copy: it is completed then, and not added.
        printed = await rebuild(suite, service)
        assert "groups: 0 same" in printed
        assert "0 kept" in printed

        async def back(store: Store = store, service: str = service, wanted: tuple[Any, Any] = (groups, names)) -> bool:
            found = await states(store, GROUPS[service]), await states(store, NAMES[service])
            return tuple(map(_without_sequence, found)) == tuple(map(_without_sequence, wanted))

        await eventually(back, f"the copies of {service}, as they were", 30)
        await store.close()
    assert len(list(suite.mails.iterdir())) == mails, "a rebuild tells nobody anything"
    await refusals(suite)


async def _lose(store: Store, collection: Collection) -> None:
    """Delete everything. The service runs: what it writes between reading and deleting is read again."""
    while documents := (await store.find(collection, limit=1000)).documents:
        for one in documents:
            with suppress(RevisionConflictError):
                await store.delete(collection, one["id"], expected_revision=one["revision"])


def _without_sequence(states: dict[str, Any]) -> dict[str, Any]:
    """What was told again has a later place in its history, and the order of members is that of their becoming known."""
    return {
        id_: {key: sorted(value) if key == "member_ids" else value for key, value in state.items() if key != "sequence"}
        for id_, state in states.items()
    }


async def refusals(suite: LocalSuite) -> None:
    """Only ops, and only what makes sense."""
    url = suite.services["accounting"].url
    async with httpx.AsyncClient(trust_env=False) as http:

        async def ask(service: str, role: str, body: dict[str, str]) -> tuple[int, str]:
            headers = {"Authorization": f"Bearer {suite.token(role, 'coopilote')}"}
            answer = await http.post(f"{suite.services[service].url}/v1/replays", json=body, headers=headers)
            return answer.status_code, answer.text

        assert (await http.get(f"{url}/v1/replays")).status_code == 401
        assert (await ask("accounting", "accountant", {"kind": "REBUILD"}))[0] == 403
        status, text = await ask("accounting", "ops", {"kind": "CATCH_UP", "start": "yesterday"})
        assert (status, "an offset" in text, '"field":"start"' in text) == (422, True, True)
        status, text = await ask("accounting", "ops", {"kind": "REBUILD", "start": "12"})
        assert (status, "first" in text) == (422, True)
        status, text = await ask("enrolment", "ops", {"kind": "REBUILD"})
        assert (status, "no-copies" in text) == (409, True)
    code, printed = await essaim("replay", "list", "accounting", "--url", url, "--token", "nonsense")
    assert code == 1
    assert "401" in printed
