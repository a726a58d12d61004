"""Lay out everything that movements of an account may settle."""

from dataclasses import dataclass
from datetime import date, timedelta

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.board import Board
from accounting.usecases.bank.find_documents import FindDocuments, find_documents
from accounting.usecases.bank.find_open_lines import FindOpenLines, find_open_lines

BEFORE, AFTER = timedelta(days=60), timedelta(days=15)
"""A cheque may be cashed two months after its entry; an entry is rarely later than the statement by more than two weeks."""


@dataclass(frozen=True)
class LayBoard:
    """For movements of these days."""

    account: BankAccount
    first_on: date
    last_on: date


async def lay_board(command: LayBoard, deps: Deps) -> Board:
    """The board. Memory grows with what is unpaid and unpointed, not with what the books hold."""
    account = command.account
    documents = await find_documents(FindDocuments(account.siren), deps)
    span = FindOpenLines(account, command.first_on - BEFORE, command.last_on + AFTER)
    lines = await find_open_lines(span, deps)
    return Board([*documents, *lines], account.rules, deps.settings.bank_rounding_cents)
