"""Letterings: which lines settle each other."""

import re
from typing import Annotated

from fastapi import APIRouter, Path

from accounting.http.dependencies import Use, allow
from accounting.http.schemas.letterings import LetteringIn, LetteringOut, UndoingIn
from accounting.usecases.ledger.letter_lines import LetterLines, letter_lines
from accounting.usecases.ledger.unletter_lines import UnletterLines, unletter_lines
from essaim.contracts.types import Siren
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/legal-entities/{siren}/letterings", tags=["letterings"])


@router.post("", status_code=201, summary="Letter lines that settle each other (accountant)")
async def letter(siren: Siren, body: LetteringIn, deps: Use, caller: Caller, cause: CauseOf) -> LetteringOut:
    """Two or more lines of one account and third party, with sum zero."""
    allow(caller, "entry.letter", deps)
    for place, line in enumerate(body.lines):
        if not re.fullmatch(rf"{siren}:[0-9]{{10}}", line.entry_id):
            problem = FieldProblem(
                f"lines.{place}.entry_id", f"is no entry of {siren}", f"an id such as {siren}:0000000001"
            )
            raise InvalidError("foreign-entry", "lines of one legal entity are lettered together", fields=(problem,))
    command = LetterLines(siren, tuple(line.to_domain() for line in body.lines), body.reason)
    return LetteringOut.of((await letter_lines(command, deps, cause)).state)


@router.get("", summary="Letterings of one account and third party, oldest first (accountant, officer)")
async def list_letterings(
    siren: Siren, account: str, deps: Use, caller: Caller, page: PageQuery, third_party: str = ""
) -> PageOut[LetteringOut]:
    """Un-letterings among them: they name the record that they undo."""
    allow(caller, "entry.read", deps)
    where: Where = {"topic": f"{siren}:{account}:{third_party}"}
    found = await deps.ledger.find(where, order_by=(Order("sequence"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[LetteringOut.of(one.state) for one in found.items], next=found.next)


@router.post("/{record}/undoing", status_code=201, summary="Undo a lettering, traced (accountant)")
async def undo(
    siren: Siren, record: Annotated[int, Path(ge=1)], body: UndoingIn, deps: Use, caller: Caller, cause: CauseOf
) -> LetteringOut:
    """Who did it, when and why stays in the chain."""
    allow(caller, "entry.letter", deps)
    return LetteringOut.of((await unletter_lines(UnletterLines(siren, record, body.reason), deps, cause)).state)
