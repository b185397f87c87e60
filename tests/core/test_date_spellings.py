"""What an editor meant by a date, and that nothing is guessed where nobody can know."""

from __future__ import annotations

import re
from datetime import date, datetime, time

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import example, given
from hypothesis import strategies as st

from core.dates.date_spellings import _LANGUAGES, meaning_of
from core.dates.partial_date import DateError, read_partial_date

# As people write the day in running text.
IN_WORDS = {
    "en": "10 February 2027",
    "bg": "10 февруари 2027 г.",
    "cs": "10. února 2027",
    "da": "den 10. februar 2027",
    "de": "10. Februar 2027",
    "el": "10 Φεβρουαρίου 2027",
    "es": "10 de febrero de 2027",
    "et": "10. veebruar 2027",
    "fi": "10. helmikuuta 2027",
    "fr": "10 février 2027",
    "ga": "10 Feabhra 2027",
    "hr": "10. veljače 2027.",
    "hu": "2027. február 10.",
    "is": "10. febrúar 2027",
    "it": "10 febbraio 2027",
    "lt": "2027 m. vasario 10 d.",
    "lv": "2027. gada 10. februāris",
    "mt": "10 ta' Frar 2027",
    "nb": "10. februar 2027",
    "nl": "10 februari 2027",
    "pl": "10 lutego 2027",
    "pt": "10 de fevereiro de 2027",
    "ro": "10 februarie 2027",
    "ru": "10 февраля 2027 г.",
    "sk": "10. februára 2027",
    "sl": "10. februar 2027",
    "sr": "10. фебруар 2027.",
    "sv": "den 10 februari 2027",
    "tr": "10 Şubat 2027",
    "uk": "10 лютого 2027 р.",
}


def answer(text: str) -> str:
    """Return the code and the remedy for a text that is no date as dates are written here."""
    with pytest.raises(DateError) as caught:
        read_partial_date(text)
    return f"{caught.value.code} {caught.value.mend}"


def test_every_language_has_an_example():
    assert set(IN_WORDS) == set(_LANGUAGES)


@pytest.mark.parametrize("language", IN_WORDS)
def test_a_month_is_known_by_its_name_in_every_language(language):
    assert meaning_of(IN_WORDS[language]).values == ("2027-02-10",)


@pytest.mark.parametrize("language", IN_WORDS)
def test_no_month_of_any_language_is_taken_for_another(language):
    for form in ("format", "stand-alone"):
        for number, name in get_month_names("wide", form, language).items():
            values = meaning_of(f"{name} 2027").values
            assert values in ((f"2027-{number:02}",), ()), name


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10 February 2027, 9.30 am", "2027-02-10 09:30"),
        ("10 February 2027, 9:30 p.m.", "2027-02-10 21:30"),
        ("10 February 2027 9pm", "2027-02-10 21:00"),
        ("10 February 2027, 12 am", "2027-02-10 00:00"),
        ("10 February 2027, 12.15 pm", "2027-02-10 12:15"),
        ("10 February 2027, noon", "2027-02-10 12:00"),
        ("10 February 2027, midnight", "2027-02-10 00:00"),
        ("2027-02-10 09h30", "2027-02-10 09:30"),
        ("2027-02-10 9h", "2027-02-10 09:00"),
        ("13.02.2027 9.30 Uhr", "2027-02-13 09:30"),
        ("13.02.2027, 9 Uhr", "2027-02-13 09:00"),
        ("2027-02-10 kl. 9", "2027-02-10 09:00"),
        ("2027-02-10 9:30", "2027-02-10 09:30"),
        ("2027-02-10T09:30:00", "2027-02-10 09:30"),
        ("20270210T0930", "2027-02-10 09:30"),
        ("2027/02/10", "2027-02-10"),
        ("2027.02.10", "2027-02-10"),
        ("Wednesday, 10 February 2027", "2027-02-10"),
        ("February 10th, 2027", "2027-02-10"),
        ("13/02/2027", "2027-02-13"),
        ("02/13/2027", "2027-02-13"),
        ("Feb 2027", "2027-02"),
        ("02/2027", "2027-02"),
    ],
)
def test_the_whole_value_is_offered_with_its_time(text, value):
    assert answer(text) == f"E020 Write “{value}”."
    read_partial_date(value)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("10–11 February 2027", "2027-02-10", "2027-02-11"),
        ("10. und 11. Februar 2027", "2027-02-10", "2027-02-11"),
        ("10 to 12 February 2027", "2027-02-10", "2027-02-12"),
        ("2027-02-10 - 2027-02-12", "2027-02-10", "2027-02-12"),
        ("2027-02-10/2027-03-01", "2027-02-10", "2027-03-01"),
        ("2027-02-10 09:30–11:00", "2027-02-10 09:30", "2027-02-10 11:00"),
        ("10 February 2027, 9.30 am to 4 pm", "2027-02-10 09:30", "2027-02-10 16:00"),
    ],
)
def test_a_span_is_offered_as_start_and_end(text, start, end):
    assert answer(text) == f"E020 Write “start: {start}” and “end: {end}”."


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("03/04/2026", "2026-04-03", "2026-03-04"),
        ("3.4.2026", "2026-04-03", "2026-03-04"),
        ("03-04-2026 9:30", "2026-04-03 09:30", "2026-03-04 09:30"),
        ("03/04/2026, 5 pm", "2026-04-03 17:00", "2026-03-04 17:00"),
    ],
)
def test_both_readings_are_offered_where_nobody_can_know(text, one, other):
    assert answer(text) == f"E022 Write “{one}” or “{other}”."


