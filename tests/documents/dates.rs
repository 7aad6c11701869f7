//! Uncertain dates and the bins they fall in: tables of spellings, and arithmetic against
//! naive walks over days.

use failscope::incident::date::{Date, Day, Precision, civil, julian};
use failscope::query::bits::Bits;
use failscope::query::dates::Dates;
use failscope::query::histogram::MOST_ASKED;
use failscope::timeline::Unit;
use proptest::prelude::*;

fn day(year: i32, month: u8, day: u8) -> Day {
    julian(year, month, day).unwrap()
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn a_date_knows_its_first_and_last_day_and_how_finely_it_is_known() {
    use Precision::{Day, Month, Span, Year};
    for (text, first, last, precision, approximate) in [
        ("2011-03-22", (2011, 3, 22), (2011, 3, 22), Day, false),
        (" 2011-03 ", (2011, 3, 1), (2011, 3, 31), Month, false),
        ("2016-02", (2016, 2, 1), (2016, 2, 29), Month, false),
        ("2018-02", (2018, 2, 1), (2018, 2, 28), Month, false),
        ("2018", (2018, 1, 1), (2018, 12, 31), Year, false),
        ("1985-06~", (1985, 6, 1), (1985, 6, 30), Month, true),
        ("1985?", (1985, 1, 1), (1985, 12, 31), Year, true),
        ("1985-06/1987-01", (1985, 6, 1), (1987, 1, 31), Span, false),
        ("2011-03-22/2011-04-01", (2011, 3, 22), (2011, 4, 1), Span, false),
        ("2011-03-22/2011-03-22", (2011, 3, 22), (2011, 3, 22), Day, false),
        ("199X", (1990, 1, 1), (1999, 12, 31), Span, false),
        ("2011-03/..", (2011, 3, 1), (9999, 12, 31), Span, false),
        ("../1990", (0, 1, 1), (1990, 12, 31), Span, false),
        ("0000", (0, 1, 1), (0, 12, 31), Year, false),
        ("9999", (9999, 1, 1), (9999, 12, 31), Year, false),
        ("9999-12", (9999, 12, 1), (9999, 12, 31), Month, false),
        ("9999-12-31", (9999, 12, 31), (9999, 12, 31), Day, false),
        ("2016-02-29", (2016, 2, 29), (2016, 2, 29), Day, false),
        ("2000-02-29", (2000, 2, 29), (2000, 2, 29), Day, false),
    ] {
        let date = date(text);
        assert_eq!((civil(date.first()), civil(date.last())), (first, last), "{text}");
        assert_eq!((date.precision(), date.is_approximate()), (precision, approximate), "{text}");
    }
}

#[test]
fn what_is_no_date_is_refused_in_a_sentence_that_names_it() {
    for (text, says) in [
        ("2018-02-29", "`2018-02-29` is not a date in the calendar"),
        ("1900-02-29", "not a date in the calendar"),
        ("2011-13", "`2011-13` is not a date in the calendar"),
        ("2011-00", "not a date"),
        ("2011-04-31", "not a date"),
        ("", "not a date"),
        ("March 2011", "write 2018, 2011-03"),
        ("22.03.2011", "not a date"),
        ("2011-3-2", "not a date"),
        ("2011-03-22T10:00:00Z", "has a time of day: keep only the date"),
        ("2011-03-22T10:00:00+01:00", "has a time of day"),
        ("1985/", "has an end that is unknown: write `..` for an open end"),
        ("/1985", "has an end that is unknown"),
        ("../..", "not a date"),
        ("1987-01/1985-06", "before"),
        ("-0001", "`-0001`"),
        ("Y17000000002", "`Y17000000002`"),
        ("２０１１", "not a date"),
        ("٢٠١١-٠٣", "not a date"),
        ("二〇一一年", "not a date"),
        ("2011\u{202e}", "not a date"),
    ] {
        let refusal = Date::parse(text).expect_err(text);
        assert!(refusal.contains(says), "{text}: {refusal}");
    }
}

proptest! {
    /// What is written twice, with a stroke between, is never plain: the parser for all of EDTF reads it.
    #[test]
    fn plain_dates_mean_what_all_of_edtf_says_they_mean(text in "[0-9]{4}(-[0-3][0-9](-[0-3][0-9])?)?|[0-9:-]{4}|[0-9é-]{7}|[0-9-]{10}") {
        let (plain, twice) = (Date::parse(&text), Date::parse(&format!("{text}/{text}")));
        let days = |date: &Date| (date.first(), date.last(), date.is_approximate());
        prop_assert_eq!(plain.as_ref().map(days).ok(), twice.as_ref().map(days).ok());
        prop_assert!(plain.is_err() || plain.is_ok_and(|date| date.as_str() == text));
    }
}

#[test]
fn an_endless_word_is_refused_in_a_short_sentence() {
    for text in ["9".repeat(10_000), "é".repeat(10_000), "2011/".repeat(2_000)] {
        assert!(Date::parse(&text).expect_err("not a date").len() < 300);
    }
}

#[test]
fn neighbouring_and_distant_days_overlap_as_the_calendar_says() {
    for (text, from, to, may, certainly) in [
        ("2011-03", (2011, 3, 31), (2011, 4, 30), true, false),
        ("2011-03", (2011, 4, 1), (2011, 4, 30), false, false),
        ("2011-03", (2011, 3, 1), (2011, 3, 31), true, true),
        ("2011", (2011, 6, 1), (2011, 6, 30), true, false),
        ("../1990", (1950, 1, 1), (1950, 1, 2), true, false),
        ("2011/..", (2010, 1, 1), (2010, 12, 31), false, false),
    ] {
        let (from, to) = (day(from.0, from.1, from.2), day(to.0, to.1, to.2));
        let date = date(text);
        assert_eq!((date.may_be_within(from, to), date.is_within(from, to)), (may, certainly), "{text}");
    }
}

#[test]
fn a_histogram_of_nothing_and_of_open_spans_stays_small() {
    assert_eq!(histogram(&[]), (None, Vec::new()));
    let open = [date("../1990"), date("1991/..")];
    let (unit, bins) = histogram(&open);
    assert_eq!(unit, Some(Unit::Day));
    let ends: Vec<&str> = bins.iter().map(|bin| bin.from.as_str()).collect();
    assert_eq!(ends, ["1990-12-31", "1991-01-01"], "each is counted at the end that is known");
    assert_eq!(bins.iter().map(|bin| bin.uncertain).sum::<u32>(), 2);
}

#[test]
fn bins_are_as_wide_as_their_span_needs() {
    for (from, to, unit, first, len) in [
        ("2011-03-02", "2011-06-02", Unit::Day, "2011-03-02", 93),
        ("2011-03-02", "2011-06-03", Unit::Month, "2011-03", 4),
        ("2001-01", "2010-12", Unit::Month, "2001-01", 120),
        ("2001-01", "2011-01", Unit::Year, "2001", 11),
        ("1901", "2020", Unit::Year, "1901", 120),
        ("1901", "2021", Unit::Decade, "190X", 13),
        ("0910", "2103", Unit::Decade, "091X", 120),
        // As two mistyped years make it.
        ("0019", "2103", Unit::Century, "00XX", 22),
    ] {
        let (unit_of, bins) = histogram(&[date(from), date(to)]);
        assert_eq!((unit_of, bins[0].from.as_str(), bins.len()), (Some(unit), first, len), "{from} to {to}");
    }
}

#[test]
fn an_axis_is_labelled_at_round_numbers_of_the_calendar() {
    for (unit, from, len, labels) in [
        (Unit::Month, "2011-02", 12, vec!["2011-04", "2011-07", "2011-10", "2012-01"]),
        (Unit::Year, "1985", 40, vec!["1985", "1990", "1995", "2000", "2005", "2010", "2015", "2020"]),
        (Unit::Decade, "1850", 18, vec!["1850", "1900", "1950", "2000"]),
        (Unit::Century, "0019", 22, vec!["0000", "0500", "1000", "1500", "2000"]),
    ] {
        let first = unit.bin(date(from).first());
        let ticks = unit.ticks(first, len);
        assert_eq!(ticks.iter().map(|(_, label)| label.as_str()).collect::<Vec<_>>(), labels, "{from}");
        assert!(ticks.iter().all(|(place, _)| *place < len));
    }
}

/// Days of four centuries, so that leap years of every kind are met.
fn any_day() -> impl Strategy<Value = Day> {
    day(1800, 1, 1)..=day(2200, 12, 31)
}

fn spelled(day: Day) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date in one of the spellings that documents use.
fn any_date() -> impl Strategy<Value = Date> {
    (any_day(), 0..4000_i32, 0..9).prop_map(|(first, length, form)| {
        let (whole, end) = (spelled(first), spelled(first + length));
        let text = match form {
            0 => whole[..4].to_owned(),
            1 => whole[..7].to_owned(),
            2 => format!("{}~", &whole[..7]),
            3 => format!("{}?", &whole[..4]),
            4 => format!("{whole}/{end}"),
            5 => format!("{}/{}", &whole[..7], &end[..7]),
            6 => format!("{whole}/.."),
            7 => format!("../{whole}"),
            _ => whole,
        };
        date(&text)
    })
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn a_day_survives_the_way_to_the_calendar_and_back(number in any_day()) {
        let (year, month, of_month) = civil(number);
        prop_assert_eq!(julian(year, month, of_month), Some(number));
        let (next_year, next_month, next) = civil(number + 1);
        let same_month = (next_year, next_month) == (year, month) && next == of_month + 1;
        prop_assert!(same_month || next == 1);
    }

    #[test]
    fn a_printed_date_is_the_same_date(date in any_date()) {
        prop_assert_eq!(&Date::parse(date.as_str()).unwrap(), &date);
        prop_assert_eq!(date.to_string(), date.as_str());
    }

    #[test]
    fn overlap_is_what_a_walk_over_the_days_finds(first in any_day(), length in 0..60_i32, from in -80..80_i32, range in 0..90_i32) {
        let date = date(&format!("{}/{}", spelled(first), spelled(first + length)));
        let (from, to) = (first + from, first + from + range);
        let inside = |day: &Day| from <= *day && *day <= to;
        let mut days = first..=first + length;
        prop_assert_eq!(date.may_be_within(from, to), days.clone().any(|day| inside(&day)));
        prop_assert_eq!(date.is_within(from, to), days.all(|day| inside(&day)));
    }

    #[test]
    fn no_text_at_all_makes_a_date_panic(text in any::<String>()) {
        let _ = Date::parse(&text);
    }

    #[test]
    fn nothing_that_looks_like_a_date_is_misread(text in "[0-9X]{1,5}(-[0-9X]{1,2}){0,2}[~?%]?(/(\\.\\.|[0-9]{4}(-[0-9]{2})?))?") {
        if let Ok(date) = Date::parse(&text) {
            prop_assert!(date.first() <= date.last());
            prop_assert_eq!(Date::parse(date.as_str()).unwrap(), date);
        }
    }

    #[test]
    fn the_histogram_counts_each_date_once_in_the_bin_where_it_begins(dates in prop::collection::vec(any_date(), 1..40)) {
        let (unit, bins) = histogram(&dates);
        let unit = unit.unwrap();
        prop_assert_eq!(bins.iter().map(|bin| bin.count).sum::<u32>() as usize, dates.len());
        prop_assert!(bins.first().unwrap().count > 0 && bins.last().unwrap().count > 0);
        prop_assert!(bins.len() <= 120, "{unit:?}");
        for pair in bins.windows(2) {
            prop_assert_eq!(Date::parse(&pair[0].from).unwrap().last() + 1, Date::parse(&pair[1].from).unwrap().first());
        }
        for bin in &bins {
            let span = Date::parse(&bin.from).unwrap();
            let open = |date: &Date| date.as_str().starts_with("..");
            let begins = |date: &&Date| {
                let day = if open(date) { date.last() } else { date.first() };
                (span.first()..=span.last()).contains(&day)
            };
            let here: Vec<&Date> = dates.iter().filter(begins).collect();
            prop_assert_eq!(bin.count as usize, here.len());
            prop_assert_eq!(bin.uncertain as usize, here.iter().filter(|date| !date.is_within(span.first(), span.last())).count());
        }
    }

    #[test]
    fn a_bin_is_named_by_the_date_that_is_its_span(day in any_day()) {
        for unit in Unit::ALL {
            let bin = unit.bin(day);
            let name = date(&unit.name(bin));
            prop_assert_eq!(name.first(), unit.start(bin));
            prop_assert_eq!(name.last() + 1, unit.start(bin + 1));
            prop_assert!(name.first() <= day && day <= name.last());
        }
    }
}

/// A bin by its name.
#[derive(Debug, PartialEq)]
struct Bin {
    from: String,
    count: u32,
    uncertain: u32,
}

/// The histogram of dates.
fn histogram(dates: &[Date]) -> (Option<Unit>, Vec<Bin>) {
    histogram_by(None, dates)
}

fn histogram_by(unit: Option<Unit>, dates: &[Date]) -> (Option<Unit>, Vec<Bin>) {
    let counted = Dates::new(dates.iter().map(Some)).histogram(unit, &Bits::all(dates.len()));
    let bins = counted.named().map(|(from, bin)| Bin { from, count: bin.count, uncertain: bin.uncertain });
    (counted.unit, bins.collect())
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn a_histogram_of_a_wanted_width_holds_every_date_in_its_bin(dates in prop::collection::vec(any_date(), 1..40)) {
        for unit in Unit::ALL {
            let (used, bins) = histogram_by(Some(unit), &dates);
            let used = used.unwrap();
            prop_assert!(used == unit || unit < Unit::Year, "only days and months can be too many");
            prop_assert!(bins.len() <= MOST_ASKED as usize);
            prop_assert_eq!(bins.iter().map(|bin| bin.count as usize).sum::<usize>(), dates.len());
            for bin in &bins {
                let span = Date::parse(&bin.from).unwrap();
                let begins = |date: &&Date| {
                    let day = if civil(date.first()).0 == 0 { date.last() } else { date.first() };
                    span.first() <= day && day <= span.last()
                };
                prop_assert_eq!(bin.count as usize, dates.iter().filter(begins).count(), "{}", &bin.from);
            }
        }
    }
}
