"""Tell the platform that an invoice is cashed (212), with what came in per VAT rate, as soon as it is paid in full."""

from dataclasses import replace

from accounting.deps import Deps
from accounting.domain.invoice import Invoice, InvoiceStatus
from accounting.domain.transmission import RateAmount, Status, Step, Transmission, to_announce
from essaim.kit.aggregate import Change
from essaim.kit.cause import fresh_cause


async def announce_cashed(deps: Deps) -> None:
    """Once per invoice; it is handed over with what else waits."""
    cause = fresh_cause("announce-cashed")
    for stored in await deps.transmissions.all({"cashed": False}):
        invoice = (await deps.invoices.get(stored.id)).state
        if invoice.status is not InvoiceStatus.PAID or not invoice.payments:
            continue
        step = Step(Status.CASHED, deps.clock.now(), f"cashed:{stored.id}", cause.actor, amounts=_amounts(invoice))

        def decide(now: Transmission, step: Step = step) -> Change[Transmission] | None:
            if now.cashed or now.status in (None, Status.REFUSED, Status.REJECTED, Status.CASHED):
                return None
            return Change(replace(to_announce(now, step), cashed=True))

        await deps.transmissions.change(stored.id, decide, cause, effect="cashed")


def _amounts(invoice: Invoice) -> tuple[RateAmount, ...]:
    """VAT included, per rate; what deposits invoiced before is told of the deposits, and what was credited never came."""
    cashed: dict[str, int] = {}
    for sign, parts in (
        (1, invoice.totals.vat),
        (-1, [one for deposit in invoice.prepaid for one in deposit.vat]),
        (-1, [one for credit in invoice.credits for one in credit.vat]),
    ):
        for one in parts:
            cashed[one.rate] = cashed.get(one.rate, 0) + sign * (one.base_cents + one.vat_cents)
    return tuple(RateAmount(rate, cents) for rate, cents in cashed.items() if cents)
