"""What tells a repetition from another operation under the same id."""

import hashlib
import json
from dataclasses import asdict
from typing import Any


def hash_request(command: Any) -> str:
    """SHA-256 of a command, with everything that was asked in it."""
    asked = json.dumps([type(command).__name__, asdict(command)], sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(asked.encode()).hexdigest()
