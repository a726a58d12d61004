"""Walk the whole chain of a till and say what is wrong with it, if anything."""

from dataclasses import dataclass

from accounting.deps import Deps
from accounting.domain.till.record import till_record_id, till_topic
from essaim.kit.store.port import Document, Order
from essaim.till.findings import Anchor, Fault, Verdict
from essaim.till.verifier import TillVerifier

PAGE = 200
COPIED = ("till_id", "sequence", "operation_id", "kind", "day", "session", "refers_to")


@dataclass(frozen=True)
class VerifyTill:
    """Which till."""

    till_id: str


async def verify_till(command: VerifyTill, deps: Deps) -> Verdict:
    """The verdict; never an error for what is wrong with the chain."""
    till = (await deps.tills.get(command.till_id)).state
    verifier = TillVerifier(command.till_id, anchor=Anchor(till.sealed_sequence, till.sealed_hash))
    order = (Order("sequence"),)
    async for page in deps.till_records.scan({"till_id": command.till_id}, order_by=order, page=PAGE):
        for document in page:
            _feed(verifier, document)
    return verifier.verdict()


def _feed(verifier: TillVerifier, document: Document) -> None:
    state = document["state"]
    body, hash_ = state.get("body"), state.get("hash")
    if not isinstance(body, str) or not isinstance(hash_, str):
        verifier.find(Fault.RECORD_ALTERED, verifier.sequence + 1, f"{document['id']} holds no sealed text")
        return
    verifier.feed(body.encode(), hash_, {name: state.get(name) for name in COPIED})
    sequence = state.get("sequence")
    if isinstance(sequence, int) and document["id"] != till_record_id(verifier.till_id, sequence):
        verifier.find(Fault.RECORD_ALTERED, sequence, f"it is stored as {document['id']}")
    closes = verifier.last.get("closing") or {}
    topic = till_topic(verifier.till_id, closes["span"]) if "span" in closes else None
    if state.get("topic") != topic:
        verifier.find(Fault.RECORD_ALTERED, verifier.sequence, f"it is filed under {state.get('topic')}")
