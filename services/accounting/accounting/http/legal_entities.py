"""Legal entities of the cooperative and their FEC."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY
from accounting.http.schemas.books import FecIn, FecOut
from accounting.http.schemas.parties import LegalEntityIn, LegalEntityOut
from accounting.usecases.fec.export_fec import ExportFec, export_fec
from accounting.usecases.parties.register_legal_entity import RegisterLegalEntity, register_legal_entity
from essaim.contracts.types import Siren
from essaim.kit.http import Caller, CauseOf

router = APIRouter(prefix="/v1/legal-entities/{siren}", tags=["legal entities"])


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


@router.post("/fec-exports", status_code=201, summary="Write the FEC of a financial year (accountant)")
async def create_fec_export(siren: Siren, body: FecIn, deps: Use, caller: Caller, cause: CauseOf) -> FecOut:
    """The bytes are kept and can be fetched again."""
    allow(caller, "fec.export", deps)
    return FecOut.of(await export_fec(ExportFec(siren, body.year), deps, cause))
