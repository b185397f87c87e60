"""What remedies for files ask an editor to do: save again, rename, move, or put another one in the place."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from pillow_heif import register_heif_opener

from tests.cases.remedies import Place, rule
from tests.conftest import SMALL

Match = re.Match[str]
DOCUMENT = b"%PDF-1.4\n%%EOF\n"
FORMATS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WEBP", ".gif": "GIF", ".avif": "AVIF"}


def sample(ending: str) -> bytes:
    """Return a small file of a kind: a picture, a drawing, an archive, or a document."""
    made = BytesIO()
    if ending in FORMATS:
        Image.new("RGB", (20, 10)).save(made, FORMATS[ending])
    elif ending == ".heic":
        register_heif_opener()
        Image.new("RGB", (64, 64)).save(made, "HEIF")
    elif ending == ".svg":
        return next(SMALL.rglob("*.svg")).read_bytes()
    elif ending in (".zip", ".docx", ".xlsx", ".pptx", ".odt", ".epub"):
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("a.txt", "text")
    else:
        return DOCUMENT
    return made.getvalue()


def used(place: Place) -> Path:
    """Return the file that a problem is about: the one that it quotes, or its own."""
    name = place.subject.rpartition("/")[2]
    if name and place.file.suffix in (".md", ".yaml"):
        found = [path for path in place.content.rglob("*") if path.name == name]
        if found:
            return found[0]
    return place.file


def rename(place: Place, old: Path, new: str) -> Path:
    """Rename a file, and write its new name where pages link to it."""
    file = old.with_name(new)
    old.rename(file)
    for text in [*place.content.rglob("*.md"), place.content / "project.yaml"]:
        written = text.read_bytes()
        for name in {old.name, old.name.replace("%", "%25").replace("#", "%23")}:
            written = written.replace(name.encode(), new.encode())
        text.write_bytes(written)
    return file


@rule(r"Link to it: \[what it is\]\((\S+)\)\. A picture ends in [^\n]*")
def _(place: Place, match: Match) -> None:
    place.write(re.sub(r"!\[[^\]]*\](?=\()", "[what it is]", place.line))


@rule(r"Write the path to a picture, which ends in [^\n]*?(?=, or)")
def _(place: Place, _: Match) -> None:
    place.set_value("../" * place.problem.path.removeprefix("content/").count("/") + "images/emblem.svg")


@rule(
    r"Embed the picture or the shape in the drawing; a drawing shows nothing from other files"
    r"|Export it again as “plain SVG” or “optimised SVG”|or remove this from the file|Remove it from the drawing"
    r"|or get the file again from where it came|Open it and save it as \w+"
    r"|Get the picture again from where it came, and save the picture itself"
    r"|Copy or save the picture again; [^\n]*|Copy the picture again|Save it again(?=, or take)"
)
def _(place: Place, _: Match) -> None:
    file = used(place)
    file.write_bytes(sample(file.suffix.lower()))


@rule(r"or take it out of the page")
def _(place: Place, _: Match) -> None:
    used(place).unlink()
    place.write(re.sub(r"!?\[[^\]]*\]\([^)]*\)", "", place.line))


@rule(r"Give the file another name, and write that name where pages link to it")
def _(place: Place, _: Match) -> None:
    file = used(place)
    rename(place, file, f"another-{file.name}")


@rule(r"(?:Save|or save) it as (PDF|JPEG)[^\n]*?,? and write that name here")
def _(place: Place, match: Match) -> None:
    file = rename(place, used(place), Path(used(place).name).stem + {"PDF": ".pdf", "JPEG": ".jpg"}[match[1]])
    file.write_bytes(sample(file.suffix))


@rule(r"If this kind is meant, add it to project\.yaml: (downloads: .*)")
def _(place: Place, match: Match) -> None:
    project = place.content / "project.yaml"
    project.write_text(project.read_text("utf-8").rstrip() + f"\n{match[1]}\n", "utf-8")


@rule(r"Put it into a \.zip(?=, or)")
def _(place: Place, _: Match) -> None:
    file = used(place)
    rename(place, file, file.with_suffix(".zip").name).write_bytes(sample(".zip"))


@rule(r"or delete it and link to a PDF or to the place where the program is kept")
def _(place: Place, _: Match) -> None:
    used(place).unlink()
    place.write(re.sub(r"\]\([^)]*\)", "](https://example.org/program)", place.line))


@rule(r"Write (\S+), or rename the file without # and %, and write that name here")
def _(place: Place, match: Match) -> None:
    place.write(
        re.sub(r"\]\([^)]*\)|(?<=: )\S+$", lambda old: f"]({match[1]})" if old[0] != match[1] else "", place.line)
    )


@rule(r"or rename the file without # and %, and write that name here")
def _(place: Place, _: Match) -> None:
    name = re.findall(r"“([^”]*)”", place.problem.message)[-1]
    file = next(path for path in place.content.rglob("*") if path.name == name)
    new = re.sub(r"[#%]", "-", name)
    file.rename(file.with_name(new))
    folder = file.parent.relative_to(place.content).as_posix()
    target = "../" * place.problem.path.removeprefix("content/").count("/") + f"{folder}/{new}".removeprefix("./")
    place.write(re.sub(r"\]\([^)]*\)", f"]({target})", place.line))


@rule(r"Delete this file(?=: pages use)")
def _(place: Place, _: Match) -> None:
    place.file.unlink()


@rule(r"Shorten its name")
def _(place: Place, _: Match) -> None:
    file = place.file
    short = file.rename(file.with_name(f"short{file.suffix}"))
    if short.suffix == ".png":  # the sample is empty, and no page shows it
        short.write_bytes(sample(".png"))
        page = place.content / "get-in-touch.md"
        page.write_text(page.read_text("utf-8") + f"\n![A picture](images/{short.name})\n", "utf-8")


@rule(r"Move the pages and files in it to a folder nearer to the top, and delete this one")
def _(place: Place, _: Match) -> None:
    folder = place.file
    for file in folder.rglob("*"):
        if file.is_file():
            file.rename(place.content / file.name)
    shutil.rmtree(folder)


@rule(r"Move it to a folder nearer to the top")
def _(place: Place, _: Match) -> None:
    place.file.rename(place.content / place.file.name)


@rule(r"Put them into a file of their own, and link to it")
def _(place: Place, _: Match) -> None:
    (place.content / "values.csv").write_text("value\n1\n", "utf-8")
    lines = [line for line in dict.fromkeys(place.lines) if re.match(r"(title|summary|published):", line)]
    lines = ["---", *lines, "---"]
    place.file.write_text("\n".join(lines) + "\n[The values](values.csv)\n", "utf-8")
