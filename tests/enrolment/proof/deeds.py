"""Everything that happens in a random life: how often, the passing of time, events that arrive, and jobs."""

from collections.abc import Awaitable, Callable

from enrolment.usecases.committees.complete_committees import complete_committees
from enrolment.usecases.committees.end_offers import end_offers
from enrolment.usecases.committees.fill_agendas import fill_agendas
from enrolment.usecases.committees.remind_deadlines import remind_deadlines
from enrolment.usecases.persons.complete_merges import complete_merges
from enrolment.usecases.persons.complete_roster_imports import complete_roster_imports
from enrolment.usecases.persons.expire_consents import expire_consents
from enrolment.usecases.privacy.apply_retention import apply_retention
from enrolment.usecases.privacy.complete_erasures import complete_erasures
from enrolment.usecases.privacy.watch_deadlines import watch_deadlines
from enrolment.usecases.snee.expire_statuses import expire_statuses
from enrolment.usecases.snee.remind_statuses import remind_statuses
from tests.enrolment.proof.deeds_of_offices import (
    answers,
    cancels_committee,
    decides,
    fills_places,
    holds_committee,
    learner,
    moves_committee,
    plans_committee,
    prepares_committee,
    reopens,
    roster,
    signs,
    transfers,
)
from tests.enrolment.proof.deeds_of_people import (
    answers_offer,
    applies,
    attaches,
    attestation,
    begins_again,
    charter,
    consents,
    corrects,
    erases,
    image_consent,
    merges,
    recalls,
    registers,
    saves_in_two_tabs,
    sends,
    withdraws,
)
from tests.enrolment.proof.world import World

Deed = Callable[[World], Awaitable[str | None]]
"""The id of the dossier it was done on, when it can concern no other one."""


async def time_passes(world: World) -> None:
    await world.wait(hours=world.chance.choice((1, 5, 26, 50)))


async def events_arrive(world: World) -> None:
    await world.deliver(world.chance.choice((1, 3, 10, 40)))


async def jobs_run(world: World) -> None:
    """All that the service does by itself, in any order."""
    jobs = list(JOBS)
    world.chance.shuffle(jobs)
    for job in jobs:
        await job(world.office.deps)


JOBS = (
    complete_committees,
    complete_erasures,
    complete_merges,
    complete_roster_imports,
    end_offers,
    expire_consents,
    expire_statuses,
    fill_agendas,
    remind_deadlines,
    remind_statuses,
    watch_deadlines,
    apply_retention,
)
DEEDS: dict[Deed, int] = {
    registers: 5,
    corrects: 2,
    merges: 3,
    applies: 12,
    saves_in_two_tabs: 3,
    attaches: 2,
    sends: 12,
    recalls: 2,
    withdraws: 3,
    begins_again: 4,
    consents: 4,
    answers: 14,
    reopens: 3,
    decides: 3,
    transfers: 3,
    plans_committee: 3,
    moves_committee: 1,
    cancels_committee: 1,
    prepares_committee: 8,
    holds_committee: 6,
    signs: 1,
    fills_places: 2,
    answers_offer: 5,
    image_consent: 1,
    charter: 3,
    attestation: 1,
    roster: 2,
    learner: 6,
    erases: 1,
    time_passes: 4,
    events_arrive: 14,
    jobs_run: 3,
}
