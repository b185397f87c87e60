"""Codes of problems with pages that refer to each other, their names, places and files."""

from __future__ import annotations

from core.problems.problem_code import ProblemCode

CODES: dict[str, ProblemCode] = {
    "E030": ProblemCode(
        "A partner that does not exist",
        "Partners are named by the name of their file. Correct the name, or add the partner's file first.",
    ),
    "E031": ProblemCode(
        "A work package that does not exist",
        "Work packages are named by their number. Correct it, or add the work package's file first.",
    ),
    "E032": ProblemCode("A city that does not exist", "The cities of the project are listed in project.yaml."),
    "E033": ProblemCode(
        "A number given twice",
        "Numbers of work packages and deliverables and issues of newsletters are quoted elsewhere: each stands for one page only.",
    ),
    "E034": ProblemCode(
        "An id given twice",
        "Feeds and calendars tell entries apart by their id. Two pages with one id would replace each other in every subscriber's program.",
    ),
    "E035": ProblemCode(
        "A link to a page that is not there yet",
        "The page linked to has a date of publication that is ahead. Until then the link would lead to nothing, and would tell that there is something to come.",
    ),
    "E036": ProblemCode(
        "A page that is published before the page above it",
        "The page above has a date of publication that is ahead, so the trail of this page would lead to nothing until then.",
    ),
    "E037": ProblemCode(
        "A change that is ahead",
        "“updated” says when a page was last changed, so it cannot lie ahead: feeds and calendars would carry an entry from the future. A page that is to appear later says so with “published”.",
    ),
    "E038": ProblemCode(
        "A text that is not written yet",
        "`./site new` leaves a line where the text belongs. A draft and a page that is not published yet may still have it; visitors are not to read it.",
    ),
    "E039": ProblemCode(
        "A page that expires before it is published",
        "“expires” says from when on a page is no longer valid. Before it is published there is nothing to expire.",
    ),
    # 4: the tree and addresses
    "E040": ProblemCode(
        "A folder without index.md",
        "A folder is an address that the trail shows. Without an index.md the step above these pages would lead to nothing.",
    ),
    "E041": ProblemCode(
        "Two pages at one address",
        "Two files would be published at the same address, and one would be lost. Addresses that differ only in capitals or in the form of an accent count as the same.",
    ),
    "E042": ProblemCode(
        "A page below a draft",
        "The page above is a draft and will not be published, so the trail of this page would lead to nothing.",
    ),
    "E043": ProblemCode(
        "An alias that is taken",
        "The old address is the address of a page, or of another page's alias. It can lead to one place only.",
    ),
    "E044": ProblemCode(
        "An alias that is no address",
        "An alias is an old address of the page on this site: it starts with a slash and has no host, no .. and no spaces.",
    ),
    "E045": ProblemCode(
        "A file name that makes no good address",
        "Names of files and folders become addresses: small letters a to z, digits and hyphens, nothing else.",
    ),
    "E046": ProblemCode("A reserved name", "The site itself writes something at this address."),
    "E047": ProblemCode(
        "A file that is no page",
        "Only Markdown files become pages. A file with another ending is published only where a page links to it or shows it.",
    ),
    "E048": ProblemCode(
        "A way out of the content folder",
        "What is published lives in the content folder. Paths with too many .., absolute paths and symbolic links are refused.",
    ),
    "E049": ProblemCode(
        "A file that cannot be read",
        "The file or folder may be read by somebody else only, or it is none: a pipe or a device. Put an ordinary file in its place.",
    ),
    # 5: links and pictures
    "E050": ProblemCode(
        "A link to a page that does not exist",
        "A link between pages is the path from this file to the other Markdown file.",
    ),
    "E051": ProblemCode("A link to a draft", "The page linked to is a draft and will not be published."),
    "E052": ProblemCode(
        "A link to a heading that does not exist", "The part after # is the heading in small letters with hyphens."
    ),
    "E053": ProblemCode(
        "A picture or file that does not exist", "The path leads from this file to a file in the content folder."
    ),
    "E054": ProblemCode(
        "A picture without alternative text",
        "Who cannot see the picture hears its alternative text. Say what it shows; an ornament gets “” on purpose by writing it as decorative.",
    ),
    "E055": ProblemCode(
        "A link of a dangerous or unknown kind",
        "Links lead to a page of this site, to https:, http:, mailto: or tel: addresses, and nowhere else. An address on the web names a host that can exist, and neither a user nor a password.",
    ),
    "E056": ProblemCode(
        "A link to a page by its address",
        "Links between pages are written as paths to the Markdown file, so that they can be checked and survive a move.",
    ),
    "E057": ProblemCode(
        "An e-mail address",
        "The project file says that this site prints no e-mail addresses: programs gather them. Link to the page that says how to get in touch.",
    ),
    "E058": ProblemCode(
        "A picture that is too large",
        "Nobody needs so many bytes on a page, and the repository keeps them for ever. Save the picture smaller: 2,000 pixels across are plenty.",
    ),
    "E059": ProblemCode(
        "A link to another site that is gone",
        "The other site says that the page is not there, or the site itself no longer exists. Only `./site check --external` asks; it never stops a build.",
    ),
    # 6: text
}
