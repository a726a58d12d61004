"""GDPR-04: dated rules let go what is due, by themselves and with a log; nothing by a figure that nobody decided."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime

from enrolment.collections import ALL
from enrolment.domain.persons.person import Standing
from enrolment.usecases.privacy.apply_retention import apply_retention
from enrolment.usecases.privacy.find_unnamed_files import NAMING_FILES
from enrolment.usecases.privacy.list_holdings import list_holdings
from enrolment.usecases.privacy.ship_classes import ship_classes
from essaim.kit.repository import Repository
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Actor, Office, student
from tests.enrolment.privacy.people import FOREIGN_OFFICER, OFFICER, answer_access, applicant, close, erase

WITHOUT_PERSONS = {
    "programmes": "what is offered, by whom",
    "establishments": "lycées, universities and campuses",
    "formations": "what people study",
    "carriers": "institutions, and what they carry",
    "partners": "institutions",
    "screening_entries": "activities by code",
    "screening_thresholds": "amounts of carriers",
    "consent_texts": "texts that anybody may read",
    "letterheads": "offices, and who signs for them",
    "network_settings": "weights and durations",
    "mini_books": "days on which accounting opened and settled the books of a group",
    "handovers": "ids of dossiers, and codes",
    "snee_terms": "figures of the year",
    "snee_referents": "teams and their offices' addresses",
    "ici_terms": "figures of the year",
    "ici_budgets": "amounts by request",
    "outsider_erasures": "days, counts, and a digest",
    "loose_files": "hashes of files that were taken off",
    "retention_rules": "decisions of the partner",
    "retention_runs": "ids only, and the proof that the rules act",
}
"""Collections in which nobody is named, each with what they hold. A new one is either here or in a holding."""


def test_every_collection_with_a_person_in_it_belongs_to_exactly_one_holding() -> None:
    """GDPR-02: what no area answers for would be forgotten by an access and by an erasure."""
    held = [name for holding in list_holdings() for name in holding.collections]
    stored = {one.name for one in ALL}
    assert sorted(held) == sorted(set(held))
    assert set(held) - stored == set()
    left = stored - set(held) - set(WITHOUT_PERSONS)
    assert not left, f"add these to a holding in usecases/privacy, or to WITHOUT_PERSONS: {sorted(left)}"
    for one in ALL:
        if one.name in WITHOUT_PERSONS:
            assert not [field for field in one.fields if field.endswith(("person_id", "email"))], one.name


def test_every_document_that_keeps_a_file_is_looked_at_before_one_is_removed(office: Office) -> None:
    """A file is kept once for everybody: nobody's is removed because somebody else is erased."""
    keeping = set()
    for one in fields(office.deps):
        repository = getattr(office.deps, one.name)
        if isinstance(repository, Repository) and '"sha256"' in json.dumps(repository._adapter.json_schema()):
            keeping.add(one.name)
    # A text's own hash; and the files of a dossier, named where it is shown to be decided on.
    assert keeping - {"consent_texts", "reviews"} == set(NAMING_FILES)


def test_each_class_says_where_its_duration_comes_from() -> None:
    for one in ship_classes().values():
        assert one.source
        assert one.label
        assert one.months is None or one.months > 0


async def rule(office: Office, name: str, months: int | None, **changes: str) -> None:
    body = {"months": months, "source": "Décision du 14 septembre 2026", "in_force_on": "2026-09-01"} | changes
    answer = await office.send(OFFICER, "PUT", f"/v1/retention-rules/{name}", body)
    assert answer.status_code == 200, answer.text


async def withdrawn(office: Office) -> tuple[str, str]:
    person_id, dossier_id = await applicant(office)
    await office.post(COORDINATOR, f"/v1/applications/{dossier_id}/withdrawal", {"reason": "Je pars à Lyon"}, 200)
    return person_id, dossier_id


