"""Legal entities of the cooperative and their FEC."""

from typing import Any

from fastapi import APIRouter, Request, Response

from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.books import FecIn, FecOut
from accounting.http.schemas.parties import LegalEntityIn, LegalEntityOut
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.parties.read_logo import read_logo
from accounting.usecases.parties.register_legal_entity import RegisterLegalEntity, register_legal_entity
from accounting.usecases.parties.set_logo import SetLogo, set_logo
from essaim.contracts.types import Siren
from essaim.kit.errors import NotFoundError
from essaim.kit.http import Caller, CauseOf, IfMatch

router = APIRouter(prefix="/v1/legal-entities/{siren}", tags=["legal entities"])
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_PICTURES = {"image/png": _BINARY, "image/jpeg": _BINARY}
_GIVEN = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
"""Somebody sent the picture: a browser takes it for nothing else."""
_LOGO_BODY: dict[str, Any] = {"requestBody": {"required": True, "content": _PICTURES}}


@router.put("", summary="Register a legal entity, or correct it (accountant)")
async def put_legal_entity(
    siren: Siren, body: LegalEntityIn, deps: Use, caller: Caller, cause: CauseOf, response: Response
) -> LegalEntityOut:
    """SIREN and VAT number are checked (INV-10, FEC-07)."""
    POLICY.require(caller, "legal_entity.register")
    allow(caller, "legal_entity.register", deps)
    stored = await register_legal_entity(RegisterLegalEntity(body.to_domain(siren)), deps, cause)
    response.headers["ETag"] = stored.etag
    return LegalEntityOut.of(stored)


@router.get("", summary="One legal entity")
async def read_legal_entity(siren: Siren, deps: Use, caller: Caller, response: Response) -> LegalEntityOut:
    """As it is printed on its invoices."""
    allow(caller, "legal_entity.read", deps)
    stored = await deps.legal_entities.get(siren)
    response.headers["ETag"] = stored.etag
    return LegalEntityOut.of(stored)


@router.put("/logo", summary="The logo at the head of documents (accountant)", openapi_extra=_LOGO_BODY)
async def put_logo(
    siren: Siren, request: Request, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch, response: Response
) -> LegalEntityOut:
    """A PNG or JPEG of at most 300 kB, which the body is; what it is is found by reading it."""
    allow(caller, "legal_entity.register", deps)
    stored = await set_logo(SetLogo(siren, await request.body()), deps, cause, expected_version=expected)
    response.headers["ETag"] = stored.etag
    return LegalEntityOut.of(stored)


@router.delete("/logo", status_code=204, summary="No logo any more (accountant)")
async def delete_logo(siren: Siren, deps: Use, caller: Caller, cause: CauseOf, expected: IfMatch) -> None:
    """Documents that were issued with it keep it."""
    allow(caller, "legal_entity.register", deps)
    await set_logo(SetLogo(siren, None), deps, cause, expected_version=expected)


@router.get("/logo", summary="The logo", response_class=Response, responses={200: {"content": _PICTURES}})
async def get_logo(siren: Siren, deps: Use, caller: Caller) -> Response:
    """As it was given."""
    allow(caller, "legal_entity.read", deps)
    logo = (await deps.legal_entities.get(siren)).state.logo
    if logo is None:
        raise NotFoundError("not-found", "this legal entity has no logo")
    return Response(await read_logo(logo, deps), media_type=logo.media_type, headers=_GIVEN)


@router.post("/fec-exports", status_code=201, summary="Write the FEC of a financial year (accountant)")
async def create_fec_export(siren: Siren, body: FecIn, deps: Use, caller: Caller, cause: CauseOf) -> FecOut:
    """The bytes are kept and can be fetched again."""
    allow(caller, "fec.export", deps)
    return FecOut.of(await export_fec(ExportFec(siren, body.year), deps, cause))
