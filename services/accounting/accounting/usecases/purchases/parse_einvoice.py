"""Read an electronic invoice in a process of its own: what comes from outside is parsed where it can harm nothing."""

import pickle
from dataclasses import dataclass

from accounting.deps import Deps
from essaim.einvoice.errors import EInvoiceError
from essaim.einvoice.model import EInvoice
from essaim.kit.errors import FieldProblem, InvalidError

ACCEPTED = "a Factur-X PDF, or an invoice in CII or UBL (EN 16931)"


@dataclass(frozen=True)
class _Unreadable:
    """Why it cannot be read, with every place."""

    code: str
    message: str
    problems: tuple[tuple[str, str], ...]


async def parse_einvoice(content: bytes, deps: Deps) -> EInvoice:
    """The invoice. InvalidError that names the place of everything that cannot be read."""
    found = pickle.loads(await deps.aside.run(_parse, content))
    if isinstance(found, EInvoice):
        return found
    fields = tuple(FieldProblem(place or "file", message, ACCEPTED) for place, message in found.problems)
    raise InvalidError(f"einvoice-{found.code.replace('_', '-')}", found.message, fields=fields)


def _parse(content: bytes) -> bytes:
    """In the child: the invoice, or why there is none, pickled."""
    # Imported here: the parsers of PDF and XML are for the child only.
    from essaim.einvoice.read import read_einvoice

    try:
        return pickle.dumps(read_einvoice(content))
    except EInvoiceError as error:
        problems = tuple((one.field, one.message) for one in error.problems) or ((error.where, error.message),)
        return pickle.dumps(_Unreadable(error.code, str(error), problems))
