"""The PDF of a quote: what was sent is given again as it was kept, a draft is drawn as it stands."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.quotes.quote_pdf import render_quote
from accounting.domain.quote_sheet import quote_sheet_of
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from accounting.usecases.parties.find_customer import find_customer
from accounting.usecases.parties.read_logo import read_logo


@dataclass(frozen=True)
class DrawQuote:
    """Of which quote."""

    quote_id: str


async def draw_quote(command: DrawQuote, deps: Deps) -> bytes:
    """The file."""
    quote = (await deps.quotes.get(command.quote_id)).state
    sending = quote.sending
    if sending is not None:
        return b"".join([part async for part in read_bytes(ReadBytes(sending.file_id, sending.pieces), deps)])
    activity = (await deps.activities.get(quote.activity_id)).state
    seller = (await deps.legal_entities.get(activity.siren)).state
    buyer = await find_customer(quote.customer_id, quote.group_id, deps)
    trade_name = (await deps.groups.get(quote.group_id)).state.name
    logo = await read_logo(seller.logo, deps) if seller.logo else None
    sheet = quote_sheet_of(quote, seller, buyer, trade_name, activity.contracts_end_on, logo)
    return await deps.aside.run(render_quote, sheet)
