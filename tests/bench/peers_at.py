"""The peers as they are started from their own environment, each at its best reasonable setting for this work."""

import subprocess

from tests.bench.peers.rows import TABLE
from tests.bench.toys import PREFETCH
from tests.bench.workers import PEERS, Worker

_PACKAGES = {"FastStream": "faststream", "Celery": "celery", "taskiq": "taskiq_aio_pika"}
CELERY_THREADS = 2


def faststream() -> Worker:
    """FastStream: one process, the same prefetch, acknowledged after the handler."""
    command = (str(PEERS / "python"), "-m", "tests.bench.peers.faststream_worker")
    return Worker(f"FastStream, pydantic handler, prefetch {PREFETCH}", command)


def celery() -> Worker:
    """Celery: ``acks_late`` on a quorum queue; the pool that was fastest."""
    module = "tests.bench.peers.celery_worker"
    pool = ("-P", "threads", "-c", str(CELERY_THREADS), "--prefetch-multiplier", str(PREFETCH // CELERY_THREADS))
    quiet = ("--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat")
    return Worker(
        f"Celery, acks_late, {CELERY_THREADS} threads, prefetch {PREFETCH // CELERY_THREADS * CELERY_THREADS}",
        (str(PEERS / "celery"), "-A", f"{module}:app", "worker", *pool, *quiet),
        table=TABLE,
        queue="bench.celery",
        client=(str(PEERS / "python"), "-m", module),
    )


def taskiq() -> Worker:
    """taskiq: one worker process, acknowledged when executed, as many tasks at once as messages are prefetched."""
    module = "tests.bench.peers.taskiq_worker"
    options = (
        "--workers",
        "1",
        "--ack-type",
        "when_executed",
        "--max-async-tasks",
        str(PREFETCH),
        "--log-level",
        "ERROR",
    )
    return Worker(
        f"taskiq, ack when executed, prefetch {PREFETCH}",
        (str(PEERS / "taskiq"), "worker", f"{module}:broker", *options),
        queue="bench.taskiq",
        client=(str(PEERS / "python"), "-m", module),
    )


def absent_because(worker: Worker) -> str:
    """Why a peer cannot take part, or nothing."""
    package = _PACKAGES.get(worker.name.split(",")[0])
    if package is None:
        return ""
    python = PEERS / "python"
    if not python.exists():
        return "absent: there is no .venv-bench"
    found = subprocess.run([python, "-c", f"import {package}"], capture_output=True, check=False)
    return "" if found.returncode == 0 else f"absent: {package} is not in .venv-bench"
