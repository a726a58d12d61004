"""Everything this service listens to: the answers in a closing, its own signed contracts, and who lacks names."""

from enrolment.deps import Deps
from enrolment.domain.groups.closing import Answer
from enrolment.usecases.groups.activate_member import ActivateMember, activate_member
from enrolment.usecases.groups.receive_closing_answer import ReceiveClosingAnswer, receive_closing_answer
from enrolment.usecases.persons.tell_again import tell_again
from essaim.contracts import accounting, coaching, notifications
from essaim.contracts.accounting import AccountingClosingChecked
from essaim.contracts.coaching import CoachingClosingChecked
from essaim.contracts.enrolment import ContractSigned
from essaim.kit.cause import Cause
from essaim.kit.listens import Listens, Received, listen


async def on_closing_checked(
    received: Received[AccountingClosingChecked] | Received[CoachingClosingChecked], deps: Deps, cause: Cause
) -> None:
    """One service's answer in a closing. Who answers is told by the envelope, which the broker's user vouches for."""
    data, envelope = received.data, received.envelope
    command = ReceiveClosingAnswer(
        group_id=data.group_id,
        closing_id=data.closing_id,
        service=envelope.service,
        partner=envelope.partner,
        answer=Answer(data.clear, tuple(data.open_items)),
    )
    await receive_closing_answer(command, deps, cause)


async def on_contract_signed(received: Received[ContractSigned], deps: Deps, cause: Cause) -> None:
    """Complete a signature that a crash interrupted before its member was activated. Other deployments' are not ours."""
    if received.envelope.partner != deps.settings.partner:
        return
    data = received.data
    await activate_member(ActivateMember(data.group_id, data.person_id, data.contract_id), deps, cause)


async def on_copies_requested(
    received: Received[accounting.CopiesRequested]
    | Received[coaching.CopiesRequested]
    | Received[notifications.CopiesRequested],
    deps: Deps,
    cause: Cause,
) -> None:
    """Tell who persons and groups are."""
    del received
    await tell_again(deps, cause)


LISTENS: Listens[Deps] = Listens(
    listen(AccountingClosingChecked, on_closing_checked),
    listen(CoachingClosingChecked, on_closing_checked),
    listen(ContractSigned, on_contract_signed),
    listen(accounting.CopiesRequested, on_copies_requested),
    listen(coaching.CopiesRequested, on_copies_requested),
    listen(notifications.CopiesRequested, on_copies_requested),
)
