"""The demo elsewhere and in trouble: against a running suite, when a service dies in the middle, and on Ctrl-C.

Whatever happens, it says what, and leaves no process behind.
"""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from essaim.cli.local.suite import LocalSuite
from essaim.fec.check import check_fec

pytestmark = [pytest.mark.broker, pytest.mark.processes]

DEMO = [sys.executable, "-m", "essaim.cli.main", "demo"]


async def demo(*arguments: str) -> tuple[int, str]:
    """A run to its end: exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        *DEMO, *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    printed, _ = await process.communicate()
    return process.returncode or 0, printed.decode()


def processes_of(directory: Path) -> dict[int, str]:
    """Every living process whose command or environment names the directory: process id → command."""
    found = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal() or int(entry.name) == os.getpid():
            continue
        with suppress(OSError):
            command, environment = (entry / "cmdline").read_bytes(), (entry / "environ").read_bytes()
            if str(directory).encode() in command + environment:
                found[int(entry.name)] = command.replace(b"\0", b" ").decode(errors="replace")
    return found


def left_behind(directory: Path) -> list[Path]:
    """Working directories that were not removed."""
    return list(directory.glob("essaim-demo-*"))


async def run_until(directory: Path, line: str) -> tuple[asyncio.subprocess.Process, str]:
    """Start a demo whose temporary files are all in ``directory``, and read what it prints until a line appears."""
    process = await asyncio.create_subprocess_exec(
        *DEMO,
        "--output",
        str(directory / "demo-output"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=os.environ | {"TMPDIR": str(directory), "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    printed = ""
    while line not in printed:
        read = await asyncio.wait_for(process.stdout.readline(), timeout=60)
        assert read, printed
        printed += read.decode()
    return process, printed


async def end_of(process: asyncio.subprocess.Process) -> str:
    """What else it prints, until it ends."""
    assert process.stdout is not None
    printed = await asyncio.wait_for(process.stdout.read(), timeout=60)
    await process.wait()
    return printed.decode()


async def test_against_a_running_suite_without_its_bus_and_a_second_time(tmp_path: Path) -> None:
    async with LocalSuite(tmp_path / "suite", clock="simulated") as suite:
        arguments = ["--signing-key", str(tmp_path / "suite" / "keys" / "key.pem"), "--mails", str(suite.mails)]
        for name, service in suite.services.items():
            arguments += ["--against", f"{name}={service.url}"]
        output = tmp_path / "first"
        code, printed = await demo("--output", str(output), *arguments)
        assert code == 0, printed
        assert "Not observed: No --amqp-url" in printed
        assert "No --against ubfc.enrolment: the Pépite worked at the first enrolment deployment." in printed
        summary = json.loads((output / "summary.json").read_text())
        assert summary["events"]["total"] is None
        assert summary["books"]["shared"] == "736.91"
        assert sum(summary["mails"].values()) == len(list((output / "mails").iterdir())) > 100
        assert check_fec(next((output / "books").iterdir())).lines == summary["books"]["fec"]["lines"]
        assert not (output / "events.jsonl").exists()

        # The clock of that suite stands in 2027 now: a second year cannot begin in 2026, and the demo says so.
        code, printed = await demo("--output", str(tmp_path / "second"), *arguments)
        assert code == 1
        assert "Failed at step 1" in printed
        assert "only goes forward" in printed
        summary = json.loads((tmp_path / "second" / "summary.json").read_text())
        assert summary["ok"] is False
        assert summary["failed"]["number"] == 1
        assert all(service.process.running for service in suite.services.values())


async def test_a_service_that_dies_is_named_and_everything_is_stopped(tmp_path: Path) -> None:
    process, _ = await run_until(tmp_path, "accepts 13 applications")
    victims = [pid for pid, command in processes_of(tmp_path).items() if "coaching.app:create" in command]
    assert len(victims) == 1
    os.kill(victims[0], signal.SIGKILL)
    printed = await end_of(process)
    assert process.returncode == 1, printed
    assert "Failed at step" in printed
    assert "These processes have ended: coaching" in printed
    assert "Last log lines of coaching:" in printed
    assert processes_of(tmp_path) == {}
    assert (tmp_path / "demo-output" / "logs" / "coaching.log").exists()
    assert left_behind(tmp_path) == []


async def test_ctrl_c_stops_everything(tmp_path: Path) -> None:
    process, _ = await run_until(tmp_path, "opens the programme")
    process.send_signal(signal.SIGINT)
    printed = await end_of(process)
    assert process.returncode == 130, printed
    assert "interrupted" in printed
    assert processes_of(tmp_path) == {}
    assert left_behind(tmp_path) == []
