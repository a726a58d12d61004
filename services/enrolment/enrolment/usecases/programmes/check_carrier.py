"""Compare the carriers of programmes with what is known of who carries what, from when to when."""

from collections.abc import Sequence

from enrolment.deps import Deps
from enrolment.domain.programmes.programme import Programme
from enrolment.domain.reference.carrier import Carrier, CarrierWarning, carrier_warnings
from essaim.kit.store.port import In


async def check_carrier(programmes: Sequence[Programme], deps: Deps) -> tuple[tuple[CarrierWarning, ...], ...]:
    """For each programme, in order. Nothing is refused for it: what is known of carriers may be behind the facts."""
    partners = tuple(sorted({one.carrier for one in programmes}))
    known: dict[tuple[str, str], list[tuple[str, Carrier]]] = {}
    for one in await deps.carriers.all({"partner": In(partners)}) if partners else ():
        known.setdefault((one.state.partner, one.state.scheme), []).append((one.id, one.state))
    return tuple(
        carrier_warnings(known.get((one.carrier, one.scheme), ()), (one.starts_on, one.ends_on)) for one in programmes
    )
