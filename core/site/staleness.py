"""When a page is so old that it says so itself."""

from __future__ import annotations

from datetime import datetime, time

from dateutil.relativedelta import relativedelta

from core.dates.partial_date import PartialDate
from core.site.site import Site
from core.site.tree import Node

# What has a date by its nature and stays right: an event says itself that it is over, an issue and a result are of their time.
DATED_BY_NATURE = ("event", "newsletter", "result")


def last_touched(node: Node) -> PartialDate | None:
    """Return when a page was last known to be right: its last change, else its publication."""
    return node.page.updated or node.page.published


def is_old_at(node: Node, site: Site) -> datetime | None:
    """Return the instant from which a page is old, None where it never is or where its date is not known."""
    touched, months = last_touched(node), site.project.old_after
    if not months or touched is None or node.kind in DATED_BY_NATURE:
        return None
    return datetime.combine(touched.last + relativedelta(months=months), time(), site.zone)


def is_old(node: Node, site: Site) -> bool:
    """Whether a page is old at the instant for which the site is made."""
    moment = is_old_at(node, site)
    return moment is not None and site.now >= moment
