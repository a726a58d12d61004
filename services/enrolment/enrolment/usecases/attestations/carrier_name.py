"""The institution in whose name a paper is made today: what the register of carriers has confirmed, else the partner's own name.

An institution that is still to be confirmed is never printed: a paper with the wrong name is worse than one with the partner's.
"""

from datetime import date

from enrolment.deps import Deps
from essaim.kit.errors import NotFoundError


async def carrier_name(partner: str, scheme: str, deps: Deps) -> str:
    """As it is printed."""
    today = deps.clock.today()
    known = [one.state for one in await deps.carriers.all({"partner": partner})]
    holding = [one for one in known if one.scheme == scheme and one.confirmed and one.holds_on(today)]
    if holding:
        return max(holding, key=lambda one: one.valid_from or date.min).institution
    if partner in deps.settings.organisation_names:
        return deps.settings.organisation_names[partner]
    try:
        return (await deps.partners.get(partner)).state.label
    except NotFoundError:
        return partner
