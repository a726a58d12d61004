"""The states of a session (domain §8.9), and of a workshop's places."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from coaching.domain.errors import DomainError, InputError, RuleError
from coaching.domain.school_time import HalfDay
from coaching.domain.session import Session, Status, cancelled, confirmed, held, reported, scheduled
from coaching.domain.signing import signed
from coaching.domain.trainer_day import Booking, TrainerDay, booked, released
from coaching.domain.workshop import registered
from tests.coaching.unit.samples import CONFIRMED, ENDS, MEMBERS, PLANNED, REPORT, STARTS, WORKSHOP, all_signed

HELD = held(CONFIRMED, "coach-1", MEMBERS, STARTS)
REPORTED = reported(HELD, REPORT)
CANCELLED = cancelled(PLANNED, "coach-ill")


def test_a_session_goes_from_planned_to_reported() -> None:
    assert CONFIRMED.status is Status.CONFIRMED
    assert CONFIRMED.place == "Salle 204"
    assert HELD.status is Status.HELD
    assert HELD.trainer_signed_at == STARTS
    assert HELD.attendees == MEMBERS
    assert (REPORTED.status, REPORTED.report_version) == (Status.REPORTED, 1)


@pytest.mark.parametrize(
    ("move", "slug"),
    [
        (lambda: confirmed(CONFIRMED, "Salle 1", "coach-1"), "session-cannot-be-confirmed"),
        (lambda: held(PLANNED, "coach-1", MEMBERS, STARTS), "session-cannot-be-held"),
        (lambda: reported(CONFIRMED, REPORT), "session-cannot-be-reported"),
        (lambda: cancelled(HELD, "late"), "session-cannot-be-cancelled"),
        (lambda: confirmed(CANCELLED, "Salle 1", "coach-1"), "session-cannot-be-confirmed"),
        (lambda: held(CONFIRMED, "coach-1", MEMBERS, STARTS - timedelta(seconds=1)), "session-not-started"),
    ],
)
def test_no_state_is_skipped(move: Callable[[], Session], slug: str) -> None:
    with pytest.raises(RuleError) as caught:
        move()
    assert caught.value.slug == slug


@pytest.mark.parametrize("part", ["objectives", "done", "difficulties", "evolutions"])
def test_all_four_parts_of_a_report_say_something(part: str) -> None:
    with pytest.raises(InputError) as caught:
        reported(HELD, replace(REPORT, **{part: "  \n"}))
    assert caught.value.fields[0].field == part


def test_a_report_may_be_written_again_and_the_same_text_is_no_new_version() -> None:
    assert reported(REPORTED, REPORT) is REPORTED
    assert reported(REPORTED, replace(REPORT, done="Quatre modèles.")).report_version == 2


def test_a_confirmed_session_can_be_cancelled_until_somebody_has_signed() -> None:
    assert cancelled(CONFIRMED, "coach-ill").cancelled_because == "coach-ill"
    with pytest.raises(RuleError, match="session-signed"):
        cancelled(signed(CONFIRMED, "ada", HalfDay.PM, MEMBERS, STARTS), "coach-ill")


def test_who_signed_before_leaving_the_group_stays_on_the_sheet() -> None:
    early = signed(CONFIRMED, "ada", HalfDay.PM, MEMBERS, STARTS)
    assert held(early, "coach-1", ("ben", "cleo"), STARTS).attendees == ("ben", "cleo", "ada")


PERIOD = (date(2026, 9, 14), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_at": STARTS + timedelta(minutes=5)}, "ends_at"),
        ({"ends_at": STARTS + timedelta(hours=12)}, "ends_at"),
        ({"starts_at": STARTS - timedelta(days=9), "ends_at": ENDS - timedelta(days=9)}, "starts_at"),
        ({"starts_at": STARTS + timedelta(days=365), "ends_at": ENDS + timedelta(days=365)}, "starts_at"),
    ],
    ids=["too short", "ends tomorrow", "in the past", "after the year"],
)
def test_a_session_added_by_hand_is_short_enough_and_inside_the_period(change: dict[str, Any], field: str) -> None:
    now = STARTS - timedelta(days=7)
    with pytest.raises(InputError) as caught:
        scheduled(replace(PLANNED, **change), period=PERIOD, now=now, closed_days=())
    assert caught.value.fields[0].field == field


def test_a_public_holiday_is_a_warning() -> None:
    now = STARTS - timedelta(days=7)
    assert scheduled(PLANNED, period=PERIOD, now=now, closed_days=()).warnings == ()
    assert scheduled(PLANNED, period=PERIOD, now=now, closed_days={date(2026, 10, 7)}).warnings == ("public-holiday",)


def test_the_last_place_of_a_workshop_is_given_once() -> None:
    before = STARTS - timedelta(days=1)
    full = registered(registered(WORKSHOP, "ada", before), "ben", before)
    assert registered(full, "ada", before) is full
    with pytest.raises(RuleError, match="workshop-full"):
        registered(full, "cleo", before)


def test_registration_ends_with_the_start() -> None:
    with pytest.raises(RuleError, match="workshop-closed"):
        registered(WORKSHOP, "ada", STARTS)
    with pytest.raises(RuleError, match="not-a-workshop"):
        registered(CONFIRMED, "ada", STARTS)


def test_a_workshop_expects_those_who_registered() -> None:
    one = registered(WORKSHOP, "ada", STARTS - timedelta(days=1))
    assert held(one, "coach-1", MEMBERS, STARTS).attendees == ("ada",)
    with pytest.raises(DomainError, match="att-01-not-expected"):
        signed(one, "ben", HalfDay.PM, MEMBERS, STARTS)


def test_a_trainer_is_in_one_place_at_a_time() -> None:
    day = booked(TrainerDay("coach-1"), Booking("s1", STARTS, ENDS))
    with pytest.raises(RuleError, match="att-trainer-overlap"):
        booked(day, Booking("s2", ENDS - timedelta(minutes=1), ENDS + timedelta(hours=1)))
    assert len(booked(day, Booking("s2", ENDS, ENDS + timedelta(hours=1))).bookings) == 2
    assert booked(day, Booking("s1", STARTS, ENDS)) == day
    assert released(day, "s1").bookings == ()


def test_the_samples_are_complete() -> None:
    assert len(all_signed().marks) == len(MEMBERS)
