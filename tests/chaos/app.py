"""The processes of the two services: what ``uvicorn`` starts, with settings from the environment (``CHAOS_…``)."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from fastapi import FastAPI
from pydantic_settings import SettingsConfigDict

from essaim.kit.http import idempotency
from essaim.kit.listens import Listens
from essaim.kit.replay import record
from essaim.kit.service import Runtime, Service, create_service
from essaim.kit.settings import ServiceSettings
from tests.chaos import toy
from tests.chaos.traps import Traps


class ChaosSettings(ServiceSettings):
    """A deployment's settings, where its traps are, and how long its leases last."""

    model_config = SettingsConfigDict(env_prefix="CHAOS_")

    traps: Path
    lease_seconds: float


def create_teller() -> FastAPI:
    """The commanded service."""
    settings = ChaosSettings()
    Traps(settings.traps).watch_publisher()
    _shorten_idempotency(settings)

    def build(runtime: Runtime) -> toy.TellerDeps:
        accounts = _impatient(runtime, settings).repository(toy.ACCOUNTS, toy.Account)
        return toy.TellerDeps(accounts, Traps(settings.traps))

    return create_service(
        Service(
            name="teller",
            settings=settings,
            collections=(toy.ACCOUNTS,),
            build=build,
            routers=(toy.router,),
            listens=Listens[toy.TellerDeps](),
        )
    )


def create_tally() -> FastAPI:
    """The listening service."""
    settings = ChaosSettings()
    record.LEASE = min(record.LEASE, timedelta(seconds=4 * settings.lease_seconds))

    def build(runtime: Runtime) -> toy.TallyDeps:
        return toy.TallyDeps(
            runtime.repository(toy.TALLIES, toy.Tally),
            runtime.repository(toy.BALANCES, toy.Balance),
            Traps(settings.traps),
        )

    return create_service(
        Service(
            name="tally",
            settings=settings,
            collections=(toy.TALLIES, toy.BALANCES),
            build=build,
            routers=(),
            listens=toy.LISTENS,
            copies=toy.COPIES,
        )
    )


def _impatient(runtime: Runtime, settings: ChaosSettings) -> Runtime:
    """What a killed process had leased is free again after the settings' seconds, 30 in production."""
    lease = timedelta(seconds=settings.lease_seconds)
    return replace(runtime, publishing=replace(runtime.publishing, lease=lease))


def _shorten_idempotency(settings: ChaosSettings) -> None:
    """So long does a command that a crash interrupted answer "still running"; the kit has no setting for it."""
    idempotency.LEASE = min(idempotency.LEASE, timedelta(seconds=2 * settings.lease_seconds))
