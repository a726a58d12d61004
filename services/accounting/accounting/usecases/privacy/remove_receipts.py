"""Remove the receipts of a draft for good, unless another document names the same file: each file is kept once only."""

import orjson

from accounting.deps import Deps
from accounting.domain.expenses.sheet import ExpenseSheet
from essaim.kit.aggregate import Stored


async def remove_receipts(sheet: Stored[ExpenseSheet], deps: Deps) -> None:
    """Safe to repeat. Every document that may name a file is looked at, for nothing else says who names it."""
    wanted = {file.sha256 for line in sheet.state.lines for file in line.receipts}
    if not wanted:
        return
    for repository in (deps.expense_sheets, deps.purchases):
        async for documents in repository.scan():
            for document in documents:
                if document["id"] != sheet.id:
                    text = orjson.dumps(document["state"])
                    wanted -= {one for one in wanted if one.encode() in text}
    for sha256 in sorted(wanted):
        await deps.attachments.remove(sha256)
