"""Pictures as phones, cameras and programs write them: made here, since some would swell the repository."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops
from pillow_heif import from_pillow

SECRET = "Camera of Anna"  # what no published file may say


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a camera writes: its maker, the way it was held, and where it was."""
    written = Image.Exif()
    written[0x0112], written[0x010F] = orientation, SECRET
    written.get_ifd(0x8825)[1] = "N"
    written.get_ifd(0x8825)[2] = (51.0, 3.0, 0.0)
    return written


def photo(width: int = 300, height: int = 200, mode: str = "RGB") -> Image.Image:
    """Return a picture with soft colours."""
    grey = Image.radial_gradient("L").resize((width, height))
    return Image.merge("RGB", (grey, ImageChops.invert(grey), grey.transpose(Image.Transpose.ROTATE_180))).convert(mode)


def saved(image: Image.Image, format_: str, **how: object) -> bytes:
    """Return a picture as a file."""
    out = io.BytesIO()
    image.save(out, format_, **how)
    return out.getvalue()


def jpeg(**how: object) -> bytes:
    """Return a photograph with what a camera writes into it."""
    more = {"exif": exif(), "comment": SECRET.encode(), "xmp": f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()}
    return saved(photo(), "JPEG", **{**more, **how})


def phone() -> bytes:
    """Return a portrait of a phone: a JPEG with a second picture behind the first (MPO)."""
    return saved(photo(), "MPO", save_all=True, append_images=[photo()], exif=exif())


def heic() -> bytes:
    """Return a picture in the format of phones."""
    file, out = from_pillow(photo()), io.BytesIO()
    file.save(out, exif=exif().tobytes())
    return out.getvalue()


def moving(format_: str) -> bytes:
    """Return a picture of two frames."""
    frames = [photo(), ImageChops.invert(photo())]
    if format_ == "GIF":
        frames = [frame.quantize(16) for frame in frames]
        return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], loop=0, comment=SECRET.encode())
    return saved(frames[0], format_, save_all=True, append_images=frames[1:], exif=exif())


def clear_palette() -> bytes:
    """Return a PNG of few colours through the first of which the page is seen."""
    image = Image.new("P", (300, 200), 0)
    image.putpalette([255, 255, 255, 200, 0, 0])
    image.paste(1, (100, 50, 200, 150))
    return saved(image, "PNG", transparency=0)


def deep_grey() -> bytes:
    """Return a PNG of 65,536 greys, in the middle of them."""
    return saved(Image.new("I;16", (300, 200), 32_768), "PNG")


def png_with_text() -> bytes:
    """Return a PNG with all the places in which programs leave words."""
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    return saved(photo(), "PNG", pnginfo=words, exif=exif())


def bomb(width: int, height: int) -> bytes:
    """Return a PNG of few bytes and many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    rows = zlib.compress(bytes(1000))  # a program that believes the head takes memory for all
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _write(name: str, make: Callable[[], bytes]) -> Callable[[Path], object]:
    def write(content: Path) -> None:
        file = content / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(make())

    return write


MADE: dict[str, Callable[[Path], object]] = {
    "editors/pic-cmyk.jpg": _write("images/cmyk.jpg", lambda: saved(photo(mode="CMYK"), "JPEG", exif=exif())),
    "editors/pic-phone-mpo.jpg": _write("images/phone-mpo.jpg", phone),
    "editors/rename-file-only-case": lambda content: (content / "about-us/press.md").unlink(),
    "hostile/png-bomb": _write("bomb.png", lambda: bomb(40_000, 40_000)),
    "pictures-and-names/dl-names": _write("files/q?x.pdf", lambda: b"%PDF-1.4\n"),
    "pictures-and-names/imgnames": _write("images/q?.jpg", jpeg),
    "pictures-and-names/imgnames2": _write("images/q?.jpg", jpeg),
}
