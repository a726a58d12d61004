"""Money for projects of learners: what is asked, what is granted out of the programme's budget, and what it was spent on.

OPEN ──submit──► SUBMITTED ──► GRANTED ──receipts, then closed──► SPENT
                     └───────► REFUSED

Every decision stands in the budget's own document, which is written with compare-and-set: two people who grant at the same moment
cannot give away the same euro. The request follows its decision, at once or after a crash.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enrolment.domain.errors import InputError, Problem, RuleError, require_status


class FundingStatus(StrEnum):
    """Where a request stands."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    GRANTED = "GRANTED"
    REFUSED = "REFUSED"
    SPENT = "SPENT"


@dataclass(frozen=True)
class Receipt:
    """A proof of what was paid, kept as a file."""

    sha256: str
    name: str
    media_type: str
    size: int
    amount_cents: int
    paid_on: date
    label: str


@dataclass(frozen=True)
class FundingDecision:
    """What was decided, by whom (their login), and on which conditions."""

    granted: bool
    amount_cents: int
    conditions: str
    by: str
    on: date


@dataclass(frozen=True)
class FundingRequest:
    """One learner's request."""

    enrolment_id: str
    person_id: str
    programme_id: str
    coordinator: str
    purpose: str
    amount_cents: int
    opened_on: date
    status: FundingStatus = FundingStatus.OPEN
    submitted_at: datetime | None = None
    decision: FundingDecision | None = None
    receipts: tuple[Receipt, ...] = ()
    spent_on: date | None = None
    scheme: str = "ici"
    emptied: bool = False

    @property
    def spent_cents(self) -> int:
        """The sum of the receipts."""
        return sum(one.amount_cents for one in self.receipts)


@dataclass(frozen=True)
class Budget:
    """The budget of one programme year and every decision about it, by request."""

    coordinator: str
    amount_cents: int = 0
    decisions: dict[str, FundingDecision] = field(default_factory=dict)
    returned: dict[str, int] = field(default_factory=dict)
    """What was granted and not spent, by request, once the request is closed."""
    scheme: str = "ici"

    @property
    def granted_cents(self) -> int:
        """What is promised or spent."""
        given = sum(one.amount_cents for one in self.decisions.values() if one.granted)
        return given - sum(self.returned.values())

    @property
    def remaining_cents(self) -> int:
        """What can still be granted."""
        return self.amount_cents - self.granted_cents


def set_amount(known: Budget, amount_cents: int) -> Budget:
    """Another budget, never less than what is promised."""
    if amount_cents < known.granted_cents:
        accepted = f"at least {money(known.granted_cents)}, which is granted"
        raise RuleError(
            "", "budget-granted", "more than this is granted already", Problem("amount", "is too low", accepted)
        )
    return replace(known, amount_cents=amount_cents)


def decide(known: Budget, request_id: str, decision: FundingDecision) -> Budget:
    """With the decision on a request. The first one stands; RuleError for a second one that says something else, and for more
    than remains."""
    before = known.decisions.get(request_id)
    if before is not None:
        if (before.granted, before.amount_cents) == (decision.granted, decision.amount_cents):
            return known
        raise RuleError("", "funding-decided", f"this request was decided on {before.on}")
    if decision.granted and decision.amount_cents > known.remaining_cents:
        problem = Problem("amount", "is more than the budget leaves", f"at most {money(known.remaining_cents)}")
        raise RuleError("", "budget-exceeded", f"{money(known.remaining_cents)} of the budget remain", problem)
    return replace(known, decisions={**known.decisions, request_id: decision})


def give_back(known: Budget, request_id: str, spent_cents: int) -> Budget:
    """What a closed request did not spend can be granted again."""
    decision = known.decisions[request_id]
    rest = decision.amount_cents - min(spent_cents, decision.amount_cents)
    return replace(known, returned={**known.returned, request_id: rest}) if rest else known


def edit(known: FundingRequest, purpose: str, amount_cents: int) -> FundingRequest:
    """Other words or another amount, before it is submitted."""
    require_status("funding", known.status, (FundingStatus.OPEN,), "change it")
    return replace(known, purpose=purpose, amount_cents=amount_cents)


def submit(known: FundingRequest, at: datetime) -> FundingRequest:
    """SUBMITTED to whoever decides."""
    require_status("funding", known.status, (FundingStatus.OPEN,), "submit it")
    return replace(known, status=FundingStatus.SUBMITTED, submitted_at=at)


def check_decidable(known: FundingRequest, granted_cents: int | None) -> None:
    """RuleError unless it waits for a decision, and for more than was asked."""
    require_status("funding", known.status, (FundingStatus.SUBMITTED,), "decide it")
    if granted_cents is not None and granted_cents > known.amount_cents:
        problem = Problem("amount", "is more than was asked", f"at most {money(known.amount_cents)}")
        raise RuleError("", "more-than-asked", "a grant is never more than what was asked", problem)


def follow(known: FundingRequest, decision: FundingDecision) -> FundingRequest:
    """GRANTED or REFUSED, as the budget says."""
    if known.status is not FundingStatus.SUBMITTED:
        return known
    status = FundingStatus.GRANTED if decision.granted else FundingStatus.REFUSED
    return replace(known, status=status, decision=decision)


def add_receipt(known: FundingRequest, receipt: Receipt, today: date) -> FundingRequest:
    """With one more receipt; the same file is listed once."""
    require_status("funding", known.status, (FundingStatus.GRANTED,), "add a receipt")
    if receipt.paid_on > today:
        raise InputError(Problem("paid_on", "is in the future", f"{today} or before"))
    if any(one.sha256 == receipt.sha256 for one in known.receipts):
        return known
    return replace(known, receipts=(*known.receipts, receipt))


def close(known: FundingRequest, on: date) -> FundingRequest:
    """SPENT; there has to be a receipt. Once closed it stays so."""
    if known.status is FundingStatus.SPENT:
        return known
    require_status("funding", known.status, (FundingStatus.GRANTED,), "close it")
    if not known.receipts:
        raise RuleError("", "receipts-missing", "nothing proves what the money was spent on")
    return replace(known, status=FundingStatus.SPENT, spent_on=on)


def forgotten(known: FundingRequest) -> FundingRequest:
    """Without words; amounts and receipts stay, because they prove what public money became."""
    decision = replace(known.decision, conditions="") if known.decision else None
    return replace(known, purpose="", decision=decision, emptied=True)


def without_words(known: Budget, request_ids: frozenset[str]) -> Budget:
    """The budget without what was written in the decisions on these requests; its sums stay."""
    decisions = {
        id_: replace(one, conditions="") if id_ in request_ids else one for id_, one in known.decisions.items()
    }
    return replace(known, decisions=decisions)


def money(cents: int) -> str:
    """``1250`` as ``12.50``."""
    return f"{cents // 100}.{cents % 100:02d}"
