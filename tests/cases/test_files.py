"""What a built site shows of the pictures, drawings and downloads that people bring."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from urllib.parse import unquote

import exifread
import pytest
from PIL import Image

from core.checks.near_paths import as_written
from core.files.svg import NoDrawing, read_drawing
from core.problems.problem import ContentInvalid
from tests.cases import pictures
from tests.cases.laid import NOW, laid_over
from tests.cases.pictures import SECRET
from tests.conftest import PROJECT, told

PDF = b"%PDF-1.4\n%%EOF\n"
INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape by {SECRET} -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
]>
<svg width="40mm" height="20mm" viewBox="0 0 40 20" version="1.1" id="svg5" inkscape:version="1.2" i:viewOrigin="0 0"
  xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:i="&ns_ai;"
  xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" inkscape:export-filename="/home/{SECRET}/logo.png"/>
  <metadata><rdf:RDF><dc:creator>{SECRET}</dc:creator></rdf:RDF></metadata>
  <defs><style type="text/css"><![CDATA[ .st0{{fill:url(#g);}} ]]></style>
    <linearGradient id="g"><stop stop-color="#123"/></linearGradient></defs>
  <switch><foreignObject requiredExtensions="&ns_ai;" width="1" height="1"><i:pgfRef/></foreignObject>
  <g inkscape:label="{SECRET}" style="fill:#000;stroke-width:.1" class="st0"><path d="m0 0 4 4c1 1 2 2 3 1z"/></g></switch>
</svg>
"""

KINDS = {
    "photo.jpg": pictures.jpeg,
    "upright.jpg": lambda: pictures.jpeg(exif=pictures.exif(6)),
    "phone.jpg": pictures.phone,
    "held.heic": pictures.heic,
    "renamed.jpg": pictures.heic,
    "words.png": pictures.png_with_text,
    "named.jpg": pictures.png_with_text,
    "moving.gif": lambda: pictures.moving("GIF"),
    "moving.png": lambda: pictures.moving("PNG"),
    "moving.webp": lambda: pictures.moving("WEBP"),
    "moving.avif": lambda: pictures.moving("AVIF"),
    "still.webp": lambda: pictures.saved(pictures.photo(), "WEBP", exif=pictures.exif(), xmp=SECRET.encode()),
    "still.avif": lambda: pictures.saved(pictures.photo(), "AVIF", exif=pictures.exif(), xmp=SECRET.encode()),
    "print.jpg": lambda: pictures.saved(pictures.photo(mode="CMYK"), "JPEG", exif=pictures.exif()),
    "clear.png": pictures.clear_palette,
    "grey.png": pictures.deep_grey,
    "logo.svg": INKSCAPE.encode,
}


@pytest.fixture
def site(build):
    """A site that shows every kind of picture, and offers each for download too."""
    shown = "\n\n".join(f"![{name}](images/{name})\n\n[Download {name}](images/{name})" for name in KINDS)
    files = {f"images/{name}": make() for name, make in KINDS.items()}
    front = "image: images/photo.jpg\nimage_alt: A photograph"
    return build({"a.md": f"---\ntitle: A\n{front}\n---\n{shown}\n", **files})


def test_nothing_that_a_camera_or_a_program_wrote_is_in_any_published_file(site):
    made = {path: data for path, data in site.files.items() if path.startswith("images/")}

    assert len(made) > len(KINDS)
    for path, data in made.items():
        found = exifread.process_file(io.BytesIO(data), details=True, debug=False)
        assert {
            name for name in found if name.split()[0] in ("Image", "EXIF", "GPS", "MakerNote", "Thumbnail")
        } == set(), path
        for mark in (SECRET.encode(), b"Exif\0\0", b"xmpmeta", b"http://ns.adobe.com", b"MPF\0", b"inkscape", b"rdf:"):
            assert mark not in data, (path, mark)


def test_pictures_of_phones_are_published_as_jpeg_that_every_browser_shows(site):
    for path in ("images/phone.jpg", "images/held.jpg", "images/renamed.jpg", "images/named.jpg", "images/print.jpg"):
        with Image.open(io.BytesIO(site.files[path])) as image:
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (300, 200)), path
    assert "images/held.heic" not in site.files
    assert not site["/a/"].all("//img[contains(@src, 'heic')] | //a[contains(@href, '.heic')]")


