"""Opening balances: what a closed year hands over to the next one (PCG: bilan d'ouverture = bilan de clôture; FEC-08).

Accounts of classes 1 to 5 are carried per third party and per analytic code, so that every activity and every customer goes
on where it stood. Classes 6 and 7 are not carried, and not closed by entries either (FEC-09): their sum, with 186 and 187,
becomes the result, on 120 or 129.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from accounting.domain.entry import Auxiliary, Entry, EntryDraft, EntryLine, Journal
from accounting.domain.errors import RuleError
from accounting.domain.lettering import Letter
from accounting.domain.why import Why, euros

PROFIT, LOSS = "120", "129"
_OF_THE_RESULT = ("6", "7", "186", "187")
_Key = tuple[str, str, str]


@dataclass
class _Carried:
    cents: int = 0
    label: str = ""
    third_party: str = ""
    due_on: date | None = None


@dataclass
class OpeningBalances:
    """Being added up, entry by entry: memory grows with accounts and third parties, not with entries."""

    siren: str
    carried: dict[_Key, _Carried] = field(default_factory=dict)
    results: dict[str, int] = field(default_factory=dict)

    def add(self, entry: Entry, letters: Mapping[int, Letter]) -> None:
        """Add an entry of the year that is closed."""
        for place, line in enumerate(entry.lines):
            if line.account.startswith(_OF_THE_RESULT):
                code = line.analytic_code or ""
                self.results[code] = self.results.get(code, 0) + line.balance_cents
            else:
                self._carry(line, lettered=place in letters)

    def _carry(self, line: EntryLine, *, lettered: bool) -> None:
        auxiliary = line.auxiliary.account if line.auxiliary else ""
        one = self.carried.setdefault((line.account, auxiliary, line.analytic_code or ""), _Carried())
        one.cents += line.balance_cents
        one.label = line.account_label
        one.third_party = line.auxiliary.label if line.auxiliary else one.third_party
        if line.due_on is not None and not lettered:
            one.due_on = min(one.due_on or line.due_on, line.due_on)

    @property
    def result_cents(self) -> int:
        """The result of the year: positive for a profit."""
        return -sum(self.results.values())

    def lines(self) -> tuple[EntryLine, ...]:
        """The lines of the opening entry, in the order of the accounts; none when everything is zero."""
        lines = [_line(key, one) for key, one in sorted(self.carried.items()) if one.cents]
        account = PROFIT if self.result_cents >= 0 else LOSS
        for code, cents in sorted(self.results.items()):
            if cents:
                lines.append(_sided(account, cents, code or None))
        return tuple(lines)

    def draft(self, year: int, opens_on: date, scheme: str | None) -> EntryDraft | None:
        """The opening entry of the financial year after ``year``; None when nothing is left to hand over."""
        lines = self.lines()
        if not lines:
            return None
        result = self.result_cents
        word = "un bénéfice" if result >= 0 else "une perte"
        return EntryDraft(
            siren=self.siren,
            journal=Journal.OPENING,
            source_key=f"opening:{self.siren}:{year + 1}",
            posted_on=opens_on,
            label=f"À-nouveaux au {opens_on:%d/%m/%Y}",
            voucher_ref=f"AN{year + 1}",
            voucher_on=opens_on,
            lines=lines,
            activity_id=None,
            scheme=scheme,
            why=Why(
                rule="FEC-08",
                sentence=(
                    f"L'exercice {year} est clos. Ce que la coopérative possède et ce qu'elle doit continue dans l'exercice "
                    f"{year + 1} : chaque compte des classes 1 à 5 repart avec son solde. Les charges et les produits, eux, "
                    f"repartent de zéro : leur différence, {word} de {euros(abs(result))}, est inscrite au compte "
                    f"{PROFIT if result >= 0 else LOSS}."
                ),
                source_document=f"closing:{self.siren}:{year}",
            ),
        )


def check_internal(cells: Iterable[tuple[str, int]]) -> None:
    """RuleError unless 181 nets to nothing and 186 equals 187 (PCG 1211-18), given accounts and balances."""
    liaison = exchanged = 0
    for account, cents in cells:
        if account.startswith("181"):
            liaison += cents
        elif account.startswith(("186", "187")):
            exchanged += cents
    if liaison or exchanged:
        detail = (
            f"181 has a balance of {liaison} cents, 186 and 187 differ by {exchanged}: both must be 0 to close a year"
        )
        raise RuleError("pcg-1211-18-internal", detail)


def _line(key: _Key, one: _Carried) -> EntryLine:
    account, auxiliary, code = key
    third_party = Auxiliary(auxiliary, one.third_party) if auxiliary else None
    return _sided(account, one.cents, code or None, third_party, one.due_on, one.label)


def _sided(
    account: str,
    cents: int,
    code: str | None,
    auxiliary: Auxiliary | None = None,
    due_on: date | None = None,
    label: str = "",
) -> EntryLine:
    debit, credit = max(0, cents), max(0, -cents)
    return EntryLine(account, debit, credit, auxiliary, code, due_on=due_on, account_label=label)
