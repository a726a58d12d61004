"""The cooperative contribution: policies, an invoice's own rate, the account of an activity, simulations (CAE-09)."""

from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Header, Response

from accounting.documents.contribution_csv import render_simulation
from accounting.domain.contribution.account import account_of
from accounting.domain.contribution.counting import agreed_for
from accounting.domain.contribution.due import year_of
from accounting.domain.contribution.explanation import steps
from accounting.domain.contribution.simulation import SimulatedActivity, Span
from accounting.http.dependencies import Use, activity_for, allow
from accounting.http.policy import POLICY, check_figures
from accounting.http.schemas.contributions import (
    ContributionOut,
    InvoiceRateIn,
    InvoiceRateOut,
    MovementOut,
    PoliciesIn,
    PoliciesOut,
    SimulatedActivityOut,
    SimulatedOut,
    SimulationIn,
    SimulationOut,
    YearOut,
)
from accounting.usecases.contribution.read_agreed import ReadAgreed, read_agreed
from accounting.usecases.contribution.set_activity_policies import SetActivityPolicies, set_activity_policies
from accounting.usecases.contribution.set_entity_policies import SetEntityPolicies, set_entity_policies
from accounting.usecases.contribution.simulate_contributions import SimulateContributions, simulate_contributions
from accounting.usecases.invoices.set_invoice_rate import SetInvoiceRate, set_invoice_rate
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, CauseOf, IfMatch, Resource
from essaim.kit.store.errors import MissingError

router = APIRouter(prefix="/v1", tags=["contribution"])
CSV = "text/csv"
Accept = Annotated[str, Header(max_length=500)]


class Format(StrEnum):
    """As data, or as a table for a spreadsheet."""

    JSON = "json"
    CSV = "csv"


@router.get("/legal-entities/{siren}/contribution-policies", summary="The policies of a legal entity")
async def read_entity_policies(siren: Siren, deps: Use, caller: Caller, response: Response) -> PoliciesOut:
    """Those of its activities go before them."""
    allow(caller, "legal_entity.read", deps)
    agreed = await read_agreed(ReadAgreed(siren), deps)
    try:
        stored = await deps.contribution_schedules.get(siren)
    except MissingError:
        return PoliciesOut.of((), agreed.default_rate_percent, 0)
    response.headers["ETag"] = stored.etag
    return PoliciesOut.of(stored.state.policies, agreed.default_rate_percent, stored.version)


