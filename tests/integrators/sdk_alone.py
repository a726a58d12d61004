"""What an integrator has installed, and nothing else: the ``essaim`` wheel and the distributions that it declares it needs.

A fresh virtual environment would be filled from a registry; here its contents are put together from what is installed
already, by the declared dependencies, followed to their ends. So a missing declaration shows as a missing module.
"""

import os
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = SHARED / "examples"


def install(site: Path, *more: str) -> None:
    """Put the wheel of ``shared/`` alone, its dependencies without extras and those of ``more`` into a new directory."""
    site.mkdir(parents=True)
    wheel = _build_wheel(site)
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    wheel.unlink()
    metadata = next(site.glob("essaim-*.dist-info/METADATA")).read_text(encoding="utf-8")
    declared = re.findall(r"^Requires-Dist: (.*)$", metadata, re.MULTILINE)
    for name in _closure([*(Requirement(line) for line in declared), *(Requirement(name) for name in more)]):
        _link(name, site)


def environment(site: Path, **more: str) -> dict[str, str]:
    """The variables for ``python -S``, which knows no other site than this one."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(site),
        "PYTHONNOUSERSITE": "1",
        "PYTHONUNBUFFERED": "1",
    } | more


def python(site: Path, code: str) -> subprocess.CompletedProcess[str]:
    """Run code where only the site and the standard library are."""
    return subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", code],
        env=environment(site),
        cwd=site,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def _build_wheel(out: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=SHARED, check=True, capture_output=True, timeout=60)
    return next(out.glob("essaim-*.whl"))


def _closure(requirements: list[Requirement]) -> set[str]:
    """The names of everything that these need on this machine, extras left out."""
    names: set[str] = set()
    waiting = list(requirements)
    while waiting:
        one = waiting.pop()
        if (one.marker and not one.marker.evaluate({"extra": ""})) or one.name in names:
            continue
        names.add(one.name)
        waiting += [Requirement(line) for line in distribution(one.name).requires or ()]
    return names


def _link(name: str, site: Path) -> None:
    """Link what a distribution has installed at the top of the site packages."""
    found = distribution(name)
    for top in sorted({file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}):
        target = site / top
        if not target.exists():
            target.symlink_to(Path(str(found.locate_file(top))))
