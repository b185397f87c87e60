"""The bytes of picture files: what they are, how large, whether they are whole; and the same picture without metadata.

Only headers are read and nothing is decoded, so that a picture made to exhaust memory costs nothing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 65_536  # bytes of a file that tell its kind and its size
PNG = b"\x89PNG\r\n\x1a\n"
_TIFF = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_SIZES = (  # markers of JPEG that begin a frame, and so tell its size
    *range(0xC0, 0xC4),
    *range(0xC5, 0xC8),
    *range(0xC9, 0xCC),
    *range(0xCD, 0xD0),
)


@dataclass(frozen=True, slots=True)
class PictureHeader:
    """What a file says of itself before its pixels."""

    format: str  # JPEG, PNG, GIF, WebP, AVIF, HEIC, TIFF, BMP, Photoshop, JPEG XL, JPEG 2000, ICO
    width: int = 0  # as stored; 0 where it is not said
    height: int = 0
    frames: int = 1  # more than one: it moves


def read_header(head: bytes) -> PictureHeader | None:
    """Return what the first bytes of a file say, None where it is no picture; `head` are at least HEAD bytes, or all."""
    if head.startswith(b"\xff\xd8\xff"):
        return PictureHeader("JPEG", *_jpeg_size(head))
    if head.startswith(PNG):
        moving = head.find(b"acTL", 8, 2_000)
        frames = int.from_bytes(head[moving + 4 : moving + 8], "big") if moving > 0 else 1
        return PictureHeader("PNG", *_numbers(">II", head, 16), max(frames, 1))
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return PictureHeader("GIF", *_numbers("<HH", head, 6), 2 if b"NETSCAPE2.0" in head[:1_000] else 1)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head[4:8] == b"ftyp":
        return _iso(head)
    if head[:4] in _TIFF:
        return PictureHeader("TIFF")
    if head[:2] == b"BM" and len(head) > 26 and head[6:10] == b"\0\0\0\0":
        return PictureHeader("BMP", *_numbers("<ii", head, 18))
    for start, name in (
        (b"8BPS", "Photoshop"),
        (b"\xff\x0a", "JPEG XL"),
        (b"\0\0\0\x0cJXL ", "JPEG XL"),
        (b"\0\0\0\x0cjP", "JPEG 2000"),
        (b"\0\0\1\0", "ICO"),
    ):
        if head.startswith(start):
            return PictureHeader(name)
    return None


def _numbers(form: str, data: bytes, place: int) -> tuple[int, int]:
    try:
        one, other = struct.unpack_from(form, data, place)
    except struct.error:
        return 0, 0
    return abs(one), abs(other)


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of each segment of a JPEG before its pixels; ValueError where it is damaged."""
    place = 2
    while place + 4 <= len(data):
        if data[place] != 0xFF:
            raise ValueError("a segment of the JPEG is damaged")
        marker = data[place + 1]
        if marker == 0xFF:  # may be filled up
            place += 1
            continue
        if marker in (0x01, *range(0xD0, 0xD9)):
            place += 2
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        yield marker, place, end
        if marker in (0xDA, 0xD9):
            return
        place = end


def _jpeg_size(head: bytes) -> tuple[int, int]:
    try:
        for marker, start, _ in jpeg_segments(head):
            if marker in _SIZES:
                height, width = _numbers(">HH", head, start + 5)
                return width, height
    except ValueError:
        pass
    return 0, 0


def _webp(head: bytes) -> PictureHeader:
    kind = head[12:16]
    if kind == b"VP8X" and len(head) >= 30:
        width, height = (int.from_bytes(head[at : at + 3], "little") + 1 for at in (24, 27))
        return PictureHeader("WebP", width, height, 2 if head[20] & 2 else 1)
    if kind == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return PictureHeader("WebP", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    width, height = _numbers("<HH", head, 26)
    return PictureHeader("WebP", width & 0x3FFF, height & 0x3FFF)


def _iso(head: bytes) -> PictureHeader | None:
    """Return what a file in boxes says: AVIF, HEIC or a film."""
    length = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in (8, *range(16, min(length, 256), 4))}
    moving = 2 if brands & {b"avis", b"hevc", b"msf1"} and b"moov" in head else 1
    format_ = (
        "AVIF"
        if brands & {b"avif", b"avis"}
        else "HEIC"
        if brands & {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
        else ""
    )
    if not format_:
        return None
    largest, place = (0, 0), head.find(b"ispe")
    while place >= 0:  # the picture itself, its tiles and its small copy all say their size
        largest = max(largest, _numbers(">II", head, place + 8), key=lambda size: size[0] * size[1])
        place = head.find(b"ispe", place + 4)
    return PictureHeader(format_, *largest, moving)


def is_whole(data: bytes) -> bool:
    """Whether a picture of JPEG, PNG, GIF or WebP is there to its end; of other formats, that is not looked at."""
    try:
        if data.startswith(b"\xff\xd8\xff"):
            return end_of_jpeg(data) > 0
        if data.startswith(PNG):
            return any(name == b"IEND" for name, _, _ in png_chunks(data))
        if data[:4] == b"RIFF":
            return len(data) >= int.from_bytes(data[4:8], "little") + 8 - 1  # some programs forget the last, empty byte
        if data[:3] == b"GIF":
            return data.rstrip(b"\0").endswith(b";")
    except ValueError:
        return False
    return True


def end_of_jpeg(data: bytes) -> int:
    """Return where the first picture of a file ends: phones put others behind it. 0 where its end is missing."""
    for marker, _, end in jpeg_segments(data):
        if marker == 0xDA:
            return data.find(b"\xff\xd9", end) + 2 if data.find(b"\xff\xd9", end) > 0 else 0
    return 0


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield name, start and end of each chunk of a PNG; ValueError where one is damaged."""
    place = 8
    while place + 12 <= len(data):
        length, name = int.from_bytes(data[place : place + 4], "big"), data[place + 4 : place + 8]
        end = place + 12 + length
        needed = name[:1].isupper()  # a part without which there is no picture
        whole = end <= len(data)
        if not whole or (needed and zlib.crc32(memoryview(data)[place + 4 : end - 4]) != _number(data, end - 4)):
            raise ValueError("a part of the PNG is damaged")
        yield name, place, end
        if name == b"IEND":
            return
        place = end


def _number(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")
