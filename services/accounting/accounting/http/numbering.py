"""How a legal entity numbers its documents."""

from fastapi import APIRouter, Response

from accounting.domain.numbering import Numbering
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.numbering import NumberingIn, NumberingOut
from accounting.usecases.invoices.set_numbering import SetNumbering, set_numbering
from essaim.contracts.types import Siren
from essaim.kit.http import Caller, CauseOf, IfMatch
from essaim.kit.store.errors import MissingError

router = APIRouter(prefix="/v1/legal-entities/{siren}/numbering", tags=["numbering"])


@router.get("", summary="The templates of document numbers")
async def read(siren: Siren, deps: Use, caller: Caller, response: Response) -> NumberingOut:
    """Without any of its own, one series per civil year."""
    allow(caller, "numbering.read", deps)
    await deps.legal_entities.get(siren)
    try:
        stored = await deps.numberings.get(siren)
    except MissingError:
        return NumberingOut.of(Numbering(siren), 0)
    response.headers["ETag"] = stored.etag
    return NumberingOut.of(stored.state, stored.version)


@router.put("", summary="Set them (accountant)")
async def put(
    siren: Siren, body: NumberingIn, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> NumberingOut:
    """For what is issued from now on. A template that cannot guarantee unique numbers is refused (INV-02)."""
    allow(caller, "numbering.set", deps)
    command = SetNumbering(siren, body.templates, body.first_numbers)
    stored = await set_numbering(command, deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return NumberingOut.of(stored.state, stored.version)
