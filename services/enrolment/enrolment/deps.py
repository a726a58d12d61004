"""What use cases work with: settings, the clock and one repository per aggregate."""

from dataclasses import dataclass

from enrolment.collections import APPLICATIONS, CONTRACTS, GROUPS, PERSONS, PROGRAMMES
from enrolment.domain.applications.application import Application
from enrolment.domain.groups.contract import Contract
from enrolment.domain.groups.group import Group
from enrolment.domain.persons.person import Person
from enrolment.domain.programmes.programme import Programme
from enrolment.settings import Settings
from essaim.kit.clock import Clock
from essaim.kit.repository import Repository
from essaim.kit.service import Runtime


@dataclass(frozen=True)
class Deps:
    """Passed to every use case; tests pass their own."""

    settings: Settings
    clock: Clock
    programmes: Repository[Programme]
    persons: Repository[Person]
    applications: Repository[Application]
    groups: Repository[Group]
    contracts: Repository[Contract]


def build_deps(runtime: Runtime, settings: Settings) -> Deps:
    """The dependencies over a running deployment's store, clock and relay."""
    return Deps(
        settings=settings,
        clock=runtime.clock,
        programmes=runtime.repository(PROGRAMMES, Programme),
        persons=runtime.repository(PERSONS, Person),
        applications=runtime.repository(APPLICATIONS, Application),
        groups=runtime.repository(GROUPS, Group),
        contracts=runtime.repository(CONTRACTS, Contract),
    )
