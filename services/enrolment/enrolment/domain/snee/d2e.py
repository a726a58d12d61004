"""The student-entrepreneur diploma (D2E) beside the status.

REQUESTED ──committee──► AUTHORISED ──fee ≤ cap, status ACTIVE──► ENROLLED ──► PASSED | FAILED
    └──► REFUSED (never for a graduate)         any of the first three ──► WITHDRAWN

SNEE-04: a graduate needs the diploma to be a student again, so theirs is mandatory: it is asked for whatever the form says, a
committee that grants the status cannot refuse it, and it is given up only with the status. SNEE-06: without the status there is
no diploma, and its fee has a cap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.dates import age
from enrolment.domain.errors import InputError, Problem, RuleError, require_status


class D2eStatus(StrEnum):
    """Where the diploma stands."""

    REQUESTED = "REQUESTED"
    AUTHORISED = "AUTHORISED"
    REFUSED = "REFUSED"
    ENROLLED = "ENROLLED"
    PASSED = "PASSED"
    FAILED = "FAILED"
    WITHDRAWN = "WITHDRAWN"


OPEN = (D2eStatus.REQUESTED, D2eStatus.AUTHORISED, D2eStatus.ENROLLED)


@dataclass(frozen=True)
class D2e:
    """One person's diploma in one year."""

    status: D2eStatus
    mandatory: bool
    requested_on: date
    decided_on: date | None = None
    enrolled_on: date | None = None
    fee_cents: int | None = None
    scholarship: bool = False
    result_on: date | None = None
    withdrawal_reason: str = ""


@dataclass(frozen=True)
class D2eEnrolment:
    """What is told at the enrolment, and the bounds of that day."""

    on: date
    fee_cents: int
    maximum_fee_cents: int
    scholarship: bool
    birth_date: date | None
    training_year: int
    scholarship_age_below: int


def begun(*, graduate: bool, asked: bool, answers: Mapping[str, str | bool], on: date) -> D2e | None:
    """The diploma of an accepted dossier; None when nobody asks for it. ``answers`` are the committee's, if it was asked."""
    if not graduate and not asked:
        return None
    requested = D2e(D2eStatus.REQUESTED, graduate, on)
    answer = answers.get("d2e")
    if answer is True:
        return replace(requested, status=D2eStatus.AUTHORISED, decided_on=on)
    if answer is False and not graduate:
        return replace(requested, status=D2eStatus.REFUSED, decided_on=on)
    return requested


def request(known: D2e | None, on: date) -> D2e:
    """Asked for during the year; again after a withdrawal."""
    if known is not None:
        require_status("d2e", known.status, (D2eStatus.WITHDRAWN,), "ask for it again")
    return D2e(D2eStatus.REQUESTED, mandatory=False, requested_on=on)


def answer(known: D2e, *, authorised: bool, on: date) -> D2e:
    """The committee's answer."""
    require_status("d2e", known.status, (D2eStatus.REQUESTED,), "answer the request")
    if not authorised and known.mandatory:
        raise RuleError(
            "SNEE-04", "d2e-mandatory", "the status was granted to a graduate, who cannot have it without the D2E"
        )
    return replace(known, status=D2eStatus.AUTHORISED if authorised else D2eStatus.REFUSED, decided_on=on)


def enrol(known: D2e, told: D2eEnrolment) -> D2e:
    """ENROLLED. The fee's cap is SNEE-06; the scholarship is the only place where an age counts (SNEE-02)."""
    require_status("d2e", known.status, (D2eStatus.AUTHORISED,), "enrol")
    problems = []
    if told.fee_cents > told.maximum_fee_cents:
        cap = f"{told.maximum_fee_cents // 100}.{told.maximum_fee_cents % 100:02d}"
        problems.append(Problem("fee", "is more than the cap of the fee (SNEE-06)", f"at most {cap}"))
    if told.scholarship and not _may_have_scholarship(told):
        accepted = f"false, or under {told.scholarship_age_below} on 1 September {told.training_year}"
        problems.append(Problem("scholarship", "needs an age that the person does not have", accepted))
    if problems:
        raise InputError(*problems)
    return replace(
        known, status=D2eStatus.ENROLLED, enrolled_on=told.on, fee_cents=told.fee_cents, scholarship=told.scholarship
    )


def conclude(known: D2e, *, passed: bool, on: date) -> D2e:
    """The jury's result."""
    require_status("d2e", known.status, (D2eStatus.ENROLLED,), "record its result")
    return replace(known, status=D2eStatus.PASSED if passed else D2eStatus.FAILED, result_on=on)


def withdraw(known: D2e, reason: str, *, status_ended: bool = False) -> D2e:
    """Given up; a mandatory one only together with the status."""
    require_status("d2e", known.status, OPEN, "withdraw it")
    if known.mandatory and not status_ended:
        raise RuleError("SNEE-04", "d2e-mandatory", "a graduate gives up the D2E only by renouncing the status")
    return replace(known, status=D2eStatus.WITHDRAWN, withdrawal_reason=reason)


def _may_have_scholarship(told: D2eEnrolment) -> bool:
    first_day = date(told.training_year, 9, 1)
    return told.birth_date is not None and age(told.birth_date, first_day) < told.scholarship_age_below
