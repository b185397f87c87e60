"""Every mistake that the house knows: its code never changes its meaning. docs/problems.md is made from here."""

from __future__ import annotations

from typing import NamedTuple


class Mistake(NamedTuple):
    """A kind of mistake, for the manual."""

    title: str
    text: str  # a paragraph for editors: why it matters and how to mend it


MISTAKES: dict[str, Mistake] = {
    # 0: the file as a whole
    "E001": Mistake(
        "A page without front matter",
        "Every page starts with a line of three dashes, its fields, and three dashes again. Without them the site knows no title and no place for the page.",
    ),
    "E002": Mistake(
        "Front matter that does not end",
        "The fields are closed by a line of three dashes alone. Without it all of the text would be read as fields.",
    ),
    "E003": Mistake(
        "Front matter that cannot be read",
        "The fields are YAML: a name, a colon, a space, a value, one field a line. A value with a colon and a space, or one that begins with a quote, bracket, * or &, has to stand in double quotes.",
    ),
    "E004": Mistake(
        "A tab in the front matter", "YAML allows only spaces before and between fields. Replace the tab by spaces."
    ),
    "E005": Mistake(
        "A file that is not UTF-8",
        "The text was saved in an older encoding, so accented letters would be lost. Save it again as UTF-8; every editor has that choice where it saves.",
    ),
    "E006": Mistake(
        "A byte order mark",
        "The file begins with an invisible mark that some Windows programs write. Save it as “UTF-8” and not as “UTF-8 with BOM”.",
    ),
    "E007": Mistake(
        "A field written twice", "Only one of the two can count, and nobody should have to know which. Keep one."
    ),
    "E008": Mistake(
        "A character that cannot be printed",
        "Control characters come in when text is pasted from other programs. They are invisible and break feeds and calendars. Delete the character and type the place anew.",
    ),
    "E009": Mistake(
        "Shortcuts of YAML",
        "Anchors (&), references (*) and tags (!) of YAML are not used here. Put the value in double quotes if it begins with such a sign.",
    ),
    # 1: fields
    "E010": Mistake(
        "An unknown field",
        "A field that no kind of page has is most often a misspelt one. Nothing is guessed: correct the name or take the line out.",
    ),
    "E011": Mistake(
        "A missing field", "The field is needed for this kind of page: lists, feeds or calendars cannot do without it."
    ),
    "E012": Mistake("An empty field", "The field stands there without a value. Write one or take the line out."),
    "E013": Mistake(
        "A value of the wrong form",
        "The field wants another form of value: a whole number, yes or no, a list, or one line of text.",
    ),
    "E014": Mistake(
        "A word that is not in the list", "The field takes only a few words, so that all pages say it alike."
    ),
    "E015": Mistake(
        "A field of another folder",
        "The folder decides what kind of page a file is and which fields it may have. The field belongs to another kind: move the file, or take the field out.",
    ),
    "E016": Mistake(
        "Typographic quotes around a value",
        "The quotes that put a value together are the straight ones of the keyboard. Curly ones are letters like others, so visitors would see them.",
    ),
    "E017": Mistake(
        "A value with a number sign",
        "After a space, # begins a remark that is no part of the value. Put the value in double quotes, or the remark in a line of its own.",
    ),
    "E018": Mistake(
        "No colon after the name of a field",
        "A field is a name, a colon, a space and a value. Without the colon its line is read as part of the one before, or as a name, and the program stumbles only further on.",
    ),
    "E019": Mistake(
        "A page whose name does not end in .md",
        "Only files that end in .md, in small letters, are pages. Some programs save .txt, .markdown or .MD, or add .txt to a name that has its ending already. Rename the file.",
    ),
    # 2: dates
    "E020": Mistake(
        "A date that cannot be read",
        "A date is written year first: 2014-06-10. Where the day is not known, 2014-06; where the month is not known, 2014. A time follows after a space: 2014-06-10 14:30.",
    ),
    "E021": Mistake("A date that does not exist", "The calendar has no such day or the clock no such time."),
    "E022": Mistake(
        "A date that can be read in two ways",
        "03/04/2014 is the third of April for some and the fourth of March for others. Write the year first.",
    ),
    "E023": Mistake(
        "An end before the start",
        "What ends before it starts would vanish from every list. Correct one of the two dates.",
    ),
    "E024": Mistake(
        "A time without a zone",
        "A time of day means nothing without its zone. Name the zone as Europe/Brussels, never as an offset or an abbreviation.",
    ),
    "E025": Mistake(
        "An unknown time zone",
        "Zones are named after the list that all calendars share: Europe/Munich is none, Europe/Berlin is one.",
    ),
    "E026": Mistake(
        "A time that the clock skips",
        "In the night when summer time begins an hour is missing. The time cannot have been meant.",
    ),
    "E027": Mistake(
        "A time that comes twice",
        "In the night when summer time ends an hour comes twice. Say which one is meant by choosing another time, or by writing the offset.",
    ),
    "E028": Mistake(
        "An end that does not match its start",
        "When the start has a time the end needs one too, and the other way round; a month cannot end on a day.",
    ),
    "E029": Mistake(
        "A date of publication that is not over",
        "Feeds need a day. Of a month or year that is over they take its last day; of one that still runs or is ahead there is none yet, so the day has to be written.",
    ),
    # 3: references
    "E030": Mistake(
        "A partner that does not exist",
        "Partners are named by the name of their file. Correct the name, or add the partner's file first.",
    ),
    "E031": Mistake(
        "A work package that does not exist",
        "Work packages are named by their number. Correct it, or add the work package's file first.",
    ),
    "E032": Mistake("A city that does not exist", "The cities of the project are listed in project.yaml."),
    "E033": Mistake(
        "A number given twice",
        "Numbers of work packages and deliverables and issues of newsletters are quoted elsewhere: each stands for one page only.",
    ),
    "E034": Mistake(
        "An id given twice",
        "Feeds and calendars tell entries apart by their id. Two pages with one id would replace each other in every subscriber's program.",
    ),
    "E035": Mistake(
        "A link to a page that is not there yet",
        "The page linked to has a date of publication that is ahead. Until then the link would lead to nothing, and would tell that there is something to come.",
    ),
    "E036": Mistake(
        "A page that is published before the page above it",
        "The page above has a date of publication that is ahead, so the trail of this page would lead to nothing until then.",
    ),
    "E037": Mistake(
        "A change that is ahead",
        "“updated” says when a page was last changed, so it cannot lie ahead: feeds and calendars would carry an entry from the future. A page that is to appear later says so with “published”.",
    ),
    "E038": Mistake(
        "A text that is not written yet",
        "`./site new` leaves a line where the text belongs. A draft and a page that is not published yet may still have it; visitors are not to read it.",
    ),
    "E039": Mistake(
        "A page that expires before it is published",
        "“expires” says from when on a page is no longer valid. Before it is published there is nothing to expire.",
    ),
    # 4: the tree and addresses
    "E040": Mistake(
        "A folder without index.md",
        "A folder is an address that the trail shows. Without an index.md the step above these pages would lead to nothing.",
    ),
    "E041": Mistake(
        "Two pages at one address",
        "Two files would be published at the same address, and one would be lost. Addresses that differ only in capitals or in the form of an accent count as the same.",
    ),
    "E042": Mistake(
        "A page below a draft",
        "The page above is a draft and will not be published, so the trail of this page would lead to nothing.",
    ),
    "E043": Mistake(
        "An alias that is taken",
        "The old address is the address of a page, or of another page's alias. It can lead to one place only.",
    ),
    "E044": Mistake(
        "An alias that is no address",
        "An alias is an old address of the page on this site: it starts with a slash and has no host, no .. and no spaces.",
    ),
    "E045": Mistake(
        "A file name that makes no good address",
        "Names of files and folders become addresses: small letters a to z, digits and hyphens, nothing else.",
    ),
    "E046": Mistake("A reserved name", "The site itself writes something at this address."),
    "E047": Mistake(
        "A file that is no page",
        "Only Markdown files become pages. A file with another ending is published only where a page links to it or shows it.",
    ),
    "E048": Mistake(
        "A way out of the content folder",
        "What is published lives in the content folder. Paths with too many .., absolute paths and symbolic links are refused.",
    ),
    "E049": Mistake(
        "A file that cannot be read",
        "The file or folder may be read by somebody else only, or it is none: a pipe or a device. Put an ordinary file in its place.",
    ),
    # 5: links and pictures
    "E050": Mistake(
        "A link to a page that does not exist",
        "A link between pages is the path from this file to the other Markdown file.",
    ),
    "E051": Mistake("A link to a draft", "The page linked to is a draft and will not be published."),
    "E052": Mistake(
        "A link to a heading that does not exist", "The part after # is the heading in small letters with hyphens."
    ),
    "E053": Mistake(
        "A picture or file that does not exist", "The path leads from this file to a file in the content folder."
    ),
    "E054": Mistake(
        "A picture without alternative text",
        "Who cannot see the picture hears its alternative text. Say what it shows; an ornament gets “” on purpose by writing it as decorative.",
    ),
    "E055": Mistake(
        "A link of a dangerous or unknown kind",
        "Links lead to a page of this site, to https:, http:, mailto: or tel: addresses, and nowhere else. An address on the web names a host that can exist, and neither a user nor a password.",
    ),
    "E056": Mistake(
        "A link to a page by its address",
        "Links between pages are written as paths to the Markdown file, so that they can be checked and survive a move.",
    ),
    "E057": Mistake(
        "An e-mail address",
        "The project file says that this site prints no e-mail addresses: programs gather them. Link to the page that says how to get in touch.",
    ),
    "E058": Mistake(
        "A picture that is too large",
        "Nobody needs so many bytes on a page, and the repository keeps them for ever. Save the picture smaller: 2,000 pixels across are plenty.",
    ),
    "E059": Mistake(
        "A link to another site that is gone",
        "The other site says that the page is not there, or the site itself no longer exists. Only `./site check --external` asks; it never stops a build.",
    ),
    # 6: text
    "E060": Mistake(
        "A first-level heading in the text",
        "The title is the only first-level heading of a page; headings of the text start with ##.",
    ),
    "E061": Mistake(
        "A skipped level of headings",
        "Who listens to a page finds the way by its headings; a level must not be left out.",
    ),
    "E062": Mistake(
        "HTML that is not allowed",
        "Scripts, frames, styles and event attributes are not allowed in pages: nothing may run in the visitor's browser and the look belongs to the theme.",
    ),
    "E064": Mistake(
        "A link that is not finished",
        "The text has the signs of a link or of a footnote, but they do not fit together, so visitors would see the brackets.",
    ),
    "E065": Mistake(
        "The marks of a merge",
        "Two people changed the same lines, and git wrote both versions into the file, between lines of <<<<<<<, ======= and >>>>>>>. Keep one of the two and delete the marks; in the ledger, keep all lines of both.",
    ),
    "E066": Mistake(
        "Text that is too long or too deeply nested",
        "A page has at most 200,000 characters in 5,000 lines, a line at most 10,000 characters, and lists and quotes at most 12 levels. More is hardly read, would take minutes to turn into a page, and is most often something pasted by mistake.",
    ),
    "E067": Mistake(
        "A heading without text", "A heading names the part below it. Write its words or take the signs out."
    ),
    "E068": Mistake(
        "A link without text or without a target",
        "A link needs words that say where it leads, and a place to lead to.",
    ),
    "E073": Mistake(
        "HTML that browsers build in another way",
        "Browsers repair HTML that does not fit together: they move, close or drop elements, and the page comes out otherwise than it was written. Close every element where its text ends, and put blocks such as lists and tables on lines of their own.",
    ),
    "E074": Mistake(
        "A comment that is not whole",
        "A comment begins with <!-- and ends with -->. Browsers also end it at some other signs, such as <!--> or --!>, and show the rest. Whole comments are taken out of pages, feeds and mails.",
    ),
    "E075": Mistake(
        "An id that is taken",
        "An id names one place of a page, so that links can lead there. Two places cannot have the same, and some ids belong to the site's own lists and buttons.",
    ),
    "E076": Mistake(
        "A class that is not for pages",
        "Classes belong to the theme: another page element would look or behave like a part of the site. There is none that an editor needs.",
    ),
    "E077": Mistake(
        "Markdown inside of HTML",
        "From a tag at the beginning of a line to its end tag all is HTML: the signs of Markdown would be shown as they are. What stands there is written in HTML, too.",
    ),
    "E078": Mistake(
        "Signs for emphasis that overlap",
        "An * or _ is opened within one element of the text and closed within another, for example inside the words of a link. Close each before the next one opens.",
    ),
    # 7: project.yaml
    "E071": Mistake(
        "A folder that does not exist",
        "project.yaml says of a folder which kind of page it holds, but there is no such folder.",
    ),
    "E070": Mistake(
        "No project.yaml", "content/project.yaml says whose site this is: its name, address, partners' cities, grants."
    ),
    "E072": Mistake(
        "A record of the accessibility checks that is missing or that nobody sees",
        "content/accessibility.yaml says what the checks of access found in all pages, and when. ./site test --record-access writes it; the page that project.yaml names under accessibility shows it.",
    ),
    # 8: files that are published, and pictures
    "E080": Mistake(
        "A kind of file that is not published",
        "A site publishes documents, tables, pictures, films and the like. Whatever a browser, a web server or a computer would run (.js, .html, .php, .exe and many more) could act in the name of the site and is never published. Other kinds can be allowed by a line “downloads:” in project.yaml.",
    ),
    "E081": Mistake(
        "A file that is not what its name says",
        "The first bytes of the file are those of another kind: most often a web page that was saved in place of the file behind it. Visitors could not open it.",
    ),
    "E082": Mistake(
        "A picture that is damaged",
        "The file is empty, or its end is missing: it was most likely cut off while it was copied. Copy it again.",
    ),
    "E083": Mistake(
        "A picture with too many pixels",
        "A picture of some kilobytes can hold more pixels than a browser, or the computer that builds the site, has memory for. Save it smaller.",
    ),
    "E084": Mistake(
        "A drawing that does more than draw",
        "An SVG file can run scripts and fetch files from elsewhere. Only shapes, colours, letters and embedded pictures are published. What drawing programs write into a file for themselves is removed without a word; anything else has to be taken out.",
    ),
    "E085": Mistake(
        "A kind of picture that browsers do not show",
        "TIFF, BMP, Photoshop and raw files are made for working on pictures. Save the picture as JPEG (photographs) or PNG (screenshots, graphics). HEIC files of phones are fine: they are published as JPEG.",
    ),
    "E086": Mistake(
        "A file that git ignores",
        "A line of .gitignore keeps the file out of the repository, so it would be published from this computer only, and the next build elsewhere would fail or take it away again.",
    ),
    "E087": Mistake(
        "A name that web hosts read",
        "Web hosts, search engines and advertisers act on files of certain names: CNAME gives the site to another domain, sw.js can take over the visitor's browser, ads.txt sells its space. Such files do not come from content; what the site needs of them it writes itself.",
    ),
    "E088": Mistake(
        "A file name that no address can hold",
        "Two names look the same but are written with other characters, or the name holds a sign that computers read in their own ways. Rename the file, and the links to it.",
    ),
    "E089": Mistake(
        "An icon that cannot be drawn",
        "The icon of the site, icon.svg of the theme, is drawn in pixels too, for home screens and old browsers. It holds only shapes, colours and embedded pictures; letters are turned into paths first.",
    ),
    # 9: what was published stays
    "E090": Mistake(
        "A line of the ledger that cannot be read",
        "content/ledger.csv names every address and id that was ever published. The program writes it; two versions of it are joined by keeping all lines of both.",
    ),
    "E091": Mistake(
        "A published address that would be gone",
        "Others have linked to the address, printed it, follow it. A page may be renamed or taken up by another one, but its old address has to lead there: it is added to the aliases of the page that takes its place.",
    ),
    "E092": Mistake(
        "An id that would change",
        "Feed readers and calendars know an entry by its id. Under another one it would be shown a second time to every subscriber. A renamed file keeps its id by an “id:” line.",
    ),
    "E093": Mistake(
        "A heading that others may link to",
        "The address of a heading is made from its words, so that new words would break the links to it. The heading keeps its old address by an id in braces behind its words.",
    ),
    "E094": Mistake(
        "A ledger that is empty",
        "Without the lines of content/ledger.csv no check knows which addresses were published. The file is never empty once a site was published: it is brought back from the history of the repository.",
    ),
    "E097": Mistake(
        "A name that is too long, or a folder that is too deep",
        "The site makes files and addresses from the names of files and folders. A longer name, or more folders inside each other, would give one that disks and web servers do not take.",
    ),
    "E098": Mistake(
        "Too many values",
        "The fields of a file hold some words, dates and lists. Thousands of values belong into a file of their own, such as a table, to which a page can link.",
    ),
    # 10: events
    "E100": Mistake(
        "An offset that the zone does not have",
        "An offset after a time, as in 02:30+02:00, tells the two hours apart when the clock goes back. It has to be one that the zone has on that day; on all other days it is best left out.",
    ),
    "E101": Mistake(
        "A rule that cannot be read",
        "An event that repeats says so in plain words: every week, every second Tuesday, every weekday, monthly on the first Monday, monthly on the last day, every year; then until and a date; then, where there are any, except and the dates that are left out.",
    ),
    "E102": Mistake(
        "A rule without an end",
        "Lists and calendars show every date of an event that repeats. A rule without an end promises dates that nobody has checked; write until and a day that is sure, and move it on later.",
    ),
    "E103": Mistake(
        "A start that its own rule leaves out",
        "The start is the first date of an event that repeats. Programs disagree on what to do when the rule would not give that date, so it has to be one.",
    ),
    "E104": Mistake(
        "An exception that is no date of the rule",
        "After except stand dates on which the event would take place. One that the rule does not give is most often a slip.",
    ),
    "E105": Mistake(
        "A change without its date",
        "Programs that follow the calendar or the feed learn that an event was cancelled or moved by the date of the change. Without updated they would go on showing the old state.",
    ),
    "E106": Mistake(
        "A date of the rule on which the clock changes",
        "In the night when the clock changes the event would begin at a time that is skipped or comes twice, or would last an hour more or less. Leave that date out with except and make an event of its own of it.",
    ),
    "E107": Mistake(
        "A rule with no date, or with too many",
        "A rule has to leave at least one date and may not give more than 500; an event with more is better told in words.",
    ),
    "E108": Mistake(
        "A new date without the old one, or the other way round",
        "An event that was moved says its new date as start and its first one as previously, and has the status rescheduled, so that pages, calendars and search engines can tell both.",
    ),
    # 11: dates that do not fit together
    "E110": Mistake(
        "Dates in the wrong order",
        "A page is put up before it is changed, and one registers before an event is over. Correct one of the two dates.",
    ),
    # 12: time
    "E111": Mistake(
        "A list that is typed",
        "Lines that begin with a bullet, a dash or “1)” from a word processor are no list in Markdown: visitors would see one paragraph. A list begins after an empty line, and each of its lines with “- ” or “1. ”.",
    ),
    "E112": Mistake(
        "A value that is too long",
        "A title or another field has more characters than any list, card or search can show. What is to be said at length belongs into the text of the page.",
    ),
    "E123": Mistake(
        "An event that was moved to the date that it had",
        "“previously” is the date before the event was moved, “start” the new one. They cannot be the same.",
    ),
    "E124": Mistake(
        "A page that expires before the pages below it",
        "A page that is no longer valid leaves menus and lists, and with it the way to the pages below it. They have to expire no later than it does.",
    ),
    "E122": Mistake(
        "An event that is announced too late",
        "A page whose date of publication is ahead is not there before. An event that appears on its own day, or after it, invites nobody: “published” is the day on which it is announced.",
    ),
    # 13: files that programs make
    "E130": Mistake(
        "A second version of a file",
        "Dropbox, OneDrive, Nextcloud and Syncthing keep both versions where a file was changed in two places at once, and give one of them a long name. Move into the first one what is missing there, and delete the second; it would be a page of its own.",
    ),
    "E131": Mistake(
        "A README among the pages",
        "Some forges show README.md as the page of a folder; here that page is called index.md. A note for those who work with the files belongs outside of the content folder.",
    ),
    "E133": Mistake(
        "Cities that project.yaml does not list",
        "Partners belong to a city of the project, and project.yaml lists none. Without them there are no pages, colours and feeds of cities.",
    ),
    "E134": Mistake(
        "A language that the site has no words for",
        "Buttons, headings of lists and other words of the site itself stand in theme/words/, in a file for each language. Without that file no page can be built.",
    ),
    "E135": Mistake(
        "A colour that cannot be read",
        "The theme writes headings and links in the colour, and white words on it. Both need a contrast of 7 to 1, so that everybody can read them. The colour that is proposed has the same hue.",
    ),
    "E136": Mistake(
        "A value that is no text",
        "The words true and false, and in the name for menus yes and no, mean that something is switched on or off. Where the word is meant as a name, put it in double quotes.",
    ),
    "E137": Mistake(
        "A value that is too long",
        "Titles, summaries, names in menus and alternative texts stand in lists, cards, menus and feeds, where a longer text has no room. docs/limits.md lists what is allowed.",
    ),
}
