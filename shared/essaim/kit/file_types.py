"""What a file is, by its content: a name says what its sender wishes.

``puremagic`` knows the signatures. The ISO base media container, which HEIC is one of many kinds of, is told apart here by
its brands: a telephone writes ``mif1`` as often as ``heic`` in the place that a table of signatures looks at.
"""

import puremagic

PDF, PNG, JPEG, WEBP, HEIC = "application/pdf", "image/png", "image/jpeg", "image/webp", "image/heic"
EXTENSIONS = {
    PDF: ("pdf",),
    PNG: ("png",),
    JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    WEBP: ("webp",),
    HEIC: ("heic", "heif"),
}
"""The types that can be accepted, and the extensions that may stand in a name; the first is the usual one."""
_SAME = {"image/heif": HEIC, "image/jpg": JPEG, "application/x-pdf": PDF, "image/heic-sequence": HEIC}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_SCRIPTS = (b"#!", b"<?php", b"<script")


def usual(media_type: str) -> str:
    """A media type without parameters, under the name that is used here: ``image/heif`` is ``image/heic``."""
    bare = media_type.partition(";")[0].strip().lower()
    return _SAME.get(bare, bare)


def identify(content: bytes) -> str | None:
    """The media type of these bytes; ``application/octet-stream`` for what is known but has none, None when unknown."""
    brands = _brands(content)
    if brands & _HEIC_BRANDS:
        return HEIC
    if content.lstrip().lower().startswith(_SCRIPTS):
        return "text/x-script"
    try:
        found = puremagic.magic_string(content)
    except (puremagic.PureError, ValueError):
        return None
    best = max(found, key=lambda one: one.confidence)
    return usual(best.mime_type) or "application/octet-stream"


def _brands(content: bytes) -> set[bytes]:
    """The brands of an ISO base media file (ISO/IEC 14496-12 §4.3); none for anything else."""
    size = int.from_bytes(content[:4], "big")
    if content[4:8] != b"ftyp" or not 16 <= size <= 4096:
        return set()
    listed = content[16:size]
    return {content[8:12], *(listed[at : at + 4] for at in range(0, len(listed) - 3, 4))}
