"""A committee without a web: dossiers, meetings and places over a store, where a test can kill the process at any write."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from enrolment.deps import Deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.committees.committee import Committee, Member
from enrolment.domain.committees.letterhead import Letterhead
from enrolment.domain.committees.rules import Rules
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.programmes.decider import Answer
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from enrolment.usecases.committees.cast_vote import CastVote, cast_vote
from enrolment.usecases.committees.hold_committee import HoldCommittee, hold_committee
from enrolment.usecases.committees.open_committee import OpenCommittee, open_committee
from enrolment.usecases.committees.schedule_committee import ScheduleCommittee, schedule_committee
from enrolment.usecases.committees.set_letterhead import SetLetterhead, set_letterhead
from enrolment.usecases.deciders.request_reviews import RequestReviews, request_reviews
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause, fresh_cause
from tests.enrolment.committees.board import BOARD, RULES
from tests.enrolment.office import PROGRAMME

MEMBERS = (Member("m1", "Un", "Campus", chair=True), Member("m2", "Deux", "Lycée"), Member("m3", "Trois", "Région"))
FIRST = (date(2026, 9, 8), datetime(2026, 9, 15, 12, tzinfo=UTC))
SECOND = (date(2026, 10, 8), datetime(2026, 10, 15, 12, tzinfo=UTC))
HEAD = Letterhead("cmq-mma", "Pôle d’exemple", ("1 rue de l’Exemple",), "Dijon", "La responsable", "Recours gracieux.")


def event_cause(name: str) -> Cause:
    """The cause of a consumed event: the same again when it is redelivered."""
    id_ = name.replace(" ", "-")
    return Cause(id_, id_, "somebody", event_id=id_)


async def programme(deps: Deps, id_: str = "programme", **parameters: Any) -> str:
    """A programme that the board decides on."""
    known: dict[str, Any] = {**PROGRAMME, "starts_on": date(2026, 9, 1), "ends_on": date(2027, 7, 2)}
    given = Parameters(date(2026, 1, 1), deciders=(BOARD,), outcome_rules=RULES, **parameters)
    await deps.programmes.add(id_, Programme(**known, parameters=(given,)), fresh_cause("tests"))
    return id_


async def applicant(deps: Deps, name: str, programme_id: str = "programme", **more: Any) -> str:
    """An application whose id is the name; an ELIGIBLE one with its review, whose id is returned."""
    person = Person(Kind.STUDENT, name.title(), "Vaucheret", f"{name}@example.org", "cmq-mma", date(2000, 11, 23))
    await deps.persons.add(f"person-{name}", person, fresh_cause("tests"))
    known = {"status": Status.ELIGIBLE} | more
    application = Application(
        programme_id=programme_id,
        person_id=f"person-{name}",
        scheme="student_cooperative",
        school_year="2026-2027",
        coordinator="cmq-mma",
        year=1,
        employment=Employment.NONE,
        submitted_on=deps.clock.today(),
        **known,
    )
    await deps.applications.add(name, application, fresh_cause("tests"))
    return await asked(deps, name) if application.status is Status.ELIGIBLE else ""


async def asked(deps: Deps, name: str) -> str:
    """The review of an eligible dossier."""
    await request_reviews(RequestReviews(name), deps, fresh_cause("tests"))
    return (await deps.applications.get(name)).state.asked[-1].review_id


async def waiting(deps: Deps, number: int) -> list[str]:
    """So many on the waiting list, in their order: w0, w1, …"""
    names = [f"w{place}" for place in range(number)]
    for place, name in enumerate(names, 1):
        await applicant(deps, name, status=Status.WAITING_LIST, waiting_rank=place)
    return names


async def planned(deps: Deps, days: tuple[date, datetime] = FIRST) -> str:
    """A committee in the calendar: its last application date, and when it meets."""
    last_on, held_at = days
    meeting = Committee("cmq-mma", "board", "student_cooperative", (), held_at, "Dijon", last_on, MEMBERS, Rules())
    return (await schedule_committee(ScheduleCommittee(meeting), deps, fresh_cause("tests"))).id


async def voted(deps: Deps, committee_id: str, votes: Mapping[str, Answer]) -> None:
    """The committee is open, everybody has voted so, and its hour has come."""
    stored = await open_committee(OpenCommittee(committee_id), deps, fresh_cause("tests"))
    for review_id, answer in votes.items():
        for member in MEMBERS:
            vote = CastVote(committee_id, review_id, member.sub, answer, "Motif", {})
            await cast_vote(vote, deps, fresh_cause("tests"))
    deps.clock.move_to(stored.state.held_at)  # type: ignore[attr-defined]


async def held(
    deps: Deps, votes: Mapping[str, Answer], ranking: Sequence[str] = (), days: tuple[date, datetime] = FIRST
) -> Stored[Committee]:
    """A committee that decided so."""
    committee_id = await planned(deps, days)
    await voted(deps, committee_id, votes)
    return await hold_committee(HoldCommittee(committee_id, [], {}, ranking), deps, fresh_cause("tests"))


async def with_letterhead(deps: Deps, head: Letterhead = HEAD) -> None:
    """The partner's letters have this head from now on."""
    await set_letterhead(SetLetterhead(head), deps, fresh_cause("tests"))


async def status(deps: Deps, name: str) -> Status:
    """Where a dossier stands."""
    return (await deps.applications.get(name)).state.status


def letters(stored: Stored[Committee]) -> list[str]:
    """The dossiers whose letter was issued."""
    told = [one["envelope"] for one in stored.document["outbox"]]
    return sorted(one["data"]["application_id"] for one in told if "decision_letter_issued" in one["type"])
