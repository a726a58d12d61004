"""ATT-01 (signatures) and ATT-02 (sealing)."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from coaching.domain.errors import InputError, RuleError
from coaching.domain.school_time import HalfDay, half_days
from coaching.domain.sealing import canonical, is_intact, missing_marks, presences, sealed
from coaching.domain.session import AbsenceReason, Session, Status, cancelled, confirmed, held, reported
from coaching.domain.signing import absent, signed
from coaching.domain.workshop import registered
from tests.coaching.unit.samples import CONFIRMED, ENDS, MEMBERS, PLANNED, REPORT, STARTS, WORKSHOP, all_signed

PM = HalfDay.PM
MIDNIGHT = datetime(2026, 10, 7, 22, tzinfo=UTC)
LATER = ENDS + timedelta(days=1)
COMPLETE = reported(all_signed(), REPORT)


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (STARTS - timedelta(minutes=15, microseconds=1), False),
        (STARTS - timedelta(minutes=15), True),
        (MIDNIGHT - timedelta(microseconds=1), True),
        (MIDNIGHT, False),
    ],
)
def test_att_01_the_window_is_from_a_quarter_before_to_midnight_in_paris(at: datetime, open_: bool) -> None:
    if open_:
        assert signed(CONFIRMED, "ada", PM, MEMBERS, at).marks[0].signed_at == at
    else:
        with pytest.raises(RuleError, match="att-01-outside-window"):
            signed(CONFIRMED, "ada", PM, MEMBERS, at)


def test_att_01_one_signature_per_half_day_and_person() -> None:
    once = signed(CONFIRMED, "ada", PM, MEMBERS, STARTS)
    assert signed(once, "ada", PM, MEMBERS, STARTS + timedelta(minutes=1)) is once
    with pytest.raises(InputError, match="half_day"):
        signed(CONFIRMED, "ada", HalfDay.AM, MEMBERS, STARTS)
    with pytest.raises(RuleError, match="att-01-not-expected"):
        signed(CONFIRMED, "zoe", PM, MEMBERS, STARTS)


@pytest.mark.parametrize("session", [PLANNED, cancelled(PLANNED, "x")], ids=["planned", "cancelled"])
def test_att_01_nobody_signs_what_is_not_confirmed(session: Session) -> None:
    with pytest.raises(RuleError, match="att-01-not-open"):
        signed(session, "ada", PM, MEMBERS, STARTS)


def test_att_01_absence_gives_way_to_a_signature_and_not_the_other_way() -> None:
    away = absent(CONFIRMED, "ada", AbsenceReason.TRANSPORT, MEMBERS)
    late = signed(away, "ada", PM, MEMBERS, STARTS + timedelta(minutes=40))
    assert [mark.absence for mark in late.marks] == [None]
    with pytest.raises(RuleError, match="att-01-already-signed"):
        absent(late, "ada", AbsenceReason.MEDICAL, MEMBERS)


@pytest.mark.parametrize(
    ("start_hour", "hours", "expected"),
    [
        (7, 2, (HalfDay.AM,)),
        (8.5, 3, (HalfDay.AM,)),
        (12, 2, (HalfDay.PM,)),
        (7, 7, (HalfDay.AM, HalfDay.PM)),
        (5, 5, (HalfDay.AM,)),
        (11, 6, (HalfDay.PM,)),
    ],
)
def test_att_01_half_days(start_hour: float, hours: float, expected: tuple[HalfDay, ...]) -> None:
    start = datetime(2026, 10, 7, tzinfo=UTC) + timedelta(hours=start_hour)
    assert half_days(start, start + timedelta(hours=hours)) == expected


def test_a_long_day_needs_both_half_days_and_counts_what_was_signed() -> None:
    start = datetime(2026, 10, 7, 7, tzinfo=UTC)
    day = confirmed(replace(PLANNED, starts_at=start, ends_at=start + timedelta(hours=7)), "Salle 1", "coach-1")
    day = signed(day, "ada", HalfDay.AM, MEMBERS, start)
    day = absent(day, "ada", AbsenceReason.EXAM, MEMBERS, HalfDay.PM)
    day = absent(day, "ben", AbsenceReason.UNEXCUSED, MEMBERS)
    day = held(day, "coach-1", MEMBERS, start)
    assert missing_marks(day) == ["cleo/AM", "cleo/PM"]
    found = {one.person_id: (one.minutes, one.absence) for one in presences(day)}
    assert found == {"ada": (210, "excused"), "ben": (0, "unexcused"), "cleo": (0, None)}


def test_att_02_a_sheet_is_sealed_when_everybody_signed_or_is_excused() -> None:
    session = signed(CONFIRMED, "ada", PM, MEMBERS, STARTS)
    session = reported(held(session, "coach-1", MEMBERS, STARTS), REPORT)
    session = absent(session, "ben", AbsenceReason.MEDICAL, MEMBERS)
    with pytest.raises(RuleError, match="cleo/PM"):
        sealed(session, "coach-1", LATER)
    done = sealed(absent(session, "cleo", AbsenceReason.SCHOOL, MEMBERS), "coach-1", LATER)
    assert done.status is Status.SEALED
    assert is_intact(done)
    assert [(one.minutes, one.absence) for one in presences(done)] == [(120, None), (0, "excused"), (0, "excused")]


def test_att_02_a_coaching_session_needs_its_report_and_a_workshop_does_not() -> None:
    with pytest.raises(RuleError, match="att-02-not-ready"):
        sealed(all_signed(), "coach-1", LATER)
    one = registered(WORKSHOP, "ada", STARTS - timedelta(days=1))
    done = sealed(held(signed(one, "ada", PM, (), STARTS), "coach-1", (), STARTS), "coach-1", LATER)
    assert done.seal is not None
    assert done.seal.sealed_at == LATER


def test_att_02_the_seal_is_the_hash_of_canonical_json_and_shows_any_change() -> None:
    done = sealed(COMPLETE, "coach-1", LATER)
    content = canonical(done)
    assert done.seal is not None
    assert done.seal.sha256 == hashlib.sha256(content).hexdigest()
    parsed = json.loads(content)
    assert content == json.dumps(parsed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert canonical(replace(done, marks=tuple(reversed(done.marks)))) == content
    first = replace(done.marks[0], signed_at=STARTS + timedelta(seconds=1))
    assert not is_intact(replace(done, marks=(first, *done.marks[1:])))
    assert not is_intact(replace(done, report=replace(REPORT, done="Rien.")))
    assert not is_intact(replace(done, place="Ailleurs"))


def test_att_02_a_sealed_sheet_cannot_change() -> None:
    done = sealed(COMPLETE, "coach-1", LATER)
    attempts: tuple[Callable[[], Session], ...] = (
        lambda: signed(done, "ada", PM, MEMBERS, STARTS),
        lambda: absent(done, "ada", AbsenceReason.OTHER, MEMBERS),
        lambda: reported(done, REPORT),
        lambda: cancelled(done, "x"),
        lambda: held(done, "coach-1", MEMBERS, LATER),
        lambda: sealed(done, "coach-1", LATER),
    )
    for attempt in attempts:
        with pytest.raises(RuleError, match="att-02-sealed"):
            attempt()


def test_signatures_in_a_chain_at_the_end_are_a_warning() -> None:
    at_the_end = reported(all_signed(at=ENDS - timedelta(minutes=5)), REPORT)
    assert sealed(at_the_end, "coach-1", LATER).warnings == ("signed-in-a-chain",)
    assert sealed(COMPLETE, "coach-1", LATER).warnings == ()
