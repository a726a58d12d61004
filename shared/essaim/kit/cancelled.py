"""Whether the task that runs was told to end.

A wait that fails in the very instant of its cancellation tells only that it failed; so do Python 3.11's ``wait_for`` and what
is built on it. A loop that tries again after a failure would then never be asked again, and its process never stop.
"""

import asyncio


def is_cancelled() -> bool:
    """To be asked before trying again."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
