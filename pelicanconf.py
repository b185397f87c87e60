"""Pelican at home: what `./site serve` uses. What differs when we publish stands in publishconf.py."""

import os
import sys
import time
from pathlib import Path

from jinja2 import StrictUndefined

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from plugins.build.cache_key import cache_key  # noqa: E402 (found in the folder of this file)
from plugins.build.template_cache import SignedBytecodeCache  # noqa: E402

CACHE = HERE / ".cache"  # may be deleted at any time
_KEY = cache_key(HERE)

# The project itself is described in content/project.yaml; here stands only how Pelican is to work.
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
THEME_TEMPLATES_OVERRIDES = ["theme"]  # so that templates find components/
SITEURL = ""
TIMEZONE = "UTC"

# The order of work: site_tree reads everything and leaves the site for the features.
PLUGINS = [
    "plugins.build.plugin",
    "plugins.breadcrumbs.plugin",
    "plugins.menus.plugin",
    "plugins.prev_next.plugin",
    "plugins.listings.plugin",
    "plugins.related.plugin",
    "plugins.pictures.plugin",
    "plugins.results_table.plugin",
    "plugins.social.plugin",
    "plugins.structured.plugin",
    "plugins.search.plugin",
    "plugins.graphics.plugin",
    "plugins.access.plugin",
    "plugins.ages.plugin",
    "plugins.sidebar.plugin",
    "plugins.events.plugin",
    "plugins.calendars.plugin",
    "plugins.feeds.plugin",
    "plugins.newsletter.plugin",
    "plugins.sitemap.plugin",
    "plugins.redirects.plugin",
    "plugins.hosting.plugin",
    "plugins.stylesheet.plugin",
]

# plugins/build reads and writes all pages; Pelican's own generators have nothing to do.
ARTICLE_PATHS = []
PAGE_PATHS = []
STATIC_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DELETE_OUTPUT_DIRECTORY = False

JINJA_ENVIRONMENT = {
    "undefined": StrictUndefined,  # a misspelt name stops the build instead of printing nothing
    "autoescape": True,  # only rendered Markdown is marked as safe
    "trim_blocks": True,
    "lstrip_blocks": True,
    "bytecode_cache": SignedBytecodeCache(CACHE / "templates", _KEY) if _KEY else None,
    "auto_reload": False,
}

# Given by tasks.py; these values serve who calls Pelican directly.
NOW = None  # the instant that tells what is to come; None: the day on which Pelican runs, in the project's zone
CLOCK = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())  # seconds since 1970
PRESENT = True  # False: NOW is another time than ours, to see how the site was or will be
CONTENT_LABEL = "content"  # the content folder as problems call it
DRAFTS = True
SEARCH = False  # whether the search gets its index: half a second, which nobody wants to wait for while writing
FROZEN = False  # a version for an archive: nothing to come, nothing to subscribe to
MEMORY = None  # core.build.build_cache.Memory of the last build; None: everything is made anew
IGNORED = frozenset()  # files of the content folder that git ignores, where somebody has asked it
SOURCES = None  # core.documents.sources.Sources, where somebody has read the content folder already
CARRIED = None  # what of it is in OUTPUT_PATH already (core/build/linked_files.py)
PREVIOUS = ""  # the folder where the last build stands, if that is not OUTPUT_PATH
PICTURES = str(CACHE / "pictures")  # what was drawn or encoded before; may be deleted at any time
PROCESSES = 1
WRITE = True  # False: the site is read and thought about, and no file is written
QUICK = True  # False: Python-Markdown as it comes
REPORT = {}  # what the build has done, for who started it
TELL = max  # takes how many files of how many are written; max does nothing with two numbers
