"""Contracts with the carrier: signed ones say who signed, and stay as long as the law and the partner's rule keep them."""

from enrolment.deps import Deps
from enrolment.domain.groups.contract import Contract, Status
from enrolment.domain.privacy.forgetting import nameless_contract
from enrolment.domain.privacy.holding import LEGAL_OBLIGATION, STILL_NEEDED, Erasing, Holding, Kept, Record
from enrolment.domain.privacy.retention import kept_until
from enrolment.usecases.privacy.read_records import read_records
from essaim.kit.aggregate import Change
from essaim.kit.cause import Cause


def hold_contracts() -> Holding[Deps, Cause]:
    """CAPE and conventions."""
    return Holding(
        name="contracts",
        label="Contrats (CAPE, conventions)",
        purpose="Encadrer votre activité portée par la coopérative (code de commerce, art. L127-1).",
        recipients="Le porteur juridique et la coordination ; votre représentant légal si vous êtes mineur·e.",
        duration="La durée du contrat, puis la règle « contrats signés » du partenaire.",
        collections=("contracts",),
        export=_export,
        erase=_erase,
    )


async def _export(person_id: str, deps: Deps) -> list[Record]:
    return await read_records(deps.contracts, {"person_id": person_id})


async def _erase(erasing: Erasing, deps: Deps, cause: Cause) -> tuple[Kept, ...]:
    kept: list[Kept] = []
    for stored in await deps.contracts.all({"person_id": erasing.person_id}):
        contract = stored.state
        until = kept_until(erasing.months, "contracts", contract.ends_on)
        over = until is not None and until < erasing.today
        if contract.status is not Status.DRAFT and not over:
            basis = STILL_NEEDED if erasing.needed and contract.ends_on >= erasing.today else LEGAL_OBLIGATION
            kept.append(Kept("contract-signed", basis, until))
            continue
        if not erasing.needed:
            await deps.contracts.change(stored.id, _nameless, cause)
    return tuple(kept)


def _nameless(contract: Contract) -> Change[Contract]:
    return Change(nameless_contract(contract))
