"""The map of the cities, the time line, and pages that say how old they are."""

from __future__ import annotations

import pytest

from plugins.graphics.coast import clipped, path_data, rings
from tests.conftest import PROJECT, told

CITIES = """\
cities:
  north: {name: Northport, country: SE, page: index.md, lat: 57.7, lon: 12.0, accent: {light: "#123456", dark: "#abcdef"}}
  south: {name: Southport, country: IT, page: get-in-touch.md, lat: 44.4, lon: 8.9, accent: {light: "#123456", dark: "#abcdef"}}
"""
MAP = f"{PROJECT}folders: {{}}\nmap: index.md\n{CITIES}"
LINE = f"{PROJECT}folders: {{events: event, results: result}}\ntime_line: index.md\nstart: 2024-01\nend: 2026-12\n"
EVENTS = {
    "events/index.md": "---\ntitle: Events\n---\n",
    "events/2025-03-02-a.md": "---\ntitle: Late\nsummary: S.\nstart: 2025-03-02\nplace: X\npublished: 2025-01-01\n---\n",
    "events/2024-05-b.md": "---\ntitle: Early\nsummary: S.\nstart: 2024-05\nplace: X\npublished: 2024-01-01\n---\n",
    "results/index.md": "---\ntitle: Results\n---\n",
    "results/c.md": "---\ntitle: Without a date\ntype: guide\n---\n",
}


def test_the_map_names_each_city_and_its_table_leads_to_them(build):
    page = build({"project.yaml": MAP})["/"]

    assert page.words("//figure//*[name()='text'][not(@class)]") == ["Northport", "Southport"]
    assert page.words("//div[@class='city-map']//tbody//th") == ["Northport", "Southport"]
    assert "Northport (Sweden), Southport (Italy)" in page.words("//figure//*[name()='title']")[0]
    north, south = (float(one.get("y")) for one in page.all("//figure//*[name()='g']/*[name()='rect']"))
    assert north < south


def test_without_coordinates_there_is_no_map(build):
    bare = MAP.replace("lat: 57.7, lon: 12.0, ", "").replace("lat: 44.4, lon: 8.9, ", "")

    assert build({"project.yaml": bare})["/"].all("//figure") == []


def test_a_place_off_the_earth_is_told():
    (problem,) = told({"project.yaml": MAP.replace("57.7", "north")})

    assert problem == (
        "content/project.yaml:12: cities.north.lat: “north” is no number of degrees. [E013]\n"
        "    Write a number from -180 to 180 with a point, like “51.05”."
    )


def test_a_map_on_a_page_that_is_not_there_is_told():
    (problem,) = told({"project.yaml": MAP.replace("map: index.md", "map: about.md")})

    assert "there is no page “about.md”" in problem


def test_land_is_cut_off_at_the_edge_of_the_map():
    box = (0.0, 0.0, 10.0, 10.0)

    assert clipped([(-5.0, 2.0), (5.0, 2.0), (5.0, 8.0), (-5.0, 8.0)], box) == [
        (0.0, 2.0),
        (5.0, 2.0),
        (5.0, 8.0),
        (0.0, 8.0),
    ]
    assert clipped([(20.0, 20.0), (30.0, 20.0), (25.0, 30.0)], box) == []
    assert path_data([[(0, 0), (5, 0), (5, 5)]]) == "M0 0l5 0 0 5z"


def test_the_coasts_go_around_the_world():
    longitudes = [x for ring in rings() for x, _ in ring]

    assert (round(min(longitudes)), round(max(longitudes))) == (-180, 180)


def test_the_time_line_has_what_has_a_date_the_oldest_first(build):
    page = build({"project.yaml": LINE, **EVENTS})["/"]

    assert page.words("//div[@class='time-line']//tbody/tr") == ["May 2024EventEarly", "March 2, 2025EventLate"]
    assert page.tree.xpath("//div[@class='time-line']//tbody//a/@href") == ["/events/b/", "/events/a/"]
    assert page.words("//figure//*[name()='text']") == ["2024", "2025", "2026", "Events"]


@pytest.mark.parametrize(
    ("day", "says"),
    [("2026-06-13", []), ("2026-06-14", ["This page is from June 14, 2024. It may no longer be right."])],
)
def test_a_page_older_than_the_project_allows_says_so(build, day, says):
    project = f"{PROJECT}folders: {{}}\nold_after: 24\n"
    page = "---\ntitle: A\npublished: 2020-01-01\nupdated: 2024-06-14\n---\nText.\n"

    built = build({"project.yaml": project, "a.md": page}, now=f"{day}T12:00+02:00")
    assert built["/a/"].words("//p[contains(@class, 'notice')]") == says


def test_a_page_that_will_be_old_tells_when_to_build_again(build):
    project = f"{PROJECT}folders: {{}}\nold_after: 24\n"

    built = build({"project.yaml": project, "a.md": "---\ntitle: A\npublished: 2026-01-01\n---\n"})
    assert b'"next": "2028-01-01T00:00+01:00"' in built.bytes("/build.json")
