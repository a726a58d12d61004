"""Record a signature of the agreement; with the second one the team may start."""

from dataclasses import dataclass, replace
from datetime import date

from enrolment.deps import Deps
from enrolment.domain.mini.agreement import Party, Signature, drawn_up, sign
from enrolment.domain.mini.enterprise import MiniEnterprise, Status, reach, require_running
from enrolment.usecases.mini.carrier_of import carrier_of
from enrolment.usecases.mini.tell_step import tell_step
from enrolment.usecases.snee.moment_of import moment_of
from essaim.contracts.enrolment_mini import AgreementSigned
from essaim.kit.aggregate import Change, Stored
from essaim.kit.cause import Cause


@dataclass(frozen=True)
class SignAgreement:
    """Whose, and when they signed."""

    enterprise_id: str
    party: Party
    name: str
    signed_on: date


async def sign_agreement(command: SignAgreement, deps: Deps, cause: Cause) -> Stored[MiniEnterprise]:
    """AGREEMENT_SIGNED once there are both; the same signature again changes nothing."""
    moment = moment_of(deps, cause)
    carrier = await carrier_of((await deps.mini_enterprises.get(command.enterprise_id)).state, deps)
    signature = Signature(command.party, command.name, command.signed_on, cause.actor)

    def decide(state: MiniEnterprise) -> Change[MiniEnterprise] | None:
        known = drawn_up(state.agreement)
        after = sign(known, signature, moment.on)
        if after == known:
            return None
        require_running(state, "sign its agreement")
        signed = replace(state, agreement=after)
        if after.signed_on is None:
            return Change(signed)
        told = AgreementSigned(
            mini_enterprise_id=command.enterprise_id,
            programme_id=state.programme_id,
            coordinator=state.coordinator,
            school_year=state.school_year,
            format=state.format.value,
            starts_on=after.starts_on,
            ends_on=after.ends_on,
            signed_on=after.signed_on,
            carrier=carrier,
        )
        reached = reach(signed, Status.AGREEMENT_SIGNED, "", moment)
        return Change(reached, (told, tell_step(command.enterprise_id, reached, moment.on)))

    return await deps.mini_enterprises.change(command.enterprise_id, decide, cause)
