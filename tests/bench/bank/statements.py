"""Statements of so many movements of one account: the same number always makes the same file."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.csv_mapping import CsvMapping
from tests.accounting.ledger.books import SIREN

IBAN = "FR7630006000011234567890189"
ACCOUNT_ID = "courant"
MAPPING = CsvMapping(
    booked_on="Date", value_on="Valeur", labels=("Libellé",), amount="Montant", balance="Solde", reference="Référence"
)
ACCOUNT = BankAccount(SIREN, "Compte courant", IBAN, "512", csv_mapping=MAPPING)
STARTS_ON = date(2026, 1, 1)
DAYS = 330
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
    f"<GrpHdr><MsgId>B</MsgId></GrpHdr><Stmt><Id>B</Id><Acct><Id><IBAN>{IBAN}</IBAN></Id></Acct>"
)


def _movements(number: int) -> Iterator[tuple[date, int, str, str]]:
    for place in range(number):
        cents = (place % 977 + 1) * (100 if place % 3 else -37)
        yield STARTS_ON + timedelta(days=place * DAYS // number), cents, f"VIR SEPA ATELIER {place % 300}", f"R{place}"


def write_csv(path: Path, number: int) -> Path:
    """A CSV with a balance beside each movement."""
    balance = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("Date;Valeur;Libellé;Montant;Solde;Référence\r\n")
        for day, cents, label, reference in _movements(number):
            balance += cents
            shown = f"{day:%d/%m/%Y}"
            file.write(f"{shown};{shown};{label};{_text(cents, ',')};{_text(balance, ',')};{reference}\r\n")
    return path


def write_camt(path: Path, number: int) -> Path:
    """A CAMT.053 with one detail per entry, as small as banks make them: 100,000 of them are just under the limit."""
    total = sum(one[1] for one in _movements(number))
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD + _balance("OPBD", 0) + _balance("CLBD", total))
        for day, cents, label, reference in _movements(number):
            side = "DBIT" if cents < 0 else "CRDT"
            file.write(
                f'<Ntry><Amt Ccy="EUR">{_text(abs(cents), ".")}</Amt><CdtDbtInd>{side}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
                f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
                f"<NtryDtls><TxDtls><Refs><EndToEndId>E</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Atelier</Nm></Pty></Dbtr>"
                f"</RltdPties><RmtInf><Ustrd>{label}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
            )
        file.write("</Stmt></BkToCstmrStmt></Document>")
    return path


def _balance(code: str, cents: int) -> str:
    side = "DBIT" if cents < 0 else "CRDT"
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{_text(abs(cents), ".")}</Amt>'
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><Dt>{STARTS_ON}</Dt></Dt></Bal>"
    )


def _text(cents: int, sign: str) -> str:
    units, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{units}{sign}{rest:02d}"
