"""What makes a FEC unreadable.

FecError
├── FecFormatError   the file: nothing more can be read (charset, separator, no columns, endless line)
├── FecLineError     one line: the others can be read
└── FecValueError    one value, before its place is known

The texts are French, because who reads them keeps books; the parts (line, field, accepted) are attributes.
"""


class FecError(ValueError):
    """Something in the file is not as the format wants it."""


class FecFormatError(FecError):
    """The file cannot be read on; ``rule`` is the identifier of the rule that it breaks."""

    def __init__(self, rule: str, message: str, accepted: str, line: int | None = None) -> None:
        super().__init__(f"{message} ; attendu : {accepted}")
        self.rule, self.message, self.accepted, self.line = rule, message, accepted, line


class FecLineError(FecError):
    """A line cannot be taken: which one, which field, what it holds and what would be accepted."""

    def __init__(self, line: int, field: str, value: str, message: str, accepted: str) -> None:
        super().__init__(f"ligne {line}, {field} : {message} (« {value} ») ; attendu : {accepted}")
        self.line, self.field, self.value, self.message, self.accepted = line, field, value, message, accepted


class FecValueError(FecError):
    """A value is not of its form."""

    def __init__(self, message: str, accepted: str) -> None:
        super().__init__(f"{message} ; attendu : {accepted}")
        self.message, self.accepted = message, accepted
