//! When made-up incidents were reported, and when they happened as far as anybody knows.

use crate::incident::Date;
use crate::incident::date::{Day, civil, julian};
use crate::synth::chance::Chance;

/// Reports of a thousand by year from 2010 to 2022: later years have more, as in the paper.
const YEARS: [u32; 13] = [16, 33, 45, 55, 65, 73, 81, 89, 96, 102, 109, 115, 121];

/// The day of the first report.
pub(super) fn published(chance: &mut Chance) -> Day {
    let mut ticket = chance.below(YEARS.iter().sum());
    let mut year = 2010;
    for share in YEARS {
        if ticket < share {
            break;
        }
        ticket -= share;
        year += 1;
    }
    julian(year, 1, 1).unwrap_or_default() + chance.below(365) as Day
}

/// A date known to its day.
pub(super) fn day(day: Day) -> Option<Date> {
    let (year, month, day) = civil(day);
    Date::parse(&format!("{year:04}-{month:02}-{day:02}")).ok()
}

/// When it happened: mostly days before the report, sometimes years; known to a day, a month,
/// a year or a range, or not at all.
pub(super) fn occurred(chance: &mut Chance, published: Day) -> Option<Date> {
    let lag = match chance.below(100) {
        0..50 => chance.below(4),
        50..75 => chance.below(40),
        75..90 => chance.below(400),
        _ => chance.below(3000),
    };
    let last = published - lag as Day;
    let (year, month, day) = civil(last);
    let text = match chance.below(100) {
        0..12 => return None,
        12..52 => format!("{year:04}-{month:02}-{day:02}"),
        52..72 => format!("{year:04}-{month:02}"),
        72..80 => format!("{year:04}-{month:02}~"),
        80..88 => format!("{year:04}"),
        88..90 => format!("{year:04}~"),
        90..95 => {
            let (from_year, from_month, from_day) = civil(last - 1 - chance.below(20) as Day);
            format!("{from_year:04}-{from_month:02}-{from_day:02}/{year:04}-{month:02}-{day:02}")
        }
        _ => {
            let (from_year, from_month, _) = civil(last - 31 - chance.below(700) as Day);
            format!("{from_year:04}-{from_month:02}/{year:04}-{month:02}")
        }
    };
    Date::parse(&text).ok()
}