@router.put("/legal-entities/{siren}/contribution-policies", summary="Set the policies of a legal entity (accountant)")
async def put_entity_policies(
    siren: Siren, body: PoliciesIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PoliciesOut:
    """Never before the end of the last closed period; in an open one only with ``regularise``."""
    allow(caller, "contribution.set", deps)
    command = SetEntityPolicies(siren, body.to_domain(), body.regularise)
    stored = await set_entity_policies(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    agreed = await read_agreed(ReadAgreed(siren), deps)
    return PoliciesOut.of(stored.state.policies, agreed.default_rate_percent, stored.version)


@router.get("/activities/{activity_id}/contribution-policies", summary="The policies of an activity of its own")
async def read_activity_policies(activity_id: Id, deps: Use, caller: Caller, response: Response) -> PoliciesOut:
    """On other days it follows its legal entity."""
    stored = await activity_for(caller, "contribution.read", activity_id, deps)
    agreed = agreed_for(stored.state, await read_agreed(ReadAgreed(stored.state.siren), deps))
    response.headers["ETag"] = stored.etag
    return PoliciesOut.of(stored.state.contribution_policies, agreed.default_rate_percent, stored.version)


@router.put("/activities/{activity_id}/contribution-policies", summary="Set the policies of an activity (accountant)")
async def put_activity_policies(
    activity_id: Id, body: PoliciesIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> PoliciesOut:
    """They go before those of its legal entity."""
    await activity_for(caller, "contribution.set", activity_id, deps)
    command = SetActivityPolicies(activity_id, body.to_domain(), body.regularise)
    stored = await set_activity_policies(command, deps, cause, expected_version=expected)
    agreed = agreed_for(stored.state, await read_agreed(ReadAgreed(stored.state.siren), deps))
    response.headers["ETag"] = stored.etag
    return PoliciesOut.of(stored.state.contribution_policies, agreed.default_rate_percent, stored.version)


@router.put("/invoices/{invoice_id}/contribution-rate", summary="A rate of its own for an invoice (accountant)")
async def put_invoice_rate(
    invoice_id: Id,
    body: InvoiceRateIn,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    expected: IfMatch,
    response: Response,
) -> InvoiceRateOut:
    """Before it is issued only; it goes before all policies."""
    allow(caller, "contribution.set", deps, (await deps.invoices.get(invoice_id)).state.group_id)
    command = SetInvoiceRate(invoice_id, body.rate_percent)
    stored = await set_invoice_rate(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    rate = stored.state.contribution_rate_percent
    return InvoiceRateOut(invoice_id=stored.id, rate_percent=rate, version=stored.version)


@router.get("/activities/{activity_id}/contribution", summary="The account of an activity's contribution")
async def read_contribution(activity_id: Id, deps: Use, caller: Caller) -> ContributionOut:
    """Every movement with what it posted and why; the coordinator sees the figures of each financial year only."""
    activity = (await deps.activities.get(activity_id)).state
    check_figures(caller, activity, deps.settings.partner)
    resource = Resource(group_id=activity.group_id, partner=deps.settings.partner)
    whole = POLICY.visible(caller, "contribution.read").sees(resource)
    agreed = await read_agreed(ReadAgreed(activity.siren), deps)
    account, terms = account_of(activity, agreed), agreed_for(activity, agreed)
    years = [
        YearOut.of(due, steps(due, [one for one in activity.movements.values() if year_of(one, terms) == due.year]))
        for due in account.years
    ]
    return ContributionOut(
        activity_id=activity_id,
        analytic_code=activity.analytic_code,
        due=account.due_cents,
        posted=account.posted_cents,
        years=years,
        movements=[MovementOut.of(line) for line in account.lines] if whole else None,
    )


@router.post(
    "/legal-entities/{siren}/contribution-simulations",
    summary="What other terms would have made due (accountant, officer)",
    responses={200: {"content": {CSV: {}}}},
    response_model=SimulationOut,
)
async def simulate_entity(
    siren: Siren,
    body: SimulationIn,
    deps: Use,
    caller: Caller,
    format: Format = Format.JSON,
    accept: Accept = "",
) -> SimulationOut | Response:
    """Of all its activities; nothing is posted."""
    allow(caller, "legal_entity.read", deps)
    allow(caller, "contribution.simulate", deps)
    command = SimulateContributions(siren, body.policy.to_terms(), Span(body.starts_on, body.ends_on))
    return _simulated(body, await simulate_contributions(command, deps), format, accept)


@router.post(
    "/activities/{activity_id}/contribution-simulations",
    summary="What other terms would have made due in one activity (accountant, officer, coach)",
    responses={200: {"content": {CSV: {}}}},
    response_model=SimulationOut,
)
async def simulate_activity(
    activity_id: Id,
    body: SimulationIn,
    deps: Use,
    caller: Caller,
    format: Format = Format.JSON,
    accept: Accept = "",
) -> SimulationOut | Response:
    """Nothing is posted."""
    siren = (await activity_for(caller, "contribution.simulate", activity_id, deps)).state.siren
    span = Span(body.starts_on, body.ends_on)
    command = SimulateContributions(siren, body.policy.to_terms(), span, activity_id)
    return _simulated(body, await simulate_contributions(command, deps), format, accept)


def _simulated(
    body: SimulationIn, rows: tuple[SimulatedActivity, ...], format_: Format, accept: str
) -> SimulationOut | Response:
    if format_ is Format.CSV or CSV in accept:
        headers = {"Content-Disposition": 'attachment; filename="simulation-contribution.csv"'}
        return Response(render_simulation(rows), media_type=f"{CSV}; charset=utf-8", headers=headers)
    return SimulationOut(
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        activities=[SimulatedActivityOut.of(row) for row in rows],
        total=SimulatedOut.total(rows),
    )
