"""Celery 5 with a task that pydantic validates (``pydantic=True``), acknowledged late, on a quorum queue.

Its best reasonable setting, found by trying prefork, threads and solo: see ``tests/bench/README.md``. No results, no
events, no gossip, no remote control; as many messages prefetched as the others have. The pool and its size are said on the
command line.

``python -m tests.bench.peers.celery_worker FILE`` sends the bodies of a file, a JSON object per line, as its own client does.
"""

import json
import sys
import threading
from pathlib import Path
from typing import Any

from celery import Celery  # type: ignore[import-not-found,unused-ignore]
from kombu import Queue  # type: ignore[import-not-found,unused-ignore]

from tests.bench.peers.models import Event
from tests.bench.peers.rows import Rows
from tests.bench.peers.setup import Setup

setup = Setup.read()
app: Any = Celery("bench", broker=setup.url)
app.conf.update(
    task_queues=[Queue(setup.queue, queue_arguments={"x-queue-type": "quorum"})],
    task_default_queue=setup.queue,
    task_acks_late=True,
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    # Sending is not measured: without confirms, which its client waits for one by one. What was drained is counted.
)
own = threading.local()


def rows() -> Rows:
    """The table, for this thread of this process: a connection must not cross a fork."""
    if not hasattr(own, "rows"):
        own.rows = Rows(setup.rows)
    found: Rows = own.rows
    return found


def handle(event: Event) -> None:
    """One event."""
    rows().insert(*event.row())


task = app.task(name="handle", pydantic=True)(handle)


def send(path: Path) -> None:
    """Send the bodies of the file."""
    with app.producer_pool.acquire(block=True) as producer:
        for line in path.read_text().splitlines():
            task.apply_async((json.loads(line),), producer=producer)


if __name__ == "__main__":
    send(Path(sys.argv[1]))
