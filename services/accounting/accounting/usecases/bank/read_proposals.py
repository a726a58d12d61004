"""What a movement may settle, best first, with the reasons."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.board import Proposal
from accounting.domain.bank.movement import MovementStatus
from accounting.usecases.bank.lay_board import LayBoard, lay_board


@dataclass(frozen=True)
class ReadProposals:
    """Which movement."""

    movement_id: str


async def read_proposals(command: ReadProposals, deps: Deps) -> list[Proposal]:
    """None for one that is settled or ignored."""
    movement = (await deps.bank_movements.get(command.movement_id)).state
    if movement.status is not MovementStatus.UNMATCHED:
        return []
    account = (await deps.bank_accounts.get(movement.account_id)).state
    board = await lay_board(LayBoard(account, movement.booked_on, movement.booked_on), deps)
    return board.proposals(movement)
