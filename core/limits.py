"""Every limit of the site in one place: how long, large, many or deep something may be, and why. The manual lists them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of something is allowed."""

    value: int
    unit: str  # in the plural: characters, pixels, bytes
    about: str  # a sentence for editors: what is limited, and why


ALL: list[Limit] = []  # in the order of the manual


def _limit(value: int, unit: str, about: str) -> int:
    """Note a limit for the manual and return its value, which the code compares with."""
    ALL.append(Limit(value, unit, about))
    return value


PAGE = _limit(200_000, "characters", "The text of one page: a longer one is hard to read and slow to build.")
PAGE_LINES = _limit(5_000, "lines", "The text of one page.")
LINE = _limit(10_000, "characters", "One line of a text.")
DEPTH = _limit(12, "levels", "Lists, quotes and brackets inside each other.")
EMPHASIS_MARKS = _limit(2_000, "signs", "Each of the signs * _ ` and \\ in one paragraph.")
OPEN_BRACKETS = _limit(30, "brackets", "Brackets in one paragraph that nothing closes.")
RULES = _limit(300, "rules", "Rules across the page (---) in one page.")
HEADINGS = _limit(300, "headings", "Headings of one page.")
FOOTNOTES = _limit(300, "footnotes", "Footnotes and references to them in one page.")
HTML_TAGS = _limit(300, "HTML tags", "HTML tags written in one page.")
ABBREVIATIONS = _limit(300, "abbreviations", "Abbreviations that one page explains.")
DEFINITIONS = _limit(300, "definitions", "Definitions in one page.")
LINK_DEFINITIONS = _limit(1_000, "addresses of links", "Addresses of links that one page lists at its end.")
TITLE = _limit(200, "characters", "A title, and the name of a project or city.")
SUMMARY = _limit(500, "characters", "The summary of a page, and the line under the project's name.")
MENU_NAME = _limit(60, "characters", "A name in menus, and the short name of a partner.")
ALTERNATIVE_TEXT = _limit(500, "characters", "The text for those who do not see a picture that a field names.")
SOURCE_FILE = _limit(20_000_000, "bytes", "One text file of the content folder; more is not read.")
FOLDER_DEPTH = _limit(30, "folders", "Folders inside each other, of the content and of an old address.")
FILE_NAME = _limit(200, "bytes", "The name of a file or folder: names that are made from it have to fit, too.")
ADDRESS = _limit(1_000, "bytes", "A whole address: file systems and web servers take no longer one.")
VALUES = _limit(20_000, "values", "Values in the fields of one file.")
FIELD = _limit(10_000, "characters", "One value in the fields of a file.")
VALUE_DEPTH = _limit(8, "levels", "Values inside values, in the fields of one file.")
DIGITS = _limit(6, "digits", "A whole number in a field.")
FAULTS_OF_A_TAG = _limit(10, "problems", "Problems that are reported of one HTML tag.")
MESSAGE = _limit(2_000, "characters", "The message and the advice of one problem; a longer one is cut.")
LINES_NAMED = _limit(6, "lines", "Lines that are named of one file with the same invisible characters.")
HOST_NAME = _limit(253, "characters", "The name of a host in an address: DNS has no longer ones.")
FIRST_DATE = _limit(1900, "as a year", "The first year of a date in a page.")
LAST_DATE = _limit(2199, "as a year", "The last year of a date in a page.")
FIRST_YEAR = _limit(1900, "as a year", "The first year for which a site is built.")
LAST_YEAR = _limit(2999, "as a year", "The last year for which a site is built.")
PATH_PART = _limit(240, "bytes", "One part of an address: file systems take no more.")
RULE_DATES = _limit(500, "dates", "Dates of one repeating event.")
IMPORT_PAGES = _limit(
    60, "dates", "Dates of an imported event that are written as pages of their own, where no words say them."
)
IMPORT_DAYS = _limit(
    366, "days", "How far ahead an imported event without an end is written, from today or from its start."
)
IMPORT_RULE_DAYS = _limit(
    30, "years", "How far ahead the dates of an imported rule by days or weeks are looked for, from today or its start."
)
IMPORT_RULE_YEARS = _limit(
    100,
    "years",
    "How far ahead the dates of an imported rule by months or years are looked for, from today or its start.",
)
IMPORT_TITLE = _limit(
    150, "characters", "The title of an imported event; a longer one is cut and stands whole in its text."
)
IMPORT_SUMMARY = _limit(300, "characters", "The summary of an imported event, which is made from its description.")
IMPORT_FILE = _limit(50_000_000, "bytes", "A calendar file to import.")
FEED_ENTRIES = _limit(30, "entries", "Entries of a feed, and of each page of its archive.")
MAIL_HTML = _limit(100_000, "bytes", "The HTML of a newsletter by mail: mail services cut off a longer one.")
PICTURE_PIXELS = _limit(
    50_000_000, "pixels", "A picture in all: no screen shows more, and to open one takes four bytes for each."
)
PICTURE_SIDE = _limit(32_000, "pixels", "The longer side of a picture.")
VARIANT_SIDE = _limit(
    16_383, "pixels", "The height of a picture that is made smaller for small windows: WebP takes no more."
)
SVG_SIDE = _limit(100_000, "pixels", "The longer side of a drawing.")
CARD_TITLE = _limit(
    300, "characters", "What the picture beside a shared link can show of a title; the rest is left out."
)
CLOUDFLARE_HEADERS = _limit(100, "rules", "Rules of _headers: Cloudflare Pages reads no more.")
CLOUDFLARE_LINE = _limit(
    1_000, "characters", "One line of _headers or _redirects: Cloudflare Pages reads no longer one."
)
CLOUDFLARE_REDIRECTS = _limit(2_000, "lines", "Lines of _redirects: Cloudflare Pages reads no more.")
LINK_SECONDS = _limit(
    30, "seconds", "For one external link, with all that it redirects to; a slower host counts as not answering."
)
LINK_REDIRECTS = _limit(10, "redirects", "Of one external link.")
