"""How many students each tutor follows in a school year: whoever is asked too often is seen before they are asked."""

from dataclasses import dataclass

from enrolment.deps import Deps
from enrolment.domain.snee.tutoring import COUNTED, Tutoring, TutoringStatus, TutorName


@dataclass(frozen=True)
class Workload:
    """One tutor, by address."""

    tutor: TutorName
    confirmed: int
    invited: int


async def read_workloads(coordinator: str, school_year: str, deps: Deps) -> list[Workload]:
    """Those with most first."""
    found: dict[str, list[Tutoring]] = {}
    for stored in await deps.snee_tutorings.all({"coordinator": coordinator, "school_year": school_year}):
        if stored.state.status in COUNTED and stored.state.email:
            found.setdefault(stored.state.email.lower(), []).append(stored.state)
    loads = [_load(each) for each in found.values()]
    return sorted(loads, key=lambda one: (-one.confirmed - one.invited, one.tutor.family_name, one.tutor.email))


def _load(tutorings: list[Tutoring]) -> Workload:
    confirmed = sum(1 for one in tutorings if one.status is TutoringStatus.CONFIRMED)
    latest = max(tutorings, key=lambda one: one.invited_at)
    return Workload(latest.tutor, confirmed, len(tutorings) - confirmed)
