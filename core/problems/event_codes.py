"""Codes of problems with events, times of publication, lists, front matter of other programs, and the theme."""

from __future__ import annotations

from core.problems.problem_code import ProblemCode

CODES: dict[str, ProblemCode] = {
    "E100": ProblemCode(
        "An offset that the zone does not have",
        "An offset after a time, as in 02:30+02:00, tells the two hours apart when the clock goes back. It has to be one that the zone has on that day; on all other days it is best left out.",
    ),
    "E101": ProblemCode(
        "A rule that cannot be read",
        "An event that repeats says so in plain words: every week, every second Tuesday, every weekday, monthly on the first Monday, monthly on the last day, every year; then until and a date; then, where there are any, except and the dates that are left out.",
    ),
    "E102": ProblemCode(
        "A rule without an end",
        "Lists and calendars show every date of an event that repeats. A rule without an end promises dates that nobody has checked; write until and a day that is sure, and move it on later.",
    ),
    "E103": ProblemCode(
        "A start that its own rule leaves out",
        "The start is the first date of an event that repeats. Programs disagree on what to do when the rule would not give that date, so it has to be one.",
    ),
    "E104": ProblemCode(
        "An exception that is no date of the rule",
        "After except stand dates on which the event would take place. One that the rule does not give is most often a slip.",
    ),
    "E105": ProblemCode(
        "A change without its date",
        "Programs that follow the calendar or the feed learn that an event was cancelled or moved by the date of the change. Without updated they would go on showing the old state.",
    ),
    "E106": ProblemCode(
        "A date of the rule on which the clock changes",
        "In the night when the clock changes the event would begin at a time that is skipped or comes twice, or would last an hour more or less. Leave that date out with except and make an event of its own of it.",
    ),
    "E107": ProblemCode(
        "A rule with no date, or with too many",
        "A rule has to leave at least one date and may not give more than 500; an event with more is better told in words.",
    ),
    "E108": ProblemCode(
        "A new date without the old one, or the other way round",
        "An event that was moved says its new date as start and its first one as previously, and has the status rescheduled, so that pages, calendars and search engines can tell both.",
    ),
    # 11: dates that do not fit together
    "E110": ProblemCode(
        "Dates in the wrong order",
        "A page is published before it is changed, and registration ends before the event does. Correct one of the two dates.",
    ),
    # 12: time
    "E111": ProblemCode(
        "A list that is typed",
        "Lines that begin with a bullet, a dash or “1)” from a word processor are no list in Markdown: visitors would see one paragraph. A list begins after an empty line, and each of its lines with “- ” or “1. ”.",
    ),
    "E112": ProblemCode(
        "A value that is too long",
        "A title or another field has more characters than any list, card or search can show. Longer explanations belong in the text of the page.",
    ),
    "E123": ProblemCode(
        "An event that was moved to the date that it had",
        "“previously” is the date before the event was moved, “start” the new one. They cannot be the same.",
    ),
    "E124": ProblemCode(
        "A page that expires before the pages below it",
        "A page that is no longer valid leaves menus and lists, and with it the way to the pages below it. They have to expire no later than it does.",
    ),
    "E122": ProblemCode(
        "An event that is announced too late",
        "A page whose date of publication is ahead is not there before. An event that appears on its own day, or after it, invites nobody: “published” is the day on which it is announced.",
    ),
    # 13: files that programs make
    "E130": ProblemCode(
        "A second version of a file",
        "Dropbox, OneDrive, Nextcloud and Syncthing keep both versions where a file was changed in two places at once, and give one of them a long name. Move into the first one what is missing there, and delete the second; it would be a page of its own.",
    ),
    "E131": ProblemCode(
        "A README among the pages",
        "Some forges show README.md as the page of a folder; here that page is called index.md. A note for those who work with the files belongs outside of the content folder.",
    ),
    "E133": ProblemCode(
        "Cities that project.yaml does not list",
        "Partners belong to a city of the project, and project.yaml lists none. Without them there are no pages, colours and feeds of cities.",
    ),
    "E134": ProblemCode(
        "A language that the site has no words for",
        "Buttons, headings of lists and other words of the site itself are in theme/words/, one file for each language. Without that file no page can be built.",
    ),
    "E135": ProblemCode(
        "A colour that cannot be read",
        "The theme writes headings and links in the colour, and white words on it. Both need a contrast of 7 to 1, so that everybody can read them. The colour that is proposed has the same hue.",
    ),
    "E136": ProblemCode(
        "A value that is no text",
        "The words true and false, and in the name for menus yes and no, mean that something is switched on or off. Where the word is meant as a name, put it in double quotes.",
    ),
    "E137": ProblemCode(
        "A value that is too long",
        "Titles, summaries, menu names and alternative texts appear in lists, cards, menus and feeds, which have no room for longer text. docs/limits.md lists what is allowed.",
    ),
}
