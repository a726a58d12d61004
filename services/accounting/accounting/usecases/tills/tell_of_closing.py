"""The event of a closing: sums and hashes, for whoever keeps proof outside of this database."""

from accounting.domain.till.link import Link
from accounting.domain.till.till import Till
from essaim.contracts.accounting import TillClosed, TillRateTotal


def tell_of_closing(till: Till, link: Link, hash_: str) -> TillClosed:
    """``till_closed`` of a record that is a closing."""
    closing = link.certain_closing
    rates: dict[str, tuple[int, int]] = {}
    for one in closing.parts:
        base, vat = rates.get(one.rate, (0, 0))
        rates[one.rate] = (base + one.base_cents, vat + one.vat_cents)
    return TillClosed(
        till_id=link.till_id,
        activity_id=till.activity_id,
        group_id=till.group_id,
        legal_entity_siren=till.siren,
        kind=closing.span.value,
        period=closing.period,
        starts_on=closing.starts_on,
        ends_on=closing.ends_on,
        sale_count=closing.sale_count,
        refund_count=closing.refund_count,
        total_including_vat=closing.sold_cents - closing.refunded_cents,
        rates=[TillRateTotal(rate=rate, base=base, vat=vat) for rate, (base, vat) in rates.items()],
        perpetual=closing.net_cents,
        perpetual_absolute=closing.absolute_cents,
        sequence=link.sequence,
        record_hash=hash_,
    )
