"""The event of a closing."""

from accounting.domain.record import Record
from essaim.contracts.accounting import PeriodClosed


def tell_of_closing(record: Record) -> PeriodClosed:
    """With the hash of its record: whoever keeps it can prove that nothing before was altered."""
    closing = record.closing
    if closing is None:
        raise ValueError("only a closing is told of like this")
    return PeriodClosed(
        legal_entity_siren=record.siren,
        period=closing.name,
        kind=closing.kind.value,
        starts_on=closing.starts_on,
        ends_on=closing.ends_on,
        entry_count=closing.entry_count,
        debit=closing.debit_cents,
        perpetual=closing.perpetual_cents,
        record_hash=record.hash,
    )
