"""What is paid and from where, over HTTP as the accountant does it; and the bank's file, read by the schemas of ISO 20022."""

from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree as Xml

import httpx
import xmlschema

from tests.accounting.integration.office import ENTITY, SIREN, Office

ACCOUNT = "courant"
DEBTOR = "FR7630006000011234567890189"
DAY = "2026-12-03"


def iban(number: int) -> str:
    """A French account with this number, whose RIB key and check digits fit."""
    bank, branch, account = 30006, 1, number
    key = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    bban = f"{bank:05d}{branch:05d}{account:011d}{key:02d}"
    return f"FR{98 - int(bban + '152700') % 97:02d}{bban}"


async def set_up(office: Office, ledger_account: str = "512") -> None:
    """The legal entity, its bank account, a group that runs, and a person of it."""
    await office.done("PUT", f"legal-entities/{SIREN}", ENTITY)
    if ledger_account != "512":
        added = {"label": "Banque Exemple"}
        await office.done("PUT", f"legal-entities/{SIREN}/accounts/{ledger_account}", added)
    account = {"name": "Compte courant", "iban": DEBTOR, "bic": "AGRIFRPP", "ledger_account": ledger_account}
    await office.done("PUT", f"legal-entities/{SIREN}/bank-accounts/{ACCOUNT}", account)
    await office.start()
    for person, given in (("p1", "Ida"), ("p2", "Noé")):
        data = {"person_id": person, "kind": "student", "given_name": given, "family_name": "Exemple"}
        await office.receive("enrolment.person_registered.v1", data | {"email": f"{person}@example.org"})


async def supplier(office: Office, number: int = 1, name: str = "", *, confirmed: bool = True, **fields: Any) -> str:
    """A supplier with an account; its name."""
    name = name or f"Fournisseur {number:03d}"
    body = {"legal_entity": SIREN, "name": name, "iban": iban(number)} | fields
    made = await office.done("POST", "suppliers", body)
    if confirmed:
        await office.done("POST", f"suppliers/{made['id']}/iban-confirmation", {"iban": body["iban"]})
    return name


async def owed(office: Office, number: int = 1, *, confirmed: bool = True, name: str = "") -> str:
    """A purchase of 360,00 whose supplier can be paid; its id."""
    known = await supplier(office, number, name, confirmed=confirmed)
    bought = await office.bought(supplier_name=known, supplier_reference=f"F-{number:03d}")
    return str(bought["id"])


async def details(office: Office, person: str = "p1", number: int = 900, *, confirmed: bool = True) -> None:
    """Where a person is paid."""
    body = {"holder": "Ida Exemple", "iban": iban(number)}
    await office.done("PUT", f"persons/{person}/bank-details", body)
    if confirmed:
        await office.done("POST", f"persons/{person}/bank-details/confirmation", {"iban": iban(number)})


def item(id_: str, kind: str = "purchase", **more: str) -> dict[str, str]:
    """A document in an order."""
    return {"kind": kind, "id": id_} | more


async def order(office: Office, *items: dict[str, str], **changes: Any) -> httpx.Response:
    """Ask for an order."""
    body = {"bank_account_id": ACCOUNT, "execution_on": DAY, "items": list(items)} | changes
    return await office.ask("POST", f"legal-entities/{SIREN}/payment-orders", body)


async def ordered(office: Office, *items: dict[str, str], **changes: Any) -> str:
    """The id of an order that is accepted."""
    answer = await order(office, *items, **changes)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def sent(office: Office, *items: dict[str, str], **changes: Any) -> str:
    """The id of an order that the bank has."""
    id_ = await ordered(office, *items, **changes)
    await office.done("POST", f"payment-orders/{id_}/approval")
    await office.done("POST", f"payment-orders/{id_}/sending")
    return id_


async def execute(office: Office, id_: str, on: str = "2026-12-01") -> dict[str, Any]:
    """The bank did it."""
    return await office.done("POST", f"payment-orders/{id_}/execution", {"executed_on": on})


async def file_of(office: Office, id_: str, version: str = "09") -> bytes:
    """The bank's file."""
    answer = await office.ask("GET", f"payment-orders/{id_}/pain001?version={version}")
    assert answer.status_code == 200, answer.text
    return answer.content


@cache
def schema(version: str) -> xmlschema.XMLSchema:
    """The schema of ISO 20022, as a library ships it."""
    return xmlschema.XMLSchema(str(files("sepaxml") / "schemas" / f"pain.001.001.{version}.xsd"))


def parsed(content: bytes) -> Xml.Element:
    """The file without its name space."""
    text = content.decode().replace(' xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.', ' version="')
    return Xml.fromstring(text)


def slug(answer: httpx.Response) -> tuple[int, str]:
    """How a request was refused."""
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]


def said(answer: httpx.Response) -> dict[str, tuple[str, str]]:
    """Field to message and what would be accepted."""
    assert answer.status_code == 422, answer.text
    return {one["field"]: (one["message"], one["accepted"]) for one in answer.json()["errors"]}


async def lines(office: Office, prefix: str) -> list[tuple[str, str, int]]:
    """Source, account and balance of every line of the entries whose source begins like this."""
    found = [one.state async for one in _records(office)]
    return [
        (one.entry.source_key.split(":")[0], line.account, line.balance_cents)
        for one in found
        if one.entry is not None and one.entry.source_key.startswith(prefix)
        for line in one.entry.lines
    ]


async def balance(office: Office, account: str) -> int:
    """Debit minus credit of an account, over all of the books."""
    return sum(cents for _, number, cents in await lines(office, "") if number == account)


async def _records(office: Office) -> Any:
    for one in await office.deps.ledger.all({"siren": SIREN}):
        yield one
