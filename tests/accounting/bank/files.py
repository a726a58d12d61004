"""Statements in the formats of banks, made small."""

from collections.abc import Sequence

from accounting.domain.bank.csv_mapping import CsvMapping

IBAN = "FR7630006000011234567890189"
MAPPING = {
    "booked_on": "Date",
    "value_on": "Valeur",
    "labels": ["Libellé"],
    "amount": "Montant",
    "balance": "Solde",
}
COLUMNS = CsvMapping("Date", ("Libellé",), amount="Montant", value_on="Valeur", balance="Solde")
SIGNS = "{ABCDEFGHI", "}JKLMNOPQR"


def camt(
    entries: Sequence[str], opening: str = "100.00", closing: str = "100.00", version: str = "02", *, iban: str = IBAN
) -> str:
    """A CAMT.053 with one statement of 1 December 2026."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        "<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-12-01T20:00:00</CreDtTm></GrpHdr>"
        f"<Stmt><Id>S1</Id><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>"
        f"{_balance('OPBD', opening)}{_balance('CLBD', closing)}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    )


def entry(
    amount: str,
    *,
    side: str = "CRDT",
    reference: str = "",
    label: str = "",
    details: str = "",
    status: str = "<Sts>BOOK</Sts>",
    currency: str = "EUR",
    day: str = "2026-12-01",
) -> str:
    """One entry of it."""
    own = f"<AcctSvcrRef>{reference}</AcctSvcrRef>" if reference else ""
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}<BookgDt><Dt>{day}</Dt></BookgDt>'
        f"<ValDt><Dt>{day}</Dt></ValDt>{own}<NtryDtls>{details}</NtryDtls><AddtlNtryInf>{label}</AddtlNtryInf></Ntry>"
    )


def detail(amount: str, name: str, text: str) -> str:
    """One transaction of a batch, as version .08 has it."""
    return (
        f'<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="EUR">{amount}</Amt>'
        f"<RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties>"
        f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls>"
    )


def _balance(code: str, amount: str) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{amount}</Amt>'
        "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-12-01</Dt></Dt></Bal>"
    )


def coded(cents: int) -> str:
    """An amount of 14 characters, the last one with the sign."""
    digits = f"{abs(cents):014d}"
    return digits[:13] + SIGNS[cents < 0][int(digits[13])]


def cfonb_balance(kind: str, day: str, cents: int, currency: str = "EUR") -> str:
    """A line 01 or 07."""
    head = f"{kind}{IBAN[4:9]}    {IBAN[9:14]}{currency}2 {IBAN[14:25]}  {day}"
    return f"{head:<90}{coded(cents)}{'':16}"


def cfonb_movement(day: str, cents: int, label: str, number: str = "0000000", reference: str = "") -> str:
    """A line 04."""
    head = f"04{IBAN[4:9]}B1  {IBAN[9:14]}EUR2 {IBAN[14:25]}05{day}  {day}{label:<31}  {number}  "
    return f"{head}{coded(cents)}{reference:<16}"


def cfonb_more(day: str, text: str) -> str:
    """A line 05."""
    return f"05{IBAN[4:9]}B1  {IBAN[9:14]}EUR2 {IBAN[14:25]}05{day}     LIB{text:<70}  "


def csv_of(*rows: tuple[str, str, str], charset: str = "utf-8") -> bytes:
    """A CSV by the mapping: day, label and amount of each row, without balances."""
    text = "Date;Valeur;Libellé;Montant;Solde\r\n"
    text += "".join(f"{day};{day};{label};{amount};\r\n" for day, label, amount in rows)
    return text.encode(charset)
