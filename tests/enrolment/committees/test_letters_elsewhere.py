"""A committee sits at another deployment than the dossier's: its letter goes there, is read there, and is erased there."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import BytesIO
from itertools import permutations
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from pypdf import PdfReader

from enrolment.deps import Deps
from enrolment.domain.applications.application import Status
from enrolment.domain.committees.committee import Committee, Member
from enrolment.domain.committees.rules import Rules
from enrolment.domain.privacy.holding import Erasing
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.events import LISTENS
from enrolment.usecases.committees.draw_own_letter import DrawOwnLetter, draw_own_letter
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.committees.schedule_committee import ScheduleCommittee, schedule_committee
from enrolment.usecases.committees.set_letterhead import SetLetterhead, set_letterhead
from enrolment.usecases.deciders.close_reviews import CloseReviews, close_reviews
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from enrolment.usecases.privacy.hold_applications import hold_applications
from essaim.contracts import envelope as wire
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import NotFoundError, RefusedError
from tests.enrolment.committees.board import RULES
from tests.enrolment.committees.desk import HEAD, voted
from tests.enrolment.deciders.desk import UBFC, hear, waiting
from tests.enrolment.deciders.places import AWAY, deployment, dossier, outgoing

SITTING = replace(UBFC, by_committee=True, questions=())
BY_IT = tuple(replace(one, deciders=("ubfc",)) for one in RULES)
MEMBERS = tuple(Member(f"m{place}", f"Membre {place}", "Pôle", chair=place == 1) for place in (1, 2, 3))
TOLD = ("decision_recorded", "opinion_given", "decision_letter_sent")
ISSUED = "enrolment.decision_letter_issued.v1"


@dataclass
class Sitting:
    """The dossier's home, and the deployment where the committee sits."""

    home: Deps
    away: Deps
    folder: Path

    async def said(self, *names: str) -> list[wire.Envelope]:
        """What the committee's deployment said, of these types."""
        found = await outgoing(self.away)
        for stored in await self.away.committees.all():
            found += waiting(stored.document)
        return [one for one in found if one.type.split(".")[1] in names]

    async def decides(self, answer: Answer) -> None:
        """The committee meets and decides so, with the partner's letterhead."""
        (review,) = await self.away.reviews.all()
        held_at = datetime(2026, 9, 15, 12, tzinfo=UTC)
        meeting = Committee(
            AWAY, "ubfc", "student_cooperative", (), held_at, "Dijon", date(2026, 9, 8), MEMBERS, Rules()
        )
        stored = await schedule_committee(ScheduleCommittee(meeting), self.away, fresh_cause("tests"))
        await voted(self.away, stored.id, {review.id: answer})
        head = SetLetterhead(replace(HEAD, partner=AWAY, organisation="Pépite d’exemple"))
        await set_letterhead(head, self.away, fresh_cause("tests"))
        ranking = [review.id] if answer is Answer.WAIT else []
        command = HoldCommittee(stored.id, [], {review.id: "Marché à préciser"}, ranking)
        await hold_committee(command, self.away, fresh_cause("tests"))


@pytest.fixture
async def sitting(tmp_path: Path) -> AsyncIterator[Sitting]:
    """A dossier that a committee elsewhere has before it."""
    async with AsyncExitStack() as stack:
        home = await stack.enter_async_context(deployment(tmp_path / "home.db"))
        away = await stack.enter_async_context(deployment(tmp_path / "away.db", AWAY))
        await dossier(home)
        await limited(home, None)
        await request_reviews(RequestReviews("application"), home, fresh_cause("tests"))
        for envelope in await outgoing(home):
            if envelope.type in LISTENS.by_type:
                await hear(away, envelope)
        yield Sitting(home, away, tmp_path)


async def limited(deps: Deps, places: int | None) -> None:
    """The programme is the committee's to decide, and has so many places."""
    parameters = Parameters(date(2026, 1, 1), deciders=(SITTING,), outcome_rules=BY_IT, places=places)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(parameters,)))

    await deps.programmes.change("programme", change, fresh_cause("tests"))


async def issued(deps: Deps) -> list[str]:
    """What was told of letters at the dossier's home."""
    found = waiting((await deps.applications.get("application")).document)
    return [str(one.data["answer"]) for one in found if one.type == ISSUED]


async def letter(deps: Deps) -> str:
    """What the applicant reads."""
    content = await draw_own_letter(DrawOwnLetter("application"), deps)
    assert await draw_own_letter(DrawOwnLetter("application"), deps) == content
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer.ACCEPT, "Avis favorable"),
        (Answer.REFUSE, "Avis défavorable"),
        (Answer.WAIT, "Liste d’attente, rang 1"),
    ],
)
async def test_the_letter_is_read_where_the_dossier_is_kept(sitting: Sitting, answer: Answer, words: str) -> None:
    await sitting.decides(answer)
    for envelope in await sitting.said(*TOLD):
        await hear(sitting.home, envelope)
    read = await letter(sitting.home)
    for said in (words, "Marché à préciser", "Pépite d’exemple", "Recours gracieux", "Lou-Anne Vaucheret"):
        assert said in read
    assert await issued(sitting.home) == [answer.value]
    assert await sitting.said("decision_letter_issued") == [], "told by who cannot show it"


