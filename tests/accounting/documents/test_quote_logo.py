"""The logo of the seller on quotes: on the draft, and in the file that was sent, whatever becomes of the logo afterwards."""

import io

from pypdf import PdfReader

from tests.accounting.documents.sales import logo
from tests.accounting.integration.office import SIREN, Office
from tests.accounting.quotes.offers import approve, drafted, send


async def _pictures(office: Office, quote_id: str) -> int:
    answer = await office.ask("GET", f"quotes/{quote_id}/pdf")
    return sum(len(page.images) for page in PdfReader(io.BytesIO(answer.content)).pages)


async def test_a_quote_carries_the_logo_that_the_seller_had_when_it_was_sent(office: Office) -> None:
    quote = await drafted(office)
    assert await _pictures(office, quote["id"]) == 0
    path, headers = f"/v1/legal-entities/{SIREN}/logo", office.headers("accountant")
    answer = await office.client.put(path, content=logo(400, 120), headers=headers)
    assert answer.status_code == 200, answer.text
    assert await _pictures(office, quote["id"]) == 1
    await approve(office, quote["id"])
    await send(office, quote["id"])
    assert (await office.client.delete(path, headers=headers)).status_code == 204
    assert await _pictures(office, quote["id"]) == 1
