"""What deciders, committees and offices do in a random life, over HTTP: each deed chooses whom and what by chance."""

from datetime import datetime, timedelta
from typing import Any

from tests.enrolment.committees.board import COMMITTEE
from tests.enrolment.office import COORDINATOR, HEADER, OFFICER, Actor, student
from tests.enrolment.proof.deeds_of_people import human
from tests.enrolment.proof.world import PEPITE, REFERENT, World

ANSWERS = ("accept", "accept", "accept", "wait", "wait", "refuse", "abstain")
DECIDERS = {"cmq": COORDINATOR, "coopilote": OFFICER, "region": REFERENT}


async def answers(world: World) -> str:
    """One of three deciders, in whatever order; also a change of mind."""
    review_id, review = world.one_of("reviews", by_committee=(False,), status=("OPEN", "OPEN", "ANSWERED"))
    answer = world.chance.choice(ANSWERS)
    body: dict[str, Any] = {"answer": answer, "opinion": "Motif" if answer == "refuse" else ""}
    if review["decider"] == "coopilote":
        body["answers"] = {"activity": "yes"}
    await world.call(DECIDERS[review["decider"]], "POST", f"/v1/reviews/{review_id}/answer", body)
    return str(review["application_id"])


async def reopens(world: World) -> str:
    """The coordinator lets a decider answer again."""
    found = [one for one in world.of("applications") if one[1]["answers"]] or [world.one_of("applications")]
    id_, state = world.chance.choice(found)
    decider = world.chance.choice([one["decider"] for one in state["answers"]] or ["cmq"])
    path = f"/v1/applications/{id_}/deciders/{decider}/reopening"
    await world.call(COORDINATOR, "POST", path, {"reason": "Erreur de saisie"})
    return id_


async def decides(world: World) -> str:
    """The coordinator, where nobody else does."""
    id_, _ = world.one_of(
        "applications", programme_id=(world.programmes["plain"],), status=("ELIGIBLE", "CONSENT_PENDING")
    )
    body = {"decision": world.chance.choice(("accept", "accept", "refuse")), "reason": "Vu"}
    await world.call(COORDINATOR, "POST", f"/v1/applications/{id_}/decision", body)
    return id_


async def transfers(world: World) -> None:
    """Proposed, and accepted, declined or left for later."""
    id_, state = world.one_of("applications", status=("ELIGIBLE", "WAITING_LIST", "CONSENT_PENDING"))
    among = ("board", "small") if state["scheme"] == "snee" else ("three", "plain")
    name = world.chance.choice([one for one in among if world.programmes[one] != state["programme_id"]])
    path, body = f"/v1/applications/{id_}/transfer", {"programme_id": world.programmes[name], "reason": "Déménagement"}
    if state["transfer"] is None:
        await world.call(PEPITE, "POST", path, body)
    end = world.chance.choice(("acceptance", "acceptance", "refusal", ""))
    if end:
        await world.call(PEPITE, "POST", f"{path}/{end}", {})


async def plans_committee(world: World) -> None:
    held_at = world.now + timedelta(days=world.chance.randint(1, 5))
    body = COMMITTEE | {
        "scheme": "snee",
        "held_at": held_at.isoformat(),
        "last_application_on": str((held_at - timedelta(days=world.chance.randint(0, 1))).date()),
    }
    if len(world.of("committees", status=("PLANNED", "OPEN"))) < 3:
        await world.call(PEPITE, "POST", "/v1/committees", body)


async def moves_committee(world: World) -> None:
    id_, _ = world.one_of("committees", status=("PLANNED",))
    held_at = world.now + timedelta(days=world.chance.randint(1, 5))
    body = COMMITTEE | {"scheme": "snee", "held_at": held_at.isoformat(), "last_application_on": str(held_at.date())}
    await world.call(PEPITE, "PUT", f"/v1/committees/{id_}", body)


async def cancels_committee(world: World) -> None:
    id_, _ = world.one_of("committees", status=("PLANNED", "OPEN"))
    await world.call(PEPITE, "POST", f"/v1/committees/{id_}/cancellation", {"reason": "Grève"})


async def prepares_committee(world: World) -> None:
    """Fills, takes off, opens."""
    id_, state = world.one_of("committees", status=("PLANNED", "OPEN"))
    path = f"/v1/committees/{id_}"
    await world.call(PEPITE, "POST", f"{path}/agenda")
    if state["items"] and world.chance.random() < 0.3:
        review_id = world.chance.choice(state["items"])["review_id"]
        await world.call(PEPITE, "POST", f"{path}/agenda/{review_id}/removal", {"reason": "Incomplet"})
    if state["status"] == "PLANNED" and world.chance.random() < 0.7:
        await world.call(PEPITE, "POST", f"{path}/opening", {})


