"""The amount above which a planned investment is heavy, for a carrier on a day, and where it comes from."""

from datetime import date

from enrolment.deps import Deps
from enrolment.domain.screening.thresholds import Threshold, Thresholds
from essaim.kit.errors import NotFoundError


async def find_threshold(partner: str, day: date, deps: Deps) -> Threshold:
    """The carrier's own; otherwise the deployment's setting."""
    try:
        known = (await deps.screening_thresholds.get(partner)).state
    except NotFoundError:
        known = Thresholds(partner)
    setting = Threshold(date.min, deps.settings.heavy_investment_threshold, "setting of the deployment", date.min, "")
    return known.on(day) or setting
