"""A receipt as a student photographs it: a real PNG, made here, so that nothing has to come along."""

import struct
import zlib

WIDTH, HEIGHT = 240, 400
_WHITE, _INK = 0xFF, 0x30


def receipt_png(seed: str) -> bytes:
    """White paper with lines of print whose lengths come from the seed; the same seed is the same picture."""
    rows = [bytes([_WHITE]) * WIDTH for _ in range(HEIGHT)]
    for number, letter in enumerate(seed.encode()[: HEIGHT // 20 - 2]):
        ink = 40 + letter % 150
        line = bytes([_WHITE]) * 20 + bytes([_INK]) * ink + bytes([_WHITE]) * (WIDTH - 20 - ink)
        for row in range(20 * number + 20, 20 * number + 28):
            rows[row] = line
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
