"""A picture of the content in the formats and widths from which browsers choose, without anything hidden in it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

from PIL import Image, ImageCms, ImageOps, ImageSequence, features
from PIL import __version__ as pillow

from core.files.file_kinds import ending_of
from core.files.picture_header import HEAD, read_header
from core.files.picture_metadata import without_metadata
from core.limits import VARIANT_SIDE

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
_RECIPE = 2  # raised with every change of what is made from a picture
_NAMED = {
    "jpg": "JPEG",
    "jpeg": "JPEG",
    "heic": "JPEG",
    "heif": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
    "avif": "AVIF",
    "gif": "GIF",
}
_FULL_SIZE: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 92, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 92},
    "AVIF": {"quality": 80, "max_threads": 1, "autotiling": False},
    "GIF": {},
}


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
    as_it_lies: bool  # whether it is seen the way its pixels are stored, in colours of screens

    @property
    def digest(self) -> str:
        """What tells its variants from those of another picture, another recipe or another version of the encoders."""
        recipe = repr((_RECIPE, FORMATS, _encoders(), ending_of(self.path))).encode()
        return blake2b(recipe + self.data, digest_size=16).hexdigest()

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

    @property
    def height(self) -> int:
        """How high it is, in pixels."""
        return max(round(self.original.height * self.width / self.original.width), 1)

    def make(self) -> bytes:
        """Return the picture in this format and width."""
        image = as_seen(self.original)
        if self.width != image.width:
            image = image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        return _saved(image, self.format, **FORMATS[self.format])


@cache
def _encoders() -> tuple[str, ...]:
    return pillow, *(str(features.version(name)) for name in ("avif", "webp", "jpg", "libjpeg_turbo", "zlib"))


def read_original(path: str, data: bytes) -> Original | None:
    """Return a picture; None where the file is none, or so damaged that it cannot be opened."""
    try:
        with _opened(data) as image:
            orientation = image.getexif().get(0x0112, 1)
            turned = orientation >= 5  # EXIF's orientations that lie on their side
            width, height = reversed(image.size) if turned else image.size
            clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
            # A phone puts a second picture into a JPEG (MPO) or HEIC: that one does not move.
            moving = image.format in ("GIF", "WEBP", "PNG", "AVIF") and getattr(image, "n_frames", 1) > 1
            format_ = "JPEG" if image.format == "MPO" else image.format or ""
            as_it_lies = orientation == 1 and image.mode not in ("CMYK", "YCbCr", "LAB")
            return Original(path, data, width, height, format_, clear, moving, as_it_lies)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return None


def _opened(data: bytes) -> Image.Image:
    """Return a picture that is opened and not decoded yet. Raises what Pillow raises."""
    header = read_header(data[:HEAD])
    if header is not None and header.format == "HEIC":
        from pillow_heif import HeifImageFile  # a large library, and few pictures need it

        return HeifImageFile(io.BytesIO(data))
    return Image.open(io.BytesIO(data))


def as_seen(original: Original) -> Image.Image:
    """Return the pixels of a picture the way up it is seen: RGB or RGBA, with a colour profile of screens or none."""
    with _opened(original.data) as image:
        profile = image.info.get("icc_profile")
        turned = ImageOps.exif_transpose(image)
    image = _deep_grey(turned) if turned.mode.startswith("I") else turned
    if profile and (image.mode == "CMYK" or not _is_rgb(profile)):
        image, profile = _converted(image, profile), None
    mode = "RGBA" if original.clear else "RGB"
    plain = image if image.mode == mode else image.convert(mode)
    plain.info = {"icc_profile": profile} if profile else {}
    return plain


def _deep_grey(image: Image.Image) -> Image.Image:
    """Return a picture of 65,536 greys in 256; Pillow would make all but the darkest of them white."""
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _is_rgb(profile: bytes) -> bool:
    return profile[16:20] == b"RGB "


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture for print, or in greys, in the colours of screens, as its profile says."""
    try:
        found = ImageCms.profileToProfile(
            image if image.mode in ("CMYK", "L") else image.convert("L"),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):  # the profile is damaged, or one for something else
        return image
    if found is None or "A" in image.getbands() or "transparency" in image.info:
        return image  # a profile of greys says little, and what shines through would be lost
    return found


def stripped(original: Original) -> bytes:
    """Return a picture at its full size without place, camera, comment, thumbnail or second picture.

    Its pixels are left as they are where the file is of the format that its name says, and lies the way it is seen.
    """
    wanted = _NAMED[ending_of(original.path)]
    if original.format in ("JPEG", "PNG", "GIF", "WEBP") and (
        original.moving or (original.format == wanted and original.as_it_lies)
    ):
        return without_metadata(original.data)
    if original.moving:
        return _moving(original)
    if wanted == "WEBP" and max(original.width, original.height) > VARIANT_SIDE:
        wanted = "PNG"  # browsers go by the content
    image = as_seen(original)
    if wanted == "JPEG" and image.mode == "RGBA":
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image)
        info, image = image.info, ground.convert("RGB")
        image.info = info
    return _saved(image, wanted, **_FULL_SIZE[wanted])


def _moving(original: Original) -> bytes:
    """Return a moving AVIF with its frames and nothing else."""
    with _opened(original.data) as image:
        frames, durations = [], []
        for frame in ImageSequence.Iterator(image):
            durations.append(frame.info.get("duration", 100))
            frames.append(frame.convert("RGBA" if original.clear else "RGB"))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": frames[1:], "duration": durations}
    frames[0].info = {}
    frames[0].save(out, "AVIF", **_FULL_SIZE["AVIF"], **more)
    return out.getvalue()


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
            variant = Variant(original, format_, width)
            if variant.height <= VARIANT_SIDE:
                yield variant
    yield Variant(original, original.usual_format, min(original.width, USUAL))
