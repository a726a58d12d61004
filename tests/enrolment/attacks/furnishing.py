"""Fills the world: references, people, dossiers, statuses and learners; groups, teams and what meets are in ``gatherings``."""

from dataclasses import replace
from datetime import date

from enrolment.domain.applications.roster import RowProblem
from enrolment.domain.errors import Problem
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.persons.roster_import import RosterImport, RosterPart, Status
from enrolment.domain.programmes.parameters import Parameters, RequiredDocument
from enrolment.usecases.ici.learner_id import learner_id
from enrolment.usecases.snee.status_id import status_id
from enrolment.usecases.snee.tutoring_id import tutoring_id
from essaim.contracts.types import Scheme
from essaim.kit.cause import fresh_cause
from tests.enrolment.applications.desk import (
    COOPERATIVE_STEPS,
    PDF,
    SNEE_STEPS,
    attach,
    filled,
    parametrise,
    sent,
    sha256,
)
from tests.enrolment.attacks.gatherings import (
    ACTIVITY,
    accepted,
    furnish_committee,
    furnish_group,
    furnish_network,
    furnish_rights,
    furnish_team,
)
from tests.enrolment.attacks.people import (
    COORDINATOR,
    JUROR,
    MENTOR,
    OWN,
    PEPITE,
    REFERENT,
    TEACHER,
)
from tests.enrolment.attacks.world import FAMILY, FIXED, NOW, World
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, EVERYBODY, SCHOOL, hear_own, review_of
from tests.enrolment.ici.campus import DU, TERMS
from tests.enrolment.office import Office
from tests.enrolment.persons.people import TEXT, link_path
from tests.enrolment.snee.pepite import acceptance, code_on_paper, deliver, say, tutor_link


async def furnish(office: Office) -> World:
    """Fill an office that has nothing yet; it is 21 September 2026 afterwards."""
    world = World(office, dict(FIXED))
    await _reference(world)
    await _people(world)
    await _dossiers(world)
    await _status(world)
    await _learners(world)
    await furnish_group(world)
    await furnish_team(world)
    await furnish_network(world)
    await furnish_committee(world)
    await furnish_rights(world)
    await office.move_clock(NOW)
    return world


async def _reference(world: World) -> None:
    for kind, code, body in (
        ("establishments", "zib", {"name": "Lycée", "kind": "high_school", "city": "Dijon"}),
        ("formations", "zib", {"label": "BTS", "diploma": "bts"}),
        ("carriers", "zib", {"partner": "cmq-mma", "scheme": "snee", "institution": "Université"}),
        ("partners", "ubfc", {"label": "Pépite", "kind": "pepite"}),
    ):
        await world.put(COORDINATOR, f"/v1/{kind}/{code}", body | {"source": "Liste"})
    world.ids |= {"code": "zib", "known_partner": "ubfc"}


async def _people(world: World) -> None:
    office, ids = world.office, world.ids
    own = Person(
        Kind.STUDENT,
        given_name="Ida",
        family_name=FAMILY,
        email="ida@zibelin.example.org",
        coordinator="cmq-mma",
        birth_date=date(2004, 3, 12),
        phone="+33612345678",
        birth_place="Zibelinville",
        nationality="FR",
        ine="123456789AB",
        address="1 rue Zibeline, 21000 Dijon",
    )
    await office.deps.persons.add(OWN.sub, own, fresh_cause("test"))
    other = replace(
        own, given_name="Noé", email="noe@example.org", ine="", family_name="Ordinaire", birth_place="Dijon"
    )
    await office.deps.persons.add("other", replace(other, address="2 rue"), fresh_cause("test"))
    await office.deps.persons.add("third", replace(other, email="third@example.org"), fresh_cause("test"))
    child = {"given_name": "Nil", "family_name": FAMILY, "email": "nil@zibelin.example.org", "birth_date": "2012-04-18"}
    parent = {"given_name": "Hélène", "family_name": FAMILY, "email": "helene@zibelin.example.org"}
    child_id = str((await office.post(COORDINATOR, "/v1/persons", child))["id"])
    twin = child | {"email": "nil2@zibelin.example.org"}
    ids["twin"] = str((await office.post(COORDINATOR, "/v1/persons", twin))["id"])
    pairs = await office.get(COORDINATOR, "/v1/duplicates")
    ids["duplicate_id"] = pairs["items"][0]["id"]
    guardian_id = str((await office.post(COORDINATOR, f"/v1/persons/{child_id}/guardians", parent))["id"])
    await world.put(COORDINATOR, "/v1/consent-texts/IMAGE/v1", TEXT)
    consent = await office.post(COORDINATOR, f"/v1/persons/{child_id}/consents", {"kind": "IMAGE"})
    ids |= {"person_id": OWN.sub, "child": child_id, "guardian_id": guardian_id, "child_consent": consent["id"]}
    ids["token"] = (await link_path(office, consent["id"], guardian_id)).rpartition("/")[2]
    asked = await office.post(OWN, f"/v1/persons/{OWN.sub}/consents", {"kind": "IMAGE"})
    scan = await office.send(
        COORDINATOR, "POST", f"/v1/consents/{asked['id']}/scans", params={"name": "a.pdf"}, content=PDF
    )
    assert scan.is_success, scan.text
    ids |= {"consent_id": asked["id"], "file": sha256()}


