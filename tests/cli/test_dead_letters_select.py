"""Dead letters are chosen by inbox, type, error, time, place and hash; scripts get JSON; a dry run changes nothing."""

import hashlib
import os
from pathlib import Path

import pytest

from essaim.cli.dead_letters import list_letters
from essaim.cli.local.broker import LocalBroker
from essaim.cli.local.ports import free_port
from essaim.cli.local.state import Holder, ServiceState, SuiteState, own_ticks, write_state
from essaim.contracts.topology import HEADER_ERROR, HEADER_ERROR_KIND, HEADER_FAILED_AT, HEADER_ROUTING_KEY, Deployment
from tests.cli.dead_letter_room import TYPE, all_ids, bury, objects, run
from tests.support.bare_message import publish_bare
from tests.support.broker import SHORT_DELAYS, Rabbit

pytestmark = pytest.mark.broker
INVALID = {HEADER_ERROR: "invalid-event-data: by: missing", HEADER_ERROR_KIND: "invalid"}


async def test_each_criterion_selects_and_all_have_to_be_met(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        await bury(rabbit, accounting, ["old"], headers={HEADER_FAILED_AT: "2026-11-01T08:00:00Z"})
        await bury(rabbit, accounting, ["bad"], headers=INVALID)
        await bury(rabbit, accounting, ["other"], headers={HEADER_ROUTING_KEY: "coaching.session_held.v2"})
        expected = {
            ("--type", TYPE): ["old", "bad"],
            ("--type", "coaching.*"): ["other"],
            ("--error", "invalid-event-data"): ["bad"],
            ("--error", "not_found"): ["old", "other"],
            ("--error", "inv*"): ["bad"],
            ("--until", "2026-11-01T10:00:00+01:00"): ["old"],
            ("--since", "2026-11-01T09:00:00.5+01:00"): ["bad", "other"],
            ("--since", "2026-11-20T11:00:00+01:00", "--until", "2026-11-20T10:00:01Z"): ["bad", "other"],
            ("--until", "2026-11-20T10:00:00Z", "--type", "coaching.*"): [],
            ("--since", "1s"): [],
            ("--place", "3", "--place", "1"): ["old", "other"],
        }
        for arguments, ids in expected.items():
            found = await objects(rabbit, "list", accounting.queue, *arguments)
            assert [one["id"] for one in found] == ids, arguments
        result = await run(rabbit, "replay", accounting.queue, "--type", "coaching.*")
        assert (result.stdout, result.stderr) == ("other given back\n", "1 given back, 2 not chosen\n")
        assert await all_ids(rabbit, accounting.queue) == ["other"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--since", "yesterday"), "neither a duration such as 2h nor an instant"),
        (("list", "--until", "2026-11-20T10:00:00"), "needs a time zone"),
        (("replay",), "say --all"),
        (("replay", "e1", "--all"), "not both"),
        (("discard", "--place", "9"), "there is no dead letter at such a place: nothing was done"),
    ],
)
async def test_what_makes_no_sense_is_one_clear_line(rabbit: Rabbit, arguments: tuple[str, ...], said: str) -> None:
    async with rabbit.room("accounting") as room:
        command, *rest = arguments
        result = await run(rabbit, command, room["accounting"].queue, *rest)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
        assert len(result.stderr.splitlines()) == 1


