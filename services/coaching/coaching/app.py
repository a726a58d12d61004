"""The one place where the coaching service is wired: settings, collections, routes, listeners."""

from fastapi import FastAPI

from coaching.collections import ALL, COPIES
from coaching.deps import build_deps
from coaching.events import LISTENS
from coaching.http import attendance, groups, sessions, workshops
from coaching.settings import Settings
from essaim.kit.service import Service, create_service


def create(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment unless a test passes its own."""
    chosen = settings or Settings()
    return create_service(
        Service(
            name="coaching",
            settings=chosen,
            collections=ALL,
            build=lambda runtime: build_deps(runtime, chosen),
            routers=(sessions.router, attendance.router, workshops.router, groups.router),
            listens=LISTENS,
            copies=COPIES,
            description="Coaching sessions, workshops, attendance and the assembly's resolution.",
        )
    )
