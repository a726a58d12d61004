"""What an integrator is given on the bus, and what it is refused. The live tests use the same definitions on a real broker."""

import json
from pathlib import Path

import pytest
from aio_pika import Message, connect
from aio_pika.exceptions import AMQPError
from typer.testing import CliRunner

from essaim.cli.main import app
from essaim.contracts.integrators import Integrator
from essaim.contracts.topology import Deployment
from tests.integrators.bus import SubscribedBroker, subscriber


@pytest.mark.parametrize(
    ("name", "types", "why"),
    [
        ("Acme", ("enrolment.#",), "name is"),
        ("a.b", ("enrolment.#",), "name is"),
        ("acme", (), "asks for no type"),
        ("acme", ("enrolment group",), "no event type"),
        ("acme", ("enrolment.person_registered.v1",), "personal data"),
    ],
)
def test_a_wish_that_cannot_be_granted_is_refused_with_its_reason(name: str, types: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Integrator(name, types)


def test_no_partner_can_have_the_name_that_queues_of_integrators_start_with() -> None:
    with pytest.raises(ValueError, match="is taken"):
        Deployment("integrator", "accounting")


def test_render_gives_queue_bindings_user_and_policy(tmp_path: Path) -> None:
    passwords = tmp_path / "passwords.json"
    users = ["ops", "coopilote-accounting", "integrator.acme"]
    passwords.write_text(json.dumps(dict.fromkeys(users, "secret")))
    command = ["topology", "render", "--passwords", str(passwords), "--deployment", "coopilote.accounting"]
    result = CliRunner().invoke(app, [*command, "--integrator", "acme=accounting.#,enrolment.group_closed.v1"])
    assert result.exit_code == 0, result.output
    bus = json.loads(result.stdout)
    bound = [(one["source"], one["routing_key"]) for one in bus["bindings"] if one["destination"] == "integrator.acme"]
    assert bound == [("events", "accounting.#"), ("events", "enrolment.group_closed.v1")]
    [granted] = [one for one in bus["permissions"] if one["user"] == "integrator.acme"]
    assert granted["read"] == r"^(integrator\.acme|events\.log)$"
    assert (granted["configure"], granted["write"]) == ("^$", "^$")
    [policy] = bus["policies"]
    assert policy["definition"] == {"message-ttl": 2_592_000_000, "max-length": 1_000_000, "overflow": "drop-head"}


@pytest.mark.broker
async def test_an_integrator_reads_its_own_and_the_log_and_is_refused_the_rest(tmp_path: Path) -> None:
    acme, other = subscriber("acme", "enrolment.#"), subscriber("other", "enrolment.#")
    deployment = Deployment("coopilote", "accounting")
    async with (
        SubscribedBroker(tmp_path, (deployment,), {}, (acme, other)) as broker,
        await connect(broker.url_of(acme)) as connection,
    ):
        channel = await connection.channel()
        for queue in (acme.user, "events.log"):
            await channel.declare_queue(queue, passive=True)
        await (await channel.get_queue(acme.user, ensure=False)).get(fail=False, no_ack=True)
        for queue in (other.user, deployment.queue, deployment.dead_queue):
            channel = await connection.channel()
            with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
                await (await channel.get_queue(queue, ensure=False)).get(fail=False)
        for exchange in ("events", "personal", "retry", "dead", ""):
            channel = await connection.channel(on_return_raises=True)
            target = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
            with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
                await target.publish(Message(b"{}"), "enrolment.group_closed.v1", mandatory=True, timeout=10)
        for exchange in ("events", "personal"):
            channel = await connection.channel()
            own = await channel.get_queue(acme.user, ensure=False)
            with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
                await own.bind(exchange, "#")
        channel = await connection.channel()
        with pytest.raises(AMQPError, match="ACCESS_REFUSED"):
            await channel.declare_queue(f"{acme.user}.more", durable=True)
