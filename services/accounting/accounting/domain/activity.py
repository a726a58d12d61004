"""A group's activity: an analytic account inside one legal entity, without a SIREN of its own (CAE-01)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accounting.domain.contribution.policy import ContributionPolicy
from accounting.domain.errors import RuleError
from accounting.domain.why import Level


class ActivityStatus(StrEnum):
    """Whether documents may still be added."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class MovementKind(StrEnum):
    """What moved: a document, money for one, or what is due without any (CAE-09)."""

    DOCUMENT = "DOCUMENT"
    PAYMENT = "PAYMENT"
    FIXED = "FIXED"
    MINIMUM = "MINIMUM"
    REGULARISATION = "REGULARISATION"


@dataclass(frozen=True)
class Movement:
    """What one document did to turnover and purchases, and the difference of contribution that it made due.

    ``collected_cents`` is the part of a payment that is not VAT. ``governed_on`` is the day whose terms apply when it is
    another one than ``moved_on``: payments and credit notes follow the day on which their invoice was issued. ``level`` and
    ``rate_percent`` are those of the moment at which it was counted.
    """

    turnover_cents: int
    purchases_cents: int
    contribution_cents: int
    moved_on: date
    collected_cents: int = 0
    kind: MovementKind = MovementKind.DOCUMENT
    governed_on: date | None = None
    own_rate_percent: str | None = None
    level: Level = Level.CAE
    rate_percent: str | None = None

    @property
    def terms_on(self) -> date:
        """The day whose terms apply."""
        return self.governed_on or self.moved_on

    @property
    def counts_on(self) -> date:
        """The day whose financial year it counts in: a payment's own; a credit note's is that of what it reverses."""
        return self.moved_on if self.kind is MovementKind.PAYMENT else self.terms_on

    @property
    def has_document(self) -> bool:
        """Whether it rests on a document or a payment, and not on a period or a change of terms."""
        return self.kind in (MovementKind.DOCUMENT, MovementKind.PAYMENT)


@dataclass(frozen=True)
class Activity:
    """The activity of a group. ``movements`` are kept by document id, so that a document counts once.

    ``contribution_policies`` override those of its legal entity; ``contributions_to_post`` are those movements that rest on
    no document and whose entry may not be in the books yet.
    """

    group_id: str
    siren: str
    scheme: str
    coordinator: str
    analytic_code: str
    opened_on: date
    ends_on: date
    contracts_end_on: date
    person_ids: tuple[str, ...]
    status: ActivityStatus = ActivityStatus.OPEN
    contribution_rate_percent: str | None = None
    movements: Mapping[str, Movement] = field(default_factory=dict)
    contribution_policies: tuple[ContributionPolicy, ...] = ()
    contributions_to_post: tuple[str, ...] = ()

    @property
    def turnover_cents(self) -> int:
        """Sales excluding VAT."""
        return sum(one.turnover_cents for one in self.movements.values())

    @property
    def purchases_cents(self) -> int:
        """Direct purchases excluding VAT."""
        return sum(one.purchases_cents for one in self.movements.values())

    @property
    def margin_cents(self) -> int:
        """Turnover minus direct purchases."""
        return self.turnover_cents - self.purchases_cents

    @property
    def contribution_cents(self) -> int:
        """The contribution posted so far."""
        return sum(one.contribution_cents for one in self.movements.values())


def check_open(activity: Activity) -> None:
    """RuleError once the group is closed: nothing is added to its books."""
    if activity.status is not ActivityStatus.OPEN:
        raise RuleError("acc-05-activity-closed", f"the activity {activity.analytic_code} is closed")
