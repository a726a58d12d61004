"""Match every movement of an account whose best proposal is sure: a high score, no rival near, wanted by no other movement."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.bank.choosing import MARGIN, THRESHOLD, Choice, choose
from accounting.domain.bank.movement import BankMovement, MovementStatus
from accounting.domain.errors import DomainError
from accounting.usecases.bank.lay_board import LayBoard, lay_board
from accounting.usecases.bank.match_movement import MatchMovement, match_movement
from essaim.kit.aggregate import Stored
from essaim.kit.cause import Cause
from essaim.kit.store.port import Order

MOST = 1000


@dataclass(frozen=True)
class MatchAutomatically:
    """Which account, how sure, and whether it is only to be said what would happen."""

    account_id: str
    threshold: int = THRESHOLD
    margin: int = MARGIN
    dry_run: bool = False


@dataclass(frozen=True)
class Outcome:
    """A movement, what was chosen for it, and whether it was matched; ``problem`` says why it could not be."""

    movement: Stored[BankMovement]
    choice: Choice
    matched: bool
    problem: str = ""


async def match_automatically(command: MatchAutomatically, deps: Deps, cause: Cause) -> list[Outcome]:
    """The oldest thousand unmatched movements, each with its outcome. One that is refused does not stop the others."""
    account = (await deps.bank_accounts.get(command.account_id)).state
    where = {"account_id": command.account_id, "status": MovementStatus.UNMATCHED.value}
    found = await deps.bank_movements.find(where, order_by=(Order("booked_on"),), limit=MOST)
    movements = {one.id: one for one in found.items if not one.state.to_settle}
    if not movements:
        return []
    days = [one.state.booked_on for one in movements.values()]
    board = await lay_board(LayBoard(account, min(days), max(days)), deps)
    proposals = {id_: board.proposals(one.state) for id_, one in movements.items()}
    outcomes = []
    for choice in choose(proposals, command.threshold, command.margin):
        stored = movements[choice.movement_id]
        if choice.proposal is None or command.dry_run:
            outcomes.append(Outcome(stored, choice, matched=False))
            continue
        try:
            matched = await match_movement(MatchMovement(stored.id, choice.proposal.items), deps, cause)
            outcomes.append(Outcome(matched, choice, matched=True))
        except DomainError as error:
            outcomes.append(Outcome(stored, choice, matched=False, problem=error.detail))
    return outcomes
