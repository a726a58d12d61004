"""The entry that clears the VAT of a period: proposed, never posted by itself.

Each activity hands its VAT over to the cooperative, which pays it: its accounts 44571, 44562 and 44566 are emptied against the
liaison account 181, and the cooperative takes the other side of 181 with what is to be paid (44551) or carried (44567). So
every activity stays even, and 181 nets to nothing. Cents that the form rounds away go to 658 or 758 (domain §5.8).
"""

from dataclasses import dataclass
from datetime import date

from accounting.domain.entry import CENTRAL, EntryDraft, EntryLine, Journal
from accounting.domain.reports.vat_return import VatReturn
from accounting.domain.reports.vat_sums import CARRIED, TO_PAY, VatSums
from accounting.domain.why import Why, euros

LIAISON, ROUNDING_LOSS, ROUNDING_GAIN = "181", "658", "758"


@dataclass(frozen=True)
class Period:
    """Whose return, of which days; ``name`` is how its voucher is called: ``2026-12``."""

    siren: str
    starts_on: date
    ends_on: date

    @property
    def name(self) -> str:
        """The month, or both days when it is not one month."""
        first, last = f"{self.starts_on:%Y-%m}", f"{self.ends_on:%Y-%m}"
        return first if first == last else f"{first}/{last}"


def clearing_entry(period: Period, sums: VatSums, made: VatReturn, carried_cents: int) -> EntryDraft | None:
    """The draft, on the last day of the period; None when there is nothing to clear, or something in no box to look at."""
    if not made.is_complete:
        return None
    lines: list[EntryLine] = []
    liaison = 0
    for code in sorted({code for code, _ in sums.by_code}):
        own = {account: cents for (one, account), cents in sorted(sums.by_code.items()) if one == code and cents}
        lines += [_line(account, -cents, code or None) for account, cents in own.items()]
        owed = -sum(own.values())
        if code not in ("", CENTRAL) and owed:
            lines.append(_line(LIAISON, -owed, code))
            liaison += owed
    if liaison:
        lines.append(_line(LIAISON, liaison, CENTRAL))
    if carried_cents:
        lines.append(_line(CARRIED, -carried_cents, CENTRAL))
    settled = (made.credit_euros - made.due_euros) * 100
    if settled:
        lines.append(_line(TO_PAY if settled < 0 else CARRIED, settled, CENTRAL))
    rest = sum(line.balance_cents for line in lines)
    if rest:
        lines.append(_line(ROUNDING_LOSS if rest < 0 else ROUNDING_GAIN, -rest, CENTRAL))
    if len(lines) < 2:
        return None
    return EntryDraft(
        siren=period.siren,
        journal=Journal.MISCELLANEOUS,
        source_key=f"vat-clearing:{period.siren}:{period.starts_on}:{period.ends_on}",
        posted_on=period.ends_on,
        label=f"TVA de la période {period.name}",
        voucher_ref=f"CA3 {period.name}",
        voucher_on=period.ends_on,
        lines=tuple(lines),
        activity_id=None,
        scheme=None,
        why=_why(period, made),
    )


def _line(account: str, balance_cents: int, code: str | None) -> EntryLine:
    """A line with this balance: a debit when it is positive."""
    return EntryLine(
        account, debit_cents=max(0, balance_cents), credit_cents=max(0, -balance_cents), analytic_code=code
    )


def _why(period: Period, made: VatReturn) -> Why:
    end = (
        f"il reste {euros(made.due_euros * 100)} à payer à l’État (compte 44551)"
        if made.due_euros
        else f"l’État nous doit {euros(made.credit_euros * 100)}, que nous reportons sur la période suivante (compte 44567)"
    )
    sentence = (
        f"La TVA encaissée pour l’État du {period.starts_on:%d/%m/%Y} au {period.ends_on:%d/%m/%Y}"
        f" ({euros(made.gross_cents)}) et la TVA que nous pouvons déduire ({euros(made.deductible_cents)}) sont"
        f" comparées : {end}. Chaque activité remet sa part à la coopérative par le compte de liaison 181."
    )
    return Why(rule="CGI 287", sentence=sentence, source_document=f"vat-return:{period.siren}:{period.name}")
