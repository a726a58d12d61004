"""The committee that reads a dossier, and what its last application date closes."""

from datetime import UTC, date, datetime

from enrolment.domain.committees.committee import Committee
from enrolment.domain.committees.rules import Rules
from enrolment.domain.programmes.decider import Decider
from enrolment.domain.programmes.parameters import Parameters
from essaim.kit.cause import fresh_cause
from tests.enrolment.applications.desk import SNEE_STEPS, draft, filled, person, save, sent, snee, told
from tests.enrolment.office import Office, problem

COMMITTEE = Decider("committee", "cmq-mma", "committee_member", "Comité d’engagement", by_committee=True)


async def planned(office: Office, last_on: date, held_on: date) -> None:
    """A committee in the calendar."""
    held_at = datetime(held_on.year, held_on.month, held_on.day, 12, tzinfo=UTC)
    meeting = Committee("cmq-mma", "committee", "snee", (), held_at, "Dijon", last_on, (), Rules())
    await office.deps.committees.add(str(last_on), meeting, fresh_cause("test"))


async def test_a_sent_dossier_is_changed_until_its_own_committees_last_day(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,)))
    await planned(office, date(2026, 9, 10), date(2026, 9, 24))
    await planned(office, date(2026, 11, 10), date(2026, 11, 24))
    application_id = await sent(office, lou, programme_id)
    (submitted,) = await told(office, application_id, "application_submitted")
    assert submitted["committee_on"] == "2026-09-24"
    project = SNEE_STEPS["project"]
    await office.move_clock(datetime(2026, 9, 10, 21, 59, tzinfo=UTC))
    assert (await save(office, lou, application_id, "project", project | {"sector": 9}, 1)).status_code == 200
    await office.move_clock(datetime(2026, 9, 10, 22, 0, tzinfo=UTC))
    late = await save(office, lou, application_id, "project", project, 2)
    assert "2026-09-10" in problem(late, "application-period-over", 409)["detail"]


async def test_a_draft_waits_for_the_next_committee_until_the_last_one(office: Office) -> None:
    lou = await person(office, "lou")
    programme_id = await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,)))
    await planned(office, date(2026, 9, 10), date(2026, 9, 24))
    await planned(office, date(2026, 11, 10), date(2026, 11, 24))
    await planned(office, date(2028, 1, 10), date(2028, 1, 24))
    application_id = await filled(office, lou, programme_id)
    path = f"/v1/applications/{application_id}"
    await office.move_clock(datetime(2026, 9, 10, 22, 0, tzinfo=UTC))
    shown = await office.get(lou, f"{path}/completeness")
    assert (shown["committee_on"], shown["last_on"]) == ("2026-11-24", "2026-11-10")
    await office.move_clock(datetime(2026, 11, 10, 23, 0, tzinfo=UTC))
    await office.refused(lou, f"{path}/sending", {}, "application-period-over")


async def test_without_a_committee_nothing_is_promised(office: Office) -> None:
    lou = await person(office, "lou")
    application_id = await draft(office, lou, await snee(office, Parameters(date(2026, 1, 1), deciders=(COMMITTEE,))))
    shown = await office.get(lou, f"/v1/applications/{application_id}/completeness")
    assert (shown["committee_on"], shown["last_on"]) == (None, None)
