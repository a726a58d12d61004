"""The one place where the service is wired: settings, collections, dependencies, routes and listeners."""

from fastapi import FastAPI

from enrolment.collections import ALL
from enrolment.deps import Deps, build_deps
from enrolment.events import LISTENS
from enrolment.http import applications, contracts, groups, persons, programmes
from enrolment.settings import Settings
from essaim.kit.service import Runtime, Service, create_service

ROUTERS = (programmes.router, applications.router, persons.router, groups.router, contracts.router)


def create(settings: Settings | None = None) -> FastAPI:
    """The application of a deployment; its settings come from the environment unless they are given."""
    chosen = settings or Settings()

    def build(runtime: Runtime) -> Deps:
        return build_deps(runtime, chosen)

    return create_service(
        Service(
            name="enrolment",
            settings=chosen,
            collections=ALL,
            build=build,
            routers=ROUTERS,
            listens=LISTENS,
            description="Programmes, applications, groups and contracts; the closing of a group.",
        )
    )
