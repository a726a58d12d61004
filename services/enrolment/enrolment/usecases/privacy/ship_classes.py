"""The classes of retention as the service ships them: read once from ``retention.toml``."""

import tomllib
from functools import cache
from importlib.resources import files

from enrolment.domain.privacy.retention import RetentionClass


@cache
def ship_classes() -> dict[str, RetentionClass]:
    """By name, in the order of the file."""
    read = tomllib.loads((files("enrolment") / "retention.toml").read_text(encoding="utf-8"))
    return {name: RetentionClass(name=name, **fields) for name, fields in read.items()}
