"""Record the signatures under a contract, and activate its member."""

from dataclasses import dataclass
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.dates import is_minor
from enrolment.domain.groups.contract import Contract, Signatory, Status, sign
from enrolment.usecases.groups.activate_member import ActivateMember, activate_member
from essaim.contracts.enrolment import ContractSigned
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SignContract:
    """Who signed, and when."""

    contract_id: str
    signed_on: date
    signatories: tuple[Signatory, ...]
    expected_version: int | None = None


async def sign_contract(command: SignContract, deps: Deps, cause: Cause) -> Stored[Contract]:
    """SIGNED; minors on that day need a guardian's signature (YOUTH-01). The same signatures again change nothing."""
    contract = (await deps.contracts.get(command.contract_id)).state
    birth_date = (await deps.persons.get(contract.person_id)).state.birth_date
    minor = birth_date is None or is_minor(birth_date, command.signed_on)
    today = deps.clock.today()

    def change(state: Contract) -> Change[Contract] | None:
        known = (state.signed_on, state.signatories)
        if state.status is Status.SIGNED and known == (command.signed_on, command.signatories):
            return None
        signed = sign(state, signed_on=command.signed_on, signatories=command.signatories, minor=minor, today=today)
        event = ContractSigned(
            contract_id=command.contract_id,
            group_id=state.group_id,
            person_id=state.person_id,
            kind=state.kind,
            starts_on=state.starts_on,
            ends_on=state.ends_on,
            signed_on=command.signed_on,
        )
        return Change(signed, (event,))

    stored = await deps.contracts.change(command.contract_id, change, cause, expected_version=command.expected_version)
    await activate_member(ActivateMember(contract.group_id, contract.person_id, command.contract_id), deps, cause)
    return stored
