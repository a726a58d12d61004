"""The logo of a seller: whether a file is a picture that documents can carry, found by decoding it and not by its name."""

import io

LARGEST_BYTES = 300_000
LARGEST_SIDE = 2_000
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


def picture_type(content: bytes) -> str:
    """The media type of a picture. ValueError, with what is wrong, for anything that is none or is too large."""
    from PIL import Image, UnidentifiedImageError

    if not 0 < len(content) <= LARGEST_BYTES:
        raise ValueError(f"has {len(content)} bytes")
    try:
        with Image.open(io.BytesIO(content), formats=tuple(MEDIA_TYPES)) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise ValueError(f"is {picture.size[0]} × {picture.size[1]} points large")
            kind = str(picture.format)
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError("has many more points than its bytes promise") from error
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise ValueError("cannot be read as a picture") from error
    return MEDIA_TYPES[kind]