async def test_nothing_is_erased_by_a_class_whose_duration_nobody_decided(office: Office) -> None:
    _, dossier_id = await withdrawn(office)
    await office.move_clock(datetime(2028, 6, 1, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert not (await office.deps.applications.get(dossier_id)).state.emptied
    rules = {one["name"]: one for one in await office.get(COORDINATOR, "/v1/retention-rules")}
    assert (rules["dossiers-not-followed"]["months"], rules["dossiers-not-followed"]["version"]) == (None, 0)


async def test_a_withdrawn_dossier_goes_when_the_partners_rule_says_so_and_the_log_tells(office: Office) -> None:
    person_id, dossier_id = await withdrawn(office)
    await rule(office, "dossiers-not-followed", 6)
    await office.move_clock(datetime(2028, 2, 1, 7, tzinfo=UTC))
    (line,) = await office.get(OFFICER, "/v1/retention-preview")
    assert (line["name"], line["ids"]) == ("dossiers-not-followed", [dossier_id])
    assert not (await office.deps.applications.get(dossier_id)).state.emptied
    for _ in range(2):
        await apply_retention(office.deps)
    dossier = (await office.deps.applications.get(dossier_id)).state
    assert (dossier.emptied, dossier.status, dossier.withdrawal_reason) == (True, "WITHDRAWN", "erased")
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ACTIVE
    (logged,) = (await office.get(COORDINATOR, "/v1/retention-log"))["items"]
    assert (logged["name"], logged["count"], logged["rule_version"], logged["ran_on"]) == (
        "dossiers-not-followed",
        1,
        1,
        "2028-02-01",
    )
    assert await office.get(OFFICER, "/v1/retention-preview") == []


async def test_a_rule_that_is_not_in_force_yet_does_nothing(office: Office) -> None:
    _, dossier_id = await withdrawn(office)
    await rule(office, "dossiers-not-followed", 0, in_force_on="2029-01-01")
    await office.move_clock(datetime(2028, 6, 1, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert not (await office.deps.applications.get(dossier_id)).state.emptied


async def test_an_inactive_person_is_erased_in_every_service_after_two_years(office: Office) -> None:
    person_id, _ = await applicant(office)
    await office.move_clock(datetime(2029, 7, 1, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ACTIVE
    await office.move_clock(datetime(2029, 7, 4, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ERASED
    (asked,) = (await office.get(OFFICER, "/v1/erasure-requests"))["items"]
    assert (asked["origin"], asked["status"]) == ("retention", "ERASED")
    (logged,) = (await office.get(OFFICER, "/v1/retention-log", name="inactive-persons"))["items"]
    assert logged["ids"] == [person_id]


async def test_whom_a_rule_erased_may_come_back_without_asking_anybody(office: Office) -> None:
    await applicant(office)
    await office.move_clock(datetime(2029, 9, 1, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    programme_id = await office.programme(school_year="2029-2030", starts_on="2029-09-01", ends_on="2030-07-01")
    row = "Lou-Anne;Vaucheret;lou-anne@example.org;2007-11-23;1;none;;;"
    assert len((await office.roster(programme_id, row)).json()["created"]) == 1


async def test_a_legal_hold_stops_rules_and_requests(office: Office) -> None:
    person_id, dossier_id = await withdrawn(office)
    path = f"/v1/persons/{person_id}/hold"
    placed = await office.send(OFFICER, "PUT", path, {"reason": "Litige en cours"})
    assert placed.status_code == 200
    await rule(office, "dossiers-not-followed", 0)
    await office.move_clock(datetime(2029, 9, 1, 7, tzinfo=UTC))
    preview = {one["name"]: one for one in await office.get(OFFICER, "/v1/retention-preview")}
    assert (preview["dossiers-not-followed"]["ids"], preview["dossiers-not-followed"]["held"]) == ([], 1)
    await apply_retention(office.deps)
    assert not (await office.deps.applications.get(dossier_id)).state.emptied
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.ACTIVE
    asked = await office.post(student(person_id), "/v1/erasure-requests", {"person_id": person_id})
    for partial in (False, True):
        refused = f"/v1/erasure-requests/{asked['id']}/acceptance"
        await office.refused(OFFICER, refused, {"partial": partial}, "gdpr-02-still-needed")
    released = await office.send(OFFICER, "DELETE", path)
    assert released.json()["released_on"] == "2029-09-01"
    await apply_retention(office.deps)
    assert (await office.deps.applications.get(dossier_id)).state.emptied


async def test_what_the_law_kept_goes_at_the_end_of_its_rule(office: Office) -> None:
    """The contract keeps the name of somebody who was erased; when its own time is over nothing keeps it any more."""
    person_id = await restricted(office)
    await rule(office, "contracts", 12)
    await office.move_clock(datetime(2028, 7, 2, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert (await office.deps.persons.get(person_id)).state.standing is Standing.RESTRICTED
    await office.move_clock(datetime(2028, 7, 3, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    person = (await office.deps.persons.get(person_id)).state
    assert (person.standing, person.family_name) == (Standing.ERASED, "")
    contracts = await office.deps.contracts.all({"person_id": person_id})
    assert {one.name for contract in contracts for one in contract.state.signatories} == {""}


async def restricted(office: Office) -> str:
    """Somebody who was erased after their contract and group had ended."""
    group_id = await office.running()
    person_id = (await office.deps.groups.get(group_id)).state.members[0].person_id
    await office.move_clock(datetime(2027, 8, 1, 7, tzinfo=UTC))
    closing = await office.post(COORDINATOR, f"/v1/groups/{group_id}/closing")
    await close(office, group_id, closing["closing"]["closing_id"])
    erased = await erase(office, person_id)
    assert erased["status"] == "PARTIAL"
    return str(person_id)


async def test_copies_gathered_for_an_access_do_not_outlive_the_answer(office: Office) -> None:
    person_id, _ = await applicant(office)
    asked = await office.post(OFFICER, f"/v1/persons/{person_id}/access-requests")
    await answer_access(office, asked["id"], person_id, "coaching", [{"area": "people", "records": []}])
    await office.move_clock(datetime(2026, 12, 2, 7, tzinfo=UTC))
    await apply_retention(office.deps)
    assert [one.state.piece for one in await office.deps.access_pieces.all()] == [""]


async def test_who_may_set_and_see_rules(office: Office) -> None:
    body = {"months": 12, "source": "x", "in_force_on": str(date(2026, 9, 1))}
    path = "/v1/retention-rules/drafts-never-sent"
    for stranger in (COORDINATOR, student("p"), FOREIGN_OFFICER, Actor("accountant", "cmq-mma")):
        assert (await office.send(stranger, "PUT", path, body)).status_code == 403
    assert (await office.send(OFFICER, "PUT", path, body | {"months": -1})).status_code == 422
    assert (await office.send(OFFICER, "PUT", "/v1/retention-rules/unknown", body)).status_code == 404
    for stranger in (student("p"), FOREIGN_COORDINATOR):
        assert (await office.send(stranger, "GET", "/v1/retention-log")).status_code == 403
