"""The load: commands over HTTP, each with its Idempotency-Key, repeated until there is an answer.

One command per account is under way at a time, as a person would have it; accounts run side by side. So an account's
sequences are accepted in the order in which they are written down.
"""

import asyncio
import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import httpx

from tests.chaos.ledger import Ledger
from tests.chaos.stage import ChaosError, Stage

PATIENCE_SECONDS = 180.0
PAUSE_SECONDS = 0.1
"""Before a command is sent again."""
THINK_SECONDS = 0.2
"""Between the commands of one account, on average."""
BACKLOG_LIMIT = 1500
"""More events than this without effect, and the load waits: a machine that is too slow must not look like a loss."""


class Load:
    """An asynchronous context manager: the client and its commands."""

    def __init__(self, stage: Stage, ledger: Ledger, seed: int) -> None:
        self._stage = stage
        self._ledger = ledger
        self._random = random.Random(seed)
        self._client = httpx.AsyncClient(trust_env=False, timeout=10)
        self._headers = {"Authorization": f"Bearer {stage.token}"}
        self.repeats: Counter[str] = Counter()
        """Why commands were sent again: the status, or the name of the error."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def run(self, accounts: Sequence[str], more: Callable[[], bool]) -> None:
        """Commands on all accounts, as long as ``more`` says."""

        async def work(account: str) -> None:
            while more():
                if self._ledger.accepted_count - self._ledger.effect_count < BACKLOG_LIMIT:
                    await self.command(account)
                await asyncio.sleep(self._random.uniform(0, 2 * THINK_SECONDS))

        async with asyncio.TaskGroup() as group:
            for account in accounts:
                group.create_task(work(account))

    async def command(self, account: str, **more: Any) -> None:
        """One command, until it is accepted. ChaosError when it is refused, or not decided for minutes."""
        key, amount = uuid.uuid4().hex, self._random.randint(1, 1000)
        self._ledger.sent(key, account, amount)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                answer = await self._answer(key, account, {"amount": amount, **more})
        except TimeoutError:
            raise ChaosError(f"the command {key} on {account} has no answer after {PATIENCE_SECONDS:.0f} s") from None
        self._ledger.accepted(key, answer["sequence"], answer["balance"])

    async def _answer(self, key: str, account: str, body: dict[str, Any]) -> dict[str, int]:
        while True:
            if urls := self._stage.teller_urls:
                url = f"{self._random.choice(urls)}/v1/accounts/{account}/amounts"
                why = await self._try(url, {**self._headers, "Idempotency-Key": key}, body)
                if isinstance(why, dict):
                    return why
                self.repeats[why] += 1
            await asyncio.sleep(PAUSE_SECONDS)

    async def _try(self, url: str, headers: dict[str, str], body: dict[str, Any]) -> dict[str, int] | str:
        """The answer, or why there is none yet."""
        try:
            response = await self._client.post(url, headers=headers, json=body)
        except httpx.TransportError as error:
            return type(error).__name__
        if response.status_code == 200:
            found: dict[str, int] = response.json()
            return found
        if response.status_code in (409, 503):
            return str(response.status_code)
        raise ChaosError(f"a command was answered {response.status_code}: {response.text[:300]}")
