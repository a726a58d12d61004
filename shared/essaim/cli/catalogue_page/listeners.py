"""Which service listens to which event, from the tables in the services' own ``events.py``."""

from collections.abc import Iterable, Mapping, Sequence

from essaim.cli.local.subscriptions import subscriptions_of


def listeners_by_type(services: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Event type → the services that listen to it, sorted. ModuleNotFoundError for a service that is not installed."""
    return by_type(subscriptions_of(services))


def by_type(subscriptions: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """The same, of tables that were read already."""
    found: dict[str, tuple[str, ...]] = {}
    for service in sorted(subscriptions):
        for types in subscriptions[service].values():
            for type_ in types:
                found[type_] = (*found.get(type_, ()), service)
    return found
