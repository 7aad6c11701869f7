//! Small words of the interface: numbers, dates, names of things.

use crate::incident::Maker;
use crate::incident::date::{Date, Precision, civil};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2,457`.
pub(super) fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 incident`, `2,457 incidents`.
pub(super) fn incidents(count: usize) -> String {
    let noun = if count == 1 { "incident" } else { "incidents" };
    format!("{} {noun}", number(count))
}

/// `22 March 2011`, `about June 1985`, `June 1985 to January 1987`.
pub(super) fn date(date: &Date) -> String {
    let (year, month, day) = civil(date.first());
    let month_of = |month: u8| MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
    let words = match date.precision() {
        Precision::Day => format!("{day} {} {year}", month_of(month)),
        Precision::Month => format!("{} {year}", month_of(month)),
        Precision::Year => year.to_string(),
        Precision::Span => {
            let (last_year, last_month, last_day) = civil(date.last());
            match (date.as_str().starts_with("../"), date.as_str().ends_with("/..")) {
                (true, _) => format!("until {} {last_year}", month_of(last_month)),
                (_, true) => format!("since {} {year}", month_of(month)),
                // A range between days keeps its days; one between months or years does not.
                _ if date.as_str().len() > 17 => {
                    format!("{day} {} {year} to {last_day} {} {last_year}", month_of(month), month_of(last_month))
                }
                _ if date.as_str().len() < 12 => format!("{year} to {last_year}"),
                _ => format!("{} {year} to {} {last_year}", month_of(month), month_of(last_month)),
            }
        }
    };
    if date.is_approximate() { format!("about {words}") } else { words }
}

/// The title, or what to call an incident without one.
pub(super) fn title(title: &str, id: &str) -> String {
    if title.is_empty() || title.eq_ignore_ascii_case("unknown") {
        format!("Untitled incident {id}")
    } else {
        title.to_owned()
    }
}

/// Who made text and labels, in words.
pub(super) fn maker(maker: Maker) -> &'static str {
    match maker {
        Maker::Machine => "written and labelled by a language model",
        Maker::Assisted => "drafted with a language model from its sources",
        Maker::Person => "written and labelled by a person",
    }
}
