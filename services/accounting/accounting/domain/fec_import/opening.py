"""The sums of a file as one opening entry of the year after (FEC-08): the same entry that closing that year here would post.

Accounts of classes 1 to 5 keep their balances, per third party; classes 6 and 7, with 186 and 187, become the result.
"""

from dataclasses import dataclass
from datetime import date

from accounting.domain.entry import CENTRAL, Auxiliary, EntryDraft, EntryLine, Journal
from accounting.domain.fec_import.accounts import Target
from accounting.domain.opening import LOSS, PROFIT
from accounting.domain.why import Why, euros

_OF_THE_RESULT = ("6", "7", "186", "187")
_LIAISON = "181"


@dataclass(frozen=True)
class OpeningFacts:
    """Which books, from which file, on which day, and the document that the entry rests on."""

    siren: str
    year: int
    opens_on: date
    file_name: str
    sha256: str
    document: str


class OpeningSums:
    """Being added up: memory grows with accounts and third parties, not with lines."""

    def __init__(self) -> None:
        self._cents: dict[tuple[str, str], int] = {}
        self._labels: dict[str, str] = {}
        self._result = 0

    @property
    def result_cents(self) -> int:
        """The result of the file's year: positive for a profit."""
        return -self._result

    def add(self, account: str, third_party: Auxiliary | None, cents: int) -> None:
        """One movement: debit minus credit."""
        if account.startswith(_OF_THE_RESULT):
            self._result += cents
            return
        code = third_party.account if third_party else ""
        self._cents[account, code] = self._cents.get((account, code), 0) + cents
        if third_party:
            self._labels.setdefault(code, third_party.label)

    def lines(self) -> tuple[EntryLine, ...]:
        """In the order of the accounts; only what is not zero."""
        lines = []
        for (account, code), cents in sorted(self._cents.items()):
            third_party = Auxiliary(code, self._labels[code]) if code else None
            if cents:
                lines.append(_sided(account, cents, third_party))
        if self._result:
            lines.append(_sided(PROFIT if self._result < 0 else LOSS, self._result, None))
        return tuple(lines)

    def draft(self, facts: OpeningFacts) -> EntryDraft:
        """The entry, with the key of the one that a closing posts: there is one opening a year. RuleError when it is none."""
        result = self.result_cents
        word = "un bénéfice" if result >= 0 else "une perte"
        before, year = facts.year - 1, facts.year
        return EntryDraft(
            siren=facts.siren,
            journal=Journal.OPENING,
            source_key=f"opening:{facts.siren}:{year}",
            posted_on=facts.opens_on,
            label=f"À-nouveaux au {facts.opens_on:%d/%m/%Y}",
            voucher_ref=f"AN{year}",
            voucher_on=facts.opens_on,
            lines=self.lines(),
            activity_id=None,
            scheme=None,
            why=Why(
                rule="FEC-08",
                sentence=(
                    f"L'exercice {before} a été tenu avec un autre logiciel. Ses soldes viennent du fichier "
                    f"{facts.file_name} (SHA-256 {facts.sha256}) : chaque compte des classes 1 à 5 repart avec le sien. "
                    f"Les charges et les produits repartent de zéro : leur différence, {word} de {euros(abs(result))}, "
                    f"est inscrite au compte {PROFIT if result >= 0 else LOSS}."
                ),
                source_document=facts.document,
            ),
        )


def balance_account(target: Target, code: Auxiliary | None) -> tuple[str, Auxiliary | None]:
    """Where a line is summed: its own third party, else the one that stands in the account number."""
    return target.account, code or target.third_party


def _sided(account: str, cents: int, third_party: Auxiliary | None) -> EntryLine:
    analytic_code = CENTRAL if account.startswith(_LIAISON) else None
    return EntryLine(account, max(0, cents), max(0, -cents), third_party, analytic_code)
