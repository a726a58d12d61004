"""The proof that a quote was accepted, as a PDF."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.documents.quotes.proof_pdf import render_proof
from accounting.domain.errors import RuleError
from essaim.kit.store.errors import MissingError


@dataclass(frozen=True)
class DrawProof:
    """Of which quote."""

    quote_id: str


async def draw_proof(command: DrawProof, deps: Deps) -> bytes:
    """The file. RuleError as long as the customer did not agree."""
    quote = (await deps.quotes.get(command.quote_id)).state
    if not quote.agreed:
        raise RuleError("quote-not-signed", f"the quote is {quote.status}: there is nothing to prove yet")
    return await deps.aside.run(render_proof, quote, await _name(quote.declared_by, deps))


async def _name(person_id: str | None, deps: Deps) -> str:
    """The name of somebody who declared a signature; staff without a record here keeps its identifier."""
    if person_id is None:
        return ""
    try:
        person = (await deps.persons.get(person_id)).state
    except MissingError:
        return f"le service comptable ({person_id})"
    return person.shown_name
