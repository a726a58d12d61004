"""Learners from admission to the jury's door."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.errors import InputError
from enrolment.domain.groups.group import Group, Status
from enrolment.domain.ici.enrolment import check_levels
from enrolment.domain.ici.terms import Track
from essaim.contracts.coaching import Attendance, AttendanceSealed, SessionKind
from essaim.contracts.enrolment import ApplicationWithdrawn
from essaim.kit.cause import fresh_cause
from tests.enrolment.ici.campus import PROGRAMME, REFERENT, ROWS, admitted, enrolled, gather
from tests.enrolment.office import COORDINATOR, FOREIGN_COORDINATOR, Office, events, student
from tests.enrolment.snee.pepite import deliver

LEVELS = st.integers(-1, 5)


@given(st.sampled_from(Track), LEVELS, LEVELS)
def test_a_learner_leaves_on_a_higher_level_and_the_lp_leads_to_three(track: Track, entry: int, exit_: int) -> None:
    """ICI-01."""
    possible = entry in (0, 1, 2) and exit_ in (1, 2, 3) and exit_ > entry and (track is Track.DU_ICI or exit_ == 3)
    if possible:
        check_levels(track, entry, exit_)
    else:
        with pytest.raises(InputError, match="ICI-01"):
            check_levels(track, entry, exit_)


async def test_an_acceptance_admits_one_learner_and_the_office_enrols(office: Office) -> None:
    """ICI-01."""
    programme_id = await office.programme(**PROGRAMME)
    id_, owner = await admitted(office, programme_id)
    path = f"/v1/ici-enrolments/{id_}"
    (learner,) = (await office.get(owner, "/v1/ici-enrolments"))["items"]
    assert (learner["status"], learner["track"], learner["entry_level"]) == ("ADMITTED", "DU_ICI", 1)
    for stranger in (student("x"), FOREIGN_COORDINATOR):
        await office.get(stranger, path, 404)
    await office.refused(owner, f"{path}/enrolment", {"exit_level": 2}, "forbidden", 403)
    await office.refused(COORDINATOR, f"{path}/enrolment", {"exit_level": 1}, "invalid-request", 422)
    done = await office.post(COORDINATOR, f"{path}/enrolment", {"track": "LP_SIP", "entry_level": 2, "exit_level": 3})
    assert (done["status"], done["track"], done["exit_level"]) == ("ENROLLED", "LP_SIP", 3)
    name, data = events(await office.deps.ici_learners.get(id_))[-1]
    assert (name, data["track"], data["entry_level"]) == ("events enrolment.learner_enrolled.v1", "LP_SIP", 2)


async def test_a_paper_dossier_tells_its_track_at_the_enrolment(office: Office) -> None:
    programme_id = await office.programme(**PROGRAMME)
    id_, _ = await admitted(office, programme_id, steps={})
    path = f"/v1/ici-enrolments/{id_}/enrolment"
    problem = await office.refused(COORDINATOR, path, {"exit_level": 2}, "invalid-request", 422)
    assert [one["field"] for one in problem["errors"]] == ["track", "entry_level"]


async def test_the_first_regroupement_attended_starts_the_cursus(office: Office) -> None:
    """ICI-02."""
    programme_id = await office.programme(**PROGRAMME)
    there, _ = await enrolled(office, programme_id)
    away, _ = await enrolled(office, programme_id, ROWS[1])
    for _ in range(2):
        await gather(office, programme_id, {there: "present", away: "excused"})
    first, second = (await office.get(REFERENT, "/v1/ici-enrolments", programme_id=programme_id))["items"]
    assert (first["status"], first["regroupements_attended"]) == ("IN_PROGRESS", 1)
    assert (second["status"], second["regroupements_attended"]) == ("ENROLLED", 0)
    await gather(office, programme_id, {away: "present"})
    corrected = await office.get(REFERENT, f"/v1/ici-enrolments/{away}")
    assert (corrected["status"], len(corrected["attended"])) == ("IN_PROGRESS", 1)
    (listed,) = (await office.get(REFERENT, "/v1/ici/regroupements", programme_id=programme_id))["items"]
    assert listed["presences"] == {there: "present", away: "present"}
    body = {"programme_id": programme_id, "held_on": "2026-09-02", "place": "Ici", "subject": "Demain"}
    for wrong in ({"presences": {there: "present"}}, {"held_on": "2026-09-01", "presences": {"stranger": "present"}}):
        await office.refused(REFERENT, "/v1/ici/regroupements", body | wrong, "invalid-request", 422)


async def test_a_sealed_sheet_of_coaching_counts_as_a_regroupement(office: Office) -> None:
    """ICI-02, for a group of the programme."""
    programme_id = await office.programme(**PROGRAMME)
    id_, owner = await enrolled(office, programme_id)
    group = await ici_group(office, programme_id)
    sheet = AttendanceSealed(
        session_id="session-1",
        group_id=group,
        kind=SessionKind.WORKSHOP,
        held_on=date(2026, 9, 1),
        attendance=[Attendance(person_id=owner.sub, minutes=240), Attendance(person_id="stranger", minutes=240)],
        seal="0" * 64,
    )
    for told in (sheet, sheet, sheet.model_copy(update={"group_id": "elsewhere", "session_id": "session-2"})):
        await deliver(office, told, partner="coopilote")
    (attended,) = (await office.get(REFERENT, f"/v1/ici-enrolments/{id_}"))["attended"]
    assert (attended["id"], attended["origin"], attended["minutes"]) == ("session-1", "coaching", 240)


async def ici_group(office: Office, programme_id: str) -> str:
    """A group of learners, as coaching knows it."""
    group = Group(
        programme_id=programme_id,
        scheme="ici",
        school_year="2026-2027",
        programme_ends_on=date(2027, 7, 2),
        coordinator="cmq-mma",
        carrier="coopilote",
        minimum_members=1,
        name="Promotion",
        code="promotion",
        activity_code="62.01Z",
        activity_label="Projet",
        planned_investment_cents=0,
        members=(),
        status=Status.APPROVED,
        proposed_on=date(2026, 9, 1),
    )
    await office.deps.groups.add("ici-group", group, fresh_cause("test"))
    return "ici-group"


async def test_who_withdraws_their_application_leaves(office: Office) -> None:
    programme_id = await office.programme(**PROGRAMME)
    id_, owner = await enrolled(office, programme_id)
    application_id = (await office.deps.ici_learners.get(id_)).state.application_id
    await office.post(COORDINATOR, f"/v1/applications/{application_id}/withdrawal", {"reason": "Départ"})
    told = ApplicationWithdrawn(application_id=application_id, person_id=owner.sub, programme_id=programme_id)
    for _ in range(2):
        await deliver(office, told)
    left = await office.get(owner, f"/v1/ici-enrolments/{id_}")
    assert (left["status"], left["abandon_reason"]) == ("ABANDONED", "application-withdrawn")
    await office.refused(owner, f"/v1/ici-enrolments/{id_}/abandonment", {"reason": "job-found"}, "enrolment-status")
