"""Companies of the network."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from enrolment.domain.network.company import Offer
from enrolment.http.dependencies import Use
from enrolment.http.network_access import company_for
from enrolment.http.policy import POLICY, within
from enrolment.http.schemas.network import CompanyIn, CompanyOut
from enrolment.http.schemas.reference import ImportOut
from enrolment.usecases.network.erase_contact import EraseContact, erase_contact
from enrolment.usecases.network.import_companies import ImportCompanies, import_companies
from enrolment.usecases.network.put_company import PutCompany, put_company
from essaim.contracts.types import Id
from essaim.kit.http import Caller, CauseOf, IfMatch, PageOut, PageQuery
from essaim.kit.store.port import Order, Where

router = APIRouter(prefix="/v1/companies", tags=["network"])

Text = Annotated[str | None, Query(max_length=120)]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "UTF-8, separated by ; or ,; headings in English or French; at most 5000 rows",
        "content": {
            "text/csv": {
                "schema": {"type": "string"},
                "example": "SIRET;nom;ville;NAF;propose\n99999912100016;Exemple;Dole;15.12Z;visit|mentor\n",
            }
        },
    }
}


@router.get("", summary="Companies of the network, by name")
async def get_companies(
    deps: Use,
    caller: Caller,
    page: PageQuery,
    offer: Annotated[Offer | None, Query()] = None,
    sector: Text = None,
    city: Text = None,
    department: Text = None,
    territory: Text = None,
    retired: Annotated[bool, Query(description="Those that are retired, instead of the others")] = False,
) -> PageOut[CompanyOut]:
    """Of the caller's partner."""
    wanted = {"sector": sector, "city": city, "department": department, "territory": territory}
    where: Where = {
        **within(caller, "company.read"),
        "retired": retired,
        **{field: value for field, value in wanted.items() if value is not None},
        **({f"offer_{offer.value}": True} if offer else {}),
    }
    found = await deps.companies.find(where, order_by=(Order("name"),), limit=page.limit, cursor=page.cursor)
    return PageOut(items=[CompanyOut.of(one) for one in found.items], next=found.next)


@router.post("/import", summary="Import a file of companies (CSV)", openapi_extra=_BODY)
async def post_import(
    request: Request,
    deps: Use,
    cause: CauseOf,
    caller: Caller,
    dry_run: Annotated[bool, Query(description="Report the same and write nothing")] = False,
) -> ImportOut:
    """Good rows are taken, bad ones reported by row and field; running it again changes nothing."""
    POLICY.require(caller, "company.write")
    command = ImportCompanies(caller.partner, await request.body(), dry_run)
    return ImportOut.of(await import_companies(command, deps, cause), dry_run=dry_run)


@router.get("/{code}", summary="One company")
async def get_company(code: Id, deps: Use, caller: Caller, response: Response) -> CompanyOut:
    """With the people there."""
    stored = await company_for(caller, "company.read", code, deps)
    response.headers["ETag"] = stored.etag
    return CompanyOut.of(stored)


@router.put("/{code}", summary="Write a company under its code")
async def put_one_company(
    code: Id, body: CompanyIn, deps: Use, cause: CauseOf, caller: Caller, expected: IfMatch, response: Response
) -> CompanyOut:
    """The whole entry; its code is its SIRET, or one of the network's own."""
    POLICY.require(caller, "company.write")
    command = PutCompany(code, body.company(caller.partner, cause.actor), expected)
    stored = await put_company(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return CompanyOut.of(stored)


@router.delete("/{code}/contacts/{contact_id}", summary="Forget somebody at a company")
async def delete_contact(code: Id, contact_id: Id, deps: Use, cause: CauseOf, caller: Caller) -> CompanyOut:
    """Because they ask for it, or because they left."""
    await company_for(caller, "company.erase", code, deps)
    return CompanyOut.of(await erase_contact(EraseContact(code, contact_id), deps, cause))
