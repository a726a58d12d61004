"""Names of files that somebody sent: nothing of a path, nothing that does not print, and told to a browser safely."""

import unicodedata
from urllib.parse import quote

LONGEST = 120
_UNSAFE = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def clean_name(name: str, extension: str) -> str:
    """The last part of the path, without control characters or reserved ones, with an extension.

    ``extension`` is put where there is none, and is what remains of a name that has nothing else.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # Category C is what does not print: control characters, and marks that write backwards and so hide an extension.
    printed = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in last)
    plain = " ".join(printed.translate(_UNSAFE).split()).strip(". ")
    stem, dot, ending = plain.rpartition(".")
    if not dot or not stem:
        stem, ending = plain, extension
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ') or 'document'}.{ending}"


def extension_of(name: str) -> str:
    """What follows the last dot of a clean name, in lower case."""
    return name.rpartition(".")[2].lower()


def content_disposition(name: str) -> str:
    """The header that offers a file under its name (RFC 6266): ASCII for old readers, UTF-8 for all others."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    plain = "".join(one if one.isalnum() or one in " ._-()" else "_" for one in folded).strip() or "document"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
