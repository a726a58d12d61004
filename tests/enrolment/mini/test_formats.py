"""MINI-01: what a format says of ages, hours and duration, and who joins a team."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from enrolment.domain.mini.formats import Format, Planned, Severity, check_format, format_rules
from tests.enrolment.mini.desk import EPA, JUROR, STRANGER, TEACHER, TEAM, TEAMS, YEAR, created, dossiers, joining
from tests.enrolment.office import COORDINATOR, Office

DAY = date(2026, 10, 1)
LONG = Planned(DAY, date(2027, 5, 31), 60)


def born(age: int) -> date:
    """Somebody who is so old on the first day."""
    return date(DAY.year - age, DAY.month, DAY.day)


def test_mini_01_ages_are_counted_on_the_first_day_and_nobody_is_named() -> None:
    check = check_format(format_rules(Format.L, DAY), LONG, [born(13), born(13) + timedelta(1), born(25), born(26)])
    (finding,) = check.findings
    assert (finding.what, finding.severity, finding.members) == ("age", Severity.REFUSE, 2)
    assert finding.bound == "13 to 25 years on the first day"
    assert "(" in finding.source
    assert not check.not_sourced


@pytest.mark.parametrize(
    ("hours", "region", "concerned"),
    [(36, "", [2]), (16, "", [1]), (20, "", [1]), (30, "grand-est", [2]), (40, "grand-est", [1, 2])],
)
def test_mini_01_hours_of_a_mini_m_depend_on_age_and_region(hours: int, region: str, concerned: list[int]) -> None:
    planned = Planned(DAY, date(2026, 12, 1), hours, region)
    check = check_format(format_rules(Format.M, DAY), planned, [born(10), born(12), born(14)])
    assert sorted(one.members for one in check.findings) == concerned
    assert {one.severity for one in check.findings} == {Severity.WARN}
    assert not check.refusals


@pytest.mark.parametrize(
    ("last", "fits"),
    [(date(2027, 3, 31), True), (date(2027, 3, 30), False), (date(2027, 7, 31), True), (date(2027, 8, 1), False)],
)
def test_mini_01_a_mini_l_lasts_six_to_ten_months(last: date, fits: bool) -> None:
    check = check_format(format_rules(Format.L, DAY), Planned(DAY, last, 60), [])
    assert [one.what for one in check.findings] == ([] if fits else ["duration"])


@given(st.lists(st.integers(1, 60), max_size=40), st.integers(1, 500))
def test_mini_01_what_has_no_source_is_never_a_finding(ages: list[int], hours: int) -> None:
    check = check_format(format_rules(Format.XL, DAY), Planned(DAY, DAY, hours), [born(one) for one in ages])
    assert check.findings == ()
    assert check.not_sourced == ("age", "hours", "duration")


async def test_mini_01_a_team_is_refused_where_it_cannot_be_its_format_and_warned_elsewhere(office: Office) -> None:
    formats = {one["format"]: one for one in (await office.get(JUROR, "/v1/mini-formats"))["items"]}
    assert [key for key, one in formats.items() if one["sells"]] == ["L", "XL"]
    assert all(one["sells_source"] for one in formats.values())
    assert (formats["XL"]["ages"], formats["XL"]["hours"], formats["XL"]["duration"]) == (None, [], None)
    assert formats["L"]["ages_source"]
    programme_id = await office.programme(**YEAR)
    body = TEAM | {"programme_id": programme_id}
    day = {"format": "S", "starts_on": "2026-10-01", "ends_on": "2026-10-02"}
    refused = await office.refused(EPA, TEAMS, body | day, "mini-01-format-does-not-fit")
    assert refused["errors"][0]["field"] == "duration"
    team = await office.post(EPA, TEAMS, body | {"planned_hours": 30})
    rows = (
        "Ada;Zirelle;ada@example.org;2012-05-01;1;none;Jean;Zirelle;jean@example.org",
        "Bob;Yverdin;bob@example.org;2014-10-02;1;none;Line;Yverdin;line@example.org",
    )
    created_ = (await office.roster(programme_id, *rows)).json()["created"]
    for one, guardian in zip(created_, ("Jean Zirelle", "Line Yverdin"), strict=True):
        consent = {"guardian_name": guardian, "text_version": "2026-09", "given_on": "2026-09-01", "evidence": "Papier"}
        await office.post(COORDINATOR, f"/v1/applications/{one['application_id']}/guardian-consent", consent)
        accept = {"decision": "accept", "reason": "Dossier complet"}
        await office.post(COORDINATOR, f"/v1/applications/{one['application_id']}/decision", accept)
    ids = [one["application_id"] for one in created_]
    path = f"{TEAMS}/{team['id']}"
    told = await office.refused(TEACHER, f"{path}/members", {"application_ids": ids}, "mini-01-format-does-not-fit")
    assert told["errors"][0] == {
        "field": "age",
        "message": "1 members do not fit",
        "accepted": "13 to 25 years on the first day",
    } | {key: value for key, value in told["errors"][0].items() if key not in ("field", "message", "accepted")}
    assert "2014" not in json.dumps(told)
    assert (await office.get(TEACHER, f"{path}/members"))["items"] == []
    await office.post(TEACHER, f"{path}/members", {"application_ids": ids[:1]})
    check = await office.get(TEACHER, f"{path}/check")
    assert check["fits"]
    assert [(one["what"], one["severity"], one["members"]) for one in check["findings"]] == [("hours", "warn", 1)]


async def test_members_are_accepted_dossiers_of_the_programme_in_one_team(office: Office) -> None:
    team_id, found = await created(office)
    programme_id = found[0]["programme_id"]
    second = await office.post(EPA, TEAMS, TEAM | {"programme_id": programme_id, "name": "Autres"})
    other = await office.programme(**YEAR, formation="Autre")
    strangers = await dossiers(office, other, "Zoé;Prévalin;zoe@example.org;2006-01-01;1;none;;;")
    sent = (await office.roster(programme_id, "Io;Quinsac;io@example.org;2006-01-01;1;none;;;")).json()["created"]
    body = {"application_ids": [found[0]["id"], strangers[0]["id"], sent[0]["application_id"], "nobody"]}
    told = await office.refused(TEACHER, f"{TEAMS}/{second['id']}/members", body, "invalid-request", 422)
    assert [one["field"] for one in told["errors"]] == [f"application_ids.{place}" for place in range(4)]
    (late,) = await dossiers(office, programme_id, "Max;Ruvier;max@example.org;2006-01-01;1;none;;;")
    joinable = await office.get(TEACHER, f"{TEAMS}/{second['id']}/joinable")
    assert [(one["application_id"], one["name"]) for one in joinable["items"]] == [(late["id"], "Max Ruvier")]
    again = await office.post(TEACHER, f"{TEAMS}/{team_id}/members", joining(found))
    assert len(again["items"]) == 3
    await office.refused(STRANGER, f"{TEAMS}/{team_id}/members", joining(found), "not-found", 404)
    assert await office.deps.mini_members.count() == 3
