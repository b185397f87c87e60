"""Codes of problems in texts, files and what was published."""

from __future__ import annotations

from core.problems.problem_code import ProblemCode

CODES: dict[str, ProblemCode] = {
    "E060": ProblemCode(
        "A first-level heading in the text",
        "The title is the only first-level heading of a page; headings of the text start with ##.",
    ),
    "E061": ProblemCode(
        "A skipped level of headings",
        "Who listens to a page finds the way by its headings; a level must not be left out.",
    ),
    "E062": ProblemCode(
        "HTML that is not allowed",
        "Scripts, frames, styles and event attributes are not allowed in pages: nothing may run in the visitor's browser and the look belongs to the theme.",
    ),
    "E064": ProblemCode(
        "A link that is not finished",
        "The text has the signs of a link or of a footnote, but they do not fit together, so visitors would see the brackets.",
    ),
    "E065": ProblemCode(
        "The marks of a merge",
        "Two people changed the same lines, and git wrote both versions into the file, between lines of <<<<<<<, ======= and >>>>>>>. Keep one of the two and delete the marks; in the ledger, keep all lines of both.",
    ),
    "E066": ProblemCode(
        "Text that is too long or too deeply nested",
        "A page has at most 200,000 characters in 5,000 lines, a line at most 10,000 characters, and lists and quotes at most 12 levels. More is hardly read, would take minutes to turn into a page, and is most often something pasted by mistake.",
    ),
    "E067": ProblemCode(
        "A heading without text", "A heading names the part below it. Write its words or take the signs out."
    ),
    "E068": ProblemCode(
        "A link without text or without a target",
        "A link needs words that say where it leads, and a place to lead to.",
    ),
    "E073": ProblemCode(
        "HTML that browsers build in another way",
        "Browsers repair HTML that does not fit together: they move, close or drop elements, and the page comes out otherwise than it was written. Close every element where its text ends, and put blocks such as lists and tables on lines of their own.",
    ),
    "E074": ProblemCode(
        "A comment that is not whole",
        "A comment begins with <!-- and ends with -->. Browsers also end it at some other signs, such as <!--> or --!>, and show the rest. Whole comments are taken out of pages, feeds and mails.",
    ),
    "E075": ProblemCode(
        "An id that is taken",
        "An id names one place of a page, so that links can lead there. Two places cannot have the same, and some ids belong to the site's own lists and buttons.",
    ),
    "E076": ProblemCode(
        "A class that is not for pages",
        "Classes belong to the theme: another page element would look or behave like a part of the site. There is none that an editor needs.",
    ),
    "E077": ProblemCode(
        "Markdown inside of HTML",
        "From a tag at the beginning of a line to its end tag all is HTML: the signs of Markdown would be shown as they are. What stands there is written in HTML, too.",
    ),
    "E078": ProblemCode(
        "Signs for emphasis that overlap",
        "An * or _ is opened within one element of the text and closed within another, for example inside the words of a link. Close each before the next one opens.",
    ),
    # 7: project.yaml
    "E071": ProblemCode(
        "A folder that does not exist",
        "project.yaml says of a folder which kind of page it holds, but there is no such folder.",
    ),
    "E070": ProblemCode(
        "No project.yaml", "content/project.yaml says whose site this is: its name, address, partners' cities, grants."
    ),
    "E072": ProblemCode(
        "A record of the accessibility checks that is missing or that nobody sees",
        "content/accessibility.yaml says what the checks of access found in all pages, and when. ./site test --record-access writes it; the page that project.yaml names under accessibility shows it.",
    ),
    # 8: files that are published, and pictures
    "E080": ProblemCode(
        "A kind of file that is not published",
        "A site publishes documents, tables, pictures, films and the like. Whatever a browser, a web server or a computer would run (.js, .html, .php, .exe and many more) could act in the name of the site and is never published. Other kinds can be allowed by a line “downloads:” in project.yaml.",
    ),
    "E081": ProblemCode(
        "A file that is not what its name says",
        "The first bytes of the file are those of another kind: most often a web page that was saved in place of the file behind it. Visitors could not open it.",
    ),
    "E082": ProblemCode(
        "A picture that is damaged",
        "The file is empty, or its end is missing: it was most likely cut off while it was copied. Copy it again.",
    ),
    "E083": ProblemCode(
        "A picture with too many pixels",
        "A picture of some kilobytes can hold more pixels than a browser, or the computer that builds the site, has memory for. Save it smaller.",
    ),
    "E084": ProblemCode(
        "A drawing that does more than draw",
        "An SVG file can run scripts and fetch files from elsewhere. Only shapes, colours, letters and embedded pictures are published. What drawing programs write into a file for themselves is removed without a word; anything else has to be taken out.",
    ),
    "E085": ProblemCode(
        "A kind of picture that browsers do not show",
        "TIFF, BMP, Photoshop and raw files are made for working on pictures. Save the picture as JPEG (photographs) or PNG (screenshots, graphics). HEIC files of phones are fine: they are published as JPEG.",
    ),
    "E086": ProblemCode(
        "A file that git ignores",
        "A line of .gitignore keeps the file out of the repository, so it would be published from this computer only, and the next build elsewhere would fail or take it away again.",
    ),
    "E087": ProblemCode(
        "A name that web hosts read",
        "Web hosts, search engines and advertisers act on files of certain names: CNAME gives the site to another domain, sw.js can take over the visitor's browser, ads.txt sells its space. Such files do not come from content; what the site needs of them it writes itself.",
    ),
    "E088": ProblemCode(
        "A file name that no address can hold",
        "Two names look the same but are written with other characters, or the name holds a sign that computers read in their own ways. Rename the file, and the links to it.",
    ),
    "E089": ProblemCode(
        "An icon that cannot be drawn",
        "The icon of the site, icon.svg of the theme, is drawn in pixels too, for home screens and old browsers. It holds only shapes, colours and embedded pictures; letters are turned into paths first.",
    ),
    # 9: what was published stays
    "E090": ProblemCode(
        "A line of the ledger that cannot be read",
        "content/ledger.csv names every address and id that was ever published. The program writes it; two versions of it are joined by keeping all lines of both.",
    ),
    "E091": ProblemCode(
        "A published address that would be gone",
        "Others have linked to the address, printed it, follow it. A page may be renamed or taken up by another one, but its old address has to lead there: it is added to the aliases of the page that takes its place.",
    ),
    "E092": ProblemCode(
        "An id that would change",
        "Feed readers and calendars know an entry by its id. Under another one it would be shown a second time to every subscriber. A renamed file keeps its id by an “id:” line.",
    ),
    "E093": ProblemCode(
        "A heading that others may link to",
        "The address of a heading is made from its words, so that new words would break the links to it. The heading keeps its old address by an id in braces behind its words.",
    ),
    "E094": ProblemCode(
        "A ledger that is empty",
        "Without the lines of content/ledger.csv no check knows which addresses were published. The file is never empty once a site was published: it is brought back from the history of the repository.",
    ),
}
