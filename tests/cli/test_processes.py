"""Ports below the ephemeral range; children that end with their launcher; a process id that is used again fools nobody."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from essaim.cli.local.ports import free_port, is_free, is_listening
from essaim.cli.local.processes import Process, base_environment, eventually
from essaim.cli.local.state import Holder, own_ticks, read_holder, start_ticks, write_holder
from tests.support.processes import is_gone

SLEEPER = "import signal, sys; print('up', flush=True); signal.pause()"
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); signal.pause()"
LAUNCHER = """
import os, signal, sys
from pathlib import Path
from essaim.cli.local.processes import Process, base_environment
command = [sys.executable, "-c", "import signal; signal.pause()"]
child = Process("child", command, log=Path(os.devnull), env=base_environment())
child.start()
print(child.pid, "started", flush=True)
signal.pause()
"""


def python(code: str, log: Path) -> Process:
    return Process("child", [sys.executable, "-c", code], log=log, env=base_environment())


def says_up(process: Process) -> Callable[[], bool]:
    return lambda: "up" in process.tail()


def test_a_free_port_is_below_the_ephemeral_range_and_never_given_twice() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50
    assert all(20_000 <= port < 32_768 for port in ports)


def test_a_preferred_port_that_is_taken_is_replaced() -> None:
    wanted = free_port()
    with socket.create_server(("127.0.0.1", wanted)):
        assert not is_free(wanted)
        assert is_listening(wanted)
        assert free_port(wanted) != wanted


def test_what_was_given_to_one_process_is_not_given_to_another_before_anybody_listens() -> None:
    wanted = free_port()
    ask = f"from essaim.cli.local.ports import free_port; print(free_port({wanted}))"
    other = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert int(other.stdout) != wanted


async def test_a_process_ends_on_sigterm_and_keeps_its_log(tmp_path: Path) -> None:
    process = python(SLEEPER, tmp_path / "logs" / "child.log")
    process.start()
    assert await eventually(says_up(process), 10)
    assert process.resident_bytes() > 1_000_000
    await process.stop()
    assert (process.running, process.exit_code, process.tail()) == (False, -signal.SIGTERM, "up")


async def test_a_stubborn_process_is_killed_after_the_grace(tmp_path: Path) -> None:
    process = python(STUBBORN, tmp_path / "child.log")
    process.start()
    assert await eventually(says_up(process), 10)
    await process.stop(grace=0.1)
    assert process.exit_code == -signal.SIGKILL


@pytest.mark.processes
async def test_children_end_when_their_launcher_is_killed(tmp_path: Path) -> None:
    launcher = python(LAUNCHER, tmp_path / "launcher.log")
    launcher.start()
    assert await eventually(lambda: launcher.tail().endswith("started"), 10), launcher.tail()
    child = int(launcher.tail().split()[0])
    assert not is_gone(child)
    launcher.kill()
    assert await eventually(lambda: is_gone(child), 10)
    assert await eventually(lambda: not launcher.running, 10)


def test_a_holder_is_known_by_its_start_not_by_its_id_alone(tmp_path: Path) -> None:
    assert read_holder(tmp_path) is None
    write_holder(tmp_path, Holder(os.getpid(), own_ticks()))
    assert read_holder(tmp_path) == Holder(os.getpid(), own_ticks())
    write_holder(tmp_path, Holder(os.getpid(), own_ticks() - 1))
    assert read_holder(tmp_path) is None


def test_a_process_that_is_not_there_has_no_start() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        pass
    assert start_ticks(child.pid) is None
