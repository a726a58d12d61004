"""Two replicas on one database do the same thing, or two that contradict each other, at once: one of them wins, whole.

Before one of its writes, each in turn, a replica lets the other one go first: what it has read is old by then, and no luck is
needed for that.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from enrolment.deps import Deps
from enrolment.domain.programmes.decider import Answer
from essaim.kit.cause import fresh_cause
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.enrolment.deciders.places import NOW, deployment, deps_over
from tests.enrolment.proof import beginnings as at, commands as do, laws
from tests.enrolment.proof.database import Database, Documents, states
from tests.enrolment.proof.dying import Step, copy_of, restarted

WAITS = ((0, 0), (1, 0), (0, 1), (2, 0), (3, 0))
"""Before which of its writes each of the two lets the other one go first."""


class PoliteStore:
    """A store that waits before its n-th write until the other replica has written something, or has nothing to write."""

    def __init__(self, store: Store, turn: "Turn", me: int, wait_before: int) -> None:
        self._store, self._turn, self._me, self._left = store, turn, me, wait_before

    def __getattr__(self, name: str) -> Any:
        """What reads goes on; what writes waits for its turn once."""
        found = getattr(self._store, name)
        return partial(self._write, found) if name in ("insert", "insert_many", "replace", "delete") else found

    async def _write(self, write: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        if self._left == 0:
            await self._turn.other_wrote(self._me)
        self._left -= 1
        try:
            return await write(*args, **kwargs)
        finally:
            self._turn.wrote(self._me)


class Turn:
    """Who has written since whom."""

    def __init__(self) -> None:
        self._written = (asyncio.Event(), asyncio.Event())

    def wrote(self, me: int) -> None:
        """Somebody has, or never will."""
        self._written[me].set()

    async def other_wrote(self, me: int) -> None:
        """Wait for it; both never wait for each other."""
        other = self._written[1 - me]
        for _ in range(200):
            if other.is_set():
                return
            await asyncio.sleep(0)


@dataclass(frozen=True)
class Race:
    """Two commands at once, and what has to be true of what is stored in the end."""

    name: str
    prepare: Callable[[Deps], Awaitable[object]]
    steps: tuple[Step, Step]
    holds: Callable[[Documents], object]
    now: Any = NOW


def _told(now: Documents, kind: str) -> int:
    return sum(
        one["envelope"]["type"] == f"enrolment.{kind}.v1" for document in now.values() for one in document["outbox"]
    )


def _sent_once(now: Documents) -> None:
    assert states(now, "applications")["application"]["status"] == "ELIGIBLE"
    assert (_told(now, "application_submitted"), _told(now, "decision_requested")) == (1, 2)
    assert [one["status"] for one in states(now, "reviews").values()] == ["OPEN", "OPEN"]


def _both_answered(now: Documents) -> None:
    application = states(now, "applications")["application"]
    assert (application["status"], len(application["answers"])) == ("ACCEPTED", 2)
    assert _told(now, "application_accepted") == 1


def _last_word_counts(now: Documents) -> None:
    (answer,) = states(now, "applications")["application"]["answers"]
    (review,) = [one for one in states(now, "reviews").values() if one["decider"] == "cmq"]
    assert answer["answer"] == review["given"]["answer"]
    assert answer["number"] == review["answer_count"]


def _held_once(now: Documents) -> None:
    assert _told(now, "committee_held") == 1
    assert _told(now, "decision_letter_issued") == 3
    assert sorted(one["waiting_rank"] or 0 for one in states(now, "applications").values()) == [0, 1, 2]


def _one_promoted(now: Documents) -> None:
    given = [one for one in states(now, "applications").values() if one["status"] == "ACCEPTED" or one["offered_until"]]
    assert len(given) == 1
    assert _told(now, "application_accepted") + _told(now, "place_offered") == 1


def _last_place_once(now: Documents) -> None:
    found = states(now, "applications")
    assert sorted(one["status"] for one in found.values()) == ["ACCEPTED", "WAITING_LIST"]
    assert _told(now, "application_accepted") == _told(now, "application_waitlisted") == 1
    assert not states(now, "place_books")["programme"]["offers"]


def _one_person(now: Documents) -> None:
    persons = {key: one for key, one in states(now, "persons").items() if one["kind"] == "student"}
    (kept,) = [key for key, one in persons.items() if one["standing"] == "ACTIVE"]
    assert {one["person_id"] for one in states(now, "applications").values()} == {kept}
    assert not [one for one in persons.values() if one["merge_open"]]


def _erased_once(now: Documents) -> None:
    assert states(now, "persons")["lou"]["standing"] == "ERASED"
    assert _told(now, "person_erased") == 2, "the person and their guardian"
    laws.erased_are_nowhere(_without_outbox(now), {"lou": {"Vaucheret", "lou@example.org", "+33612345678"}}, set())


def _without_outbox(now: Documents) -> Documents:
    return {key: {**document, "outbox": []} for key, document in now.items()}


def _merged_or_erased(now: Documents) -> None:
    left = _without_outbox(now)
    persons = states(now, "persons")
    assert persons["lou"]["standing"] == "ERASED"
    assert persons["lou2"]["standing"] in ("ACTIVE", "ERASED")
    laws.erased_are_nowhere(left, {"lou": {"lou@example.org"}}, set())


def _nothing_is_left(now: Documents) -> None:
    laws.erased_are_nowhere(_without_outbox(now), {"lou": {"lou@example.org", "+33612345678"}}, set())
    assert states(now, "persons")["lou"]["standing"] == "ERASED"
    assert states(now, "applications")["application"]["emptied"]
    assert {one["status"] for one in states(now, "reviews").values()} <= {"CLOSED"}


def _gone_or_accepted(now: Documents) -> None:
    application = states(now, "applications")["application"]
    assert application["status"] in ("WITHDRAWN", "ACCEPTED")
    if application["status"] == "WITHDRAWN":
        assert _told(now, "application_withdrawn") == 1
        assert {one["status"] for one in states(now, "snee_statuses").values()} <= {"RENOUNCED"}
    assert _told(now, "application_accepted") <= 1


def _granted_once(now: Documents) -> None:
    budget = states(now, "ici_budgets")["ici"]
    assert [one["amount_cents"] for one in budget["decisions"].values()] == [15_000]
    assert states(now, "ici_funding_requests")["request"]["status"] == "GRANTED"
    assert _told(now, "funding_decided") == 1


def _one_charter(now: Documents) -> None:
    (status,) = states(now, "snee_statuses").values()
    assert (status["status"], _told(now, "charter_accepted"), _told(now, "attestation_issued")) == ("ACTIVE", 1, 1)


def _taken_once(now: Documents) -> None:
    found = states(now, "applications")
    assert sorted(one["status"] for one in found.values()) == ["ELIGIBLE", "WITHDRAWN"]
    assert _told(now, "application_transferred") == 1


async def _proposed(deps: Deps) -> None:
    await at.sent(deps)
    await do.propose(deps, at.BEGINNING)


async def _charter_waits(deps: Deps) -> None:
    await at.accepted_snee(deps)
    await do.accept(deps, at.BEGINNING)
    await restarted(deps)


async def _place_is_free(deps: Deps, days: int | None) -> None:
    await at.waiting_list(deps, days)
    await do.withdraw("ana")(deps, at.BEGINNING)


async def _twins_to_be_erased(deps: Deps) -> None:
    await at.to_be_erased(deps)
    await at.person(deps, "lou2", phone="")


CMQ_YES, CMQ_NO = do.answer("cmq", Answer.ACCEPT), do.answer("cmq", Answer.REFUSE)
RACES = (
    Race("two sendings", at.with_two_deciders, (do.send, do.send), _sent_once),
    Race("two deciders", at.sent, (CMQ_YES, do.answer("coopilote", Answer.ACCEPT)), _both_answered),
    Race("two answers of one decider", at.sent, (CMQ_YES, CMQ_NO), _last_word_counts),
    Race("two holdings", at.before_a_meeting, (do.hold, do.hold), _held_once, at.AFTER_MEETING),
    Race("two promotions", partial(_place_is_free, days=None), (do.places, do.places), _one_promoted),
    Race("two offers", partial(_place_is_free, days=5), (do.places, do.places), _one_promoted),
    Race("two acceptances", at.one_place_left, (do.accepts("ana"), do.accepts("bob")), _last_place_once),
    Race("two merges that cross", at.twins, (do.merge, do.merge_the_other_way), _one_person),
    Race("two erasures", at.to_be_erased, (do.erase, do.erase), _erased_once),
    Race("merging and erasing", _twins_to_be_erased, (do.merge, do.erase), _merged_or_erased),
    Race("sending and erasing", at.draft_to_be_erased, (do.send, do.erase), _nothing_is_left),
    Race("answering and erasing", at.to_be_erased, (CMQ_YES, do.erase), _nothing_is_left),
    Race("withdrawing and accepting", at.accepted_snee, (do.withdraw(), do.accept), _gone_or_accepted),
    Race("two grants", at.learners, (do.grant, do.grant), _granted_once),
    Race("two charters", _charter_waits, (do.tick, do.tick), _one_charter),
    Race("two takings", _proposed, (do.take, do.take), _taken_once),
    Race("taking and withdrawing", _proposed, (do.take, do.withdraw()), laws.one_dossier_a_year),
    Race("two agendas", at.planned_meetings, (do.fill, do.fill_second), laws.one_agenda),
)


@pytest.mark.parametrize("race", RACES, ids=[one.name for one in RACES])
async def test_of_two_who_act_at_once_one_wins_whole(tmp_path: Path, race: Race) -> None:
    """SNEE-03, GDPR-02, ICI-01: whoever waits before whichever of their writes."""
    start = tmp_path / "start.db"
    async with deployment(start) as deps:
        await race.prepare(deps)
    for waits in WAITS:
        race.holds(await _race(race, copy_of(start, str(waits)), waits))


async def _race(race: Race, path: Path, waits: tuple[int, int]) -> Documents:
    async with AsyncExitStack() as stack:
        stores = [await open_store(f"sqlite:///{path}") for _ in waits]
        for store in stores:
            stack.push_async_callback(store.close)
        turn = Turn()
        replicas = [
            _deps(race, cast(Store, PoliteStore(store, turn, me, wait)))
            for me, (store, wait) in enumerate(zip(stores, waits, strict=True))
        ]
        await asyncio.gather(
            *(_act(step, deps, turn, me) for me, (step, deps) in enumerate(zip(race.steps, replicas, strict=True)))
        )
        await restarted(_deps(race, stores[0]))
        database = Database(path)
        stack.callback(database.close)
        return database.read()


def _deps(race: Race, store: Store) -> Deps:
    deps = deps_over(store)
    if race.now > NOW:
        deps.clock.move_to(race.now)  # type: ignore[attr-defined]
    return deps


async def _act(step: Step, deps: Deps, turn: Turn, me: int) -> None:
    """One of them may be told that it is too late; nothing else."""
    try:
        await step(deps, fresh_cause(f"replica {me}"))
    except Exception as error:
        if not hasattr(error, "kind"):
            raise
    finally:
        turn.wrote(me)
