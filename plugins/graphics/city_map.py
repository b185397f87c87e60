"""A map of the cities of the project, as large as they lie apart."""

from __future__ import annotations

from math import cos, radians

from core.documents.project import City
from core.documents.schema import Partner
from core.views.graphics import CityMap, Spot
from core.views.view_builder import ViewBuilder
from plugins.graphics.coast import Box, clipped, path_data, rings

WIDTH = 480  # units of the drawing
SHAPE = 0.62  # height to width
MARGIN = 0.22  # of the span of the cities, on each side
LEAST = 6.0  # degrees of latitude that a map shows at least
LETTER, LINE = (
    15.5,
    21,
)  # units that a letter and a line of a name need at most, on the smallest screens, in a wide typeface
LETTERS = int(WIDTH / LETTER)  # of a name, which stands whole in the table below the drawing


def city_map(view_builder: ViewBuilder) -> CityMap | None:
    """Return the map; None where it is not known of any city where it lies."""
    site = view_builder.site
    cities = {key: city for key, city in site.project.cities.items() if city.lat is not None and city.lon is not None}
    if not cities:
        return None
    box, stretch = _extent(list(cities.values()))
    west, south, east, north = box
    scale = WIDTH / ((east - west) * stretch)
    height = round((north - south) * scale)

    def place(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * stretch * scale, (north - lat) * scale

    land = [[place(*point) for point in part] for ring in rings() if (part := clipped(ring, box))]
    points = {key: place(city.lon or 0, city.lat or 0) for key, city in cities.items()}
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in points.values()]
    spots = []
    for key, city in cities.items():
        x, y = points[key]
        name = city.name if len(city.name) <= LETTERS else f"{city.name[: LETTERS - 1]}…"
        name_x, name_y, anchor = _name_place(x, y, len(name) * LETTER, height, taken)
        partners = [node for node in site.partners.values() if isinstance(node.page, Partner) and node.page.city == key]
        spots.append(
            Spot(
                key=key,
                name=city.name,
                short=name,
                country=view_builder.country(city.country),
                address=site.href(site.nodes[city.page].address),
                x=round(x),
                y=round(y),
                name_x=round(name_x),
                name_y=round(name_y),
                anchor=anchor,
                partners=tuple(view_builder.partner(node.key) for node in partners),
            )
        )
    return CityMap(WIDTH, height, path_data(land), tuple(spots))


def _name_place(x: float, y: float, width: float, height: float, taken: list[Box]) -> tuple[float, float, str]:
    """Return where the name of a city stands best: beside it, above or below, on nothing else; note its place as taken."""
    middle = min(max(x, width / 2), WIDTH - width / 2)
    places: list[tuple[float, float, str, Box]] = [
        (x + 12, y + 5, "start", (x + 12, y - 12, x + 12 + width, y - 12 + LINE)),
        (x - 12, y + 5, "end", (x - 12 - width, y - 12, x - 12, y - 12 + LINE)),
        (middle, y - 14, "middle", (middle - width / 2, y - 14 - LINE, middle + width / 2, y - 12)),
        (middle, y + 26, "middle", (middle - width / 2, y + 12, middle + width / 2, y + 12 + LINE)),
    ]
    free = [
        one for one in places
        if one[3][0] >= 0 and one[3][2] <= WIDTH and one[3][1] >= 0 and one[3][3] <= height
        and not any(_overlap(one[3], other) for other in taken)
    ]  # fmt: skip
    best = (
        free[0] if free else places[2 if y > height / 2 else 3]
    )  # never over the edge; over something else, if it must be
    taken.append(best[3])
    return best[:3]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _extent(cities: list[City]) -> tuple[Box, float]:
    """Return the part of the world to show, and how much shorter than in the north a degree is in the east."""
    lats, lons = [city.lat or 0 for city in cities], [city.lon or 0 for city in cities]
    middle_lat, middle_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    stretch = max(cos(radians(middle_lat)), 0.1)
    high = max((max(lats) - min(lats)) * (1 + 2 * MARGIN), LEAST)
    wide = (max(lons) - min(lons)) * (1 + 2 * MARGIN) * stretch
    high = max(high, wide * SHAPE)
    wide = high / SHAPE / stretch
    return (middle_lon - wide / 2, middle_lat - high / 2, middle_lon + wide / 2, middle_lat + high / 2), stretch
