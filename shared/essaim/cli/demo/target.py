"""What the story runs against: the suite that the demo starts itself, or one that runs already (``--against``)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from essaim.cli.demo.people import CARRIER, COORDINATION, UNIVERSITY
from essaim.cli.local.keys import LocalIssuer
from essaim.cli.local.suite import LocalSuite, RunningService
from essaim.contracts.topology import Deployment

PARTNERS = {"enrolment": COORDINATION, "coaching": CARRIER, "accounting": CARRIER, "notifications": COORDINATION}
SECOND_ENROLMENT = Deployment(UNIVERSITY, "enrolment")
"""The university keeps its own; where it has none, the Pépite works at the first enrolment deployment."""
DEPLOYMENTS = {name: Deployment(partner, name) for name, partner in PARTNERS.items()}
DEPLOYMENTS |= {SECOND_ENROLMENT.queue: SECOND_ENROLMENT}
KEY_FILE = "key.pem"


class TargetError(Exception):
    """The suite to run against is not described well enough, and what is missing."""


class Issuer(Protocol):
    """Makes bearer tokens."""

    def issue_token(self, sub: str, partner: str, roles: Sequence[str], groups: Sequence[str] = ()) -> str:
        """A signed token."""


@dataclass(frozen=True)
class ServiceTarget:
    """One service of the suite; process, memory and log only where the demo started it."""

    deployment: Deployment
    url: str
    start_seconds: float | None = None
    resident_bytes: Callable[[], int] = lambda: 0
    log_tail: Callable[[], str] = lambda: "(its log is with whoever runs it)"
    ended: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class Target:
    """A suite: its services by name, who signs tokens, and what of bus and mails can be seen (None: not at all)."""

    kind: str
    services: Mapping[str, ServiceTarget]
    issuer: Issuer
    amqp_url: str | None
    mails: Path | None
    notes: tuple[str, ...] = field(default=())
    """What can not be observed, one sentence each."""


def local_target(suite: LocalSuite) -> Target:
    """The suite that the demo has started."""
    services = {name: _running(service) for name, service in suite.services.items()}
    return Target("local", services, suite.issuer, suite.broker.ops_url, suite.mails)


def _running(service: RunningService) -> ServiceTarget:
    return ServiceTarget(
        service.deployment,
        service.url,
        round(service.start_seconds, 2),
        lambda: service.resident_bytes,
        lambda: service.process.tail(30),
        lambda: not service.process.running,
    )


def running_target(
    against: Sequence[str], signing_key: Path | None, amqp_url: str | None, mails: Path | None
) -> Target:
    """A suite that runs already. ``against`` is ``<service>=<url>`` for all four, and perhaps for ``ubfc.enrolment``.

    TargetError when something is missing.
    """
    services = parse_against(against)
    if signing_key is None:
        raise TargetError(f"--against needs --signing-key: the {KEY_FILE} whose public part the services trust")
    if mails is not None and not mails.is_dir():
        raise TargetError(f"--mails {mails} is not a directory")
    notes = []
    if amqp_url is None:
        notes.append("No --amqp-url: events were not seen on the bus, and dead-letter queues were not looked into.")
    if mails is None:
        notes.append("No --mails: the mails were not read; what notifications says of its messages was checked.")
        notes.append("No --mails: the link to the guardian’s page was not followed, because only its mail has it.")
    if SECOND_ENROLMENT.queue not in services:
        notes.append(f"No --against {SECOND_ENROLMENT.queue}: the Pépite worked at the first enrolment deployment.")
    notes.append("The suite was not started here: start times and memory are unknown.")
    return Target("running", services, _issuer(signing_key), amqp_url, mails, tuple(notes))


def parse_against(against: Sequence[str]) -> dict[str, ServiceTarget]:
    """The services from ``<service>=<url>``: the four, and the second enrolment if it is there. TargetError."""
    services = {}
    for one in against:
        name, _, url = one.partition("=")
        if name not in DEPLOYMENTS or not url.startswith(("http://", "https://")):
            raise TargetError(f"--against {one}: give <service>=<url>, with a service of {', '.join(DEPLOYMENTS)}")
        services[name] = ServiceTarget(DEPLOYMENTS[name], url.rstrip("/"))
    missing = [name for name in PARTNERS if name not in services]
    if missing:
        raise TargetError(f"--against is missing for {', '.join(missing)}")
    return {name: services[name] for name in DEPLOYMENTS if name in services}


def _issuer(signing_key: Path) -> LocalIssuer:
    path = signing_key / KEY_FILE if signing_key.is_dir() else signing_key
    if path.name != KEY_FILE or not path.is_file():
        raise TargetError(f"--signing-key: there is no {KEY_FILE} at {signing_key}")
    return LocalIssuer(path.parent)
