"""Find out what importing a bank's file would do: what is new, what is known, what is wrong. Nothing is written."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import IO

from accounting.deps import Deps
from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.identity import Identities
from accounting.domain.bank.line import Found, StatementBalances, StatementLine
from accounting.domain.bank.problem import Problems
from accounting.domain.bank.reading import BankFile, read_lines
from accounting.domain.bank.statement_import import FileFormat
from accounting.usecases.bank.known_movements import KnownMovements, known_movements
from accounting.usecases.files.receive_file import ReceivedFile
from essaim.kit.aggregate import Stored

BATCH = 1000
SHOWN = 50
_CFONB = re.compile(rb"0[1457][0-9]{5}.{4}[0-9]{5}[A-Z ]{3}")


@dataclass(frozen=True)
class PlanStatementImport:
    """Which account, which file, and its format when it is said."""

    account_id: str
    file: ReceivedFile
    format: FileFormat | None = None


@dataclass
class StatementPlan:
    """What would happen. ``new`` and ``known`` show the first ones, the counts say how many there are."""

    account: Stored[BankAccount]
    format: FileFormat
    sha256: str
    size: int
    problems: Problems = field(default_factory=Problems)
    line_count: int = 0
    new_count: int = 0
    known_count: int = 0
    new: list[StatementLine] = field(default_factory=list)
    known: list[StatementLine] = field(default_factory=list)
    balances: list[StatementBalances] = field(default_factory=list)
    first_on: date | None = None
    last_on: date | None = None


async def plan_statement_import(command: PlanStatementImport, deps: Deps) -> StatementPlan:
    """The plan; problems, if any, are in it. NotFoundError for an unknown account."""
    account = await deps.bank_accounts.get(command.account_id)
    stream = command.file.rewound()
    kind = command.format if command.format is not None else await asyncio.to_thread(_recognised, stream)
    plan = StatementPlan(account, kind, command.file.sha256, command.file.size)
    reading = BankFile(command.file.rewound(), kind, account.state, account.state.csv_mapping, deps.clock.today())
    found, identities = read_lines(reading, plan.problems), Identities(account.id)
    while batch := await asyncio.to_thread(_next, found, identities):
        known = await known_movements(KnownMovements(tuple(id_ for _, id_ in batch if id_)), deps)
        for one, id_ in batch:
            _take(plan, one, is_known=id_ in known)
    return plan


def _next(found: Iterator[Found], identities: Identities) -> list[tuple[Found, str]]:
    return [(one, identities.of(one) if isinstance(one, StatementLine) else "") for one in islice(found, BATCH)]


def _take(plan: StatementPlan, one: Found, *, is_known: bool) -> None:
    if isinstance(one, StatementBalances):
        plan.balances = [*plan.balances, one][-SHOWN:]
        return
    plan.line_count += 1
    plan.first_on = min(plan.first_on or one.booked_on, one.booked_on)
    plan.last_on = max(plan.last_on or one.booked_on, one.booked_on)
    if is_known:
        plan.known_count += 1
    else:
        plan.new_count += 1
    shown = plan.known if is_known else plan.new
    if len(shown) < SHOWN:
        shown.append(one)


def _recognised(stream: IO[bytes]) -> FileFormat:
    """By how it begins: an angle bracket, a CFONB record, or else columns."""
    head = stream.read(200)
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins[:1] == b"<" or head[:2] in (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00"):
        return FileFormat.CAMT
    return FileFormat.CFONB if _CFONB.match(begins) else FileFormat.CSV
