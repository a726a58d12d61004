"""A group and its life: proposed, approved by the carrier, contracted, running, closed.

    PROPOSED ──approve──► APPROVED ──start──► RUNNING ──ask──► CLOSING ──all clear──► CLOSED
                                                 ▲                │
                                                 └── still open ──┘

How a closing is answered is in ``closing``; who may do what is in the policy table.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from enrolment.domain.errors import InputError, Problem, RuleError, require_status
from enrolment.domain.groups.closing import Closing
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.screening.screening import Screening

MAX_CODE = 40


class Status(StrEnum):
    """Where a group stands."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    RUNNING = "RUNNING"
    CLOSING = "CLOSING"
    CLOSED = "CLOSED"


class Membership(StrEnum):
    """Where a member stands: a place in the group, a contract to sign, or active."""

    ACCEPTED = "ACCEPTED"
    CONTRACT_PENDING = "CONTRACT_PENDING"
    ACTIVE = "ACTIVE"


@dataclass(frozen=True)
class Member:
    """A person in a group. The number is 1, 2, 3… in the order of the proposal and breaks ties of a share-out."""

    member_number: int
    person_id: str
    application_id: str
    status: Membership = Membership.ACCEPTED
    contract_id: str | None = None


@dataclass(frozen=True)
class Group:
    """A group project. It never has a SIREN of its own: the carrier's legal entity is the seller (CAE-01)."""

    programme_id: str
    scheme: str
    school_year: str
    name: str
    code: str
    activity_code: str
    activity_label: str
    planned_investment_cents: int
    coordinator: str
    carrier: str
    minimum_members: int
    programme_ends_on: date
    members: tuple[Member, ...]
    status: Status
    proposed_on: date
    review_required: bool = False
    review_reasons: tuple[str, ...] = ()
    proof_of_qualification: str | None = None
    review_note: str | None = None
    legal_entity_siren: str | None = None
    contracts_start_on: date | None = None
    contracts_end_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    closing: Closing | None = None


@dataclass(frozen=True)
class Proposal:
    """What a group says of itself when it is proposed."""

    name: str
    activity_code: str
    activity_label: str
    planned_investment_cents: int
    proof_of_qualification: str | None = None


def propose(
    proposal: Proposal,
    programme: Programme,
    screening: Screening,
    *,
    programme_id: str,
    applicants: Sequence[tuple[str, str]],
    today: date,
) -> Group:
    """A new group of accepted applicants, given as (application id, person id) in the order of their numbers."""
    check_size(len(applicants), programme)
    return Group(
        programme_id=programme_id,
        scheme=programme.scheme,
        school_year=programme.school_year,
        name=proposal.name,
        code=code_of(proposal.name),
        activity_code=proposal.activity_code,
        activity_label=proposal.activity_label,
        planned_investment_cents=proposal.planned_investment_cents,
        coordinator=programme.coordinator,
        carrier=programme.carrier,
        minimum_members=programme.minimum_members,
        programme_ends_on=programme.ends_on,
        members=tuple(
            Member(number, person_id, application_id)
            for number, (application_id, person_id) in enumerate(applicants, 1)
        ),
        status=Status.PROPOSED,
        proposed_on=today,
        review_required=screening.review_required,
        review_reasons=screening.reasons,
        proof_of_qualification=proposal.proof_of_qualification,
    )


def check_size(members: int, programme: Programme) -> None:
    """A group never has more members than its programme allows; too few is a matter of the start."""
    if members > programme.maximum_members:
        problem = Problem("application_ids", f"names {members} members", f"at most {programme.maximum_members}")
        raise RuleError("", "group-too-large", f"a group of this programme has at most {problem.accepted}", problem)


def code_of(name: str) -> str:
    """A code without spaces or accents from a group's name: "Atelier Maille" becomes ATELIER-MAILLE."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = "".join(one if one.isalnum() else " " for one in plain).split()
    return "-".join(words)[:MAX_CODE].strip("-") or "GROUP"


def is_siren(siren: str) -> bool:
    """Nine digits whose Luhn sum ends in zero."""
    if len(siren) != 9 or not (siren.isascii() and siren.isdigit()):
        return False
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(siren)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def approve(group: Group, *, legal_entity_siren: str, review_note: str | None) -> Group:
    """The carrier takes the group into one of its legal entities; after a review it says why (CAE-10)."""
    require_status("group", group.status, (Status.PROPOSED,), "approve it")
    if not is_siren(legal_entity_siren):
        raise InputError(Problem("legal_entity_siren", "is not a SIREN", "nine digits with a valid Luhn key"))
    if group.review_required and not (review_note or "").strip():
        raise RuleError(
            "CAE-10",
            "review-missing",
            "the activity is on a list that needs the carrier's own decision",
            Problem(
                "review_note", "is missing", f"why the activity can be carried ({', '.join(group.review_reasons)})"
            ),
        )
    return replace(
        group, status=Status.APPROVED, legal_entity_siren=legal_entity_siren, review_note=review_note or None
    )


def await_signatures(group: Group, contract_ids: dict[str, str], *, starts_on: date, ends_on: date) -> Group:
    """Contracts are drawn up, by person: each member now has one to sign."""
    require_status("group", group.status, (Status.APPROVED,), "draw up contracts")
    members = tuple(
        replace(member, status=Membership.CONTRACT_PENDING, contract_id=contract_ids[member.person_id])
        if member.status is Membership.ACCEPTED
        else member
        for member in group.members
    )
    return replace(group, members=members, contracts_start_on=starts_on, contracts_end_on=ends_on)


def member_of(group: Group, person_id: str) -> Member:
    """The member; a rule error when the person is not in the group."""
    for member in group.members:
        if member.person_id == person_id:
            return member
    raise RuleError("", "not-a-member", f"the person {person_id} is not in this group")


def activate(group: Group, person_id: str, contract_id: str) -> Group:
    """A member whose contract is signed is active. The same again when they are already."""
    member = member_of(group, person_id)
    active = replace(member, status=Membership.ACTIVE, contract_id=contract_id)
    return replace(group, members=tuple(active if one is member else one for one in group.members))


def start(group: Group, *, today: date) -> Group:
    """RUNNING needs enough members, every contract signed, and their first day come."""
    require_status("group", group.status, (Status.APPROVED,), "start it")
    if len(group.members) < group.minimum_members:
        detail = f"the group has {len(group.members)} members and needs {group.minimum_members}"
        raise RuleError("", "group-too-small", detail)
    unsigned = [one.person_id for one in group.members if one.status is not Membership.ACTIVE]
    if unsigned or group.contracts_start_on is None:
        detail = f"{len(unsigned)} of {len(group.members)} members have no signed contract"
        missing = Problem("members", f"without a signed contract: {', '.join(unsigned)}", "every contract signed")
        raise RuleError("CAPE-01", "contracts-unsigned", detail, missing)
    if today < group.contracts_start_on:
        detail = f"the contracts run from {group.contracts_start_on}: before that day nothing covers the group"
        raise RuleError("CAPE-01", "contracts-not-running", detail)
    if today > group.programme_ends_on:
        raise RuleError("", "programme-over", f"the programme ended on {group.programme_ends_on}")
    return replace(group, status=Status.RUNNING, started_on=today)
