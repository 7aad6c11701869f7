//! Dates known to a year, a month, a day or a range: EDTF (ISO 8601-2, levels 0 to 2).
//!
//! A date is its canonical spelling plus the first and last day that it may mean. It never
//! reads a clock. Parsing and bounds are `edtf-core`'s, but for plain days, months and years; day numbers
//! are `time`'s Julian days.

use std::fmt;

use edtf_core::{Bound, BoundDate, Edtf};
use serde::Serialize;

/// A day, as its Julian day number (days since 1 January 4713 BC).
pub type Day = i32;

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

/// What a month from 1 to 12 is called in English, for what is cited and where there is no browser to
/// ask; nothing for another number.
pub fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// How finely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day.
    Day,
    /// One calendar month.
    Month,
    /// One calendar year.
    Year,
    /// Anything else: a season, a decade, a range.
    Span,
}

/// An uncertain date. Equal dates have equal spellings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "String"))]
#[serde(into = "String")]
pub struct Date {
    text: String,
    first: Day,
    last: Day,
    approximate: bool,
}

impl Date {
    /// Reads an EDTF expression such as `2018`, `2011-03`, `1985-06~` or `1985-06/1987-01`.
    ///
    /// # Errors
    /// A sentence naming what is wrong: not EDTF, no such day in the calendar, a time of day,
    /// an unknown end, or a year outside 0 to 9999.
    pub fn parse(text: &str) -> Result<Date, String> {
        let text = text.trim();
        // An expression of this length is a mistake, and the parser need not see megabytes.
        if text.len() > 200 {
            return Err("not a date: it is longer than 200 characters".to_owned());
        }
        if let Some((first, last)) = plain(text) {
            return Ok(Date { text: text.to_owned(), first, last, approximate: false });
        }
        let edtf = Edtf::parse(text).map_err(|_| refusal(text))?;
        if matches!(edtf, Edtf::DateTime(_)) {
            return Err(format!("`{text}` has a time of day: keep only the date"));
        }
        let bounds = edtf.bounds();
        let (Some(first), Some(last)) = (day_of(bounds.earliest), day_of(bounds.latest)) else {
            return Err(format!("`{text}` has an end that is unknown: write `..` for an open end"));
        };
        let approximate = edtf.is_approximate() || edtf.is_uncertain();
        Ok(Date { text: edtf.to_string(), first, last, approximate })
    }

    /// The canonical spelling.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The first day it may mean.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The last day it may mean.
    pub fn last(&self) -> Day {
        self.last
    }

    /// Whether it is marked as about (`~`) or uncertain (`?`).
    pub fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// How finely it is known.
    pub fn precision(&self) -> Precision {
        let (first, last) = (civil(self.first), civil(self.last));
        if first == last {
            Precision::Day
        } else if (first.0, first.1) == (last.0, last.1) && self.is_whole_months() {
            Precision::Month
        } else if first.0 == last.0 && (first.1, last.1) == (1, 12) && self.is_whole_months() {
            Precision::Year
        } else {
            Precision::Span
        }
    }

    fn is_whole_months(&self) -> bool {
        let (year, month, day) = civil(self.last);
        civil(self.first).2 == 1 && julian(year, month, day + 1).is_none()
    }

    /// Whether the date may fall between two days, both inclusive: the spans overlap.
    pub fn may_be_within(&self, from: Day, to: Day) -> bool {
        self.first <= to && self.last >= from
    }

    /// Whether the date certainly falls between two days: nothing of its span is outside.
    pub fn is_within(&self, from: Day, to: Day) -> bool {
        self.first >= from && self.last <= to
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.text
    }
}

/// Year, month (1 to 12) and day of month of a Julian day number.
pub fn civil(day: Day) -> (i32, u8, u8) {
    time::Date::from_julian_day(day).map_or((9999, 12, 31), |date| (date.year(), u8::from(date.month()), date.day()))
}

/// The Julian day number of a calendar day; `None` where the calendar has no such day.
pub fn julian(year: i32, month: u8, day: u8) -> Option<Day> {
    let month = time::Month::try_from(month).ok()?;
    Some(time::Date::from_calendar_date(year, month, day).ok()?.to_julian_day())
}

/// The first and last day of a year, a month or a day and nothing more, as most dates are: an index has
/// thousands, which a visitor waits for.
fn plain(text: &str) -> Option<(Day, Day)> {
    let text = text.as_bytes();
    let digit = |letter: &u8| letter.is_ascii_digit().then(|| letter - b'0');
    let two = |place: usize| Some(digit(text.get(place)?)? * 10 + digit(text.get(place + 1)?)?);
    let after_dash = |place: usize| two(place + 1).filter(|_| text[place] == b'-');
    let year = i32::from(two(0)?) * 100 + i32::from(two(2)?);
    match text.len() {
        4 => Some((julian(year, 1, 1)?, julian(year, 12, 31)?)),
        7 => {
            let month = after_dash(4)?;
            let last = time::Month::try_from(month).ok()?.length(year);
            Some((julian(year, month, 1)?, julian(year, month, last)?))
        }
        10 => julian(year, after_dash(4)?, after_dash(7)?).map(|day| (day, day)),
        _ => None,
    }
}

fn refusal(text: &str) -> String {
    let ends = text.split_once('/').map(|(from, to)| (Date::parse(from), Date::parse(to)));
    if matches!(ends, Some((Ok(_), Ok(_)))) {
        return format!("`{text}` ends before it begins");
    }
    format!(
        "`{text}` is not a date in the calendar: write 2018, 2011-03, 2011-03-22, \
         1985-06~ (about) or 1985-06/1987-01"
    )
}

fn day_of(bound: Bound) -> Option<Day> {
    match bound {
        Bound::Date(BoundDate { year, month, day }) => {
            let year = i32::try_from(year).ok().filter(|year| (0..=9999).contains(year))?;
            julian(year, month, day)
        }
        Bound::NegativeInfinity => julian(0, 1, 1),
        Bound::PositiveInfinity => julian(9999, 12, 31),
        Bound::Unknown => None,
    }
}
