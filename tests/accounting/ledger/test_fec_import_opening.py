"""The balances of another software's year open the first year here, once, and for an error nothing is written."""

from datetime import date
from pathlib import Path

import pytest

from accounting.domain.entry import Journal
from accounting.domain.errors import DomainError, RuleError
from accounting.domain.fec_import.line import UnusableFileError
from accounting.domain.fec_import.record import Mode, Status
from accounting.usecases.ledger.read_balances import ReadBalances, read_balances
from accounting.usecases.periods.close_month import CloseMonth, close_month
from essaim.kit.cause import fresh_cause
from essaim.kit.errors import ConflictError
from tests.accounting.ledger.books import OTHER_SIREN, SIREN, draft, open_books, post, register
from tests.accounting.ledger.foreign_fec import NAME, accepted, content, imported, planned, rows


async def test_opening_is_posted_once_with_third_parties_and_the_result(tmp_path: Path) -> None:
    """FEC-08: classes 1 to 5 per account and third party, 6 and 7 as the result, on the first day of the next year."""
    async with open_books(tmp_path / "b.db") as deps:
        done = await imported(deps, content())
        assert (done.state.status, done.state.posted_count, done.state.open) == (Status.DONE, 1, False)
        entry = (await deps.ledger.get(str(done.state.entry_id))).state.certain_entry
        assert entry.source_key == f"opening:{SIREN}:2027"
        assert (entry.journal, entry.posted_on, entry.fiscal_year) == (Journal.OPENING, date(2026, 9, 1), 2027)
        lines = [
            (one.account, one.auxiliary.account if one.auxiliary else "", one.debit_cents, one.credit_cents)
            for one in entry.lines
        ]
        assert lines == [
            ("110", "", 0, 100_000),
            ("281830", "", 0, 5_000),
            ("401", "401CUIRS", 0, 36_000),
            ("44566", "", 6_000, 0),
            ("44571", "", 0, 20_000),
            ("512", "", 220_000, 0),
            ("120", "", 0, 65_000),
        ]
        assert done.state.sha256 in entry.why.sentence
        assert NAME in entry.why.sentence
        assert "un bénéfice de 650,00" in entry.why.sentence
        assert [one.state.label for one in await deps.accounts.all()] == ["Amortissements"]


@pytest.mark.parametrize(("separator", "charset"), [("|", "iso8859-15"), ("\t", "utf-8-sig"), ("|", "utf-8")])
async def test_every_accepted_form_gives_the_same_plan(tmp_path: Path, separator: str, charset: str) -> None:
    """FEC-03, FEC-12: separator and charset are found out."""
    async with open_books(tmp_path / "b.db") as deps:
        plan = await planned(deps, content(separator=separator, charset=charset))
        assert not plan.plan.problems
        assert not plan.refusal
        assert plan.plan.result_cents == 65_000
        assert plan.plan.new_accounts == {"281830": "Amortissements"}


async def test_both_conventions_of_amounts(tmp_path: Path) -> None:
    """Montant and Sens instead of Debit and Credit."""
    signed = [[*row[:11], *((row[11], "D") if row[11] != "0,00" else (row[12], "C")), *row[13:]] for row in rows()]
    raw = content(signed).replace(b"Debit\tCredit", b"Montant\tSens")
    async with open_books(tmp_path / "b.db") as deps:
        plan = await planned(deps, raw)
        assert (plan.plan.problems, plan.plan.result_cents) == ((), 65_000)


def _changed(at: int, field: int, value: str) -> bytes:
    lines = rows()
    lines[at][field] = value
    return content(lines)


