"""A programme whose dossiers a committee decides on, its members, and the steps that many tests start from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enrolment.domain.programmes.decider import Answer, Decider, Question, QuestionType
from enrolment.domain.programmes.outcome import Outcome, OutcomeRule
from enrolment.domain.programmes.parameters import Parameters
from enrolment.domain.programmes.programme import Programme
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.deciders.desk import hear_own, sent
from tests.enrolment.office import Actor, Office

BOARD = Decider(
    "board",
    "cmq-mma",
    "pepite_officer",
    "Comité d’engagement",
    questions=(Question("d2e", "D2E accordé ?", QuestionType.BOOLEAN),),
    visible=("identity",),
    by_committee=True,
)
RULES = (
    OutcomeRule(Outcome.REFUSED, "any", ("board",), (Answer.REFUSE,)),
    OutcomeRule(Outcome.ACCEPTED, "all", ("board",), (Answer.ACCEPT,)),
    OutcomeRule(Outcome.WAITING_LIST, "any", ("board",), (Answer.WAIT,)),
)
OFFICER = Actor("pepite_officer", "cmq-mma", "officer")
CHAIR = Actor("committee_member", "cmq-mma", "chair")
SECOND = Actor("committee_member", "cmq-mma", "second")
THIRD = Actor("committee_member", "cmq-mma", "third")
GUEST = Actor("committee_member", "cmq-mma", "guest")
OUTSIDER = Actor("committee_member", "cmq-mma", "outsider")
FOREIGN = Actor("pepite_officer", "ubfc", "officer")
HELD_AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
COMMITTEE: dict[str, Any] = {
    "partner": "cmq-mma",
    "decider": "board",
    "scheme": "student_cooperative",
    "held_at": "2026-09-20T14:00:00+02:00",
    "place": "Salle du conseil",
    "last_application_on": "2026-09-15",
    "members": [
        {"sub": "chair", "name": "Présidence", "organisation": "Campus", "chair": True},
        {"sub": "second", "name": "Deuxième", "organisation": "Chambre de métiers"},
        {"sub": "third", "name": "Troisième", "organisation": "Lycée"},
        {"sub": "guest", "name": "Invité", "organisation": "Région", "voting": False},
    ],
    "rules": {"quorum_number": 2, "quorum_percent": 50},
}
NAMES = ("Lou-Anne", "Sacha", "Camille", "Morgane", "Yaël", "Robin", "Alix", "Charlie")


async def board_programme(office: Office, **parameters: Any) -> str:
    """A programme that the board decides on."""
    programme_id = await office.programme()
    given = Parameters(date(2026, 1, 1), deciders=(BOARD,), outcome_rules=RULES, **parameters)

    def change(state: Programme) -> Change[Programme]:
        return Change(replace(state, parameters=(given,)))

    await office.deps.programmes.change(programme_id, change, fresh_cause("tests"))
    return programme_id


async def dossiers(office: Office, programme_id: str, number: int) -> list[dict[str, Any]]:
    """So many applications that the board was asked about."""
    return [
        await sent(office, programme_id, given_name=name, email=f"{name.lower().replace('ë', 'e')}@example.org")
        for name in NAMES[:number]
    ]


async def opened(office: Office, **changes: Any) -> dict[str, Any]:
    """An open committee on the day that it meets."""
    planned = await office.post(OFFICER, "/v1/committees", COMMITTEE | changes)
    committee: dict[str, Any] = await office.post(OFFICER, f"/v1/committees/{planned['id']}/opening")
    await office.move_clock(HELD_AT)
    return committee


async def vote(
    office: Office, committee: dict[str, Any], place: int, answer: str, *members: Actor, **more: Any
) -> None:
    """These members vote so on one item."""
    path = f"/v1/committees/{committee['id']}/agenda/{committee['items'][place]['review_id']}/vote"
    opinion = "Projet à préciser" if answer == "refuse" else ""
    for member in members:
        body = {"answer": answer, "opinion": opinion} | more
        got = await office.send(member, "PUT", path, body)
        assert got.status_code == 200, got.text


async def hold(office: Office, committee: dict[str, Any], **body: Any) -> dict[str, Any]:
    """Record what was decided."""
    held: dict[str, Any] = await office.post(OFFICER, f"/v1/committees/{committee['id']}/holding", body)
    return held


async def status_of(office: Office, application: dict[str, Any]) -> str:
    """Where an application stands."""
    return (await office.deps.applications.get(application["id"])).state.status.value


__all__ = ["hear_own"]
