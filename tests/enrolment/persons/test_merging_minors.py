"""YOUTH-01 when two registrations become one: no dossier of a minor stands without a guardian's consent because of a merge."""

from datetime import UTC, datetime
from typing import Any

import pytest

from enrolment.domain.applications.application import Status
from enrolment.domain.persons.guardian_needed import BEYOND_CONSENT
from enrolment.domain.persons.merging import into
from enrolment.domain.persons.person import Merging
from enrolment.usecases.persons.complete_merges import complete_merges
from essaim.contracts.enrolment import ConsentGiven, ConsentKind
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from tests.enrolment.office import COORDINATOR, ROWS, Office, events
from tests.enrolment.persons.people import PARENT, minor, registered, text
from tests.enrolment.privacy.people import deliver

SEVENTEEN = {"birth_date": "2009-04-18", "email": "nolwenn17@example.org"}
NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)


async def adult_dossier(office: Office, *, accepted: bool = True) -> tuple[str, str]:
    """A person registered as an adult, and their dossier, which no guardian has seen."""
    programme_id = await office.programme()
    (created,) = (await office.roster(programme_id, ROWS[0])).json()["created"]
    if accepted:
        decision = {"decision": "accept", "reason": "Dossier complet"}
        await office.post(COORDINATOR, f"/v1/applications/{created['application_id']}/decision", decision)
    return created["person_id"], created["application_id"]


async def consent(office: Office, child_id: str, guardian_id: str) -> str:
    """The guardian's yes to the contract, on paper."""
    await text(office, "CONTRACT", "2026-09")
    asked = {"kind": "CONTRACT", "text_version": "2026-09"}
    consent_id = str((await office.post(COORDINATOR, f"/v1/persons/{child_id}/consents", asked))["id"])
    said = {
        "agrees": True,
        "how": "paper",
        "guardian_id": guardian_id,
        "name": "Hélène Tavardin",
        "evidence": "Classeur",
    }
    answer = await office.post(COORDINATOR, f"/v1/consents/{consent_id}/words", said)
    assert answer["status"] == "GIVEN"
    return consent_id


def merging(kept: str) -> str:
    return f"/v1/persons/{kept}/merging"


@pytest.mark.parametrize("accepted", [True, False])
async def test_youth_01_an_adults_dossier_goes_into_a_minor_only_with_a_guardians_consent(
    office: Office, accepted: bool
) -> None:
    merged, application_id = await adult_dossier(office, accepted=accepted)
    kept, guardian_id = await minor(office, **SEVENTEEN)
    plan = await office.post(COORDINATOR, merging(kept), {"merged_id": merged, "dry_run": True})
    (conflict,) = plan["conflicts"]
    assert application_id in conflict["message"]
    assert f"/v1/persons/{kept}/guardians" in conflict["accepted"]
    assert "CONTRACT 2026-09" in conflict["accepted"]
    body = {"merged_id": merged}
    await office.refused(COORDINATOR, merging(kept), body, "youth-01-guardian-consent-missing")
    assert (await office.deps.applications.get(application_id)).state.person_id == merged

    await consent(office, kept, guardian_id)
    await office.post(COORDINATOR, merging(kept), body)
    stored = await office.deps.applications.get(application_id)
    assert stored.state.status is (Status.ACCEPTED if accepted else Status.ELIGIBLE)
    assert (stored.state.person_id, stored.state.guardian_id) == (kept, guardian_id)
    assert stored.state.consent is not None
    assert stored.state.consent.text_version == "2026-09"
    told = [data for name, data in events(stored) if name == "events enrolment.guardian_consent_given.v1"]
    assert [(one["person_id"], one["guardian_id"]) for one in told] == [(kept, guardian_id)]
    # The same again changes nothing.
    await office.post(COORDINATOR, merging(kept), body)
    assert (await office.deps.applications.get(application_id)).version == stored.version


async def test_youth_01_a_birth_date_that_is_taken_counts_for_the_kept_persons_own_dossiers(office: Office) -> None:
    """The other way round: the adult is kept, with the birth date of the minor, whose guardian and consent come along."""
    kept, application_id = await adult_dossier(office)
    merged, guardian_id = await minor(office, **SEVENTEEN)
    body: dict[str, Any] = {"merged_id": merged, "take": ["birth_date"]}
    refused = await office.refused(COORDINATOR, merging(kept), body, "youth-01-guardian-consent-missing")
    assert f"/v1/persons/{merged}/guardians" in refused["errors"][0]["accepted"]
    await consent(office, merged, guardian_id)
    await office.post(COORDINATOR, merging(kept), body)
    state = (await office.deps.applications.get(application_id)).state
    assert (state.status, state.guardian_id) == (Status.ACCEPTED, guardian_id)


