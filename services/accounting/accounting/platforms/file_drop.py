"""A platform behind a directory: invoices and our statuses go out as files, theirs come in as files.

``outgoing/`` holds invoices, ``outgoing-statuses/`` our own statuses, ``incoming-statuses/`` theirs. A file that was read goes to
``settled/``, one that could not be dealt with to ``refused/`` with a ``.problem.txt`` beside it. A file appears under its name
only when it is whole and durable, so whoever fetches it never sees a half.

A status is JSON: ``{"id", "seller_siren", "number", "code", "at", "reason"?, "comment"?, "amounts"?: [{"rate", "amount"}]}``.
"""

import asyncio
import json
import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from accounting.platforms.protocol import Collected, Deposit, StatusMessage
from essaim.kit.errors import UnavailableError

MOST_AT_ONCE = 500
LARGEST_BYTES = 100_000
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
FOLDERS = ("outgoing", "outgoing-statuses", "incoming-statuses", "settled", "refused")


class FileDrop:
    """The directory; its folders are made when they are missing."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def deposit(self, deposit: Deposit) -> str:
        """The file, under a name that begins with its key. The name is the reference."""
        name = f"{_safe(deposit.seller_siren)}_{_safe(deposit.key)}_{_safe(deposit.file_name)}"
        await asyncio.to_thread(self._write, "outgoing", name, deposit.content)
        return name

    async def announce(self, message: StatusMessage) -> None:
        """One JSON file for each status."""
        body: dict[str, Any] = {
            "id": message.id,
            "seller_siren": message.seller_siren,
            "number": message.number,
            "code": message.code,
            "at": message.at.isoformat(),
            "reason": message.reason,
            "comment": message.comment,
            "amounts": [{"rate": rate, "amount": amount} for rate, amount in message.amounts],
        }
        name = f"{_safe(message.seller_siren)}_{_safe(message.number)}_{message.code}_{_safe(message.id)}.json"
        content = json.dumps(body, ensure_ascii=False, indent=1).encode()
        await asyncio.to_thread(self._write, "outgoing-statuses", name, content)

    async def collect(self) -> Sequence[Collected]:
        """What lies in ``incoming-statuses``, in the order of names."""
        return await asyncio.to_thread(self._collect)

    async def settle(self, handle: str, trouble: str = "") -> None:
        """Move the file away, with the problem beside it when there is one."""
        await asyncio.to_thread(self._settle, handle, trouble)

    def _folder(self, name: str) -> Path:
        folder = self._directory / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnavailableError("platform-unavailable", f"{folder} cannot be made: {error.strerror}") from error
        return folder

    def _write(self, folder: str, name: str, content: bytes) -> None:
        target = self._folder(folder) / name
        if target.exists() or (self._directory / "settled" / name).exists():
            return
        waiting = target.with_name(f".{name}.part")
        try:
            with waiting.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(target)
        except OSError as error:
            raise UnavailableError("platform-unavailable", f"{target} cannot be written: {error.strerror}") from error

    def _collect(self) -> list[Collected]:
        files = sorted(one for one in self._folder("incoming-statuses").iterdir() if one.suffix == ".json")
        return [_read(one) for one in files[:MOST_AT_ONCE]]

    def _settle(self, handle: str, trouble: str) -> None:
        source = self._folder("incoming-statuses") / handle
        target = self._folder("refused" if trouble else "settled")
        if trouble:
            (target / f"{handle}.problem.txt").write_text(trouble + "\n", encoding="utf-8")
        if source.exists():
            source.replace(target / handle)


def _read(path: Path) -> Collected:
    """A status, or what is wrong with the file: never an exception, so that one bad file does not stop the others."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            return Collected(path.name, None, f"larger than {LARGEST_BYTES} bytes")
        body = json.loads(path.read_text(encoding="utf-8"))
        amounts = tuple((str(one["rate"]), str(one["amount"])) for one in body.get("amounts") or ())
        message = StatusMessage(
            id=str(body["id"]),
            seller_siren=str(body["seller_siren"]),
            number=str(body["number"]),
            code=int(body["code"]),
            at=datetime.fromisoformat(str(body["at"])),
            reason=str(body.get("reason") or ""),
            comment=str(body.get("comment") or "")[:2000],
            amounts=amounts,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Collected(path.name, None, f"is not a status: {type(error).__name__}: {error}")
    if message.at.tzinfo is None:
        return Collected(path.name, None, "at: has no time zone, such as +01:00")
    return Collected(path.name, message)


def _safe(text: str) -> str:
    return _UNSAFE.sub("-", text)
