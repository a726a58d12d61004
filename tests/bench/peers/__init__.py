"""What the kit is measured beside, a file each: a worker process that drains a queue.

Every one keeps the same promises: the event is validated by a pydantic model (but for the bare one, which is the floor),
one row per message is committed durably (``rows``), and the acknowledgement comes after that commit. None of them
deduplicates beyond the row's key, keeps an order, checks a sender or has a ladder of retries.

``faststream_worker``, ``celery_worker`` and ``taskiq_worker`` run in an environment of their own (``.venv-bench``); so
nothing in here imports ``essaim``. What a worker needs to know is in its environment (``setup``).
"""
