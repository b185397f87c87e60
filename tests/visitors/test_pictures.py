"""Pictures: several formats and widths, sizes told, nothing hidden in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from core.build.blob_store import Store
from tests.built import Built
from tests.conftest import PROJECT, with_bare, write
from tests.conftest import built_once as build_once


def photograph(width: int, height: int, orientation: int = 1) -> bytes:
    """Return a JPEG as a camera writes it: with its place, its maker, a comment and a thumbnail's worth of text."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Anna"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    exif.get_ifd(0x8825)[2] = (51.0, 3.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"Anna was here")
    return out.getvalue()


FILES = {
    "a.md": (
        "---\ntitle: A\n---\nFirst.\n\nSecond.\n\nThird.\n\n![A bridge](images/bridge.jpg)\n\n![Small](images/small.png)\n\n![Drawn](images/map.svg)\n"
    ),
    "b.md": "---\ntitle: B\nimage: images/bridge.jpg\nimage_alt: A bridge at dusk\n---\nText.\n",
    "c.md": "---\ntitle: C\n---\n![Held upright](images/upright.jpg)\n",
    "images/bridge.jpg": photograph(1500, 1000),
    "images/upright.jpg": photograph(800, 600, orientation=6),
    "images/map.svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><path d="M0 0h9"/></svg>',
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("pictures")
    small = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(small, "PNG")
    files = {**FILES, "images/small.png": small.getvalue()}
    return build_once(folder, "site", write(folder / "content", with_bare(files)), "2026-06-15")


def choices(picture: html.HtmlElement) -> dict[str, list[tuple[str, int]]]:
    """Return the files of a picture element with their widths, by media type."""
    return {
        source.get("type"): [(one.split()[0], int(one.split()[1][:-1])) for one in source.get("srcset").split(", ")]
        for source in picture.iter("source")
    }


def test_a_photograph_comes_in_two_modern_formats_and_several_widths(site):
    picture = site["/a/"].one("//picture[img/@alt='A bridge']")
    found = choices(picture)

    assert list(found) == ["image/avif", "image/webp"]
    for media_type, files in found.items():
        assert [width for _, width in files] == [360, 672, 1008, 1344]
        for address, width in files:
            with Image.open(io.BytesIO(site.bytes(address))) as image:
                assert (image.get_format_mimetype(), image.width) == (media_type, width)
    with Image.open(io.BytesIO(site.bytes(picture.find("img").get("src")))) as image:
        assert (image.format, image.width) == ("JPEG", 672)


def test_no_picture_is_made_larger_than_it_is(site):
    picture = site["/a/"].one("//picture[img/@alt='Small']")

    assert {width for files in choices(picture).values() for _, width in files} == {40}


@pytest.mark.parametrize(
    ("address", "alt", "size"),
    [
        ("/a/", "A bridge", ("1500", "1000")),
        ("/a/", "Small", ("40", "30")),
        ("/a/", "Drawn", ("300", "200")),
        ("/b/", "A bridge at dusk", ("1500", "1000")),
        ("/c/", "Held upright", ("600", "800")),
    ],
)
def test_every_picture_tells_its_size(site, address, alt, size):
    image = site[address].one(f"//main//img[@alt='{alt}']")

    assert (image.get("width"), image.get("height")) == size


def test_a_picture_waits_until_it_comes_near_the_window_unless_it_is_at_the_top(site):
    assert site["/a/"].one("//img[@alt='A bridge']").get("loading") == "lazy"
    assert site["/b/"].one("//img[@alt='A bridge at dusk']").get("loading") is None
    assert site["/c/"].one("//img[@alt='Held upright']").get("loading") is None


def test_no_published_picture_tells_place_camera_or_comment(site):
    pictures = [path for path in site.files if path.startswith("images/") and not path.endswith(".svg")]

    assert len(pictures) > 10
    for path in pictures:
        data = site.files[path]
        with Image.open(io.BytesIO(data)) as image:
            assert dict(image.getexif()) == {}, path
        assert b"Anna" not in data, path


def test_a_picture_taken_upright_stands_upright_everywhere(site):
    for path, data in site.files.items():
        if path.startswith("images/upright"):
            with Image.open(io.BytesIO(data)) as image:
                assert image.height > image.width, path


def test_names_change_with_the_picture_and_with_nothing_else():
    from plugins.pictures.variants import read_original, variants

    def names(data: bytes) -> list[str]:
        original = read_original("images/x.jpg", data)
        assert original
        return [one.path for one in variants(original)]

    assert names(photograph(700, 500)) == names(photograph(700, 500))
    assert not {*names(photograph(700, 500))} & {*names(photograph(700, 501))}


def test_what_only_has_the_name_of_a_picture_is_none():
    from plugins.pictures.variants import read_original

    assert read_original("images/x.jpg", b"no picture at all") is None


def test_a_damaged_file_of_the_store_is_made_anew(tmp_path: Path):
    store = Store(tmp_path / "store")

    assert store.get("a", lambda: b"good") == b"good"
    assert store.get("a", lambda: b"other") == b"good"
    (tmp_path / "store/a").write_bytes(b"\0" * 30)
    assert store.get("a", lambda: b"good again") == b"good again"


NAME = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("wordmark", "shown"),
    [
        ("wordmark: images/name.svg\n", ("/images/name.svg", "EXAMPLE", "300", "100")),
        ("wordmark: images/endless.svg\n", ("/images/endless.svg", "EXAMPLE", None, None)),
    ],
)
def test_a_wordmark_is_shown_on_every_page_and_says_the_name(build, wordmark, shown):
    drawings = {"images/name.svg": NAME, "images/endless.svg": NAME.replace(b"viewBox", b"data-box")}
    used = {path: data for path, data in drawings.items() if path in wordmark}
    built = build({"project.yaml": f"{PROJECT}folders: {{}}\n{wordmark}", **used})

    for page in [*built.pages, built["/404.html"]]:
        mark = page.one("//header//a[@class='wordmark']/img")
        assert tuple(mark.get(name) for name in ("src", "alt", "width", "height")) == shown
        assert page.words("//header//a[@class='wordmark']") == ["An Example of a Project"]


def test_without_a_wordmark_the_name_is_written_beside_the_sign_of_the_theme(build):
    built = build({"project.yaml": f"{PROJECT}folders: {{}}\n"})

    assert built["/"].words("//header//a[@class='wordmark']") == ["EXAMPLE An Example of a Project"]
    assert len(built["/"].all("//header//a[@class='wordmark']/svg")) == 1