async def holds_committee(world: World) -> None:
    """Everybody votes, and on its day it is held; the last of them is perhaps signed later."""
    id_, state = world.one_of("committees", status=("OPEN",))
    path = f"/v1/committees/{id_}"
    for item in state["items"]:
        vote = world.chance.choice(ANSWERS)
        for sub in ("chair", "second", "third")[: world.chance.choice((1, 3, 3))]:
            body = {"answer": vote, "opinion": "Motif" if vote == "refuse" else "", "answers": {"d2e": True}}
            member = Actor("committee_member", "cmq-mma", sub)
            await world.call(member, "PUT", f"{path}/agenda/{item['review_id']}/vote", body)
    await world.move(datetime.fromisoformat(state["held_at"]))
    answer = await world.call(PEPITE, "POST", f"{path}/holding", {})
    if answer.status_code == 422:
        accepted = next(one["accepted"] for one in answer.json()["errors"] if one["field"] == "ranking")
        ranking = accepted.split(", ")
        world.chance.shuffle(ranking)
        answer = await world.call(PEPITE, "POST", f"{path}/holding", {"ranking": ranking})
    assert answer.status_code == 200, answer.text


async def signs(world: World) -> None:
    id_, _ = world.one_of("committees", status=("HELD",))
    await world.call(PEPITE, "POST", f"/v1/committees/{id_}/signature", {"signatory": "La présidence"})


async def fills_places(world: World) -> None:
    name = world.chance.choice(("board", "small", "three"))
    await world.call(PEPITE, "POST", f"/v1/programmes/{world.programmes[name]}/waiting-list/filling", {})


async def roster(world: World) -> None:
    """A list with people who are known, some of them erased, some of them twice."""
    name = world.chance.choice(("ici", "ici", "plain"))
    numbers = [world.chance.randint(1, len(world.tokens) + 1) for _ in range(3)]
    rows = []
    for one in numbers:
        given_name, family_name, birth_date = human(one)
        guardian = "Hélène;Parente;parente@example.org" if birth_date.startswith("2010") else ";;"
        rows.append(f"{given_name};{family_name};mail{one:03d}@example.org;{birth_date};1;none;{guardian}")
    content = "\r\n".join((HEADER, *rows)).encode()
    path = f"/v1/programmes/{world.programmes[name]}/roster"
    answer = await world.call(COORDINATOR, "POST", path, content=content, headers={"Content-Type": "text/csv"})
    known = {id_ for id_, _ in world.of("persons")}
    for created in answer.json().get("created", ()):
        if created["person_id"] not in known:
            # Nobody is registered with this address any more: from now on it is theirs.
            address = f"mail{numbers[created['row'] - 2]:03d}@example.org"
            world.returned |= {id_ for id_, words in world.tokens.items() if address in words}


async def learner(world: World) -> str | None:
    """#ICI: accepted, enrolled, asking for money, and getting some of it."""
    step = world.chance.randint(0, 3)
    if step == 0:
        id_, _ = world.one_of("applications", programme_id=(world.programmes["ici"],), status=("ELIGIBLE",))
        await world.call(
            COORDINATOR, "POST", f"/v1/applications/{id_}/decision", {"decision": "accept", "reason": "Bon"}
        )
        return id_
    if step == 1:
        id_, _ = world.one_of("ici_enrolments", status=("ADMITTED",))
        body = {"track": "DU_ICI", "entry_level": 1, "exit_level": 2}
        await world.call(COORDINATOR, "POST", f"/v1/ici-enrolments/{id_}/enrolment", body)
    elif step == 2:
        id_, state = world.one_of("ici_enrolments", status=("ENROLLED", "IN_PROGRESS"))
        me, body = student(state["person_id"]), {"enrolment_id": id_, "purpose": "Prototype", "amount": "200.00"}
        opened = await world.call(me, "POST", "/v1/ici/funding-requests", body)
        if opened.status_code == 201:
            await world.call(me, "POST", f"/v1/ici/funding-requests/{opened.json()['id']}/submission", {})
    else:
        id_, _ = world.one_of("ici_funding_requests", status=("SUBMITTED",))
        body = {"granted": f"{world.chance.choice((100, 150, 200))}.00", "conditions": ""}
        await world.call(REFERENT, "POST", f"/v1/ici/funding-requests/{id_}/decision", body)
    return None