async def _dossiers(world: World) -> None:
    office, ids = world.office, world.ids
    programme_id = await office.programme()
    proof = RequiredDocument("certificate", "Certificat", "studies", required=False)
    seen = replace(COOPILOTE, visible=("identity", "studies", "motivation", "certificate"))
    given = Parameters(
        date(2026, 1, 1),
        deciders=(replace(CMQ, visible=(*CMQ.visible, "studies", "motivation")), seen, SCHOOL),
        outcome_rules=EVERYBODY,
        documents=(proof,),
        places=20,
    )
    await parametrise(office, programme_id, given)
    steps = COOPERATIVE_STEPS | {"motivation": {"motivation": "=Zibeline et compagnie."}}
    application_id = await filled(office, OWN, programme_id, steps)
    kept = await attach(office, OWN, application_id, PDF, "certificate", name="zibeline.pdf")
    assert kept.is_success, kept.text
    await office.post(OWN, f"/v1/applications/{application_id}/sending")
    await office.post(COORDINATOR, f"/v1/applications/{application_id}/screening", ACTIVITY)
    proofs = f"/v1/applications/{application_id}/screening/proofs"
    proof_kept = await office.send(OWN, "POST", proofs, params={"name": "cap.pdf"}, content=PDF)
    assert proof_kept.is_success, proof_kept.text
    await hear_own(office.deps)
    application = {"id": application_id}
    ids |= {"programme_id": programme_id, "application_id": application_id, "sha256": sha256()}
    ids["review_id"] = await review_of(office, application, "cmq")
    ids["other_programme"] = await office.programme(establishment="Autre lycée")
    roster = await office.roster(ids["other_programme"], "Zoé;Zibelin;zoe@zibelin.example.org;2004-01-01;1;none;;;")
    assert roster.is_success, roster.text
    begun = office.deps.clock.now()
    large = RosterImport(ids["other_programme"], "cmq-mma", "coordinator", begun, False, 1, 1, status=Status.DONE)
    await office.deps.roster_imports.add("import", large, fresh_cause("test"))
    row = RowProblem(2, Problem("email", "is not an address", "an address", "ida@zibelin"))
    await office.deps.roster_parts.add("part", RosterPart("import", 0, (), (row,), done=True), fresh_cause("test"))
    ids["import_id"] = "import"


