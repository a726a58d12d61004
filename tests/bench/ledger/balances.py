"""The trial balance of a closed year, which must not take longer when it has more entries."""

from pathlib import Path
from time import perf_counter
from typing import Any

from accounting.domain.period import month_starting
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.periods.close_month import CloseMonth, close_month
from accounting.usecases.periods.close_year import CloseYear, close_year
from essaim.kit.cause import fresh_cause
from tests.accounting.ledger.books import SIREN
from tests.bench.ledger.books import YEAR, YEAR_ENDS_ON, YEAR_STARTS_ON, opened
from tests.bench.ledger.memory import peak, reset_peak

READS = 100


async def close(books: Path) -> dict[str, Any]:
    """Close its twelve months and the year. The first adds up the sums of all of them."""
    reset_peak()
    async with opened(books) as deps:
        began = perf_counter()
        for number in range(12):
            month = YEAR_STARTS_ON.replace(year=YEAR_STARTS_ON.year + (8 + number) // 12, month=(8 + number) % 12 + 1)
            await close_month(CloseMonth(SIREN, month_starting(month)[0]), deps, fresh_cause("bench"))
        await close_year(CloseYear(SIREN, YEAR), deps, fresh_cause("bench"))
        return {"seconds": perf_counter() - began, "peak": peak()}


async def balance(books: Path, rounds: int) -> dict[str, Any]:
    """Seconds of one trial balance, the mean over many reads, of each round."""
    seconds = []
    async with opened(books) as deps:
        reset_peak()
        command = ReadBalances(SIREN, YEAR_STARTS_ON, YEAR_ENDS_ON)
        cells = await read_balances(command, deps)
        if sum(one.balance_cents for one in cells):
            raise RuntimeError("debit and credit differ")
        for _ in range(rounds):
            began = perf_counter()
            for _ in range(READS):
                await read_balances(command, deps)
            seconds.append((perf_counter() - began) / READS)
        return {"seconds": seconds, "cells": len(cells), "peak": peak()}
