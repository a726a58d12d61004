"""The CAPE (Code de commerce L127-1 and following, R127-1): drawn up by the carrier, signed before it starts.

Only the first period is here; renewals (CAPE-03) come with the member's later life.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.applications.candidate import Employment
from enrolment.domain.dates import add_months
from enrolment.domain.errors import InputError, Problem, RuleError, require_status

LONGEST_MONTHS = 12


class Status(StrEnum):
    """Where a contract stands."""

    DRAFT = "DRAFT"
    SIGNED = "SIGNED"


class Role(StrEnum):
    """In which quality somebody signs."""

    BENEFICIARY = "beneficiary"
    CARRIER = "carrier"
    GUARDIAN = "guardian"


@dataclass(frozen=True)
class Signatory:
    """Who signed, and in which quality."""

    name: str
    role: Role


@dataclass(frozen=True)
class Terms:
    """The eight items that article R127-1 asks for, in its order, in French: it is what people sign (CAPE-06)."""

    programme: str
    means: str
    carrier_remuneration: str
    commitments: str
    accounting_information: str
    early_termination: str
    beneficiary_remuneration: str
    social_contributions: str

    def __post_init__(self) -> None:
        missing = [one.name for one in fields(self) if not getattr(self, one.name).strip()]
        if missing:
            problems = (Problem(f"terms.{name}", "is missing", "a text") for name in missing)
            raise RuleError("CAPE-06", "item-missing", "a CAPE has the eight items of article R127-1", *problems)


@dataclass(frozen=True)
class Period:
    """From the first day to the last one, both included."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Contract:
    """One member's contract with the carrier."""

    group_id: str
    person_id: str
    application_id: str
    scheme: str
    coordinator: str
    carrier: str
    legal_entity_siren: str
    kind: str
    starts_on: date
    ends_on: date
    maximum_commitment_cents: int
    terms: Terms
    status: Status
    drafted_on: date
    weekly_hours: int | None = None
    signed_on: date | None = None
    signatories: tuple[Signatory, ...] = ()


def check_period(period: Period, today: date) -> None:
    """At most twelve months (CAPE-02), and not begun before it could be signed (CAPE-01)."""
    if period.ends_on < period.starts_on:
        raise InputError(Problem("ends_on", "is before starts_on", f"{period.starts_on} or after"))
    if period.ends_on >= add_months(period.starts_on, LONGEST_MONTHS):
        problem = Problem("ends_on", "is too late", f"before {add_months(period.starts_on, LONGEST_MONTHS)}")
        raise RuleError("CAPE-02", "too-long", f"a CAPE lasts at most {LONGEST_MONTHS} months", problem)
    if period.starts_on < today:
        problem = Problem(
            "starts_on", "is in the past: a CAPE is signed before it starts (CAPE-01)", f"{today} or after"
        )
        raise InputError(problem)


def check_employment(employment: Employment) -> None:
    """A CAPE is for natural persons who are not employed full-time (CAPE-04); a full-time student may sign one."""
    if employment is Employment.FULL_TIME:
        raise RuleError("CAPE-04", "full-time-employee", "a full-time employee cannot sign a CAPE")


def sign(
    contract: Contract, *, signed_on: date, signatories: Sequence[Signatory], minor: bool, today: date
) -> Contract:
    """SIGNED, in writing and before the start (CAPE-01), by everybody who has to (YOUTH-01)."""
    require_status("contract", contract.status, (Status.DRAFT,), "sign it")
    if signed_on > today:
        raise InputError(Problem("signed_on", "is in the future", f"{today} or before"))
    if not contract.drafted_on <= signed_on <= contract.starts_on:
        accepted = f"from {contract.drafted_on} (drawn up) to {contract.starts_on} (start)"
        problem = Problem("signed_on", "is not between drawing up and start", accepted)
        raise RuleError("CAPE-01", "not-signed-before-start", "a CAPE is signed before it starts", problem)
    roles = {one.role for one in signatories}
    _require_roles("CAPE-01", "signatory-missing", {Role.BENEFICIARY, Role.CARRIER}, roles)
    if minor:
        _require_roles("YOUTH-01", "guardian-signature-missing", {Role.GUARDIAN}, roles)
    return replace(contract, status=Status.SIGNED, signed_on=signed_on, signatories=tuple(signatories))


def _require_roles(rule: str, what: str, needed: Collection[Role], present: Collection[Role]) -> None:
    missing = ", ".join(role for role in Role if role in needed and role not in present)
    if missing:
        problem = Problem("signatories", f"lacks: {missing}", "everybody who has to sign")
        raise RuleError(rule, what, f"the signature of {missing} is missing", problem)
