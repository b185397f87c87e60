from datetime import date

import pytest

from core.dates.partial_date import DateError
from core.dates.recurrence import days_of, find_faults, read_rule, words_of


def refused(text: str) -> tuple[str, str]:
    with pytest.raises(DateError) as error:
        read_rule(text)
    return error.value.code, error.value.message


def faults(text: str, first: date) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.message, fault.mend) for fault in find_faults(read_rule(text), first)]


@pytest.mark.parametrize(
    ("words", "first", "then"),
    [
        ("weekly until 2026-05-20", "2026-05-05", ["2026-05-12", "2026-05-19"]),
        ("every second Tuesday until 2026-06-03", "2026-05-05", ["2026-05-19", "2026-06-02"]),
        ("fortnightly until 2026-06-03", "2026-05-05", ["2026-05-19", "2026-06-02"]),
        ("every 2nd Tuesday of the month until 2026-07-31", "2026-05-12", ["2026-06-09", "2026-07-14"]),
        ("weekly on Monday and Thursday until 2026-05-11", "2026-05-04", ["2026-05-07", "2026-05-11"]),
        ("monthly on the first Monday until 2026-07-31", "2026-05-04", ["2026-06-01", "2026-07-06"]),
        ("monthly on the last day until 2026-03-31", "2026-01-31", ["2026-02-28", "2026-03-31"]),
        ("every weekday until 2026-05-12", "2026-05-08", ["2026-05-11", "2026-05-12"]),
        ("every three months until 2026-12-01", "2026-01-15", ["2026-04-15", "2026-07-15", "2026-10-15"]),
        ("yearly until 2028-05-05", "2026-05-05", ["2027-05-05", "2028-05-05"]),
        ("daily until 2026-05-08 except 2026-05-06, 2026-05-07", "2026-05-05", ["2026-05-08"]),
    ],
)
def test_plain_words_give_days(words, first, then):
    start = date.fromisoformat(first)

    assert faults(words, start) == []
    assert [str(day) for day in days_of(read_rule(words), start)] == [first, *then]
    assert read_rule(words_of(read_rule(words))) == read_rule(words)


def test_a_misspelt_rule_gets_a_guess():
    with pytest.raises(DateError) as error:
        read_rule("every secnd Tuesday until 2026-06-03")

    assert (error.value.code, error.value.message) == (
        "E101",
        "“every secnd tuesday” is not a rule that is understood.",
    )
    assert error.value.mend.startswith("Did you mean “every second tuesday")


@pytest.mark.parametrize("words", ["monthly on Monday", "every day on the last day", "every year on the first Monday"])
def test_words_that_make_no_rule_together_are_refused(words):
    assert refused(f"{words} until 2026-06-03") == ("E101", "these words do not make a rule together.")


def test_a_rule_needs_an_end():
    assert refused("weekly") == ("E102", "the rule has no end.")


def test_the_end_of_a_rule_is_a_real_day():
    assert refused("weekly until 2026-02-30")[0] == "E021"
    assert refused("weekly until 2026-05") == ("E101", "“2026-05” is not a day.")


def test_the_start_is_the_first_date_of_the_rule():
    assert faults("every Tuesday until 2026-06-03", date(2026, 5, 6)) == [
        (
            "E103",
            "the event starts on Wednesday 2026-05-06, which the rule does not give.",
            "Its first date from then on is 2026-05-12: start there, or correct the rule.",
        )
    ]


@pytest.mark.parametrize(("words", "day"), [("monthly", date(2026, 1, 31)), ("yearly", date(2028, 2, 29))])
def test_a_day_that_some_months_or_years_lack_is_refused(words, day):
    ((code, _, _),) = faults(f"{words} until 2032-12-31", day)

    assert code == "E103"


def test_an_exception_has_to_be_a_date_of_the_rule():
    assert faults("every Tuesday until 2026-06-03 except 2026-05-13", date(2026, 5, 5)) == [
        (
            "E104",
            "Wednesday 2026-05-13 is no date of the rule.",
            "The nearest one is 2026-05-12. Correct it, or take it out.",
        )
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("daily until 2036-01-01", "the rule gives more than 500 dates."),
        ("daily until 2026-05-05 except 2026-05-05", "no date is left."),
        ("daily until 2026-05-01", "the rule ends (2026-05-01) before the event starts (2026-05-05)."),
    ],
)
def test_a_rule_leaves_some_dates_but_not_thousands(words, message):
    ((code, told, _),) = faults(words, date(2026, 5, 5))

    assert (code, told) == ("E107", message)


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("Wednesdays", "Write “every Wednesday”, then “until” and its last day, like 2026-12-15."),
        ("Mondays and Thursdays until 2026-12-15", "Write “every Monday and Thursday until 2026-12-15”."),
        ("2nd Tuesday until 2026-12-15 except 2026-08-04", "Write “every second Tuesday until 2026-12-15 except 2026-08-04”."),
        ("two weeks", "Write “every second week”, then “until” and its last day, like 2026-12-15."),
        ("weekday", "Write “every weekday”, then “until” and its last day, like 2026-12-15."),
    ],
)  # fmt: skip
def test_a_rule_without_its_every_is_answered_with_the_whole_rule(written, mend):
    with pytest.raises(DateError) as caught:
        read_rule(written)

    assert caught.value.mend == mend