def test_each_picture_keeps_its_colours(site):
    def middle(alt: str) -> tuple[int, ...]:
        address = site["/a/"].one(f"//img[@alt='{alt}']").get("src")
        with Image.open(io.BytesIO(site.bytes(address))) as image:
            return image.convert("RGBA").getpixel((image.width // 2, image.height // 2))

    def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= 12

    seen = (*pictures.photo().getpixel((150, 100)), 255)
    for alt in ("photo.jpg", "phone.jpg", "held.heic", "print.jpg", "still.webp", "still.avif", "named.jpg"):
        assert near(middle(alt), seen), alt
    assert near(middle("grey.png"), (128, 128, 128, 255))


def test_what_shines_through_still_does(site):
    for address in ("/images/clear.png", site["/a/"].one("//img[@alt='clear.png']").get("src")):
        with Image.open(io.BytesIO(site.bytes(address))) as image:
            seen = image.convert("RGBA")
            assert (seen.getpixel((5, 5))[3], seen.getpixel((150, 100))) == (0, (200, 0, 0, 255))


@pytest.mark.parametrize("name", ["moving.gif", "moving.png", "moving.webp", "moving.avif"])
def test_what_moves_still_moves(site, name):
    with Image.open(io.BytesIO(site.files[f"images/{name}"])) as image:
        assert image.n_frames == 2


def test_a_picture_held_upright_stands_upright_as_a_download_too(site):
    with Image.open(io.BytesIO(site.files["images/upright.jpg"])) as image:
        assert image.size == (200, 300)


def test_a_drawing_is_published_as_it_looks_and_without_its_editors_words(site):
    drawn = site.files["images/logo.svg"].decode()

    assert 'd="m0 0 4 4c1 1 2 2 3 1z"' in drawn
    assert 'style="fill:#000;stroke-width:.1"' in drawn
    assert ".st0{fill:url(#g);}" in drawn
    assert "foreignObject" not in drawn
    assert (site["/a/"].one("//img[@alt='logo.svg']").get("width"), "ENTITY" in drawn) == ("151", False)


def test_a_screenshot_taller_than_webp_can_be_is_shown(build):
    tall = pictures.saved(Image.new("RGB", (400, 17_000), "navy"), "PNG")
    built = build({"a.md": "---\ntitle: A\n---\n![Tall](images/tall.png)\n", "images/tall.png": tall})

    with Image.open(io.BytesIO(built.bytes(built["/a/"].one("//img[@alt='Tall']").get("src")))) as image:
        assert image.size == (400, 17_000)


def test_pixels_that_nobody_can_decode_are_a_problem_at_the_line_that_shows_them(build):
    files = {"a.md": "---\ntitle: A\n---\nText.\n\n![Broken](images/a.webp)\n"}
    webp = pictures.saved(pictures.photo(), "WEBP")
    with pytest.raises(ContentInvalid) as refused:
        build({**files, "images/a.webp": webp[:40] + bytes(len(webp) - 40)})

    assert [(one.path.rpartition("/")[2], one.line, one.code) for one in refused.value.problems] == [
        ("a.md", 6, "E082")
    ]


@pytest.mark.parametrize(
    ("size", "told_size"),
    [
        ('width="inf" height="inf"', None),
        ('width="100%" height="100%" viewBox="0 0 30 20"', ("30", "20")),
        ('width="nan" height="2"', None),
        ("", None),
        ('viewBox="0 0 30 inf"', None),
        ('width="3cm" height="2cm"', ("113", "76")),
        ('width="60" viewBox="0 0 30 20"', ("60", "40")),
        ('width="1e99" height="1e99"', None),
    ],
)
def test_a_drawing_tells_its_size_where_it_has_one(build, size, told_size):
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0h9v9z"/></svg>'.encode()
    image = build({"a.md": "---\ntitle: A\n---\n![Drawn](a.svg)\n", "a.svg": svg})["/a/"].one("//img[@alt='Drawn']")

    assert ((image.get("width"), image.get("height")) if image.get("width") else None) == told_size


NAMES = ["Report #1.pdf", "100% done.pdf", "a%20b.pdf", "q?x.pdf", "it's.pdf", "a&b;c.pdf", "größe (2).pdf"]


def test_every_file_name_is_encoded_once_wherever_it_is_linked(build):
    links = "\n\n".join(f"[File {number}]({as_written(f'files/{name}')})" for number, name in enumerate(NAMES))
    front = "title: N\nsummary: S.\npublished: 2026-05-01\n"
    files = {f"news/files/{name}": PDF for name in NAMES}
    built = build({"news/index.md": "---\ntitle: News\n---\n", "news/n.md": f"---\n{front}---\n{links}\n", **files})
    feed = built.files["feed.xml"].decode()

    for number, name in enumerate(NAMES):
        address = built["/news/n/"].one(f"//main//a[.='File {number}']").get("href")
        assert unquote(address) == f"/news/files/{name}"
        assert "#" not in address
        assert "?" not in address
        assert built.files[f"news/files/{name}"] == PDF
        assert f"https://example.org{address}".replace("&", "&amp;amp;") in feed or address in feed.replace(
            "&amp;", "&"
        ).replace("&amp;", "&")


def test_a_picture_whose_name_holds_strange_signs_is_found_in_all_its_sizes(build):
    name = "Karte #1 100% & größe?.jpg"
    built = build(
        {"a.md": f"---\ntitle: A\n---\n![Map]({as_written(f'images/{name}')})\n", f"images/{name}": pictures.jpeg()}
    )
    shown = built["/a/"].one("//picture[img/@alt='Map']")
    addresses = [one.split()[0] for source in shown.iter("source") for one in source.get("srcset").split(", ")]

    for address in [*addresses, shown.find("img").get("src")]:
        assert unquote(address).lstrip("/") in built.files


def test_a_name_whose_accents_macos_took_apart_is_found_and_published_composed(build):
    name = "cafe\u0301.svg"
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"/>'
    built = build({"a.md": "---\ntitle: A\n---\n![Map](caf\u00e9.svg)\n", name: svg})

    assert "caf\u00e9.svg" in built.files
    assert built["/a/"].one("//img[@alt='Map']").get("src") == "/caf%C3%A9.svg"


@pytest.mark.parametrize("case", ["al-pdf", "al-two", "al-xml", "al-php", "al-html2"])
def test_an_old_address_of_any_ending_can_be_built(build, tmp_path, case):
    built = build(laid_over(f"pictures-and-names/{case}", tmp_path), NOW)
    rules = built.files["_redirects"].decode()

    for alias in {"al-pdf": ["/docs/old.pdf"], "al-two": ["/old/a.pdf", "/old/b.pdf"], "al-xml": ["/rss.xml"]}.get(
        case, []
    ):
        assert f"{alias} /news/" in rules
        assert alias.lstrip("/") not in built.files


def test_the_old_address_of_a_file_answers_with_the_only_file_of_its_kind_that_the_page_has(build):
    built = build({"a.md": "---\ntitle: A\naliases: [/old/r.pdf]\n---\n[Report](r.pdf)\n", "r.pdf": PDF})

    assert built.files["old/r.pdf"] == PDF
    assert "/old/r.pdf /r.pdf 301" in built.files["_redirects"].decode()


RUNS = [
    "a.js",
    "a.mjs",
    "a.html",
    "a.HTM",
    "a.xhtml",
    "a.shtml",
    "a.php",
    "a.phtml",
    "a.css",
    "a.wasm",
    "a.exe",
    "a.sh",
    "a.bat",
]
RUNS += [
    "a.svgz",
    "a.xml",
    "a.xsl",
    "a.jar",
    "a.swf",
    "a.cgi",
    "a.pl",
    "a.py",
    "a.php.pdf",
    "a.pdf.php",
    "a.PHP5.jpg",
    "a.br",
    "a.gz",
]


@pytest.mark.parametrize("name", RUNS)
def test_what_a_browser_or_a_server_runs_is_never_published(name):
    (found,) = told({"a.md": f"---\ntitle: A\n---\n\n[A file](files/{name})\n", f"files/{name}": PDF})

    assert found.startswith(f"content/a.md:5: “files/{name}” would run")
    assert "[E080]" in found


@pytest.mark.parametrize("name", RUNS)
def test_no_line_in_project_yaml_allows_what_runs(name):
    ending = name.rpartition(".")[2]
    allowed = f"{PROJECT}folders: {{}}\ndownloads: [{ending}]\n"
    found = told({"project.yaml": allowed, "a.md": f"---\ntitle: A\n---\n[A](files/{name})\n", f"files/{name}": PDF})

    # The line itself is the cause; that the file is not published only follows from it.
    assert any("[E080]" in one or one.startswith("content/project.yaml:") for one in found)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.docx", "a.xlsx", "a.odt", "a.csv", "a.txt", "a.zip", "a.epub", "a.mp3", "a.mp4", "D3.1.PDF"]
)
def test_what_people_open_is_published(name):
    assert told({"a.md": f"---\ntitle: A\n---\n[A](files/{name})\n", f"files/{name}": PDF}) == []


def test_a_further_kind_is_published_once_the_project_allows_it():
    files = {"a.md": "---\ntitle: A\n---\n[The way](way.gpx)\n", "way.gpx": b"<gpx/>"}

    assert "downloads: [gpx]" in told(files)[0]
    assert told({**files, "project.yaml": f"{PROJECT}folders: {{}}\ndownloads: [gpx]\n"}) == []


HOSTS = [
    "CNAME",
    "cname",
    "_headers",
    "_Redirects",
    "_worker.js",
    "_routes.json",
    "sw.js",
    "service-worker.js",
    "ads.txt",
]
HOSTS += [
    "app-ads.txt",
    "google1234567890abcdef.html",
    "BingSiteAuth.xml",
    "web.config",
    "robots.txt",
    "vercel.json",
    "netlify.toml",
]


@pytest.mark.parametrize("name", HOSTS)
def test_a_name_that_hosts_act_on_is_neither_a_file_nor_an_old_address(name):
    (file,) = told({"a.md": f"---\ntitle: A\n---\n[A]({name})\n", name: PDF})
    (alias,) = told({"a.md": f"---\ntitle: A\naliases: ['/{name}']\n---\n"})

    assert "[E087]" in file or "[E046]" in file
    assert "[E087]" in alias or "[E046]" in alias


def draw(inside: str, more: str = "") -> bytes:
    links = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {links} {more}>\n{inside}\n</svg>'.encode()


@pytest.mark.parametrize(
    "svg",
    [
        draw("<script>alert(1)</script>"),
        draw("<h:script>alert(1)</h:script>"),
        draw("<foreignObject><h:iframe src='https://evil.example'/></foreignObject>"),
        draw("", 'onload="alert(1)"'),
        draw("<a xlink:href='java&#9;script:alert(1)'><path d='M0 0'/></a>"),
        draw("<use href='https://evil.example/x.svg#a'/>"),
        draw("<use href='other.svg#a'/>"),
        draw("<image xlink:href='//evil.example/a.png'/>"),
        draw("<style>@import 'https://evil.example/a.css';</style>"),
        draw("<style>a{fill:u\\72l(https://evil.example)}</style>"),
        draw("<path style='fill:url(https://evil.example/#a)' d='M0 0'/>"),
        draw("<rect filter='url(//evil.example/#a)'/>"),
        draw("<animate attributeName='href' values='#a'/>"),
        draw("<set attributeName='xlink:href' to='#a'/>"),
        draw("<iframe src='https://evil.example'/>"),
        b"<?xml-stylesheet href='https://evil.example/a.css'?>" + draw("<path d='M0 0'/>"),
        b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + draw("<text>&x;</text>"),
        b"<!DOCTYPE svg [<!ENTITY x '<script>alert(1)</script>'>]>" + draw("&x;"),
        b"<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;'>]>" + draw("<text>&b;</text>"),
        b"<svg><path d='M0 0'/></svg>",
        b"<html><body>no drawing</body></html>",
        draw("<g>" * 400 + "</g>" * 400),
        draw("<handler type='application/ecmascript'>alert(1)</handler>"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(svg):
    with pytest.raises(NoDrawing):
        read_drawing(svg)


def test_a_drawing_keeps_what_it_shows_and_its_picture_loses_what_the_camera_wrote():
    inside = base64.b64encode(pictures.jpeg()).decode()
    drawn = read_drawing(draw(f"<image href='data:image/jpeg;base64,{inside}'/><text>Ā</text>")).data.decode()
    embedded = base64.b64decode(drawn.partition("base64,")[2].partition('"')[0])

    assert "<text>Ā</text>" in drawn
    assert SECRET.encode() not in embedded
    assert Image.open(io.BytesIO(embedded)).size == (300, 200)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Non\u2011breaking", "Non-breaking"),
        ("Party 🎉 in Town", "Party in Town"),
        ("soft\u00adhyphen", "softhyphen"),
        ("Žluťoučký kůň", "Žluťoučký kůň"),
        ("Ελληνικά", "Ελληνικά"),
        ("Новости", "Новости"),
        ("概要", ""),
        ("نبذة", ""),
        ("שלום", ""),
        ("ქართული", ""),
        ("ภาษาไทย", ""),
    ],
)
def test_a_card_shows_letters_that_its_typeface_has_and_no_boxes(title, shown):
    from plugins.social.card import drawable

    assert drawable(title) == shown


def test_the_card_of_a_page_whose_title_cannot_be_drawn_shows_the_project(build):
    built = build({"a.md": "---\ntitle: 概要\n---\n"})

    assert built["/a/"].one("//meta[@property='og:image:alt']").get("content") == "An Example of a Project. EXAMPLE"


def test_a_title_of_any_length_is_laid_out_at_once():
    import time

    from plugins.social.card import Card, drawn

    started = time.process_time()
    for title in ("w" * 2_000, "word " * 400, "i" * 5_000):
        drawn(Card("News", title, "EXAMPLE", "#12456b"))

    assert time.process_time() - started < 3


LOGO = (
    '<!-- a remark --><svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="0 0 64 64"><style>.a{fill:#0a0}</style>'
    '<g transform="translate(2 2)"><circle cx="30" cy="30" r="30" class="a"/><path fill="none" d="M0 0c9 9 9 9 9 0z"/></g></svg>'
)


def test_any_drawing_can_be_the_icon():
    from plugins.social.icons import ico, png

    svg = read_drawing(LOGO.encode()).data
    with Image.open(io.BytesIO(png(svg, 180))) as image:
        assert (image.size, image.getpixel((90, 90)), image.getpixel((2, 2))) == (
            (180, 180),
            (0, 170, 0),
            (255, 255, 255),
        )
    with Image.open(io.BytesIO(ico(svg, 32))) as image:
        assert image.size == (32, 32)


def test_an_icon_with_letters_is_refused_with_a_remedy(tmp_path: Path):
    from plugins.social.plugin import _icon

    (tmp_path / "icon.svg").write_bytes(draw("<text>A</text>"))
    with pytest.raises(ContentInvalid) as refused:
        _icon(tmp_path / "icon.svg")

    assert [(one.code, "paths" in one.mend) for one in refused.value.problems] == [("E089", True)]


def test_a_file_that_git_ignores_is_a_problem_where_a_page_uses_it(tmp_path: Path):
    import subprocess

    from core.documents.sources import read_folder
    from core.read_site import read_site
    from plugins.publishing.source import ignored_by_git
    from tests.cases.laid import NOW as now
    from tests.conftest import with_bare, write

    content = write(
        tmp_path / "content",
        with_bare({"a.md": "---\ntitle: A\n---\n[R](r.pdf)\n", "r.pdf": PDF, "b.md": "---\ntitle: B\n---\n"}),
    )
    assert ignored_by_git(content) == frozenset()
    (tmp_path / ".gitignore").write_text("*.pdf\nb.md\n")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    sources = read_folder(content, "content")
    sources.ignored = ignored_by_git(content)
    from datetime import datetime

    problems = read_site(sources, datetime.fromisoformat(now))[1]

    assert sorted((one.path, one.line, one.code) for one in problems) == [
        ("content/a.md", 4, "E086"),
        ("content/b.md", 1, "E086"),
    ]


def test_a_published_file_whose_name_changes_only_in_capitals_is_a_lost_address():
    files = {"a.md": "---\ntitle: A\n---\n[R](files/report.pdf)\n", "files/report.pdf": PDF}
    from core.checks.published import find_lost
    from core.site.ledger import COLUMNS, read_ledger
    from tests.conftest import read

    site, problems = read(files)
    assert (site is not None, problems) == (True, [])
    rows, wrong = read_ledger(
        f"{','.join(COLUMNS)}\nfile,,/files/Report.pdf,2026-01-01\n".encode(), "content/ledger.csv"
    )
    found = list(find_lost(site, rows))

    assert wrong == []
    assert [(one.path, one.code, one.mend) for one in found] == [
        ("content/files/report.pdf", "E091", "Give it its old name back: Report.pdf")
    ]


def test_a_large_download_is_copied_without_being_read_into_memory(tmp_path: Path):
    import tracemalloc

    from core.build.outputs import Output
    from plugins.build.output_writer import OutputWriter

    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.write(PDF)
        file.truncate(200_000_000)
    writer = OutputWriter(tmp_path / "out", tmp_path / "out", {})
    tracemalloc.start()
    writer.put([Output("files/large.pdf", large.read_bytes, source=large)], None, lambda _done, _all: None)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (tmp_path / "out/files/large.pdf").stat().st_size == 200_000_000
    assert peak < 20_000_000
