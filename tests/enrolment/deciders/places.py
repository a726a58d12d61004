"""Deployments without a web and without a broker: stores, and the events between them delivered by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from enrolment.collections import ALL
from enrolment.deps import Deps, build_deps
from enrolment.domain.applications.application import Application, Status
from enrolment.domain.applications.candidate import Employment
from enrolment.domain.persons.person import Kind, Person
from enrolment.domain.programmes.programme import Programme
from enrolment.settings import Settings
from essaim.contracts import envelope as wire
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause
from essaim.kit.clock import SimulatedClock
from essaim.kit.inbox import CONSUMED
from essaim.kit.publishing import Publishing
from essaim.kit.service import Runtime
from essaim.kit.store.open import open_store
from essaim.kit.store.port import Store
from tests.enrolment.deciders.desk import CMQ, COOPILOTE, UBFC, decided_by, waiting
from tests.enrolment.office import PROGRAMME

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
HOME, AWAY = "cmq-mma", "ubfc"


def deps_over(store: Store, partner: str = HOME) -> Deps:
    """The dependencies of one replica of a partner's deployment."""
    clock = SimulatedClock()
    clock.move_to(NOW)
    settings = Settings(
        partner=partner,
        store_url="sqlite:///unused",
        amqp_url="amqp://unused",
        jwks="unused",
        token_issuer="unused",
    )
    return build_deps(Runtime(store, clock, Publishing(f"/{partner}/enrolment", clock)), settings)


@asynccontextmanager
async def deployment(path: Path, partner: str = HOME) -> AsyncIterator[Deps]:
    """A deployment with a store of its own."""
    store = await open_store(f"sqlite:///{path}")
    try:
        await store.declare(*ALL, CONSUMED)
        yield deps_over(store, partner)
    finally:
        await store.close()


async def dossier(deps: Deps) -> str:
    """An eligible dossier of a programme that the campus, the CAE and the Pépite elsewhere decide on."""
    cause = fresh_cause("tests")
    known = {key: value for key, value in PROGRAMME.items() if key not in ("starts_on", "ends_on")}
    programme = Programme(**known, starts_on=date(2026, 9, 1), ends_on=date(2027, 7, 2))  # type: ignore[arg-type]
    await deps.programmes.add("programme", programme, cause)
    await decided_by(deps, "programme", (CMQ, COOPILOTE, UBFC))
    person = Person(Kind.STUDENT, "Lou-Anne", "Vaucheret", "lou-anne@example.org", HOME, date(2007, 11, 23))
    await deps.persons.add("person", person, cause)
    application = Application(
        programme_id="programme",
        person_id="person",
        scheme="student_cooperative",
        school_year="2026-2027",
        coordinator=HOME,
        year=1,
        employment=Employment.NONE,
        status=Status.ELIGIBLE,
        submitted_on=date(2026, 9, 1),
        steps={"project": {"summary": "Des vestes en laine"}},
    )
    await deps.applications.add("application", application, cause)
    return "application"


async def outgoing(deps: Deps) -> list[wire.Envelope]:
    """Everything that waits for the broker."""
    found = []
    for repository in (deps.applications, deps.reviews):
        for stored in await repository.all():
            found += waiting(stored.document)
    return found


async def changed(deps: Deps, application_id: str, application: Application) -> None:
    """Put another state in the place of an application's."""
    await deps.applications.change(application_id, lambda _: Change(application), fresh_cause("tests"))
