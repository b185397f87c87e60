"""Pictures in pages: each with its size, so that nothing jumps, and with the files to choose from."""

from __future__ import annotations

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from core.views import Picture

AT_THE_TOP = 2  # parts of a text that are seen without scrolling


def with_pictures(html: str, pictures: Mapping[str, Picture], eager: bool) -> Markup:
    """Return the text of a page with its pictures, by address, ready for browsers.

    Pictures wait until they come near the window; those at the top of the text, when nothing else is above, do not.
    """
    soup = BeautifulSoup(html, "lxml")
    assert soup.body is not None
    tops = [child for child in soup.body.children if isinstance(child, Tag)][:AT_THE_TOP]
    for image in soup.find_all("img"):
        picture = pictures.get(str(image.get("src", "")))
        if eager and any(image in top.descendants for top in tops):
            del image["loading"]
        if picture is None:
            continue
        image["decoding"] = "async"
        if not image.has_attr("width") and not image.has_attr("height"):
            image["width"], image["height"] = str(picture.width), str(picture.height)
        if picture.sources:
            image["src"] = picture.address
            wrapper = image.wrap(soup.new_tag("picture"))
            for place, source in enumerate(picture.sources):
                attributes = {"type": source.type, "srcset": source.srcset, "sizes": picture.sizes}
                wrapper.insert(place, soup.new_tag("source", attrs=attributes))
    return Markup("".join(str(child) for child in soup.body.children))
