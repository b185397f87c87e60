"""A picture of the content in the formats and widths from which browsers choose, without anything hidden in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

from PIL import Image, ImageOps, features
from PIL import __version__ as pillow

# The text is 42rem wide; phones are narrower. What screens with two dots for one need is the widest that is ever made.
WIDTHS = (360, 672, 1008, 1344)
USUAL = 672  # the width of the file for browsers that know neither of the formats
SIZES = "(min-width: 45rem) 42rem, calc(100vw - 2rem)"
FORMATS = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1, "autotiling": False},
    "webp": {"quality": 80, "method": 5},
    "jpeg": {"quality": 82, "progressive": True, "optimize": True},
    "png": {"optimize": True},
}
TYPES = {"avif": "image/avif", "webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png"}
ENDINGS = {"jpeg": "jpg"}
RASTER = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif")


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as it lies in the content folder."""

    path: str
    data: bytes
    width: int  # as it is seen: a camera may have been held upright
    height: int
    format: str  # Pillow's name
    clear: bool  # whether something shines through it
    moving: bool

    @property
    def digest(self) -> str:
        """What tells its variants from those of another picture, another recipe or another version of the encoders."""
        versions = [pillow, *(str(features.version(name)) for name in ("avif", "webp", "jpg", "libjpeg_turbo", "zlib"))]
        return blake2b(repr((FORMATS, versions)).encode() + self.data, digest_size=16).hexdigest()

    @property
    def usual_format(self) -> str:
        """The format for browsers that know neither AVIF nor WebP."""
        return "png" if self.clear or self.format == "PNG" else "jpeg"


@dataclass(frozen=True, slots=True)
class Variant:
    """One file that is made from a picture."""

    original: Original
    format: str  # a key of FORMATS
    width: int

    @property
    def path(self) -> str:
        """Where it stands in the output; the name tells what it was made from."""
        stem = self.original.path.rpartition(".")[0]
        told = blake2b(f"{self.original.digest} {self.format} {self.width}".encode(), digest_size=6).hexdigest()
        return f"{stem}-{self.width}.{told}.{ENDINGS.get(self.format, self.format)}"

    def make(self) -> bytes:
        """Return the picture in this format and width."""
        image = upright(self.original)
        height = max(round(image.height * self.width / image.width), 1)
        if image.mode not in ("RGB", "RGBA"):
            image = image.convert("RGBA" if self.original.clear else "RGB")
        if self.width != image.width:
            image = image.resize((self.width, height), Image.Resampling.LANCZOS)
        return _saved(image, self.format, **FORMATS[self.format])


def read_original(path: str, data: bytes) -> Original | None:
    """Return a picture; None where the file is none, whatever its name says."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            turned = image.getexif().get(0x0112, 1) >= 5  # EXIF's orientations that lie on their side
            width, height = reversed(image.size) if turned else image.size
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            return Original(path, data, width, height, image.format or "", clear, getattr(image, "n_frames", 1) > 1)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def upright(original: Original) -> Image.Image:
    """Return the pixels of a picture the way up it is seen, with its colours and nothing else that the file tells."""
    with Image.open(io.BytesIO(original.data)) as image:
        profile = image.info.get("icc_profile")
        turned = ImageOps.exif_transpose(image)
    turned.info = {"icc_profile": profile} if profile else {}
    return turned


def stripped(original: Original) -> bytes:
    """Return a picture at its full size without place, camera, comment or thumbnail.

    What moves is left as it is: its frames would be lost, and its format has no room for a place.
    """
    if original.moving:
        return original.data
    with Image.open(io.BytesIO(original.data)) as image:
        as_it_lies = image.getexif().get(0x0112, 1) == 1
        image.load()
        profile = image.info.get("icc_profile")
        transparency = image.info.get("transparency")
        quality = "keep" if image.format == "JPEG" and as_it_lies else 92
        kept = image if as_it_lies else ImageOps.exif_transpose(image)
        kept.info = {
            name: value
            for name, value in (("icc_profile", profile), ("transparency", transparency))
            if value is not None
        }
        options: dict[str, object] = {"JPEG": {"quality": quality, "optimize": True}, "PNG": {"optimize": True}}.get(
            original.format, {"quality": 92} if original.format in ("WEBP", "AVIF") else {}
        )
        return _saved(kept, original.format, **options)


def _saved(image: Image.Image, format_: str, **options: object) -> bytes:
    out = io.BytesIO()
    profile = image.info.get("icc_profile")
    image.save(out, format_.upper(), **options, **({"icc_profile": profile} if profile else {}))
    return out.getvalue()


def variants(original: Original) -> Iterator[Variant]:
    """Yield the files to make from a picture: none wider than the picture, none wider than its place can use."""
    if original.moving:
        return
    widest = min(original.width, WIDTHS[-1])
    widths = sorted({*(width for width in WIDTHS if width < widest), widest})
    for format_ in ("avif", "webp"):
        for width in widths:
            yield Variant(original, format_, width)
    yield Variant(original, original.usual_format, min(original.width, USUAL))
