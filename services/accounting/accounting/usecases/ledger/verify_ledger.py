"""Walk the whole chain of a legal entity and say what is wrong with it, if anything."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.record import record_id
from accounting.domain.verification import Anchor, Verdict, Verifier
from accounting.usecases.ledger.apply_letterings import ApplyLetterings, apply_letterings
from essaim.kit.chain import GENESIS, link_hash
from essaim.kit.store.errors import MissingError, StoreUnavailableError
from essaim.kit.store.port import Document, Order, Range, Where

PAGE = 200


@dataclass(frozen=True)
class VerifyLedger:
    """Whose books. ``tell`` hears the number of records walked and of all there are, page by page."""

    siren: str
    tell: Callable[[int, int], None] = lambda done, total: None


async def verify_ledger(command: VerifyLedger, deps: Deps) -> Verdict:
    """The verdict; never an error for what is wrong with the books. What is posted meanwhile is verified as well."""
    siren = command.siren
    await apply_letterings(ApplyLetterings(siren), deps)
    books = await deps.books.find_one({"siren": siren})
    anchor = Anchor(books.state.through, books.state.hash) if books else Anchor(0, "")
    total = await _last(siren, deps)
    verifier = Verifier(siren, link_hash, GENESIS, anchor)
    async for page in _pages(siren, verifier, deps):
        for document in page:
            verifier.feed(document["id"], document["state"])
        command.tell(verifier.sequence, max(total, verifier.sequence))
    return verifier.verdict()


async def _last(siren: str, deps: Deps) -> int:
    """How far there is to walk, for the progress; 0 when the last record cannot be read."""
    order = (Order("sequence", descending=True),)
    try:
        async for page in deps.ledger.scan({"siren": siren}, order_by=order, page=1):
            return int(page[0]["state"]["sequence"])
    except (ValueError, KeyError, TypeError, StoreUnavailableError):
        return 0
    return 0


async def _pages(siren: str, verifier: Verifier, deps: Deps) -> AsyncIterator[tuple[Document, ...]]:
    """All records, a page at a time. A page that cannot be read is taken record by record, to find the bad one."""
    while True:
        where: Where = {"siren": siren, "sequence": Range(gt=verifier.sequence)}
        before = verifier.sequence
        try:
            async for page in deps.ledger.scan(where, order_by=(Order("sequence"),), page=PAGE):
                yield page
                before = verifier.sequence
            return
        except (ValueError, StoreUnavailableError):
            async for document in _singly(siren, before, verifier, deps):
                yield (document,)
            if verifier.sequence == before:
                return


async def _singly(siren: str, after: int, verifier: Verifier, deps: Deps) -> AsyncIterator[Document]:
    """The records of the page that could not be read."""
    for sequence in range(after + 1, after + PAGE + 1):
        try:
            yield await deps.ledger.document(record_id(siren, sequence))
        except MissingError:
            continue
        except (ValueError, json.JSONDecodeError):
            verifier.unreadable(sequence, "it is stored, but is no JSON any more")