async def test_no_order_and_no_repetition_makes_another_letter_or_another_mail(sitting: Sitting) -> None:
    await sitting.decides(Answer.WAIT)
    told = await sitting.said(*TOLD)
    assert len(told) == 3
    with sqlite3.connect(sitting.folder / "home.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    reads = set()
    for place, arriving in enumerate(permutations(told)):
        copy(sitting.folder / "home.db", sitting.folder / f"{place}.db")
        async with deployment(sitting.folder / f"{place}.db") as home:
            for envelope in (*arriving, *arriving[::-1]):
                await hear(home, envelope)
            assert await issued(home) == ["wait"]
            reads.add(await letter(home))
    assert len(reads) == 1


async def test_nobody_is_told_of_a_decision_that_the_dossier_does_not_know_yet(sitting: Sitting) -> None:
    await sitting.decides(Answer.ACCEPT)
    (sent,) = await sitting.said("decision_letter_sent")
    await hear(sitting.home, sent)
    assert await issued(sitting.home) == []
    with pytest.raises(NotFoundError, match="no-letter"):
        await draw_own_letter(DrawOwnLetter("application"), sitting.home)


async def test_an_acceptance_from_elsewhere_beyond_the_places_waits_and_its_letter_says_so(sitting: Sitting) -> None:
    await sitting.decides(Answer.ACCEPT)
    await limited(sitting.home, 0)
    for envelope in await sitting.said(*TOLD):
        await hear(sitting.home, envelope)
    state = (await sitting.home.applications.get("application")).state
    assert (state.status, state.waiting_rank, state.waits_for_place) == (Status.WAITING_LIST, 1, True)
    assert "Avis favorable, sur liste d’attente, rang 1" in await letter(sitting.home)
    assert await issued(sitting.home) == ["wait"]


async def test_only_the_deployment_that_decides_is_believed(sitting: Sitting) -> None:
    await sitting.decides(Answer.ACCEPT)
    (sent,) = await sitting.said("decision_letter_sent")
    wrongs: tuple[dict[str, Any], ...] = (
        {"source": "/coopilote/enrolment"},
        {"data": {**sent.data, "review_id": "another"}},
    )
    for place, wrong in enumerate(wrongs):
        with pytest.raises(RefusedError, match="foreign-"):
            await hear(sitting.home, sent.model_copy(update={"id": f"wrong-{place}", **wrong}))
    elsewhere = sent.model_copy(update={"id": "not-ours", "data": {**sent.data, "home": "coopilote"}})
    await hear(sitting.home, elsewhere)
    assert (await sitting.home.applications.get("application")).state.letters == ()


@pytest.mark.parametrize("late", [False, True])
async def test_what_it_says_is_told_for_an_access_and_gone_after_an_erasure_in_any_order(
    sitting: Sitting, late: bool
) -> None:
    """GDPR-01, GDPR-02: a letter that comes after the erasure brings nothing back."""
    await sitting.decides(Answer.REFUSE)
    told = await sitting.said(*TOLD)
    holding = hold_applications()
    if not late:
        for envelope in told:
            await hear(sitting.home, envelope)
        (record,) = await holding.export("person", sitting.home)
        assert record.data["letters"][0]["opinion"] == "Marché à préciser"
    erasing = Erasing("person", "erasure", date(2026, 9, 20))
    await holding.erase(erasing, sitting.home, fresh_cause("tests"))
    for envelope in told:
        await hear(sitting.home, envelope)
    stored = await sitting.home.applications.get("application")
    assert stored.state.letters == ()
    assert "Marché à préciser" not in str(stored.document)
    assert (await issued(sitting.home) == []) is late
    closing = [one for one in await outgoing(sitting.home) if one.type == "enrolment.reviews_closed.v1"]
    for envelope in closing:
        await hear(sitting.away, envelope)
    (committee,) = await sitting.away.committees.all()
    assert "Marché à préciser" not in str(committee.document["state"])


async def test_a_needed_dossier_keeps_its_outcome_and_not_the_letter_s_words(sitting: Sitting) -> None:
    await sitting.decides(Answer.ACCEPT)
    for envelope in await sitting.said(*TOLD):
        await hear(sitting.home, envelope)
    erasing = Erasing("person", "erasure", date(2026, 9, 20), needed=True)
    await hold_applications().erase(erasing, sitting.home, fresh_cause("tests"))
    state = (await sitting.home.applications.get("application")).state
    assert (state.status, state.letters) == (Status.ACCEPTED, ())


async def test_a_withdrawn_dossier_has_a_letter_of_what_was_decided_before(sitting: Sitting) -> None:
    await sitting.decides(Answer.ACCEPT)
    for envelope in await sitting.said(*TOLD):
        await hear(sitting.home, envelope)
    await close_reviews(CloseReviews("application", "withdrawn"), sitting.home, fresh_cause("tests"))
    assert "Avis favorable" in await letter(sitting.home)
