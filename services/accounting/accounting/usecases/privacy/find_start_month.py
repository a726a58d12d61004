"""The month in which the financial year begins of the entity whose books name a person: ten years count from its end (ACC-10)."""

from accounting.deps import Deps
from accounting.domain.privacy.traces import Traces
from essaim.kit.errors import NotFoundError


async def find_start_month(traces: Traces, deps: Deps) -> int:
    """January when no books know anything of the person."""
    sirens = [one.siren for one in traces.sheets]
    sirens += [one.siren for one in traces.advances]
    sirens += [one.siren for one in traces.purchases]
    for share in traces.shares:
        sirens.append((await deps.activities.get(share.activity_id)).state.siren)
    for siren in sirens:
        try:
            return (await deps.legal_entities.get(siren)).state.fiscal_year_start_month
        except NotFoundError:
            continue
    return 1
