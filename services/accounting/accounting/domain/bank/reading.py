"""A bank's file read in the format it has, for whoever asks: the plan of an import, and the import itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from accounting.domain.bank.account import BankAccount
from accounting.domain.bank.camt import read_camt
from accounting.domain.bank.cfonb import read_cfonb
from accounting.domain.bank.csv_file import read_csv
from accounting.domain.bank.csv_mapping import CsvMapping
from accounting.domain.bank.line import Days, Found
from accounting.domain.bank.problem import Problems
from accounting.domain.bank.statement_import import FileFormat

CHUNK = 64 * 1024


@dataclass(frozen=True)
class BankFile:
    """The file at its beginning, what it is, and whose."""

    file: IO[bytes]
    format: FileFormat
    account: BankAccount
    mapping: CsvMapping | None
    today: date


def read_lines(given: BankFile, problems: Problems) -> Iterator[Found]:
    """Movements and balances as they come; what is wrong goes to ``problems``."""
    days = Days(given.today)
    if given.format is FileFormat.CAMT:
        yield from read_camt(iter(lambda: given.file.read(CHUNK), b""), given.account.iban, days, problems)
    elif given.format is FileFormat.CFONB:
        yield from read_cfonb(given.file, given.account, days, problems)
    elif given.mapping is None:
        accepted = "PUT /v1/bank-accounts/{id}/csv-mapping, puis le fichier ; ou un fichier CAMT.053 ou CFONB 120"
        problems.add("file", "est un CSV, et le compte n'a pas de correspondance de colonnes", accepted)
    else:
        yield from read_csv(given.file, given.mapping, days, problems)
