"""A group's activity: an analytic account inside one legal entity, without a SIREN of its own (CAE-01)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from accounting.domain.errors import RuleError


class ActivityStatus(StrEnum):
    """Whether documents may still be added."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


@dataclass(frozen=True)
class Movement:
    """What one document did to turnover and purchases, and the difference of contribution that it made due."""

    turnover_cents: int
    purchases_cents: int
    contribution_cents: int
    moved_on: date


@dataclass(frozen=True)
class Activity:
    """The activity of a group. ``movements`` are kept by document id, so that a document counts once."""

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
