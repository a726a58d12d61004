"""GDPR-02 in words that others wrote: a group's proof of a qualification loses the name, signed minutes keep it and say why."""

from dataclasses import replace
from datetime import UTC, date, datetime

from enrolment.domain.committees.committee import Committee, Item, Member, Status
from enrolment.domain.committees.rules import Rules
from enrolment.domain.deciders.review import Review
from enrolment.domain.groups.group import Group, Member as GroupMember, Status as GroupStatus
from enrolment.domain.privacy.naming import NOBODY
from enrolment.domain.programmes.decider import DeciderKind
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import Office, student
from tests.enrolment.privacy.people import OFFICER, applicant, ask_to_be_erased, erase

PROOF = "CAP couture de Lou-Anne VAUCHERET (2025), et BTS de Sacha Montbéliou"
MINUTES = "Le comité salue le projet de Mme Vaucheret."
NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)


async def group_of(office: Office, person_id: str, dossier_id: str, status: GroupStatus) -> str:
    """A group with the person in it, and a proof that names them."""
    group = Group(
        programme_id="p",
        scheme="student_cooperative",
        school_year="2026-2027",
        name="Atelier",
        code="atelier",
        activity_code="13.92Z",
        activity_label="Maille",
        planned_investment_cents=0,
        coordinator="cmq-mma",
        carrier="coopilote",
        minimum_members=1,
        programme_ends_on=date(2027, 7, 2),
        members=(GroupMember(1, person_id, dossier_id),),
        status=status,
        proposed_on=date(2026, 9, 1),
        proof_of_qualification=PROOF,
        review_note="Vu avec Lou-Anne.",
    )
    await office.deps.groups.add("group", group, fresh_cause("test"))
    await office.deps.applications.change(
        dossier_id, lambda one: Change(replace(one, group_id="group")), fresh_cause("test")
    )
    return "group"


async def test_a_proof_of_a_qualification_loses_the_name_and_keeps_what_it_proves(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    group_id = await group_of(office, person_id, dossier_id, GroupStatus.CLOSED)
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    (area,) = [one for one in held["areas"] if one["area"] == "groups"]
    assert area["records"][0]["data"]["named_in_qualification"] is True
    assert "Montbéliou" not in str(held)
    assert (await erase(office, person_id))["kept"] == []
    group = (await office.deps.groups.get(group_id)).state
    assert group.proof_of_qualification == f"CAP couture de {NOBODY} (2025), et BTS de Sacha Montbéliou"
    assert group.review_note == f"Vu avec {NOBODY}."


async def test_a_running_group_needs_its_qualification_and_says_so(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    group_id = await group_of(office, person_id, dossier_id, GroupStatus.RUNNING)
    asked = await ask_to_be_erased(office, person_id)
    erased = await office.post(OFFICER, f"/v1/erasure-requests/{asked['id']}/acceptance", {"partial": True}, 200)
    assert {"code": "qualification", "legal_basis": "gdpr-17-1-a", "until": None} in erased["kept"]
    assert (await office.deps.groups.get(group_id)).state.proof_of_qualification == PROOF


async def test_signed_minutes_keep_the_name_and_the_answer_tells_why(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    await reviewed(office, person_id, dossier_id, MINUTES)
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    assert "Mme Vaucheret" not in str(held)
    erased = await erase(office, person_id)
    assert erased["kept"] == [{"code": "committee-minutes", "legal_basis": "gdpr-17-3-d", "until": None}]
    assert erased["status"] == "PARTIAL"
    assert (await office.deps.committees.get("committee")).state.minutes == MINUTES
    letter = await office.send(OFFICER, "GET", f"/v1/erasure-requests/{erased['id']}/letter.pdf")
    assert letter.status_code == 200


async def test_minutes_that_name_somebody_else_are_nothing_of_the_person(office: Office) -> None:
    person_id, dossier_id = await applicant(office)
    await reviewed(office, person_id, dossier_id, "Le comité salue le projet de M. Montbéliou.")
    assert (await erase(office, person_id))["kept"] == []


async def reviewed(office: Office, person_id: str, dossier_id: str, minutes: str) -> None:
    """A review of the dossier on the agenda of a committee whose minutes are signed."""
    review = Review(
        dossier_id,
        person_id,
        "p",
        "student_cooperative",
        "2026-2027",
        home="cmq-mma",
        coordinator="cmq-mma",
        decider="jury",
        label="Jury",
        partner="cmq-mma",
        role="coordinator",
        kind=DeciderKind.DECISION,
        requested_on=date(2026, 9, 1),
        by_committee=True,
        committee_id="committee",
    )
    await office.deps.reviews.add("review", review, fresh_cause("test"))
    committee = Committee(
        partner="cmq-mma",
        decider="jury",
        scheme="student_cooperative",
        programme_ids=("p",),
        held_at=NOW,
        place="Salle",
        last_application_on=date(2026, 9, 1),
        members=(Member("chair", "Membre", "Campus", chair=True),),
        rules=Rules(),
        status=Status.CLOSED,
        items=(Item("review"),),
        minutes=minutes,
        signed_by="La présidence",
        signed_at=NOW,
    )
    await office.deps.committees.add("committee", committee, fresh_cause("test"))