async def test_a_dry_run_says_what_would_happen_and_changes_nothing(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        await bury(rabbit, accounting, ["e1", "e2"])
        for command, said in (("replay", "would be given back"), ("discard", "would be dropped")):
            result = await run(rabbit, command, accounting.queue, "--all", "--dry-run")
            assert result.stdout == f"e1 {said}\ne2 {said}\n"
            assert result.stderr == f"2 {said}, 0 not chosen\n"
        assert await rabbit.depth(accounting.queue) == 0
        assert [letter.id for letter in await list_letters(rabbit.url, accounting.queue)] == ["e1", "e2"]


async def test_a_letter_without_an_id_is_chosen_by_the_hash_of_its_body_or_by_its_place(rabbit: Rabbit) -> None:
    async with rabbit.room("accounting") as room:
        accounting = room["accounting"]
        for body in (b"one", b"two"):
            await publish_bare(rabbit.url, "dead", accounting.dead_queue, body)
        await rabbit.wait_for_depth(accounting.dead_queue, 2)
        hashes = [f"sha256:{hashlib.sha256(body).hexdigest()}" for body in (b"one", b"two")]
        assert [one["id"] for one in await objects(rabbit, "list", accounting.queue)] == hashes
        line = (await run(rabbit, "list", accounting.queue)).stdout.splitlines()[1]
        shortened = line.split()[0]
        assert (await run(rabbit, "show", accounting.queue, shortened, "--raw")).stdout_bytes == b"two"
        assert (await run(rabbit, "replay", accounting.queue, shortened[:18])).exit_code == 1
        assert (await run(rabbit, "replay", accounting.queue, shortened)).stdout == f"{hashes[1]} given back\n"
        assert (await run(rabbit, "discard", accounting.queue, "--place", "1")).stdout == f"{hashes[0]} dropped\n"
        assert await all_ids(rabbit, accounting.queue) == [hashes[1]]


async def test_without_an_inbox_those_of_the_suite_here_are_meant(rabbit: Rabbit, tmp_path: Path) -> None:
    async with rabbit.room("accounting", "coaching", "notifications") as room:
        for service in ("accounting", "coaching", "notifications"):
            await bury(rabbit, room[service], [f"in-{service}"])
        assert "name an inbox" in (await run(rabbit, "list", "--state", str(tmp_path))).stderr
        services = {
            service: ServiceState(room[service].partner, service, "", 0, 0, 0) for service in ("accounting", "coaching")
        }
        holder = Holder(os.getpid(), own_ticks())
        write_state(tmp_path, SuiteState(holder, "node", rabbit.url, 0, "", services, {}))
        found = await objects(rabbit, "list", "--state", str(tmp_path))
        inboxes = [room["accounting"].queue, room["coaching"].queue]
        assert [(one["inbox"], one["id"]) for one in found] == [
            (inboxes[0], "in-accounting"),
            (inboxes[1], "in-coaching"),
        ]
        listed = await run(rabbit, "list", "--state", str(tmp_path))
        assert [line.split()[0] for line in listed.stdout.splitlines()] == inboxes
        assert listed.stderr == "2 dead letters in 2 inboxes\n"
        # A word is an id where the inboxes are options.
        named = ["--inbox", room["coaching"].queue, "--inbox", room["notifications"].queue]
        given = await run(rabbit, "replay", "in-coaching", *named)
        assert (given.stdout, given.stderr) == ("in-coaching given back\n", "1 given back, 1 not chosen\n")
        assert await rabbit.depth(room["coaching"].queue) == 1


async def test_with_the_management_all_inboxes_of_the_vhost_are_meant(tmp_path: Path) -> None:
    port = free_port()
    deployments = [Deployment("coopilote", "accounting"), Deployment("cmq-mma", "enrolment")]
    broker = LocalBroker(
        tmp_path, deployments, {}, retry_delays=SHORT_DELAYS, given_url="", plugins={"rabbitmq_management": port}
    )
    async with broker:
        rabbit = Rabbit(broker)
        for one in deployments:
            await bury(rabbit, one, [f"in-{one.service}"])
        management = ("--management-url", f"http://127.0.0.1:{port}")
        found = await objects(rabbit, "list", *management)
        assert [(one["inbox"], one["id"]) for one in found] == [
            ("cmq-mma.enrolment", "in-enrolment"),
            ("coopilote.accounting", "in-accounting"),
        ]
        wrong = await run(rabbit, "list", "--management-url", f"http://ops:a-secret@127.0.0.1:{port}")
        assert wrong.exit_code == 1
        assert "401" in wrong.stderr
        assert "a-secret" not in wrong.stderr
