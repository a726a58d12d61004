"""A committee from its planning to its minutes: the office plans it, members vote, the office holds it, signs, writes letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from essaim.cli.demo.dossiers import review_of
from essaim.cli.demo.people import Actor
from essaim.cli.demo.world import World, expect

VOTERS = 3
"""The chair, who is of the office, and two members who vote."""


@dataclass(frozen=True)
class Board:
    """Who decides: an office and its committee, at the deployment where they work."""

    service: str
    office: Actor
    member: Actor
    decider: str
    scheme: str
    programme_id: str
    letterhead: Mapping[str, Any]

    @property
    def voters(self) -> tuple[Actor, ...]:
        """The chair and the members, each with a login of their own."""
        others = [replace(self.member, sub=f"{self.member.sub}-{number}") for number in range(1, VOTERS)]
        return (self.office, *others)


@dataclass(frozen=True)
class Verdict:
    """What the committee is going to think of a dossier, with the answers to its own questions."""

    answer: str
    opinion: str
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Meeting:
    """A committee that is planned, and the reviews on its agenda by dossier."""

    committee_id: str
    reviews: Mapping[str, str] = field(default_factory=dict)


async def plan(world: World, board: Board, held_at: datetime, last_on: date) -> Meeting:
    """It is in the calendar."""
    api = world.api(board.service, board.office)
    members = [
        {"sub": one.sub, "name": f"Membre {place}", "organisation": "Comité (démonstration)", "chair": place == 1}
        for place, one in enumerate(board.voters, start=1)
    ]
    planned = await api.post(
        "/v1/committees",
        {
            "partner": board.office.partner,
            "decider": board.decider,
            "scheme": board.scheme,
            "programme_ids": [board.programme_id],
            "held_at": held_at.isoformat(),
            "place": "Salle du conseil (démonstration)",
            "last_application_on": last_on.isoformat(),
            "members": members,
            "rules": {"quorum_percent": 60},
        },
    )
    committee_id = str(planned["id"])
    await api.put(f"/v1/committee-letterheads/{board.office.partner}", dict(board.letterhead))
    await world.event(
        "enrolment.committee_scheduled.v1",
        committee_id=committee_id,
        otherwise=lambda: api.find(f"/v1/committees/{committee_id}"),
    )
    return Meeting(committee_id)


async def put_on_agenda(world: World, board: Board, meeting: Meeting, dossiers: list[str]) -> Meeting:
    """Every dossier that has come in time is on the agenda, and the votes are open."""
    for application_id in dossiers:
        await review_of(world, board.service, board.office, application_id)
    api = world.api(board.service, board.office)
    path = f"/v1/committees/{meeting.committee_id}"
    items = (await api.post(f"{path}/agenda"))["items"]
    reviews = {str(one["application_id"]): str(one["review_id"]) for one in items}
    expect("the dossiers on the agenda", set(reviews), set(dossiers))
    expect("its status", (await api.post(f"{path}/opening"))["status"], "OPEN")
    return replace(meeting, reviews=reviews)


async def vote(world: World, board: Board, meeting: Meeting, verdicts: Mapping[str, Verdict]) -> None:
    """Everybody votes on every dossier; nobody has anything left to vote on."""
    for voter in board.voters:
        api = world.api(board.service, voter)
        for application_id, verdict in verdicts.items():
            ballot = {"answer": verdict.answer, "opinion": verdict.opinion, "answers": dict(verdict.answers)}
            review_id = meeting.reviews[application_id]
            await api.put(f"/v1/committees/{meeting.committee_id}/agenda/{review_id}/vote", ballot)
    counts = await world.api(board.service, board.office).get("/v1/committees/pending-counts")
    expect("votes that are due", counts["due"], 0)


async def hold(
    world: World, board: Board, meeting: Meeting, verdicts: Mapping[str, Verdict], ranking: tuple[str, ...] = ()
) -> dict[str, str]:
    """The result of each dossier; ``ranking`` is the order of those who wait."""
    api = world.api(board.service, board.office)
    held = await api.post(
        f"/v1/committees/{meeting.committee_id}/holding",
        {
            "present": [one.sub for one in board.voters],
            "opinions": {meeting.reviews[one]: verdict.opinion for one, verdict in verdicts.items()},
            "ranking": [meeting.reviews[one] for one in ranking],
        },
    )
    results = {str(one["application_id"]): str(one["result"]["answer"]) for one in held["items"]}
    expect("what came of the votes", results, {one: verdict.answer for one, verdict in verdicts.items()})
    return results


async def sign_and_write(world: World, board: Board, meeting: Meeting, name: str) -> None:
    """Signed minutes and every letter, kept as PDF under ``name``."""
    api = world.api(board.service, board.office)
    path = f"/v1/committees/{meeting.committee_id}"

    async def delivered() -> bool:
        found = await api.get(path)
        return all(one["delivered"] and one["letter_issued"] for one in found["items"])

    await world.until(delivered, what="results and letters of the committee")
    signed = await api.post(
        f"{path}/signature", {"minutes": "La séance est levée à 17 h.", "signatory": "La présidence"}
    )
    expect("its status", signed["status"], "CLOSED")
    world.output.write("dossiers", f"{name}-minutes.pdf", await api.download(f"{path}/minutes.pdf"))
    for place, review_id in enumerate(meeting.reviews.values(), start=1):
        letter = await api.download(f"{path}/agenda/{review_id}/letter.pdf")
        world.output.write("dossiers", f"{name}-letter-{place}.pdf", letter)
