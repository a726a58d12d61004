"""A small ledger written line by line, and the management sheet that is made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.accounts import chart
from accounting.domain.balances import Cell, add_entry, listed
from accounting.domain.entry import Auxiliary, Entry, EntryLine, Journal
from accounting.domain.lettering import Letter
from accounting.domain.management.build import Known, Material, build_sheet
from accounting.domain.management.forecast import Forecast, ForecastLine, Kind
from accounting.domain.management.months import calendar_of, span_of
from accounting.domain.management.pipeline import DatedQuote
from accounting.domain.management.reading import Reading
from accounting.domain.management.sheet import ManagementSheet, Scope
from accounting.domain.record import Record
from accounting.domain.why import Why
from tests.accounting.unit.samples import SIREN

BOOKS_FROM = date(2026, 9, 1)
CUSTOMER = Auxiliary("C00001", "Librairie Exemple")
SUPPLIER = Auxiliary("F00001", "Tissus Exemple")


@dataclass
class Ledger:
    """Records in the order in which they were posted."""

    records: list[Record] = field(default_factory=list)

    def post(
        self,
        on: date,
        *lines: tuple[str, int] | tuple[str, int, Auxiliary],
        code: str = "A001",
        due_on: date | None = None,
        source: str = "",
        letters: str = "",
        journal: Journal = Journal.MISCELLANEOUS,
    ) -> None:
        """An entry: accounts with debit minus credit in cents. ``due_on`` and ``letters`` are of third parties' lines."""
        number = len(self.records) + 1
        made = tuple(_line(line, code, due_on) for line in lines)
        entry = Entry(
            siren=SIREN,
            journal=journal,
            source_key=source or f"sale:i{number}",
            posted_on=on,
            label=f"Écriture {number}",
            voucher_ref=f"P-{number}",
            voucher_on=on,
            lines=made,
            activity_id="a1",
            scheme=None,
            why=Why("PCG 1031-1", "Essai.", f"invoice:i{number}"),
            fiscal_year=2027,
            number=number,
            validated_on=on,
        )
        code_of = {place: Letter(letters, on, 1) for place, line in enumerate(made) if letters and line.auxiliary}
        self.records.append(Record(SIREN, number, "", "", entry=entry, letters=code_of))

    def sale(
        self,
        on: date,
        cents: int,
        *,
        due_on: date | None = None,
        by: Auxiliary = CUSTOMER,
        code: str = "A001",
        letters: str = "",
    ) -> None:
        """A sale of this much without VAT, at 20 %."""
        vat = cents // 5
        self.post(
            on, ("411", cents + vat, by), ("706", -cents), ("44571", -vat), due_on=due_on, code=code, letters=letters
        )

    def receipt(self, on: date, cents: int, *, by: Auxiliary = CUSTOMER, code: str = "A001", letters: str = "") -> None:
        """A customer pays."""
        self.post(on, ("512", cents), ("411", -cents, by), code=code, letters=letters, source=f"payment:{on}:{cents}")

    def purchase(
        self, on: date, cents: int, *, account: str = "601", due_on: date | None = None, code: str = "A001"
    ) -> None:
        """A purchase of this much without VAT, at 20 %."""
        vat = cents // 5
        lines = ((account, cents), ("44566", vat), ("401", -cents - vat, SUPPLIER))
        self.post(on, *lines, due_on=due_on, code=code, source=f"purchase:{on}:{cents}")

    def disbursement(self, on: date, cents: int, *, code: str = "A001") -> None:
        """A supplier is paid."""
        self.post(on, ("401", cents, SUPPLIER), ("512", -cents), code=code, source=f"payment:{on}:{cents}")

    def contribution(self, on: date, cents: int, *, code: str = "A001") -> None:
        """The contribution of an activity."""
        self.post(on, ("186", cents), ("181", -cents), code=code, source=f"contribution:{on}")
        self.post(on, ("181", cents), ("187", -cents), code="CAE", source=f"contribution:{on}:CAE")

    def cells(self, starts_on: date, ends_on: date) -> tuple[Cell, ...]:
        """The sums of a span, as the service reads them."""
        sums: dict[str, tuple[int, int]] = {}
        for one in self.records:
            if starts_on <= one.certain_entry.posted_on <= ends_on:
                add_entry(sums, one.certain_entry)
        return listed(sums)

    def sheet(
        self,
        on: date,
        *,
        code: str | None = "A001",
        name: str = "Atelier Maille",
        opened_on: date | None = BOOKS_FROM,
        forecast: Forecast | None = None,
        quotes: Iterable[DatedQuote] = (),
        activities: tuple[Known, ...] = (),
    ) -> ManagementSheet:
        """The sheet of an activity, or of the legal entity without a code."""
        calendar = calendar_of(on, 9)
        reading = Reading(calendar.starts_on, code)
        for one in self.records:
            if one.certain_entry.posted_on <= on:
                reading.add(one)
        material = Material(
            scope=Scope(name, "Maille et couture", code, SIREN, "Coopérative Exemple", opened_on if code else None),
            calendar=calendar,
            by_month={month: self.cells(*span_of(month, on)) for month in calendar.months_so_far},
            month_before=self.cells(*span_of(f"{calendar.previous_end_on:%Y-%m}", on)),
            position=self.cells(BOOKS_FROM, on),
            position_before=self.cells(BOOKS_FROM, calendar.previous_end_on),
            reading=reading,
            activities=activities or (Known("A001", name, forecast),),
            quotes=tuple(quotes),
        )
        return build_sheet(material)


