"""JSON logs on standard output; each line carries the correlation id and the event id of what is being done."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from pythonjsonlogger.json import JsonFormatter

_correlation_id: ContextVar[str | None] = ContextVar("correlation_id", default=None)
_event_id: ContextVar[str | None] = ContextVar("event_id", default=None)


class _Context(logging.Filter):
    def __init__(self, service: str, partner: str) -> None:
        super().__init__()
        self._service, self._partner = service, partner

    def filter(self, record: logging.LogRecord) -> bool:
        record.service, record.partner = self._service, self._partner
        record.correlation_id, record.event_id = _correlation_id.get(), _event_id.get()
        return True


def configure_logs(service: str, partner: str, level: str) -> None:
    """Send every logger to standard output as one JSON object per line."""
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(_Context(service, partner))
    names = "%(levelname)s %(name)s %(message)s %(service)s %(partner)s %(correlation_id)s %(event_id)s"
    handler.setFormatter(JsonFormatter(names, timestamp="at", rename_fields={"levelname": "level", "name": "logger"}))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("aio_pika", "aiormq", "faststream", "httpx", "uvicorn.access"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for name in ("uvicorn", "uvicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True


@contextmanager
def log_context(correlation_id: str, event_id: str | None = None) -> Iterator[None]:
    """Every line logged inside carries these ids."""
    correlation, event = _correlation_id.set(correlation_id), _event_id.set(event_id)
    try:
        yield
    finally:
        _correlation_id.reset(correlation)
        _event_id.reset(event)
