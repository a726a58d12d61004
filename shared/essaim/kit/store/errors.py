"""Errors of the storage port. The repository turns them into the suite's errors where a person could meet them."""

from essaim.kit.errors import ConflictError, NotFoundError, UnavailableError


class DuplicateError(ConflictError):
    """The id or a unique key exists already. ``index`` names the index, ``id`` for the id itself (also when a
    unique key exists as well), "" when unknown."""

    def __init__(self, collection: str, id_: str, index: str = "") -> None:
        super().__init__("duplicate", f"{collection}/{id_} exists already" + (f" ({index})" if index else ""))
        self.index = index


class RevisionConflictError(ConflictError):
    """The stored revision is not the expected one: somebody wrote in between."""

    def __init__(self, collection: str, id_: str) -> None:
        super().__init__("revision-conflict", f"{collection}/{id_} changed meanwhile")


class MissingError(NotFoundError):
    """There is no such document."""

    def __init__(self, collection: str, id_: str) -> None:
        super().__init__("not-found", f"{collection}/{id_} does not exist")


class StoreUnavailableError(UnavailableError):
    """The engine does not answer, or refuses to write durably."""

    def __init__(self, detail: str) -> None:
        super().__init__("store-unavailable", detail)
