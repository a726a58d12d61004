"""A deployment that is restored from a backup remembers who was erased since: it is told again, and nobody else minds."""

from datetime import date
from pathlib import Path

import pytest

from essaim.contracts.enrolment import PersonErased
from tests.enrolment.office import COORDINATOR, Actor, Office, problem, types
from tests.enrolment.privacy.bus import Suite, open_suite
from tests.enrolment.privacy.people import OFFICER, applicant, deliver, erase as erase_here
from tests.enrolment.privacy.test_four_services import IBAN, NAMES, SECRETS, bytes_of, erase, known_everywhere, left
from tests.support.doors import copy_database

PATH = "/v1/erasure-requests/republication"
OPS = Actor("ops", "cmq-mma", "ops")


def backed_up(suite: Suite) -> None:
    """A copy of each database, as a backup takes it while the service runs."""
    for party in suite.parties:
        copy_database(party.file, party.file.with_suffix(".backup"))


def restore(suite: Suite, service: str) -> None:
    """The database as it was."""
    (party,) = [one for one in suite.parties if one.service == service]
    copy_database(party.file.with_suffix(".backup"), party.file)


@pytest.mark.parametrize("service", ["accounting", "coaching", "notifications"])
async def test_gdpr_02_who_was_restored_forgets_again_and_the_others_do_nothing_twice(
    office: Office, tmp_path: Path, service: str
) -> None:
    async with open_suite(office, tmp_path) as suite:
        person_id, _ = await known_everywhere(suite)
        backed_up(suite)
        path = await erase(suite, person_id)
        closed, mails = await office.get(OFFICER, path), len(suite.post.taken)
        restore(suite, service)
        assert left(bytes_of(suite)[service], *NAMES[:2]) == list(NAMES[:2])
        told = await office.post(OPS, PATH, {"since": "2026-09-01"}, 200)
        assert (told["requests"], told["persons"]) == (1, 1)
        await suite.settle()
        for name, content in bytes_of(suite).items():
            assert left(content, *NAMES, *SECRETS, IBAN) == [], name
        # The mail server of a restored notifications has no memory either: there the last mail goes out once more.
        assert len(suite.post.taken) - mails == (service == "notifications")
        again = await office.get(OFFICER, path)
        assert (again["status"], again["all_kept"], again["closed_on"]) == (
            closed["status"],
            closed["all_kept"],
            closed["closed_on"],
        )


async def test_it_is_told_in_the_persons_history_from_the_day_of_the_backup_on(office: Office) -> None:
    person_id, _ = await applicant(office)
    await erase_here(office, person_id)
    before = types(await office.deps.persons.get(person_id))
    for since, requests in (("2026-09-01", 1), ("2026-08-15", 1)):
        told = await office.post(OFFICER, PATH, {"since": since}, 200)
        assert told == {"since": since, "requests": requests, "persons": requests}
    after = types(await office.deps.persons.get(person_id))
    assert after == [*before, *["personal enrolment.person_erased.v1"] * 2]
    await office.move_clock(office.deps.clock.now().replace(day=3))
    assert (await office.post(OFFICER, PATH, {"since": "2026-09-02"}, 200))["requests"] == 0


async def test_only_operations_and_the_data_protection_officer_tell_it_again(office: Office) -> None:
    body = {"since": "2026-09-01"}
    problem(await office.send(COORDINATOR, "POST", PATH, body), "forbidden", 403)
    elsewhere = Actor("ops", "ubfc", "ops-2")
    problem(await office.send(elsewhere, "POST", PATH, body), "forbidden", 403)
    await office.refused(OPS, PATH, {"since": "2026-09-02"}, "invalid-request", 422)


async def test_another_enrolment_that_rejected_it_is_not_asked_a_second_time(office: Office) -> None:
    person_id, _ = await applicant(office)
    await deliver(office, PersonErased(erasure_id="there", person_id=person_id), partner="ubfc")
    (asked,) = (await office.get(OFFICER, "/v1/erasure-requests"))["items"]
    path = f"/v1/erasure-requests/{asked['id']}"
    await office.post(OFFICER, f"{path}/identity-check", {"how": "Appel"}, 200)
    await office.post(OFFICER, f"{path}/rejection", {"legal_basis": "gdpr-17-3-b"}, 200)
    await deliver(office, PersonErased(erasure_id="there", person_id=person_id), partner="ubfc")
    assert len((await office.get(OFFICER, "/v1/erasure-requests"))["items"]) == 1
    assert date.fromisoformat(asked["received_on"]) == office.deps.clock.today()
