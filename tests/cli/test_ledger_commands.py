"""``essaim ledger verify`` and ``essaim ledger fec`` against a service that really answers: what they say, and how they end."""

import asyncio
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from typer.testing import CliRunner

from accounting.app import create
from accounting.domain.entry import Journal
from accounting.domain.record import record_id
from accounting.settings import Settings
from essaim.cli.local.keys import ISSUER, LocalIssuer
from essaim.cli.main import app
from essaim.fec.check import check_fec
from tests.accounting.ledger.books import SIREN, draft, open_books, post, receipt_lines


async def _write(path: Path) -> None:
    async with open_books(path) as deps:
        for number in range(3):
            await post(deps, draft(f"sale:{number}"))
        await post(deps, draft("payment:0", *receipt_lines(), journal=Journal.BANK, on=date(2026, 10, 20)))


class Service:
    """An accounting service over the books in a file, on a port of its own, without a broker."""

    def __init__(self, directory: Path) -> None:
        self.books = directory / "books.db"
        self.issuer = LocalIssuer(directory / "keys")
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        settings = Settings(
            partner="coopilote",
            store_url=f"sqlite:///{self.books}",
            amqp_url="amqp://127.0.0.1:9/none",
            jwks=str(self.issuer.jwks_file),
            token_issuer=ISSUER,
            log_level="ERROR",
        )
        config = uvicorn.Config(create(settings), host="127.0.0.1", port=port, log_config=None, ws="none")
        self.server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self.server.run, daemon=True)

    def start(self) -> None:
        """Until it answers."""
        self._thread.start()
        deadline = time.monotonic() + 30
        while not self.server.started:
            assert time.monotonic() < deadline, "it did not start"
            time.sleep(0.05)

    def stop(self) -> None:
        """Until it is gone."""
        self.server.should_exit = True
        self._thread.join(timeout=30)

    def ledger(self, *arguments: str, role: str = "accountant") -> tuple[int, str]:
        """Exit code and output of a command."""
        token = self.issuer.issue_token("somebody", "coopilote", [role])
        given = [*arguments, "--url", self.url, "--token", token]
        done = CliRunner().invoke(app, ["ledger", *given])
        return done.exit_code, done.output


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    asyncio.run(_write(tmp_path / "books.db"))
    running = Service(tmp_path)
    running.start()
    yield running
    running.stop()


def test_intact_books_end_with_zero_and_altered_ones_with_one(service: Service) -> None:
    """For scripts: 0 intact, 1 a fault with its place, 2 no answer or no right to ask."""
    code, said = service.ledger("verify")
    assert (code, f"{SIREN}: intact, 4 records (4 entries)" in said) == (0, True), said
    with closing(sqlite3.connect(service.books)) as connection, connection:
        query = "UPDATE ledger SET body = json_set(body, '$.state.entry.label', 'Autre') WHERE id = ?"
        connection.execute(query, (record_id(SIREN, 2),))
    code, said = service.ledger("verify", "--entity", SIREN)
    assert (code, f"{SIREN}: record altered at 2" in said) == (1, True), said
    code, said = service.ledger("verify", "--entity", SIREN, role="coach")
    assert code == 2
    assert "forbidden" in said or "403" in said or "404" in said
    code, said = service.ledger("verify", "--entity", "999999022")
    assert (code, "404" in said) == (2, True), said


def test_a_fec_is_fetched_whole_with_its_description(service: Service, tmp_path: Path) -> None:
    """It conforms to every rule, and lies under its legal name only once it is complete."""
    out = tmp_path / "out"
    code, said = service.ledger("fec", "--entity", SIREN, "--year", "2027", "--out", str(out))
    assert code == 0, said
    assert sorted(one.name for one in out.iterdir()) == [
        f"{SIREN}FEC20270831.txt",
        f"{SIREN}FEC20270831_description.txt",
    ]
    report = check_fec(out / f"{SIREN}FEC20270831.txt", siren=SIREN)
    assert (report.conforming, report.lines) == (True, 11), report.findings
    assert "2027 is not closed" in said
    code, said = service.ledger("fec", "--entity", SIREN, "--year", "2031", "--out", str(out))
    assert (code, "a financial year with entries" in said) == (2, True), said


def test_without_a_service_it_ends_with_two(tmp_path: Path) -> None:
    for arguments in (["--url", "http://127.0.0.1:9"], ["--state", str(tmp_path)]):
        done = CliRunner().invoke(app, ["ledger", "verify", *arguments])
        assert done.exit_code == 2, done.output
