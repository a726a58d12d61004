"""Bounded texts, as people type them: outer spaces are cut, nothing is empty by accident."""

from typing import Annotated

from pydantic import StringConstraints

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
ActivityCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}[A-Z]$")]
"""A NAF code such as 13.92Z."""
