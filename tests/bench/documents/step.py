"""A step in a process of its own: ``python -m tests.bench.documents.step NAME FILE …`` prints what it found as JSON.

What a process holds from earlier steps would hide what this one needs, and what it left in its caches would make it faster.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvloop

from tests.bench.documents import contributing, crowd, drawing, issuing

Found = dict[str, Any]
STEPS: dict[str, Callable[..., Awaitable[Found]]] = {
    "grow": issuing.grow,
    "issue": issuing.issue,
    "book": contributing.book,
    "draw": drawing.draw,
    "crowd": crowd.crowd,
}


async def main(name: str, file: Path, *numbers: int) -> Found:
    """Run one with the collector set as in the services (``essaim.kit.service``)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    return await STEPS[name](file, *numbers)


async def run(name: str, file: Path, *numbers: int) -> Found:
    """Run a step in a process of its own. RuntimeError with what it wrote when it fails."""
    words = (name, str(file), *map(str, numbers))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __spec__.name, *words, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, error = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)}: {error.decode()[-2000:]}")
    found: Found = json.loads(out.splitlines()[-1])
    return found


if __name__ == "__main__":
    print(json.dumps(uvloop.run(main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:])))))
