"""GDPR art. 15 and 17 for people who are no persons of the programmes: found by their address, told, erased, with a log."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from enrolment.domain.applications.application import TeamMember
from enrolment.domain.applications.team import Invitation
from enrolment.domain.network.company import Company, CompanyContact
from enrolment.domain.network.mentor import Mentor, MentorStatus
from enrolment.domain.network.need import Need, SubjectKind
from enrolment.domain.privacy.erasure import Origin
from enrolment.domain.snee.contact import AskerKind, Contact, ContactStatus
from enrolment.domain.snee.tutoring import FormerTutor, Tutoring, TutoringStatus, TutorName, TutorRole
from enrolment.usecases.privacy.apply_retention import apply_retention
from enrolment.usecases.privacy.request_erasure import RequestErasure, request_erasure
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, Actor, Office, problem, student
from tests.enrolment.privacy.people import FOREIGN_OFFICER, MINOR, OFFICER, applicant, erase

EMAIL, NAME = "odile@example.org", "Ouessant"
SEARCH, ERASURE = "/v1/outside-people/search", "/v1/outside-people/erasure"
NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
NOBODY = fresh_cause("test")
ASKED = {"email": "Odile@example.org ", "received_on": "2026-08-30", "identity": "Courriel de cette adresse"}
PLACES = {"tutors", "contacts", "mentors", "teachers", "questions", "dossiers", "invitations"}


def tutoring(email: str = EMAIL, **changes: Any) -> Tutoring:
    """A tutor of a status."""
    named = Tutoring(
        status_id="status",
        person_id="student",
        coordinator="cmq-mma",
        school_year="2026-2027",
        role=TutorRole.PROFESSIONAL,
        tutor=TutorName("Odile", NAME, email),
        email=email,
        status=TutoringStatus.CONFIRMED,
        invited_at=NOW,
        invited_by="student",
        link_until=date(2026, 10, 1),
    )
    return replace(named, **changes)


async def named_everywhere(office: Office) -> str:
    """Odile in every place that knows people by an address alone; the id of a dossier that names her."""
    deps, cause = office.deps, fresh_cause("test")
    _, dossier_id = await applicant(office)
    programme_id = (await deps.applications.get(dossier_id)).state.programme_id
    former = FormerTutor(TutorName("Odile", NAME, EMAIL), TutoringStatus.DECLINED, NOW, NOW, "partie")
    await deps.snee_tutorings.add("now", tutoring(), cause)
    await deps.snee_tutorings.add(
        "before", tutoring("autre@example.org", tutor=TutorName("A", "B", "autre@example.org"), past=(former,)), cause
    )
    contacts = (
        CompanyContact("c1", "Odile", NAME, email=EMAIL),
        CompanyContact("c2", "Autre", "Contact", email="a@example.org"),
    )
    await deps.companies.add("company", Company("Maille SA", "cmq-mma", "Dole", contacts=contacts), cause)
    await deps.mentors.add("mentor", Mentor("Odile", NAME, EMAIL, "cmq-mma"), cause)
    need = Need(
        SubjectKind.SNEE_STATUS, "s", "p", "cmq-mma", "Équipe", teacher_name=f"Odile {NAME}", teacher_email=EMAIL
    )
    await deps.mentor_needs.add("need", need, cause)
    question = Contact(AskerKind.TEACHER, "t", "Odile", NAME, EMAIL, "Lycée", "Une question", "cmq-mma", NOW)
    await deps.snee_contacts.add("question", question, cause)
    await deps.invitations.add("i", Invitation("team", programme_id, "somebody", EMAIL, "Odile", NAME), cause)
    tutor: dict[str, Any] = {"given_name": "Odile", "family_name": NAME, "email": EMAIL}
    member = TeamMember("i", "Odile", NAME, EMAIL)
    await deps.applications.change(
        dossier_id,
        lambda one: Change(
            replace(one, steps={"tutor": tutor, "project": {"name": "Maille"}}, team=(member,), tutor_told=EMAIL)
        ),
        cause,
    )
    return dossier_id


async def test_everything_that_is_held_of_an_address_is_told_and_then_erased_and_logged(office: Office) -> None:
    dossier_id = await named_everywhere(office)
    held = await office.post(OFFICER, SEARCH, {"email": ASKED["email"]}, 200)
    assert {one["place"] for one in held["places"]} == PLACES
    assert (held["person_ids"], "Autre" in str(held)) == ([], False)
    line = await office.post(COORDINATOR, ERASURE, ASKED, 200)
    assert line["places"] == dict.fromkeys(PLACES, 1) | {"tutors": 2}
    assert (await office.post(OFFICER, SEARCH, {"email": EMAIL}, 200))["places"] == []
    for repository in (
        office.deps.snee_tutorings,
        office.deps.companies,
        office.deps.mentors,
        office.deps.mentor_needs,
    ):
        assert NAME not in str([one.document["state"] for one in await repository.all()])
    dossier = (await office.deps.applications.get(dossier_id)).state
    assert (dossier.steps["tutor"], dossier.steps["project"], dossier.tutor_told) == ({}, {"name": "Maille"}, None)
    assert NAME not in str(dossier)
    assert (await office.deps.snee_tutorings.get("before")).state.tutor.email == "autre@example.org"
    assert [one.id for one in (await office.deps.companies.get("company")).state.contacts] == ["c2"]
    assert (await office.deps.mentors.get("mentor")).state.status is MentorStatus.ERASED
    (logged,) = (await office.get(OFFICER, "/v1/outside-people/erasures"))["items"]
    assert (logged["received_on"], logged["erased_on"], logged["identity"]) == (
        "2026-08-30",
        "2026-09-01",
        ASKED["identity"],
    )
    assert EMAIL not in str(await office.deps.outsider_erasures.all())
    await office.refused(OFFICER, ERASURE, ASKED, "nothing-held")


async def test_an_office_finds_and_erases_what_its_own_partner_holds_only(office: Office) -> None:
    await named_everywhere(office)
    assert (await office.post(FOREIGN_OFFICER, SEARCH, {"email": EMAIL}, 200))["places"] == []
    await office.refused(FOREIGN_OFFICER, ERASURE, ASKED, "nothing-held")
    assert (await office.get(FOREIGN_OFFICER, "/v1/outside-people/erasures"))["items"] == []
    for stranger in (student("somebody"), Actor("pepite_officer", "cmq-mma"), Actor("mentor", "cmq-mma", "mentor")):
        for path, body in ((SEARCH, {"email": EMAIL}), (ERASURE, ASKED)):
            problem(await office.send(stranger, "POST", path, body), "forbidden", 403)
    wrong = await office.refused(OFFICER, ERASURE, ASKED | {"received_on": "2026-09-02"}, "invalid-request", 422)
    assert [one["field"] for one in wrong["errors"]] == ["received_on"]
    await office.refused(OFFICER, SEARCH, {"email": "nobody"}, "invalid-request", 422)


async def test_a_tutor_who_asks_takes_nobody_along_who_was_tutor_before(office: Office) -> None:
    """What stands of others is theirs: it stays until they ask, or until their own time is over."""
    deps, cause = office.deps, fresh_cause("test")
    past = tuple(
        FormerTutor(TutorName("Odile" if email == EMAIL else "Basile", "Nom", email), TutoringStatus.DECLINED, NOW, NOW)
        for email in (EMAIL, "basile@example.org")
    )
    await deps.snee_tutorings.add("t", tutoring(past=past, school_year="2023-2024"), cause)
    await office.post(OFFICER, ERASURE, ASKED, 200)
    state = (await deps.snee_tutorings.get("t")).state
    assert (state.tutor, state.status, state.link_digest) == (TutorName("", "", ""), TutoringStatus.ENDED, None)
    assert [one.tutor.email for one in state.past] == ["", "basile@example.org"]
    body = {"months": 12, "source": "Décision du 14 septembre 2026", "in_force_on": "2026-09-01"}
    assert (await office.send(OFFICER, "PUT", "/v1/retention-rules/outside-people", body)).status_code == 200
    await apply_retention(deps)
    state = (await deps.snee_tutorings.get("t")).state
    assert (state.past, state.emptied) == ((), True)


async def test_a_child_who_is_erased_takes_no_parent_out_of_a_sibling_s_dossier(office: Office) -> None:
    """The guardian goes with the child as their guardian; nobody asked for what they are to others."""
    child_id, _ = await applicant(office, MINOR)
    _, sibling_dossier = await applicant(office)
    parent: dict[str, Any] = {"given_name": "Hélène", "family_name": "Tavardin", "email": "helene@example.org"}
    await office.deps.applications.change(
        sibling_dossier, lambda one: Change(replace(one, steps={"guardian": parent})), fresh_cause("test")
    )
    await office.deps.snee_tutorings.add("t", tutoring(parent["email"]), fresh_cause("test"))
    await office.deps.mentors.add("mentor", Mentor("Hélène", "Tavardin", parent["email"], "cmq-mma"), NOBODY)
    (guardian,) = await office.deps.persons.all({"guardian_of": child_id})
    await erase(office, child_id)
    assert (await office.deps.persons.get(guardian.id)).state.given_name == ""
    assert (await office.deps.applications.get(sibling_dossier)).state.steps["guardian"] == parent
    assert (await office.deps.snee_tutorings.get("t")).state.email == parent["email"]
    assert (await office.deps.mentors.get("mentor")).state.email == parent["email"]


async def test_a_guardian_who_asks_is_taken_out_of_other_places_too(office: Office) -> None:
    child_id, _ = await applicant(office, MINOR)
    (guardian,) = await office.deps.persons.all({"guardian_of": child_id})
    await office.deps.snee_tutorings.add("t", tutoring(guardian.state.email), fresh_cause("test"))
    await request_erasure(RequestErasure(guardian.id, Origin.OFFICE, date(2026, 9, 1), "vue"), office.deps, NOBODY)
    (asked,) = await office.deps.erasures.all({"person_id": guardian.id})
    await office.deps.persons.change(guardian.id, lambda one: Change(replace(one, ended_on=NOW.date())), NOBODY)
    body: dict[str, Any] = {}
    await office.post(OFFICER, f"/v1/erasure-requests/{asked.id}/acceptance", body, 200)
    assert (await office.deps.snee_tutorings.get("t")).state.email == ""


async def test_whoever_is_registered_too_has_a_request_of_their_own_which_takes_these_places_along(
    office: Office,
) -> None:
    person_id, _ = await applicant(office)
    email = "lou-anne@example.org"
    await office.deps.snee_tutorings.add("t", tutoring(email), fresh_cause("test"))
    assert (await office.post(OFFICER, SEARCH, {"email": email}, 200))["person_ids"] == [person_id]
    refused = await office.refused(OFFICER, ERASURE, ASKED | {"email": email}, "gdpr-02-registered-person")
    assert person_id in refused["errors"][0]["accepted"]
    held = await office.get(student(person_id), f"/v1/persons/{person_id}/access")
    assert NAME in str([one for one in held["areas"] if one["area"] == "outside"])
    await erase(office, person_id)
    state = (await office.deps.snee_tutorings.get("t")).state
    assert (state.email, state.tutor, state.emptied) == ("", TutorName("", "", ""), True)


async def test_gdpr_04_they_are_counted_by_a_rule_of_their_own_once_the_partner_decides_how_long(
    office: Office,
) -> None:
    deps, cause = office.deps, fresh_cause("test")
    await deps.snee_tutorings.add("old", tutoring(school_year="2023-2024"), cause)
    await deps.snee_tutorings.add("new", tutoring(), cause)
    gone = date(2024, 9, 1)
    contacts = (CompanyContact("c1", "Odile", NAME, email=EMAIL),)
    await deps.companies.add("left", Company("Maille SA", "cmq-mma", "Dole", contacts=contacts, retired_on=gone), cause)
    await deps.companies.add("stays", Company("Fil SA", "cmq-mma", "Dole", contacts=contacts), cause)
    await deps.mentors.add("mentor", Mentor("Odile", NAME, EMAIL, "cmq-mma", retired_on=gone), cause)
    asked = datetime(2024, 9, 1, tzinfo=UTC)
    question = Contact(AskerKind.TEACHER, "t", "Odile", NAME, EMAIL, "Lycée", "?", "cmq-mma", asked)
    await deps.snee_contacts.add("open", question, cause)
    await deps.snee_contacts.add("closed", replace(question, status=ContactStatus.CLOSED), cause)
    await apply_retention(deps)
    assert NAME in str((await deps.snee_tutorings.get("old")).state)
    body = {"months": 12, "source": "Décision du 14 septembre 2026", "in_force_on": "2026-09-01"}
    assert (await office.send(OFFICER, "PUT", "/v1/retention-rules/outside-people", body)).status_code == 200
    due = {"tutors:old", "contacts:left", "mentors:mentor", "questions:closed"}
    (preview,) = await office.get(OFFICER, "/v1/retention-preview")
    assert set(preview["ids"]) == due
    for _ in range(2):
        await apply_retention(deps)
    (log,) = (await office.get(OFFICER, "/v1/retention-log"))["items"]
    assert (log["name"], set(log["ids"])) == ("outside-people", due)
    assert NAME in str((await deps.snee_tutorings.get("new")).state)
    assert NAME in str((await deps.companies.get("stays")).state)
    assert NAME in str((await deps.snee_contacts.get("open")).state)