async def test_an_adult_stays_one_as_long_as_their_birth_date_is_kept(office: Office) -> None:
    kept, application_id = await adult_dossier(office)
    merged, _ = await minor(office, **SEVENTEEN)
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert (await office.deps.applications.get(application_id)).state.guardian_id is None


async def test_who_has_come_of_age_since_answers_for_themself(office: Office) -> None:
    merged, application_id = await adult_dossier(office)
    kept = await registered(office, **SEVENTEEN)
    await office.move_clock(datetime(2027, 4, 18, 7, tzinfo=UTC))
    await office.post(COORDINATOR, merging(kept), {"merged_id": merged})
    assert (await office.deps.applications.get(application_id)).state.person_id == kept


async def test_a_consent_that_goes_in_the_instant_of_the_merge_leaves_it_open_until_it_is_there_again(
    office: Office,
) -> None:
    merged, application_id = await adult_dossier(office)
    kept, guardian_id = await minor(office, **SEVENTEEN)
    await office.deps.persons.change(
        merged, lambda one: Change(into(one, kept, Merging(NOW, "somebody"))), fresh_cause("crash")
    )
    await complete_merges(office.deps)
    assert (await office.deps.persons.get(merged)).state.merge_open is True
    await consent(office, kept, guardian_id)
    await complete_merges(office.deps)
    assert (await office.deps.persons.get(merged)).state.merge_open is False
    assert (await office.deps.applications.get(application_id)).state.guardian_id == guardian_id


async def test_both_have_the_same_parent_who_is_one_guardian_after_a_second_merge(office: Office) -> None:
    programme_id = await office.programme()
    dossier = (await office.accepted(programme_id))[2]
    kept, guardian_id = await minor(office, **SEVENTEEN)
    await office.post(COORDINATOR, merging(kept), {"merged_id": dossier["person_id"]})
    guardians = (await office.get(COORDINATOR, f"/v1/persons/{kept}/guardians"))["items"]
    (other,) = [one["id"] for one in guardians if one["id"] != guardian_id]
    await office.post(COORDINATOR, merging(guardian_id), {"merged_id": other})
    state = (await office.deps.applications.get(dossier["id"])).state
    assert (state.person_id, state.guardian_id, state.status) == (kept, guardian_id, Status.ACCEPTED)
    shown = (await office.get(COORDINATOR, f"/v1/persons/{kept}/guardians"))["items"]
    assert [one["id"] for one in shown] == [guardian_id]


async def test_youth_01_a_child_is_not_merged_with_the_one_who_is_their_guardian(office: Office) -> None:
    child_id, guardian_id = await minor(office)
    for kept, merged in ((child_id, guardian_id), (guardian_id, child_id)):
        await office.refused(COORDINATOR, merging(kept), {"merged_id": merged}, "merge-other-kind")
    # The mother studies too: under the same address, a registration of her own.
    mother = await registered(office, **PARENT, birth_date="1985-02-03")
    for kept, merged in ((mother, child_id), (child_id, mother)):
        body: dict[str, Any] = {"merged_id": merged, "take": ["email"] if kept == child_id else []}
        refused = await office.refused(COORDINATOR, merging(kept), body, "merge-conflict")
        assert guardian_id in refused["errors"][0]["message"]


def test_what_is_decided_or_waits_is_nobodys_to_reopen() -> None:
    """A draft asks when it is sent; refused and withdrawn dossiers are over; a pending one waits for its guardian."""
    others = {Status.DRAFT, Status.CONSENT_PENDING, Status.REFUSED, Status.WITHDRAWN}
    assert set(Status) - set(BEYOND_CONSENT) == others


async def test_youth_01_a_birth_date_that_makes_a_minor_is_taken_and_names_what_lacks_a_consent(office: Office) -> None:
    """GDPR art. 16: the register says what is true, and only then a guardian can be added. The dossier takes their word over."""
    person_id, application_id = await adult_dossier(office)
    answer = await office.send(COORDINATOR, "PATCH", f"/v1/persons/{person_id}", {"birth_date": "2009-04-18"})
    assert answer.json()["without_consent"] == [application_id]
    guardian = await office.post(COORDINATOR, f"/v1/persons/{person_id}/guardians", PARENT)
    consent_id = await consent(office, person_id, guardian["id"])
    for _ in range(2):
        given = ConsentGiven(
            consent_id=consent_id,
            person_id=person_id,
            kind=ConsentKind.CONTRACT,
            text_version="2026-09",
            given_on=NOW.date(),
        )
        await deliver(office, given, partner="cmq-mma")
    stored = await office.deps.applications.get(application_id)
    assert (stored.state.status, stored.state.guardian_id) == (Status.ACCEPTED, guardian["id"])
    assert len([name for name, _ in events(stored) if "guardian_consent_given" in name]) == 1
    again = await office.send(COORDINATOR, "PATCH", f"/v1/persons/{person_id}", {"phone": "06 12 34 56 78"})
    assert again.json()["without_consent"] == []
