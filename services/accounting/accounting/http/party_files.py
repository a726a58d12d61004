"""Files of customers and suppliers, in and out (accountant). The file is the body of the request."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from accounting.documents.party_csv import customers_csv, suppliers_csv
from accounting.documents.reports.csv_file import MEDIA_TYPE
from accounting.domain.party_rows import CUSTOMER_COLUMNS, SUPPLIER_COLUMNS
from accounting.domain.third_party import PartyStatus
from accounting.http.dependencies import Use, allow
from accounting.http.schemas.party_files import PartyImportOut
from accounting.usecases.parties.import_customers import ImportCustomers, import_customers
from accounting.usecases.parties.import_suppliers import ImportSuppliers, import_suppliers
from essaim.contracts.types import Id, Siren
from essaim.kit.http import Caller, CauseOf
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1", tags=["customers", "suppliers"])
DryRun = Annotated[bool, Query(description="Only say what would happen")]
_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}


def _body(columns: tuple[str, ...], example: str) -> dict[str, Any]:
    described = f"CSV in UTF-8 or Windows-1252, at most 1 MiB, with headings among: {', '.join(columns)}"
    content = {"text/csv": {"schema": {"type": "string"}, "example": example}}
    return {"requestBody": {"required": True, "description": described, "content": content}}


@router.post(
    "/customers/imports",
    summary="Take in a file of customers (accountant)",
    openapi_extra=_body(
        CUSTOMER_COLUMNS,
        "nom;type;siren;adresse;code postal;ville\nLibrairie Exemple;professionnel;732829320;4 place du Marché;25000;Besançon\n",
    ),
)
async def take_in_customers(
    request: Request, deps: Use, caller: Caller, cause: CauseOf, dry_run: DryRun = False, group_id: Id | None = None
) -> PartyImportOut:
    """All of its new customers, or none when a row has a problem (422, by row and field). Known ones are left as they are."""
    allow(caller, "customer.import", deps, group_id)
    command = ImportCustomers(await request.body(), group_id, dry_run)
    return PartyImportOut.of(await import_customers(command, deps, cause), dry_run)


@router.post(
    "/suppliers/imports",
    summary="Take in a file of suppliers (accountant)",
    openapi_extra=_body(SUPPLIER_COLUMNS, "nom;siren;compte de charge\nTissus Exemple;732829320;601\n"),
)
async def take_in_suppliers(
    request: Request,
    legal_entity: Siren,
    deps: Use,
    caller: Caller,
    cause: CauseOf,
    dry_run: DryRun = False,
    group_id: Id | None = None,
) -> PartyImportOut:
    """All of its new suppliers, or none when a row has a problem (422, by row and field). Their IBANs wait to be confirmed."""
    allow(caller, "supplier.import", deps, group_id)
    command = ImportSuppliers(legal_entity, await request.body(), group_id, dry_run)
    return PartyImportOut.of(await import_suppliers(command, deps, cause), dry_run)


@router.get("/customers/exports", summary="All customers as CSV (accountant)", response_class=Response, responses=_CSV)
async def give_out_customers(deps: Use, caller: Caller, group_id: Id | None = None) -> Response:
    """Those in use, by name, in the columns of an import."""
    allow(caller, "customer.import", deps, group_id)
    where: Where = {"group_id": group_id} if group_id else {}
    found = [one.state for one in await deps.customers.all(where, order_by=(Order("name"),))]
    content = customers_csv(one for one in found if one.status is PartyStatus.ACTIVE)
    return _file(content, "clients.csv")


@router.get("/suppliers/exports", summary="Suppliers as CSV (accountant)", response_class=Response, responses=_CSV)
async def give_out_suppliers(legal_entity: Siren, deps: Use, caller: Caller) -> Response:
    """Those of a legal entity in use, by name, in the columns of an import."""
    allow(caller, "supplier.import", deps)
    found = [one.state for one in await deps.suppliers.all({"legal_entity": legal_entity}, order_by=(Order("name"),))]
    content = suppliers_csv(one for one in found if one.status is PartyStatus.ACTIVE)
    return _file(content, "fournisseurs.csv")


def _file(content: bytes, name: str) -> Response:
    return Response(content, media_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})
