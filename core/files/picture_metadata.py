"""Removes metadata from picture files without decoding them."""

from __future__ import annotations

from core.files.picture_header import PNG, end_of_jpeg, jpeg_segments, png_chunks

# Chunks of PNG without which it would look otherwise; the rest are texts, dates and what cameras say.
_PNG_KEPT = frozenset(
    ("IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT ").split()  # noqa: SIM905 (a list would have a line for each)
)
_WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG, PNG, GIF or WebP without what cameras and programs wrote into it, its pixels untouched.

    Colour profiles stay. Whatever follows the picture, such as a second one, is left out. ValueError where it is damaged
    or of another format.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return _plain_jpeg(data)
    if data.startswith(PNG):
        return PNG + b"".join(
            data[start:end] for name, start, end in png_chunks(data) if name.decode("latin-1") in _PNG_KEPT
        )
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return _plain_gif(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _plain_webp(data)
    raise ValueError("the picture is of another format")


def _plain_jpeg(data: bytes) -> bytes:
    end_of_all = end_of_jpeg(data)
    if not end_of_all:
        raise ValueError("the end of the JPEG is missing")
    kept = [b"\xff\xd8"]
    for marker, start, end in jpeg_segments(data):
        if marker == 0xDA:
            # Between the scans of a progressive picture stand tables, never what a camera says.
            kept.append(data[start:end_of_all])
        elif (
            marker == 0xEE
            or (marker == 0xE0 and data[start + 4 : start + 9] == b"JFIF\0")
            or (marker == 0xE2 and data[start + 4 : start + 16] == b"ICC_PROFILE\0")
        ):
            kept.append(_without_thumbnail(data[start:end]) if marker == 0xE0 else data[start:end])
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(data[start:end])
    return b"".join(kept)


def _without_thumbnail(segment: bytes) -> bytes:
    """Return the segment of JFIF without the small copy of the picture that it may hold."""
    return b"\xff\xe0\0\x10" + segment[4:16].ljust(12, b"\0") + b"\0\0"


def _plain_webp(data: bytes) -> bytes:
    kept, place, size = [], 12, min(len(data), int.from_bytes(data[4:8], "little") + 8)
    while place + 8 <= size:
        name, length = data[place : place + 4], int.from_bytes(data[place + 4 : place + 8], "little")
        end = place + 8 + length + length % 2
        chunk = data[place:end].ljust(end - place, b"\0")
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]  # it no longer has Exif and XMP
        if name in _WEBP_KEPT:
            kept.append(chunk)
        place = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _plain_gif(data: bytes) -> bytes:
    place = 13 + _colours(data, 10)
    kept = [data[:place]]
    while place < len(data):
        start, kind = place, data[place]
        if kind == 0x3B:
            break
        if kind == 0x2C:
            place = _after_blocks(data, start + 10 + _colours(data, start + 9) + 1)
            kept.append(data[start:place])
        elif kind == 0x21:
            place = _after_blocks(data, start + 2)
            label = data[start + 1]
            if label == 0xF9 or (label == 0xFF and data[start + 3 : start + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0")):
                kept.append(data[start:place])
        else:
            raise ValueError("a part of the GIF is damaged")
    return b"".join(kept) + b";"


def _colours(data: bytes, flags: int) -> int:
    """Return how many bytes a table of colours has; `flags` is the place of the byte that says it."""
    if flags >= len(data):
        raise ValueError("the end of the GIF is missing")
    return 3 << (data[flags] & 7) + 1 if data[flags] & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """Return the place behind a row of blocks, which ends with an empty one."""
    while place < len(data) and data[place]:
        place += data[place] + 1
    if place >= len(data):
        raise ValueError("the end of the GIF is missing")
    return place + 1
