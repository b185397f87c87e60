"""Names of files that web hosts, search engines and advertisers read from a site: none of them comes from content."""

from __future__ import annotations

import re

# At the root of a site. Some hosts take a folder of the repository for the root, so the names are reserved in every folder.
_NAMES = frozenset(
    {
        "_config.yml",
        "_headers",
        "_redirects",
        "_routes.json",
        "_worker.js",
        "ads.txt",
        "app-ads.txt",
        "apple-app-site-association",
        "bingsiteauth.xml",
        "browserconfig.xml",
        "clientaccesspolicy.xml",
        "cname",
        "crossdomain.xml",
        "firebase.json",
        "firebase-messaging-sw.js",
        "humans.txt",
        "llms.txt",
        "manifest.json",
        "netlify.toml",
        "onesignalsdkworker.js",
        "php.ini",
        "robots.txt",
        "security.txt",
        "sellers.json",
        "service-worker.js",
        "serviceworker.js",
        "staticwebapp.config.json",
        "sw.js",
        "vercel.json",
        "web.config",
    }
)
# Files that prove to a service who owns a site.
_PROOFS = re.compile(
    r"google[0-9a-z]{8,}\.html|yandex_[0-9a-z]+\.(html|txt)|pinterest-[0-9a-z]+\.html|baidu_verify_.+\.html|naver[0-9a-z]{8,}\.html"
)


def read_by_hosts(path: str) -> bool:
    """Whether a web host or a service would act on a file of this path, in any spelling of capitals.

    >>> read_by_hosts("CNAME"), read_by_hosts("files/_Headers"), read_by_hosts("a/.htaccess"), read_by_hosts("files/cname.pdf")
    (True, True, True, False)
    """
    parts = path.casefold().strip("/").split("/")
    return (
        parts[-1] in _NAMES
        or bool(_PROOFS.fullmatch(parts[-1]))
        or any(part.startswith(".") for part in parts)
        or "_worker.js" in parts
    )
