"""What each service listens to, read from the one table in its ``events.py``."""

from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module

from essaim.kit.listens import Listens


def subscriptions_of(services: Iterable[str]) -> dict[str, Mapping[str, Sequence[str]]]:
    """Service → exchange → event types. ValueError when a service has no table, or more than one."""
    return {service: _table(service).subscriptions() for service in sorted(set(services))}


def _table(service: str) -> Listens[object]:
    module = import_module(f"{service}.events")
    tables = [value for value in vars(module).values() if isinstance(value, Listens)]
    if len(tables) != 1:
        raise ValueError(f"{service}/events.py has {len(tables)} tables of what it listens to, and needs one")
    return tables[0]
