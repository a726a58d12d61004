"""How a rule says no. The plumbing reads ``kind``, ``slug``, ``detail`` and ``fields``; nothing here knows the plumbing."""


class RuleError(Exception):
    """A rule forbids it."""

    kind = "refused"

    def __init__(self, slug: str, detail: str) -> None:
        super().__init__(f"{slug}: {detail}")
        self.slug = slug
        self.detail = detail
        self.fields = ()
