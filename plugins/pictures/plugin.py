"""Gives every picture its formats, its widths and its size, and publishes none with what a camera wrote into it."""

from pathlib import Path

from pelican import signals

from core.build.blob_store import Store
from core.build.outputs import Output
from core.checks.files import first_use
from core.checks.near_paths import target_of
from core.documents.front_matter import Head
from core.files.file_kinds import is_picture
from core.problems.problem import ContentInvalid, Problem
from core.views.picture import Picture, Source
from plugins.pictures.shown import with_pictures


def add_pictures(generators):
    generator = generators[0]
    context = generator.context
    site, outputs, files = context["site"], context["outputs"], context["sources"].files
    store = Store(Path(generator.settings["PICTURES"]))
    pictures = {}  # by path in the content folder
    damaged = []
    for path in sorted(filter(is_picture, site.files)):
        try:
            pictures[path] = _picture(path, files[path], site, outputs, store)
        except ValueError:
            damaged.append(_damaged(site, path))
    if damaged:
        raise ContentInvalid(damaged)
    if wordmark := site.project.wordmark:
        drawn = pictures.get(wordmark) or Picture(site.href(site.file_address(wordmark)), "", 0, 0)
        context["frame"]["wordmark"] = _with_alt(drawn, site.project.name)
    by_address = {site.href(site.file_address(path)): picture for path, picture in pictures.items() if picture}

    def fill(view, node, _site):
        path = target_of(node, node.page.image) if node.page.image else ""
        if pictures.get(path):
            view.picture = _with_alt(pictures[path], node.page.image_alt or "")
        if any(reference.picture for reference in node.body.references):
            view.content = with_pictures(view.content, by_address, eager=not view.picture)

    context["fillers"].append(fill)


def _picture(path, file, site, outputs, store):
    """Claim the files of a picture; return how it is shown, None where its size is not known.

    Raises ValueError where it cannot be opened.
    """
    address = site.href(site.file_address(path))
    if path.lower().endswith(".svg"):
        from core.files.svg import read_drawing  # lxml is slow to import

        drawing = read_drawing(file.read_bytes())
        outputs.replace(Output(site.file_address(path).lstrip("/"), lambda: drawing.data, (path,)))
        return Picture(address, "", round(drawing.width), round(drawing.height)) if drawing.width else None
    from plugins.pictures.variants import SIZES, TYPES, read_original, stripped, variants  # Pillow is slow to import

    plain = site.file_address(path).lstrip("/")
    original = read_original(plain, file.read_bytes())
    if original is None:
        raise ValueError(path)
    digest = original.digest

    def keep(name, make):
        def made():
            try:
                return make()
            except (OSError, ValueError, SyntaxError, EOFError) as error:  # pixels that nobody can decode
                raise ContentInvalid([_damaged(site, path)]) from error

        return lambda: store.get(name, made)

    outputs.replace(Output(plain, keep(digest, lambda: stripped(original)), (path,), key=digest.encode))
    made = list(variants(original))
    for one in made:
        outputs.add(Output(one.path, keep(one.path.replace("/", "-"), one.make), (path,), key=one.path.encode))
    if not made:
        return Picture(address, "", original.width, original.height)
    usual = made.pop()
    sources = tuple(
        Source(
            TYPES[format_],
            ", ".join(f"{site.href(f'/{one.path}')} {one.width}w" for one in made if one.format == format_),
        )
        for format_ in ("avif", "webp")
    )
    return Picture(site.href(f"/{usual.path}"), "", original.width, original.height, sources, SIZES)


def _damaged(site, path):
    """Return the problem of a picture that looks whole and cannot be decoded."""
    page, line = first_use(site, Head(), path)
    message = f"“{path}” is damaged: it cannot be opened."
    return Problem(f"{site.label}/{page}", line, "E082", message, "Open it in another program and save it again.")


def _with_alt(picture, alt):
    return Picture(picture.address, alt, picture.width, picture.height, picture.sources, picture.sizes)


def register():
    signals.all_generators_finalized.connect(add_pictures)
