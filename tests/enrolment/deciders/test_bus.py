"""Two real deployments on a real RabbitMQ: a decider of another partner is asked, answers, and the dossier's home believes them,
whatever the bus doubles and reorders, and nobody else."""

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import aio_pika
import httpx
import jwt
import pytest
from aio_pika.abc import AbstractIncomingMessage
from cryptography.hazmat.primitives.asymmetric import ec

from enrolment.app import create
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.committee import Committee, Member
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.rules import Rules
from enrolment.domain.programmes.decider import Answer
from enrolment.settings import Settings
from enrolment.usecases.committees.cast_vote import CastVote, cast_vote
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.committees.open_committee import OpenCommittee, open_committee
from enrolment.usecases.committees.schedule_committee import ScheduleCommittee, schedule_committee
from enrolment.usecases.committees.set_letterhead import SetLetterhead, set_letterhead
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.cli.local.subscriptions import subscriptions_of
from essaim.contracts.envelope import Envelope
from essaim.contracts.event import EVENTS
from essaim.contracts.topology import Deployment
from essaim.kit.cause import fresh_cause
from tests.enrolment.committees.test_letters import text_of
from tests.enrolment.deciders.desk import UBFC, decided_by
from tests.enrolment.deciders.places import dossier
from tests.enrolment.deciders.test_elsewhere import BY_UBFC
from tests.enrolment.office import ISSUER, Actor, Office, student
from tests.support.broker import Rabbit
from tests.support.polling import eventually

pytestmark = pytest.mark.broker
LETTER = "/v1/applications/application/decision-letter.pdf"
ISSUED = "enrolment.decision_letter_issued.v1"
DECIDED = "enrolment.decision_recorded.v1"


class Bus:
    """The two deployments of a test, and a look at what goes between them."""

    def __init__(
        self, rabbit: Rabbit, channel: aio_pika.abc.AbstractChannel, home: Deployment, away: Deployment
    ) -> None:
        self.rabbit, self.channel, self.home, self.away = rabbit, channel, home, away

    async def take(self, queue: str, count: int) -> list[AbstractIncomingMessage]:
        """So many messages from a queue."""
        await self.rabbit.wait_for_depth(queue, count)
        found = await self.channel.get_queue(queue, ensure=False)
        return [await found.get(no_ack=True) for _ in range(count)]

    async def put(self, message: AbstractIncomingMessage, queue: str) -> None:
        """The same message once more, straight into a queue."""
        again = aio_pika.Message(message.body, message_id=message.message_id, type=message.type)
        await self.channel.default_exchange.publish(again, queue)

    async def publish(self, envelope: Envelope) -> None:
        """An event, by somebody."""
        exchange = await self.channel.get_exchange(EVENTS, ensure=False)
        message = aio_pika.Message(envelope.to_bytes(), message_id=envelope.id, type=envelope.type)
        await exchange.publish(message, envelope.type)

    @asynccontextmanager
    async def running(self, deployment: Deployment, folder: Path, **more: Any) -> AsyncIterator[Office]:
        """The deployment's service."""
        key = ec.generate_private_key(ec.SECP256R1())
        jwk = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())) | {"kid": "one"}
        jwks = folder / f"{deployment.partner}.json"
        jwks.write_text(json.dumps({"keys": [jwk]}))
        settings = Settings(
            partner=deployment.partner,
            store_url=f"sqlite:///{folder / deployment.partner}.db",
            amqp_url=self.rabbit.url,
            jwks=str(jwks),
            token_issuer=ISSUER,
            sender_check="off",
            **more,
        )
        app = create(settings)
        transport = httpx.ASGITransport(app=app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://enrolment") as client,
        ):
            yield Office(client, key, app.state.deps, app)


@pytest.fixture
async def bus(rabbit: Rabbit) -> AsyncIterator[Bus]:
    """Room for the two on the broker."""
    subscriptions = subscriptions_of(["enrolment"])
    async with AsyncExitStack() as stack:
        home = await stack.enter_async_context(rabbit.room("enrolment", subscriptions=subscriptions))
        away = await stack.enter_async_context(rabbit.room("enrolment", subscriptions=subscriptions))
        connection = await stack.enter_async_context(await aio_pika.connect(rabbit.url))
        channel = await connection.channel()
        spy = await channel.declare_queue(f"{home['enrolment'].partner}.spy", durable=True)
        await spy.bind(EVENTS, DECIDED)
        letters = await channel.declare_queue(f"{home['enrolment'].partner}.letters", durable=True)
        await letters.bind(EVENTS, ISSUED)
        yield Bus(rabbit, channel, home["enrolment"], away["enrolment"])
        for queue in (spy, letters):
            await queue.delete(if_unused=False, if_empty=False)


async def test_a_decider_of_another_partner_answers_over_the_bus_and_nobody_else_does(bus: Bus, tmp_path: Path) -> None:
    there = bus.away.partner
    async with bus.running(bus.home, tmp_path) as home:
        await dossier(home.deps)
        await decided_by(home.deps, "programme", (replace(UBFC, partner=there, deployment=there),), BY_UBFC)
        await request_reviews(RequestReviews("application"), home.deps, fresh_cause("tests"))
        requested, shared = await bus.take(bus.away.queue, 2)
        for message in (shared, requested, shared, requested):
            await bus.put(message, bus.away.queue)
        async with bus.running(bus.away, tmp_path) as away:
            await _answered(away, there)
            decision = Envelope.model_validate_json((await _one(bus, f"{bus.home.partner}.spy")).body)
            await _has(home, Status.ACCEPTED)
            (recorded,) = (await home.deps.applications.get("application")).state.answers
            assert (recorded.answers, recorded.opinion) == ({"d2e": True}, "Solide")
            await _only_the_named_deployment_is_believed(bus, decision)
            assert (await home.deps.applications.get("application")).state.answers == (recorded,)
            (review,) = await away.deps.reviews.all()
            await eventually(lambda: _outcome(away, review.id), "the outcome reaches the decider")


