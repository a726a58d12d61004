"""A process dies before any write while deciders are asked and answer: in the end it is as if nothing had happened.

From one write on, each in turn, the store takes nothing more. Then a process starts with what is stored: its own events are
delivered, and whoever got no answer asks again, before them or after.
"""

import shutil
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest

from enrolment.deps import Deps
from enrolment.domain.programmes.decider import Answer
from enrolment.events import LISTENS
from enrolment.usecases.deciders.answer_review import AnswerReview, answer_review
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.deciders.reopen_review import ReopenReview, reopen_review
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.cause import Cause
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.enrolment.deciders.desk import hear
from tests.enrolment.deciders.places import deployment, deps_over, dossier, outgoing

Step = Callable[[Deps], Awaitable[object]]
MOST_WRITES = 40


class DiedError(Exception):
    """The process is gone: nothing more is written."""


class DyingStore:
    """A store that takes so many writes and then no more."""

    def __init__(self, store: Store, writes: int) -> None:
        self._store, self._left = store, writes

    def __getattr__(self, name: str) -> Any:
        """What reads goes on; what writes counts."""
        found = getattr(self._store, name)
        return partial(self._write, found) if name in ("insert", "insert_many", "replace", "delete") else found

    async def _write(self, write: Callable[..., Awaitable[Any]], *args: Any, **kwargs: Any) -> Any:
        if self._left == 0:
            raise DiedError
        self._left -= 1
        return await write(*args, **kwargs)


def _cause(name: str) -> Cause:
    return Cause(name, "c", "somebody")


async def _request(deps: Deps) -> None:
    await request_reviews(RequestReviews("application"), deps, _cause("request"))


async def _answer(decider: str, said: Answer, deps: Deps) -> None:
    state = (await deps.applications.get("application")).state
    review = next(one.review_id for one in state.asked if one.decider == decider)
    answers = {"activity": "yes"} if decider == "coopilote" else {}
    command = AnswerReview(review, said, "Motif", answers, "somebody")
    await answer_review(command, deps, _cause(f"{decider} {said}"))


async def _reopen(deps: Deps) -> None:
    await reopen_review(ReopenReview("application", "coopilote", "Erreur", "somebody"), deps, _cause("reopen"))


async def _close(deps: Deps) -> None:
    await close_reviews(CloseReviews("application", "withdrawn"), deps, _cause("close"))


async def _deliver(deps: Deps) -> None:
    for envelope in await outgoing(deps):
        if envelope.type in LISTENS.by_type:
            await hear(deps, envelope)


DECIDED: tuple[Step, ...] = (
    _request,
    partial(_answer, "cmq", Answer.ACCEPT),
    partial(_answer, "coopilote", Answer.REFUSE),
)
REOPENED: tuple[Step, ...] = (*DECIDED, _reopen, partial(_answer, "coopilote", Answer.ACCEPT))
CLOSED: tuple[Step, ...] = (*DECIDED[:2], _close)


async def _state(deps: Deps) -> dict[str, Any]:
    application = (await deps.applications.get("application")).state
    reviews = await deps.reviews.all()
    return {
        "status": application.status,
        "asked": {one.decider: (one.closed, one.review_id) for one in application.asked},
        "answers": [(one.decider, one.answer) for one in application.answers],
        "reviews": {
            one.state.decider: (
                one.id,
                one.state.status,
                one.state.given.answer if one.state.given else None,
                [field.name for field in one.state.shown],
            )
            for one in reviews
        },
        "count": len(reviews),
    }


async def _play(path: Path, steps: tuple[Step, ...], writes: int, people_first: bool) -> tuple[bool, dict[str, Any]]:
    """Whether the process lived to the end, when it could write so often; and the state after the next one went on."""
    store = await open_store(f"sqlite:///{path}")
    try:
        dying, done = deps_over(cast(Store, DyingStore(store, writes))), 0
        try:
            for step in steps:
                await step(dying)
                done += 1
        except DiedError:
            pass
        deps = deps_over(store)
        if not people_first:
            await _deliver(deps)
        for step in steps[done:]:
            await step(deps)
        await _deliver(deps)
        return done == len(steps), await _state(deps)
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("steps", "people_first"),
    [(REOPENED, False), (REOPENED, True), (CLOSED, False)],
    ids=["reopened, events first", "reopened, people first", "closed"],
)
async def test_a_process_that_dies_at_any_write_loses_and_doubles_nothing(
    tmp_path: Path, steps: tuple[Step, ...], people_first: bool
) -> None:
    async with deployment(tmp_path / "start.db") as prepared:
        await dossier(prepared)
    _, expected = await _play(_copy(tmp_path, "whole"), steps, -1, people_first)
    assert expected["count"] == 2
    for writes in range(MOST_WRITES):
        lived, found = await _play(_copy(tmp_path, str(writes)), steps, writes, people_first)
        assert found == expected, f"died before write {writes}"
        if lived:
            assert writes > 3
            return
    raise AssertionError("it never comes to an end")


@pytest.mark.parametrize(
    ("writes", "steps", "statuses", "answers"),
    [(1, DECIDED, {"OPEN"}, 0), (4, DECIDED, {"OPEN", "ANSWERED"}, 1), (6, CLOSED, {"CLOSED"}, 1)],
    ids=["asked", "answered", "closed"],
)
async def test_what_nobody_asks_again_is_completed_by_our_own_events(
    tmp_path: Path, writes: int, steps: tuple[Step, ...], statuses: set[str], answers: int
) -> None:
    """Only the first of several writes was done, and nobody repeats anything: the others follow from its events."""
    async with deployment(tmp_path / "start.db") as prepared:
        await dossier(prepared)
    store = await open_store(f"sqlite:///{tmp_path}/start.db")
    try:
        with pytest.raises(DiedError):
            await _go(deps_over(cast(Store, DyingStore(store, writes))), steps)
        await _deliver(deps_over(store))
        found = await _state(deps_over(store))
        assert ({one[1] for one in found["reviews"].values()}, len(found["answers"])) == (statuses, answers)
        assert found["count"] == 2
    finally:
        await store.close()


async def _go(deps: Deps, steps: tuple[Step, ...]) -> None:
    for step in steps:
        await step(deps)


def _copy(folder: Path, name: str) -> Path:
    shutil.copy(folder / "start.db", folder / f"{name}.db")
    return folder / f"{name}.db"
