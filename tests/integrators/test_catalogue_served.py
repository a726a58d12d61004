"""The catalogue's web server: gives the files of its table, to this machine only, and nothing else whatever is asked."""

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from essaim.cli.catalogue_page.process import CatalogueProcess
from essaim.cli.catalogue_page.serving import Site
from essaim.cli.local.ports import free_port, is_listening
from essaim.cli.local.state import read_state, write_state
from essaim.cli.local.suite import LocalSuite
from essaim.cli.local.supervisor import describe
from essaim.cli.up import summary
from tests.support.broker import Rabbit
from tests.support.processes import is_gone


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    served = tmp_path / "served"
    (served / "events").mkdir(parents=True)
    (served / "index.html").write_text("<!doctype html>index")
    (served / "events" / "a.html").write_text("a")
    (served / ".essaim-catalogue").write_text("mark")
    (tmp_path / "secret.html").write_text("secret")
    with Site(served, free_port()) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield site.server_port
        site.shutdown()
        thread.join()


def ask(port: int, method: str, path: str, host: str | None = None) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{port}"})
        response = connection.getresponse()
        return response.status, response.read(), {name.lower(): value for name, value in response.getheaders()}
    finally:
        connection.close()


def test_pages_are_given_with_headers_that_keep_them_harmless(port: int) -> None:
    status, body, headers = ask(port, "GET", "/")
    assert (status, body) == (200, b"<!doctype html>index")
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"
    assert "python" not in headers["server"].lower()
    assert ask(port, "GET", "/events/a.html?x=1")[:2] == (200, b"a")
    status, body, headers = ask(port, "HEAD", "/events/a.html")
    assert (status, body, headers["content-length"]) == (200, b"", "1")


@pytest.mark.parametrize(
    "path",
    ["/events/", "/events", "/.essaim-catalogue", "/../secret.html", "/%2e%2e/secret.html", "//secret.html", "/%00"],
)
def test_there_is_no_listing_and_no_way_out(port: int, path: str) -> None:
    status, body, _ = ask(port, "GET", path)
    assert status == 404
    assert b"secret" not in body.lower()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_only_reading_is_possible(port: int, method: str) -> None:
    assert ask(port, method, "/")[0] == 501


def test_a_request_for_another_host_name_is_turned_away(port: int) -> None:
    assert ask(port, "GET", "/", host="evil.example.org")[0] == 421
    assert ask(port, "GET", "/", host=f"localhost:{port}")[0] == 200


def test_only_the_loopback_interface_is_bound(port: int) -> None:
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", port))


@pytest.mark.processes
async def test_the_process_of_the_suite_serves_every_page_and_ends(tmp_path: Path) -> None:
    pages = CatalogueProcess(tmp_path / "catalogue", tmp_path / "logs", port := free_port())
    await pages.start()
    try:
        assert b"enrolment.group_started.v1" in ask(port, "GET", "/events/enrolment.group_started.v1.html")[1]
        assert 0 < pages.process.resident_bytes() < 60_000_000
    finally:
        await pages.stop()
    assert is_gone(pages.process.pid)
    assert not is_listening(port)


@pytest.mark.broker
@pytest.mark.processes
async def test_the_suite_serves_it_says_where_and_stops_it(rabbit: Rabbit, tmp_path: Path) -> None:
    async with LocalSuite(tmp_path, deployments=[], broker=rabbit.broker, catalogue=True) as suite:
        assert suite.catalogue is not None
        pid = suite.pids()["event catalogue"]
        state = describe(suite)
        assert state.catalogue == suite.catalogue.url
        assert f"Events: {suite.catalogue.url} " in summary(state, tmp_path)
        write_state(tmp_path, state)
        assert read_state(tmp_path) == state
    assert is_gone(pid)


@pytest.mark.broker
@pytest.mark.processes
async def test_pages_that_cannot_be_had_keep_no_service_from_running(rabbit: Rabbit, tmp_path: Path) -> None:
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "letter.txt").write_text("mine")
    told: list[str] = []
    async with LocalSuite(
        tmp_path, deployments=[], broker=rabbit.broker, catalogue=True, progress=told.append
    ) as suite:
        assert suite.catalogue is None
        assert "not served" in summary(describe(suite), tmp_path)
    assert "the event catalogue cannot be built" in told[-1]