async def test_the_letter_of_a_committee_elsewhere_is_read_at_home_and_told_once(bus: Bus, tmp_path: Path) -> None:
    """Its words go on ``personal``; the home alone tells the applicant that it can be read, once."""
    there = bus.away.partner
    sitting = replace(UBFC, partner=there, deployment=there, by_committee=True)
    async with bus.running(bus.home, tmp_path) as home:
        await dossier(home.deps)
        await decided_by(home.deps, "programme", (sitting,), BY_UBFC)
        await request_reviews(RequestReviews("application"), home.deps, fresh_cause("tests"))
        async with bus.running(bus.away, tmp_path, clock="simulated") as away:
            await eventually(lambda: _whole(away), "one whole review")
            await decided(away, there)
            await _has(home, Status.ACCEPTED)
        await eventually(lambda: _issued(home), "the letter can be read")
        letter = await home.send(student("person"), "GET", LETTER)
        assert letter.status_code == 200
        assert "Octroi" not in text_of(letter.content)
        for said in ("Avis favorable", "Marché à préciser", "Pépite d’exemple", "Lou-Anne Vaucheret"):
            assert said in text_of(letter.content)
        other = await home.send(student("somebody"), "GET", LETTER)
        assert other.status_code == 404
    issued = [Envelope.model_validate_json(one.body) for one in await bus.take(f"{bus.home.partner}.letters", 1)]
    assert [(one.partner, one.data["home"]) for one in issued] == [(bus.home.partner, bus.home.partner)]


async def decided(away: Office, partner: str) -> None:
    """A committee there meets on the review and accepts it; its letter has the partner's letterhead."""
    (review,) = await away.deps.reviews.all()
    held_at = away.deps.clock.now() + timedelta(days=10)
    members = (Member("m1", "Un", "Pôle", chair=True), Member("m2", "Deux", "Lycée"), Member("m3", "Trois", "Région"))
    meeting = Committee(
        partner,
        "ubfc",
        "student_cooperative",
        (),
        held_at,
        "Dijon",
        held_at.date() - timedelta(days=3),
        members,
        Rules(),
    )
    cause = fresh_cause("tests")
    committee = await schedule_committee(ScheduleCommittee(meeting), away.deps, cause)
    await open_committee(OpenCommittee(committee.id), away.deps, fresh_cause("tests"))
    for member in members:
        vote = CastVote(committee.id, review.id, member.sub, Answer.ACCEPT, "", {"d2e": True})
        await cast_vote(vote, away.deps, fresh_cause("tests"))
    await away.move_clock(held_at)
    head = Letterhead(partner, "Pépite d’exemple", ("1 rue de l’Exemple",), "Dijon", "La responsable", "Recours.")
    await set_letterhead(SetLetterhead(head), away.deps, fresh_cause("tests"))
    command = HoldCommittee(committee.id, [], {review.id: "Marché à préciser"}, [])
    await hold_committee(command, away.deps, fresh_cause("tests"))


async def _whole(away: Office) -> bool:
    found = await away.deps.reviews.all()
    return len(found) == 1 and found[0].state.requested and found[0].state.shared


async def _issued(home: Office) -> bool:
    return any(one.issued for one in (await home.deps.applications.get("application")).state.letters)


async def _answered(away: Office, partner: str) -> None:
    """The one review that all these messages made is answered by its people."""
    officer = Actor("pepite_officer", partner, "pepite")

    await eventually(lambda: _whole(away), "one whole review")
    (listed,) = (await away.get(officer, "/v1/reviews"))["items"]
    review = await away.get(officer, f"/v1/reviews/{listed['id']}")
    assert {one["name"]: one["value"] for one in review["shown"]}["summary"] == "Des vestes en laine"
    body = {"answer": "accept", "opinion": "Solide", "answers": {"d2e": True}}
    await away.post(officer, f"/v1/reviews/{listed['id']}/answer", body)


async def _only_the_named_deployment_is_believed(bus: Bus, decision: Envelope) -> None:
    """A copy changes nothing; what another deployment says about it rests among the dead letters of the home."""
    refusing = {**decision.data, "answer": "refuse", "number": 9}
    lie = decision.model_copy(update={"id": "a-lie", "source": "/coopilote/enrolment", "data": refusing})
    await bus.publish(decision)
    await bus.publish(lie)
    await bus.rabbit.wait_for_depth(f"{bus.home.queue}.dead", 1)
    (dead,) = await bus.take(f"{bus.home.queue}.dead", 1)
    assert str(dead.headers["x-essaim-error"]).startswith("foreign-decider")


async def _one(bus: Bus, queue: str) -> AbstractIncomingMessage:
    (message,) = await bus.take(queue, 1)
    return message


async def _has(home: Office, status: Status) -> None:
    async def reached() -> bool:
        state = (await home.deps.applications.get("application")).state
        return state.status is status and all(one.opinion for one in state.answers)

    await eventually(reached, f"the dossier is {status}, with the words of the opinion")


async def _outcome(away: Office, review_id: str) -> bool:
    return (await away.deps.reviews.get(review_id)).state.outcome == "ACCEPTED"
