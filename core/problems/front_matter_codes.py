"""Codes of problems in front matter and in dates."""

from __future__ import annotations

from core.problems.problem_code import ProblemCode

CODES: dict[str, ProblemCode] = {
    "E001": ProblemCode(
        "A page without front matter",
        "Every page starts with a line of three dashes, its fields, and three dashes again. Without them the site knows no title and no place for the page.",
    ),
    "E002": ProblemCode(
        "Front matter that does not end",
        "The fields are closed by a line of three dashes alone. Without it all of the text would be read as fields.",
    ),
    "E003": ProblemCode(
        "Front matter that cannot be read",
        "The fields are YAML: a name, a colon, a space, a value, one field a line. A value with a colon and a space, or one that begins with a quote, bracket, * or &, needs double quotes.",
    ),
    "E004": ProblemCode(
        "A tab in the front matter", "YAML allows only spaces before and between fields. Replace the tab by spaces."
    ),
    "E005": ProblemCode(
        "A file that is not UTF-8",
        "The text was saved in an older encoding, so accented letters would be lost. Save it again as UTF-8; every editor has that choice where it saves.",
    ),
    "E006": ProblemCode(
        "A byte order mark",
        "The file begins with an invisible mark that some Windows programs write. Save it as “UTF-8” and not as “UTF-8 with BOM”.",
    ),
    "E007": ProblemCode(
        "A field written twice", "Only one of the two can count, and nobody should have to know which. Keep one."
    ),
    "E008": ProblemCode(
        "A character that cannot be printed",
        "Control characters come in when text is pasted from other programs. They are invisible and break feeds and calendars. Delete the character and type the place anew.",
    ),
    "E009": ProblemCode(
        "Shortcuts of YAML",
        "Anchors (&), references (*) and tags (!) of YAML are not used here. Put the value in double quotes if it begins with such a sign.",
    ),
    # 1: fields
    "E010": ProblemCode(
        "An unknown field",
        "A field that no kind of page has is most often a misspelt one. Nothing is guessed: correct the name or take the line out.",
    ),
    "E011": ProblemCode(
        "A missing field", "The field is needed for this kind of page: lists, feeds or calendars cannot do without it."
    ),
    "E012": ProblemCode("An empty field", "The field stands there without a value. Write one or take the line out."),
    "E013": ProblemCode(
        "A value of the wrong form",
        "The field wants another form of value: a whole number, yes or no, a list, or one line of text.",
    ),
    "E014": ProblemCode(
        "A word that is not in the list", "The field takes only a few words, so that all pages say it alike."
    ),
    "E015": ProblemCode(
        "A field of another folder",
        "The folder decides what kind of page a file is and which fields it may have. The field belongs to another kind: move the file, or take the field out.",
    ),
    "E016": ProblemCode(
        "Typographic quotes around a value",
        "The quotes that put a value together are the straight ones of the keyboard. Curly ones are letters like others, so visitors would see them.",
    ),
    "E017": ProblemCode(
        "A value with a number sign",
        "After a space, # begins a remark that is no part of the value. Put the value in double quotes, or the remark in a line of its own.",
    ),
    "E018": ProblemCode(
        "No colon after the name of a field",
        "A field is a name, a colon, a space and a value. Without the colon its line is read as part of the one before, or as a name, and the program stumbles only further on.",
    ),
    "E019": ProblemCode(
        "A page whose name does not end in .md",
        "Only files that end in .md, in small letters, are pages. Some programs save .txt, .markdown or .MD, or add .txt to a name that has its ending already. Rename the file.",
    ),
    # 2: dates
    "E020": ProblemCode(
        "A date that cannot be read",
        "A date is written year first: 2014-06-10. Where the day is not known, 2014-06; where the month is not known, 2014. A time follows after a space: 2014-06-10 14:30.",
    ),
    "E021": ProblemCode("A date that does not exist", "The calendar has no such day or the clock no such time."),
    "E022": ProblemCode(
        "A date that can be read in two ways",
        "03/04/2014 is the third of April for some and the fourth of March for others. Write the year first.",
    ),
    "E023": ProblemCode(
        "An end before the start",
        "What ends before it starts would vanish from every list. Correct one of the two dates.",
    ),
    "E024": ProblemCode(
        "A time without a zone",
        "A time of day means nothing without its zone. Name the zone as Europe/Brussels, never as an offset or an abbreviation.",
    ),
    "E025": ProblemCode(
        "An unknown time zone",
        "Zones are named after the list that all calendars share: Europe/Munich is none, Europe/Berlin is one.",
    ),
    "E026": ProblemCode(
        "A time that the clock skips",
        "In the night when summer time begins an hour is missing. The time cannot have been meant.",
    ),
    "E027": ProblemCode(
        "A time that comes twice",
        "In the night when summer time ends an hour comes twice. Say which one is meant by choosing another time, or by writing the offset.",
    ),
    "E028": ProblemCode(
        "An end that does not match its start",
        "When the start has a time the end needs one too, and the other way round; a month cannot end on a day.",
    ),
    "E029": ProblemCode(
        "A date of publication that is not over",
        "Feeds need a day. Of a month or year that is over they take its last day; of one that still runs or is ahead there is none yet, so the day has to be written.",
    ),
    # 3: references
    "E097": ProblemCode(
        "A name that is too long, or a folder that is too deep",
        "The site makes files and addresses from the names of files and folders. A longer name, or more folders inside each other, would give one that disks and web servers do not take.",
    ),
    "E098": ProblemCode(
        "Too many values",
        "The fields of a file hold some words, dates and lists. Thousands of values belong into a file of their own, such as a table, to which a page can link.",
    ),
    # 10: events
}