def forecast(amounts: Mapping[Kind | str, Mapping[str, int]]) -> Forecast:
    """A forecast with a line per kind or prefix."""
    lines = tuple(
        ForecastLine(
            str(target).capitalize(),
            target if isinstance(target, Kind) else None,
            None if isinstance(target, Kind) else target,
            dict(months),
        )
        for target, months in amounts.items()
    )
    return Forecast("a1", "g1", SIREN, 2027, lines, date(2026, 9, 2), "p1")


def autumn() -> Ledger:
    """Three months of a group that sells knitwear, each figure easy to follow by hand.

    September: sold 400.00, nothing else. October: sold 900.00, bought 300.00, 480.00 came in.
    November: sold 1 000.00, bought 250.00 and 60.00 of a fair, 600.00 came in, 360.00 went out; contribution 179.00.
    """
    ledger = Ledger()
    ledger.sale(date(2026, 9, 14), 40_000, due_on=date(2026, 10, 14), letters="AAA")
    ledger.sale(date(2026, 10, 5), 90_000, due_on=date(2026, 11, 4))
    ledger.purchase(date(2026, 10, 8), 30_000, due_on=date(2026, 11, 7))
    ledger.receipt(date(2026, 10, 20), 48_000, letters="AAA")
    ledger.sale(date(2026, 11, 12), 100_000, due_on=date(2026, 12, 12))
    ledger.purchase(date(2026, 11, 13), 25_000, due_on=date(2026, 12, 13))
    ledger.purchase(date(2026, 11, 16), 6_000, account="6233", due_on=date(2026, 12, 16))
    ledger.receipt(date(2026, 11, 18), 60_000)
    ledger.disbursement(date(2026, 11, 20), 36_000)
    ledger.contribution(date(2026, 11, 30), 17_900)
    return ledger


def _line(line: tuple[str, int] | tuple[str, int, Auxiliary], code: str, due_on: date | None) -> EntryLine:
    account, cents = line[0], line[1]
    auxiliary = line[2] if len(line) == 3 else None
    return EntryLine(
        account,
        debit_cents=max(0, cents),
        credit_cents=max(0, -cents),
        auxiliary=auxiliary,
        analytic_code=code,
        due_on=due_on if auxiliary else None,
        account_label=chart().get(account, ""),
    )
