"""The demo is played once, as somebody runs it; several files look at what it left."""

import subprocess
import sys

import pytest

from tests.e2e.played import Played

DEMO_SECONDS = 110


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    directory = tmp_path_factory.mktemp("demo") / "demo-output"
    command = [sys.executable, "-m", "essaim.cli.main", "demo", "--output", str(directory)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=DEMO_SECONDS, check=False)
    return Played(done.returncode, done.stdout + done.stderr, directory)
