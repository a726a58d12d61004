"""Read a CAMT.053 statement (ISO 20022, versions .02 to .08), entry by entry: memory stays flat.

Booked entries only. A batch whose details all have amounts that add up is one movement each, otherwise it is one movement.
Own code on the parser of the standard library: the libraries there are keep a whole file in memory and say no place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from accounting.domain.bank.camt_entry import EntryReader
from accounting.domain.bank.camt_parts import Names, day_of, signed_cents
from accounting.domain.bank.camt_prolog import ACCEPTED, Prolog, PrologError
from accounting.domain.bank.line import ONE_DAY, Days, Found, StatementBalances, check_balances
from accounting.domain.bank.problem import Problems

MOST_IN_ENTRY = 1_000_000
"""Elements of one entry, or between two: thirty thousand transactions of a batch. They are in memory together."""
MOST_ENTRIES = 500_000
MOST_WITHOUT_END = 1024 * 1024
"""Bytes in which some element has to end: others only go deeper and deeper."""


def read_camt(chunks: Iterable[bytes], iban: str, days: Days, problems: Problems) -> Iterator[Found]:
    """The movements of every statement, its balances after them. What is wrong goes to ``problems``, and what was read
    until there is no import then."""
    reader: _Reader | None = None
    prolog = Prolog()
    parser: XMLPullParser[Element] = XMLPullParser(events=("end",))
    waiting: list[bytes] = []
    try:
        for chunk in chunks:
            if reader is None:
                waiting.append(chunk)
                prolog.feed(chunk)
                if not prolog.done:
                    continue
                reader = _Reader(Names(prolog.namespace), iban, days, problems)
                chunk = b"".join(waiting)
            parser.feed(chunk)
            yield from reader.take(parser)
            reader.check_depth(len(chunk))
        parser.close()
        if reader is not None:
            yield from reader.take(parser)
    except PrologError as error:
        problems.add("file", error.args[0], error.args[1])
        return
    except ParseError as error:
        line, column = error.position
        message = f"n'est pas un XML entier : erreur à la ligne {line}, colonne {column + 1}"
        problems.add("file", message, "le fichier entier, tel que la banque le donne")
        return
    if reader is None or not reader.statement_ids:
        problems.add("file", "ne contient aucun relevé (Stmt)", "au moins un relevé")


@dataclass
class _Reader:
    names: Names
    iban: str
    days: Days
    problems: Problems
    statement_ids: set[str] = field(default_factory=set)
    moved_cents: int = 0
    in_entry: int = 0
    entry_count: int = 0
    without_end: int = 0

    def __post_init__(self) -> None:
        self.entries = EntryReader(self.names, self.days, self.problems)

    def take(self, parser: "XMLPullParser[Element]") -> Iterator[Found]:
        """What has been read since."""
        entry, statement = self.names.of("Ntry"), self.names.of("Stmt")
        for event in parser.read_events():
            element = event[-1]
            if not isinstance(element, Element):
                continue
            self.in_entry += 1
            self.without_end = 0
            if element.tag == entry:
                self._count_entry()
                for line in self.entries.read(element):
                    self.moved_cents += line.amount_cents
                    yield line
                element.clear()
            elif element.tag == statement:
                yield from self._statement(element)
                element.clear()

    def check_depth(self, read_bytes: int) -> None:
        """PrologError for what would fill the memory instead of being a statement."""
        self.without_end += read_bytes
        if self.in_entry > MOST_IN_ENTRY or self.without_end > MOST_WITHOUT_END:
            raise PrologError(f"n'est plus un relevé après l'écriture {self.entry_count}", ACCEPTED)

    def _count_entry(self) -> None:
        self.in_entry = 0
        self.entry_count += 1
        if self.entry_count > MOST_ENTRIES:
            raise PrologError(f"a plus de {MOST_ENTRIES} écritures", "plusieurs fichiers")

    def _statement(self, statement: Element) -> Iterator[Found]:
        text, id_ = self.names.text, self.names.text(statement, "Id")
        place = f"statements.{len(self.statement_ids)}"
        if not id_ or id_ in self.statement_ids:
            message = f"le relevé {id_} est deux fois dans le fichier" if id_ else "le relevé n'a pas d'identifiant"
            self.problems.add(f"{place}.Id", message, "chaque relevé une fois, avec son Id")
        self.statement_ids.add(id_ or place)
        found = text(statement, "Acct", "Id", "IBAN").replace(" ", "").upper()
        if found != self.iban:
            message = f"c'est un relevé du compte {found or 'sans IBAN'}, pas de {self.iban}"
            self.problems.add(f"{place}.Acct", message, self.iban)
        opening, closing = self._balance(statement, "OPBD", place), self._balance(statement, "CLBD", place)
        if opening is None and (before := self._balance(statement, "PRCD", place)) is not None:
            opening = (before[0] + ONE_DAY, before[1])
        if opening and closing and not self.problems.count:
            check_balances(opening[1], self.moved_cents, closing[1], place, self.problems)
        self.moved_cents = 0
        yield StatementBalances(id_, *(opening or (None, None)), *(closing or (None, None)))

    def _balance(self, statement: Element, code: str, place: str) -> tuple[date, int] | None:
        """The balance of this kind, when the statement says one."""
        for one in statement.findall(self.names.of("Bal")):
            if self.names.text(one, "Tp", "CdOrPrtry", "Cd") == code:
                day = day_of(self.names, one, "Dt", f"{place}.Bal", self.problems)
                cents = signed_cents(self.names, one, f"{place}.Bal", self.problems)
                return None if day is None or cents is None else (day, cents)
        return None
