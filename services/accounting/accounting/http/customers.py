"""Customers."""

from fastapi import APIRouter, Response

from accounting.http.dependencies import Use, allow
from accounting.http.policy import POLICY, limited
from accounting.http.schemas.parties import CustomerIn, CustomerOut
from accounting.usecases.parties.create_customer import CreateCustomer, create_customer
from essaim.contracts.types import Id
from essaim.kit.errors import FieldProblem, InvalidError
from essaim.kit.http import Caller, CauseOf, PageOut, PageQuery, Principal
from essaim.kit.store.port import Order

router = APIRouter(prefix="/v1/customers", tags=["customers"])


@router.post("", status_code=201, summary="A new customer (student of the group, accountant)")
async def create(body: CustomerIn, deps: Use, caller: Caller, cause: CauseOf, response: Response) -> CustomerOut:
    """SIREN and VAT number are checked (INV-10)."""
    POLICY.require(caller, "customer.create")
    group_id = body.group_id or _own_group(caller)
    allow(caller, "customer.create", deps, group_id)
    command = CreateCustomer(body.name, body.kind, body.address.to_domain(), body.siren, body.vat_number, group_id)
    stored = await create_customer(command, deps, cause)
    response.headers["ETag"] = stored.etag
    return CustomerOut.of(stored)


@router.get("", summary="Customers, by name")
async def list_customers(
    deps: Use, caller: Caller, page: PageQuery, group_id: Id | None = None
) -> PageOut[CustomerOut]:
    """Those that the caller may read."""
    where = limited(caller, "customer.read", deps.settings.partner, group_id)
    order = (Order("name"),)
    found = await deps.customers.find(where, order_by=order, limit=page.limit, cursor=page.cursor)
    return PageOut(items=[CustomerOut.of(one) for one in found.items], next=found.next)


@router.get("/{customer_id}", summary="One customer")
async def read(customer_id: Id, deps: Use, caller: Caller) -> CustomerOut:
    """With the auxiliary account."""
    stored = await deps.customers.get(customer_id)
    allow(caller, "customer.read", deps, stored.state.group_id)
    return CustomerOut.of(stored)


def _own_group(caller: Principal) -> str | None:
    """A student's customer belongs to the student's group; the accountant's belongs to the cooperative."""
    if "student" not in caller.roles:
        return None
    if len(caller.groups) == 1:
        return next(iter(caller.groups))
    problem = FieldProblem("group_id", "is missing", "one of your groups")
    raise InvalidError("group-missing", "say for which group the customer is", fields=(problem,))