@pytest.mark.parametrize(
    "text",
    ["13/02/27", "27/02/13", "10.02.27", "10.2.27 9:30", "03-04-26", "10 Feb 27", "10. Februar '27", "02/10/27, 5 pm"],
)
def test_a_year_of_two_digits_is_not_guessed(text):
    assert meaning_of(text).values == ()
    assert answer(text) == "E020 Write all four digits of the year, and the year first, like “2014-06-10”."


@pytest.mark.parametrize(
    "text", ["soon", "n/a", "spring 2027", "30 February 2027", "2027-02-10 25:00", "10 Smarch 2027"]
)
def test_nothing_is_offered_where_nothing_is_meant(text):
    assert meaning_of(text).values in ((), ("2027",))
    assert not re.search(r"2027", answer(text))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2027-02-10T08:00:00Z", "2027-02-10T08:00+00:00"),
        ("2027-02-10T09:30Z", "2027-02-10T09:30+00:00"),
        ("2027-02-10T10:00:00+02:00", "2027-02-10T08:00+00:00"),
        ("2027-02-10 10:00:00 -0500", "2027-02-10T15:00+00:00"),
        ("10 February 2027, 9.30 am UTC", "2027-02-10T09:30+00:00"),
        ("10 February 2027, 9.30 GMT+01:00", "2027-02-10T08:30+00:00"),
    ],
)
def test_a_distance_from_utc_makes_it_an_instant(text, instant):
    with pytest.raises(DateError) as caught:
        read_partial_date(text)

    assert caught.value.instant == datetime.fromisoformat(instant)


@pytest.mark.parametrize("zone", ["CET", "CEST", "MEZ", "EET", "BST"])
def test_the_name_of_a_zone_is_pointed_to_its_field(zone):
    assert answer(f"10 February 2027, 9.30 {zone}") == (
        "E020 Write “2027-02-10 09:30”; the zone of the time stands in the field “timezone”."
    )


DAYS = st.dates(date(1990, 1, 1), date(2089, 12, 31))
TIMES = st.times().map(lambda at: time(at.hour, at.minute))
CLOCKS = ("{:%H:%M}", "{:%Hh%M}", "{:%H.%M}", "{:%I:%M %p}", "{:%I.%M%p}", "{:%H:%M:00}", "{:%H:%M} Uhr")
SHAPES = (
    "{:%d %B %Y}",
    "{:%B %d, %Y}",
    "{:%Y/%m/%d}",
    "{:%A %d %B %Y}",
    "{:%d-%b-%Y}",
    "{:%d/%m/%Y}",
    "{:%m/%d/%Y}",
    "{:%d.%m.%Y}",
)


@given(DAYS, TIMES, st.sampled_from(SHAPES), st.sampled_from(CLOCKS), st.sampled_from([" ", ", ", " at ", " – "]))
@example(date(2027, 2, 10), time(9, 30), "{:%d %B %Y}", "{:%I.%M%p}", ", ")
def test_every_value_offered_is_accepted_and_means_the_same_day_and_time(day, at, shape, clock, between):
    text = shape.format(day) + between + clock.format(datetime.combine(day, at))
    values = meaning_of(text).values

    moments = [read_partial_date(value) for value in values]
    assert any((moment.first, moment.at) == (day, at) for moment in moments), (text, values)
    assert {moment.at for moment in moments} == {at}
    if "/%" not in shape and ".%" not in shape:
        assert len(values) == 1


@given(DAYS, st.sampled_from(_LANGUAGES), st.sampled_from(["full", "long"]))
def test_a_day_in_the_words_of_any_language_is_that_day_or_none(day, language, form):
    text = format_date(day, form, language)
    values = meaning_of(text).values

    assert values in ((day.isoformat(),), ()), text


@given(st.text(st.sampled_from("0123456789/.-: ,TZhamp+Feb"), max_size=24))
def test_whatever_is_written_every_value_offered_can_be_read(text):
    try:
        read_partial_date(text)
    except DateError as error:
        for value in re.findall(r"“(?:start: |end: )?(\d{4}[^”]*)”", error.mend):
            assert str(read_partial_date(value))
    except ValueError as error:
        raise AssertionError(text) from error
