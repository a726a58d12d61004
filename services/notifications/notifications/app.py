"""The one place where the notifications service is wired: settings, collections, mail server, routes, listeners, sender."""

from fastapi import FastAPI

from essaim.kit.service import Job, Service, create_service
from notifications.collections import ALL, COPIES
from notifications.deps import build_deps
from notifications.events import LISTENS
from notifications.http import mailboxes, messages
from notifications.settings import Settings
from notifications.smtp import SmtpServer
from notifications.usecases.finish_farewells import finish_farewells
from notifications.usecases.send_queued import send_queued


def create(settings: Settings | None = None) -> FastAPI:
    """The application; settings come from the environment unless a test passes its own."""
    chosen = settings or Settings()
    server = SmtpServer(chosen.smtp_url, chosen.smtp_timeout_seconds)
    return create_service(
        Service(
            name="notifications",
            settings=chosen,
            collections=ALL,
            build=lambda runtime: build_deps(runtime, chosen, server),
            routers=(messages.router, mailboxes.router),
            listens=LISTENS,
            copies=COPIES,
            jobs=(Job("sender", 5.0, send_queued), Job("farewells", 5.0, finish_farewells)),
            description="Mails to everybody concerned, once, in French.",
        )
    )
