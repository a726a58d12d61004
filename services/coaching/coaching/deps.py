"""What the use cases work with: repositories, the clock, the settings and the calendar of public holidays."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import holidays

from coaching import collections
from coaching.domain.closing import ClosingCheck
from coaching.domain.group import Group
from coaching.domain.person import Person
from coaching.domain.plan import Plan
from coaching.domain.privacy import Answer
from coaching.domain.resolution import Resolution
from coaching.domain.session import Session
from coaching.domain.trainer_day import TrainerDay
from coaching.settings import Settings
from essaim.kit.clock import Clock
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime

ClosedDays = Callable[[date, date], frozenset[date]]
"""The public holidays of a period, both ends included."""


@dataclass(frozen=True)
class Deps:
    """The parts of a deployment."""

    settings: Settings
    clock: Clock
    closed_days: ClosedDays
    groups: Repository[Group]
    people: Repository[Person]
    plans: Repository[Plan]
    sessions: Repository[Session]
    trainer_days: Repository[TrainerDay]
    resolutions: Repository[Resolution]
    closings: Repository[ClosingCheck]
    answers: Repository[Answer]


def build_deps(runtime: Runtime, settings: Settings) -> Deps:
    """The dependencies over a runtime."""
    return Deps(
        settings=settings,
        clock=runtime.clock,
        closed_days=french_public_holidays,
        groups=runtime.repository(collections.GROUPS, Group),
        people=runtime.repository(collections.PEOPLE, Person),
        plans=runtime.repository(collections.PLANS, Plan),
        sessions=runtime.repository(collections.SESSIONS, Session),
        trainer_days=runtime.repository(collections.TRAINER_DAYS, TrainerDay),
        resolutions=runtime.repository(collections.RESOLUTIONS, Resolution),
        closings=runtime.repository(collections.CLOSINGS, ClosingCheck),
        answers=runtime.repository(collections.ANSWERS, Answer),
    )


def french_public_holidays(starts_on: date, ends_on: date) -> frozenset[date]:
    """The public holidays of metropolitan France, without those that only some regions have."""
    found = holidays.country_holidays("FR", years=range(starts_on.year, ends_on.year + 1))
    return frozenset(day for day in found if starts_on <= day <= ends_on)
