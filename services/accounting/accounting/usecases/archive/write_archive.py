"""Write the archive of a closed year into a file, member by member: memory stays flat however large the books are."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from typing import IO, Any

from accounting.deps import Deps
from accounting.documents.archive.manifest import ArchiveFacts, manifest_json
from accounting.documents.archive.readme import readme
from accounting.documents.archive.tables import account_sums, balance_csv, chart_csv
from accounting.documents.archive.zip_file import ZipWriter
from accounting.documents.fec import HEADER, FecFacts, describe_fec, render_entry
from accounting.domain.accounts import chart, padded
from accounting.domain.archive import Archive, keep_until, payments_until
from accounting.domain.errors import RuleError
from accounting.domain.fec_export import file_name
from accounting.domain.period import Closing
from accounting.domain.record import Record, sealed_part
from accounting.usecases.archive.archive_invoices import ArchiveInvoices, archive_invoices
from accounting.usecases.archive.archive_purchases import ArchivePurchases, archive_purchases
from accounting.usecases.fec.stream_fec import StreamFec, stream_fec
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.ledger.read_head import ReadHead, read_head
from accounting.usecases.sharing.archive_shares import ArchiveShares, archive_shares
from essaim.kit.chain import canonical
from essaim.kit.store.port import Order, Range, Where

PAGE = 500


@dataclass(frozen=True)
class WriteArchive:
    """The record of the closing, and the archive of the year before. ``file`` takes the bytes."""

    record: Record
    closing: Closing
    previous: Archive | None
    file: IO[bytes]


@dataclass(frozen=True)
class Written:
    """What is in it."""

    first_sequence: int
    entry_count: int
    fec_line_count: int
    invoice_count: int
    share_count: int
    purchase_count: int = 0


@dataclass
class _Fec:
    entries: int = 0
    lines: int = 0
    first_sequence: int = 0
    lettered: bool = False
    journals: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    sums: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, state: dict[str, Any]) -> None:
        entry = state["entry"]
        self.entries += 1
        self.lines += len(entry["lines"])
        self.first_sequence = min(self.first_sequence or state["sequence"], state["sequence"])
        self.journals.add(entry["journal"])
        self.lettered = self.lettered or bool(state.get("letters"))
        for line in entry["lines"]:
            account = padded(line["account"])
            self.labels.setdefault(account, line["account_label"])
            debit, credit = self.sums.get(account, (0, 0))
            self.sums[account] = (debit + line["debit_cents"], credit + line["credit_cents"])


async def write_archive(command: WriteArchive, deps: Deps) -> Written:
    """What was written. RuleError when the sums of the books are not those of their entries: then they need a look first."""
    with ZipWriter(command.file) as archive:
        return await _write(archive, command, deps)


async def _write(archive: ZipWriter, command: WriteArchive, deps: Deps) -> Written:
    siren, closing = command.record.siren, command.closing
    fec_name = file_name(siren, closing.ends_on)
    fec = await _fec(archive, fec_name, command, deps)
    first, previous_hash = await _chain(archive, command, fec, deps)
    await _closings(archive, command, deps)
    cells = await read_balances(ReadBalances(siren, closing.starts_on, closing.ends_on), deps)
    sums = account_sums(cells)
    if sums != dict(sorted(fec.sums.items())):
        raise RuleError("acc-10-balance-differs", f"the balances of {closing.name} are not the sums of its entries")
    archive.add("balance.csv", balance_csv(sums, fec.labels))
    head = await read_head(ReadHead(siren, fresh=True), deps)
    known = {account: label for account, label in head.chart.labels.items() if head.chart.knows(account)}
    archive.add("plan_de_comptes.csv", chart_csv(known, known.keys() - chart().keys()))
    invoices = await archive_invoices(ArchiveInvoices(siren, closing.starts_on, closing.ends_on, archive), deps)
    shares = await archive_shares(ArchiveShares(siren, closing.starts_on, closing.ends_on, archive), deps)
    purchases = await archive_purchases(ArchivePurchases(siren, closing.starts_on, closing.ends_on, archive), deps)
    written = Written(first, fec.entries, fec.lines, invoices, shares, purchases)
    await _seal(archive, command, written, previous_hash, fec_name, deps)
    return written


async def _fec(archive: ZipWriter, name: str, command: WriteArchive, deps: Deps) -> _Fec:
    siren, closing = command.record.siren, command.closing
    found = _Fec()
    with archive.member(name) as file:
        file.write(HEADER.encode())
        async for page in stream_fec(StreamFec(siren, closing.fiscal_year), deps):
            for state in page:
                found.add(state)
            await asyncio.to_thread(file.write, "".join(map(render_entry, page)).encode())
    seller = (await deps.legal_entities.get(siren)).state.name
    facts = FecFacts(seller, name, found.entries, found.lines, sorted(found.journals), found.lettered)
    archive.add(name.removesuffix(".txt") + "_description.txt", describe_fec(facts).encode())
    return found


async def _chain(archive: ZipWriter, command: WriteArchive, fec: _Fec, deps: Deps) -> tuple[int, str]:
    """The links from where the archive before ends, or further back when an entry of this year was posted before that."""
    siren, head = command.record.siren, command.record.sequence
    follows = command.previous.head_sequence + 1 if command.previous else 1
    first = min(follows, fec.first_sequence or follows)
    span: Where = {"siren": siren, "sequence": Range(ge=first, le=head)}
    previous_hash = before = ""
    with archive.member("chaine.jsonl") as file:
        async for page in deps.ledger.scan(span, order_by=(Order("sequence"),), page=PAGE):
            previous_hash = previous_hash or page[0]["state"]["previous_hash"]
            links = []
            for state in (one["state"] for one in page):
                if state["previous_hash"] != (before or previous_hash):
                    raise _broken(state["sequence"])
                links.append(canonical(sealed_part(state)))
                before = hashlib.sha256(links[-1]).hexdigest()
            await asyncio.to_thread(file.write, b"\n".join(links) + b"\n")
    if before != command.record.hash:
        raise _broken(head)
    return first, previous_hash


def _broken(sequence: int) -> RuleError:
    detail = f"the chain is broken before link {sequence}: nothing is sealed until `essaim ledger verify` says why"
    return RuleError("acc-10-chain-broken", detail)


async def _closings(archive: ZipWriter, command: WriteArchive, deps: Deps) -> None:
    topic: Where = {"topic": command.record.topic or ""}
    with archive.member("clotures.jsonl") as file:
        async for page in deps.ledger.scan(topic, order_by=(Order("sequence"),), page=PAGE):
            for state in (one["state"] for one in page):
                if state["closing"] and state["closing"]["fiscal_year"] == command.closing.fiscal_year:
                    shown = {name: state[name] for name in ("siren", "sequence", "hash", "closing")}
                    file.write(canonical(shown) + b"\n")


async def _seal(
    archive: ZipWriter, command: WriteArchive, written: Written, previous_hash: str, fec_name: str, deps: Deps
) -> None:
    closing, record, previous = command.closing, command.record, command.previous
    facts = ArchiveFacts(
        siren=record.siren,
        entity=(await deps.legal_entities.get(record.siren)).state.name,
        year=closing.fiscal_year,
        starts_on=closing.starts_on,
        ends_on=closing.ends_on,
        closed_on=closing.closed_on,
        made_on=deps.clock.today(),
        fec=fec_name,
        first_sequence=written.first_sequence,
        previous_hash=previous_hash,
        head_sequence=record.sequence,
        head_hash=record.hash,
        previous_archive=(previous.year, previous.sha256) if previous else None,
        counts={
            "records": record.sequence - written.first_sequence + 1,
            "entries": written.entry_count,
            "fec_lines": written.fec_line_count,
            "invoices": written.invoice_count,
            "purchases": written.purchase_count,
            "shares": written.share_count,
        },
        keep_until=keep_until(closing.closed_on, closing.ends_on),
        payments_until=payments_until(closing.closed_on, closing.ends_on),
    )
    archive.add("README.txt", readme(facts).encode())
    archive.add("manifest.json", manifest_json(facts))
    archive.add("MANIFEST.sha256", archive.manifest())
