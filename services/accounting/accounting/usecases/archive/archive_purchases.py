"""The purchases that were recorded in a year, into its archive: as data with their payments, and every paper of theirs."""

import re
from dataclasses import dataclass
from datetime import date

from accounting.deps import Deps
from accounting.documents.archive.zip_file import ZipWriter
from accounting.domain.purchase import Purchase
from accounting.usecases.files.read_bytes import ReadBytes, read_bytes
from essaim.kit.chain import canonical
from essaim.kit.store.port import Order

PAGE = 100
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


@dataclass(frozen=True)
class ArchivePurchases:
    """Whose, recorded on which days, and the archive."""

    siren: str
    starts_on: date
    ends_on: date
    archive: ZipWriter


async def archive_purchases(command: ArchivePurchases, deps: Deps) -> int:
    """How many. Electronic invoices are there as they came (LPF L102 B), each file once."""
    recorded = []
    first, last = command.starts_on.isoformat(), command.ends_on.isoformat()
    with command.archive.member("achats.jsonl") as file:
        async for page in deps.purchases.scan({"siren": command.siren}, order_by=(Order("created_at"),), page=PAGE):
            for one in page:
                if first <= (one["state"].get("recorded_on") or "") <= last:
                    recorded.append(str(one["id"]))
                    file.write(canonical({"id": one["id"], **one["state"]}) + b"\n")
    known: set[str] = set()
    for id_ in recorded:
        await _papers((await deps.purchases.get(id_)).state, known, command.archive, deps)
    return len(recorded)


async def _papers(purchase: Purchase, known: set[str], archive: ZipWriter, deps: Deps) -> None:
    received = purchase.received
    if received is not None and received.pieces and received.sha256 not in known:
        known.add(received.sha256)
        content = b"".join([part async for part in read_bytes(ReadBytes(received.file_id, received.pieces), deps)])
        archive.add(_name(received.sha256, received.name), content)
    for one in purchase.attachments:
        if one.sha256 not in known:
            known.add(one.sha256)
            archive.add(_name(one.sha256, one.name), b"".join((await deps.attachments.open(one.sha256)).pieces))


def _name(sha256: str, name: str) -> str:
    return f"achats/{sha256[:16]}_{_UNSAFE.sub('_', name)}"