async def _status(world: World) -> None:
    office, ids = world.office, world.ids
    year = {"scheme": "snee", "formation": "Statut", "ends_on": "2027-08-31", "carrier": "ubfc"}
    programme_id = await office.programme(**year)
    await parametrise(office, programme_id, Parameters(date(2026, 1, 1)))
    team = {"members": [{"given_name": "Noé", "family_name": FAMILY, "email": "invited@zibelin.example.org"}]}
    tutor = SNEE_STEPS["tutor"] | {"family_name": FAMILY, "email": "tutor@zibelin.example.org"}
    dossier = await sent(office, OWN, programme_id, tutor=tutor, team=team)
    (invited,) = [one.document["outbox"][0]["envelope"]["data"] for one in await office.deps.invitations.all()]
    ids["invitation_id"] = invited["invitation_id"]
    decided = await office.post(
        COORDINATOR, f"/v1/applications/{dossier}/decision", {"decision": "accept", "reason": "=Zibelin"}
    )
    await deliver(office, acceptance(decided))
    id_ = status_id(dossier)
    await office.post(OWN, f"/v1/snee-statuses/{id_}/charter", {"version": "2021-06"})
    ids |= {"status_id": id_, "code_on_paper": "", "snee_application": dossier}
    for role, actor in (("teacher", TEACHER), ("professional", MENTOR)):
        body = {"given_name": "Odile", "family_name": FAMILY, "email": f"{role}@zibelin.example.org", "reason": "Autre"}
        await world.put(OWN, f"/v1/snee-statuses/{id_}/tutors/{role}", body)
        token = await tutor_link(office, tutoring_id(id_, role))  # type: ignore[arg-type]
        await office.post(actor, "/v1/snee-tutorings/answer", {"token": token, "accepts": True})
        ids["tutor_token"] = token
    paper = await office.send(OWN, "GET", f"/v1/snee-statuses/{id_}/attestation.pdf")
    assert paper.is_success, paper.text
    ids["code_on_paper"] = await code_on_paper(office, id_)
    asked = await office.post(
        OWN, f"/v1/snee-statuses/{id_}/arrangements", {"kind": "timetable", "words": "=Zibeline le vendredi"}
    )
    ids["arrangement_id"] = asked["arrangements"][0]["id"]
    referent = {"name": "Référent", "partner": "cmq-mma", "email": "ref@example.org", "valid_from": "2026-09-01"}
    await world.put(PEPITE, "/v1/snee/referents/region", referent | {"whole_region": True})
    ids["referent_id"] = "region"
    question = {
        "asker": "student",
        "given_name": "Ida",
        "family_name": FAMILY,
        "email": "ida@zibelin.example.org",
        "establishment": "Lycée",
        "territory": "Dijon",
        "formation": "BTS",
        "question": "=Zibelin ?",
    }
    ids["contact"] = (await office.post(OWN, "/v1/snee/contacts", question))["id"]


async def _learners(world: World) -> None:
    office, ids = world.office, world.ids
    programme_id = await office.programme(scheme="ici", formation="DU", establishment="IUT")
    await world.put(COORDINATOR, f"/v1/ici/terms/{programme_id}", TERMS)
    await world.put(COORDINATOR, f"/v1/ici/budgets/{programme_id}", {"amount": "500.00"})
    dossier = await accepted(world, programme_id)
    await say(office, dossier["id"], DU)
    for _ in range(2):
        await deliver(office, acceptance(dossier, Scheme.ICI))
    id_ = learner_id(dossier["id"])
    await office.post(COORDINATOR, f"/v1/ici-enrolments/{id_}/enrolment", {"exit_level": 2})
    body = {"programme_id": programme_id, "held_on": "2026-09-01", "place": "Lab", "subject": "=Zibelin"}
    await office.post(REFERENT, "/v1/ici/regroupements", body | {"presences": {id_: "present"}})
    ask = {"enrolment_id": id_, "purpose": "=Zibeline en bois", "amount": "74.31"}
    money = f"/v1/ici/funding-requests/{(await office.post(OWN, '/v1/ici/funding-requests', ask))['id']}"
    await office.post(OWN, f"{money}/submission")
    await office.post(REFERENT, f"{money}/decision", {"granted": "50.00", "conditions": "Factures"})
    query = {"name": "zibeline.pdf", "amount": "7.43", "paid_on": "2026-09-01", "label": "=Zibeline"}
    kept = await office.send(OWN, "POST", f"{money}/receipts", params=query, content=PDF)
    assert kept.is_success, kept.text
    jurors = [
        {"key": "one", "name": "Claire =Zibelin", "quality": "présidente", "account": JUROR.sub},
        {"key": "two", "name": "Noé =Zibelin", "quality": "entreprise"},
    ]
    jury = {"programme_id": programme_id, "held_on": "2026-09-01", "place": "Lab", "enrolment_ids": [id_]}
    ids["jury_id"] = (await office.post(COORDINATOR, "/v1/ici/juries", jury | {"jurors": jurors}))["id"]
    ids |= {"enrolment_id": id_, "ici_programme": programme_id, "funding": money.rpartition("/")[2]}