@pytest.mark.parametrize(
    ("raw", "name", "place", "words"),
    [
        (content(), "999999014FEC20260831.txt", "file_name", "l'entité 999999014"),
        (content(), "fichier.txt", "file_name", "n'est pas le nom"),
        (content(), f"{SIREN}FEC20251231.txt", "file_name", "finissent un 31/08"),
        (content(), f"{SIREN}FEC20270831.txt", "file_name", "pas terminé"),
        (content(), f"{SIREN}FEC20260831_1.txt", "file_name", "partie"),
        (_changed(7, 4, "99000000"), NAME, "lines.9.CompteNum", "aucun compte du plan"),
        (_changed(7, 11, "300.00"), NAME, "lines.9.Debit", "point décimal"),
        (_changed(7, 3, "20261001"), NAME, "lines.9.EcritureDate", "n'est pas dans l'exercice"),
        (_changed(7, 3, "20260231"), NAME, "lines.9.EcritureDate", "calendrier"),
        (_changed(7, 11, "300,01"), NAME, "file", "pas équilibré : écart de 0,01"),
        (content().decode().encode("utf-16"), NAME, "file", "UTF-16"),
        (content(separator=";"), NAME, "lines.1", "point-virgule"),
        (b"", NAME, "file", "vide"),
    ],
)
async def test_refused_whole(tmp_path: Path, raw: bytes, name: str, place: str, words: str) -> None:
    """FEC-03…07, ACC-07, FEC-13: which line, which field, what would be accepted; and nothing is written."""
    async with open_books(tmp_path / "b.db") as deps:
        with pytest.raises(UnusableFileError) as caught:
            await accepted(deps, raw, name=name)
        first = next(one for one in caught.value.fields if words in one.message)
        assert first.field == place
        assert first.accepted
        assert await deps.ledger.count() == await deps.accounts.count() == await deps.file_pieces.count() == 0


async def test_never_twice_and_never_beside_another_opening(tmp_path: Path) -> None:
    """FEC-08: the same file, another file, and a year that has entries here."""
    async with open_books(tmp_path / "b.db") as deps:
        first = await imported(deps, content())
        with pytest.raises(ConflictError, match=first.id):
            await accepted(deps, content())
        with pytest.raises(RuleError, match="déjà ses à-nouveaux : AN-000001"):
            await accepted(deps, content(separator="|"))
        assert await deps.ledger.count() == 1


async def test_a_year_with_entries_here_is_closed_here(tmp_path: Path) -> None:
    """ACC-05: opening balances would be counted twice; and nothing goes into a closed month."""
    async with open_books(tmp_path / "b.db") as deps:
        await post(deps, draft("old", on=date(2026, 8, 20)))
        with pytest.raises(RuleError, match="clôturez-le ici"):
            await accepted(deps, content())
    async with open_books(tmp_path / "c.db") as deps:
        await post(deps, draft("new", on=date(2026, 9, 20)))
        await close_month(CloseMonth(SIREN, date(2026, 9, 1)), deps, fresh_cause("test"))
        with pytest.raises(RuleError, match="clos jusqu'au 30/09/2026"):
            await accepted(deps, content())


async def test_a_crash_after_acceptance_is_completed(tmp_path: Path) -> None:
    """The file is kept: who comes after runs it again, and what is posted stays what it is."""
    async with open_books(tmp_path / "b.db") as deps:
        waiting = await accepted(deps, content())
        assert await deps.ledger.count() == 0
        again = await accepted(deps, content())
        assert again.id == waiting.id
        done = await imported(deps, content())
        assert done.state.status is Status.DONE
        assert await deps.ledger.count() == 1


async def test_somebody_opens_the_year_meanwhile(tmp_path: Path) -> None:
    """FEC-08: then the import fails, and says so."""
    async with open_books(tmp_path / "b.db") as deps:
        await accepted(deps, content())
        await post(deps, draft(f"opening:{SIREN}:2027", on=date(2026, 9, 1)))
        done = await imported(deps, content())
        assert done.state.status is Status.FAILED
        assert "fec-08-opened" in done.state.error


async def test_balances_of_the_books_are_those_of_the_file(tmp_path: Path) -> None:
    """FEC-13: debit and credit of the opening agree, whatever the file's accounts are called."""
    async with open_books(tmp_path / "b.db") as deps:
        await imported(deps, content())
        cells = await read_balances(ReadBalances(SIREN, date(2026, 9, 1), date(2026, 9, 30)), deps)
        assert sum(one.balance_cents for one in cells) == 0
        assert {one.account: one.balance_cents for one in cells}["512"] == 220_000


async def test_unregistered_legal_entity(tmp_path: Path) -> None:
    """CAE-01: books that are not kept here take nothing; once registered the name of the file is wrong for them."""
    async with open_books(tmp_path / "b.db") as deps:
        await register(deps, OTHER_SIREN, ())
        plan = await planned(deps, content(), Mode.OPENING, NAME, OTHER_SIREN)
        assert "l'entité 732829320" in plan.plan.problems[0].message
        assert not issubclass(UnusableFileError, RuleError)
        assert issubclass(UnusableFileError, DomainError)
