//! The rules of a language that the browser knows and a file need not say: digits, plural
//! categories and dates. Plain English ones serve where there is no browser.

use crate::incident::date::{Day, Precision, civil, month_name};

/// Rules by the tag of a language, as functions that the outside hands in.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The variant of a language that the visitor prefers, `en-US` for `en-GB`.
    pub tag: fn(&str) -> String,
    /// A whole number.
    pub number: fn(&str, usize) -> String,
    /// The plural category of a number: `one`, `few`, `other`.
    pub plural: fn(&str, usize) -> String,
    /// A date: a day, or the month or year that it begins.
    pub date: fn(&str, Day, Precision) -> String,
}

impl Locale {
    /// English without a browser.
    pub const PLAIN: Locale = Locale {
        tag: str::to_owned,
        number: |_, number| grouped(number),
        plural: |_, count| if count == 1 { "one" } else { "other" }.to_owned(),
        date: |_, day, precision| date(day, precision),
    };

    /// English as browsers have it that prefer no variant.
    #[cfg(not(target_arch = "wasm32"))]
    pub const AMERICAN: Locale = Locale {
        date: |_, day, precision| match (precision, civil(day)) {
            (Precision::Day, (year, month, day)) => format!("{} {day}, {year}", month_name(month)),
            _ => date(day, precision),
        },
        ..Locale::PLAIN
    };

    /// German without a browser, for static pages.
    #[cfg(not(target_arch = "wasm32"))]
    pub const GERMAN: Locale = Locale {
        number: |_, number| grouped(number).replace(',', "."),
        date: |_, day, precision| {
            let (year, month, day) = civil(day);
            let month = GERMAN_MONTHS.get(usize::from(month) - 1).copied().unwrap_or_default();
            match precision {
                Precision::Day => format!("{day}. {month} {year}"),
                Precision::Month => format!("{month} {year}"),
                _ => year.to_string(),
            }
        },
        ..Locale::PLAIN
    };
}

#[cfg(not(target_arch = "wasm32"))]
const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// `2,457`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `22 March 2011`, `March 2011`, `2011`.
fn date(day: Day, precision: Precision) -> String {
    let (year, month, day) = civil(day);
    let month = month_name(month);
    match precision {
        Precision::Day => format!("{day} {month} {year}"),
        Precision::Month => format!("{month} {year}"),
        _ => year.to_string(),
    }
}
