//! Letters without case and diacritics, by a table of our own.
//!
//! Unicode's tables would be a tenth of what every visitor downloads, and those of two compilers
//! can differ by a version; this one is the same for whoever indexes and whoever asks. A test makes
//! it from Unicode's: decompose, leave marks out, lower the case, and write plainly what Unicode
//! does not decompose and people still type without. Whoever compares or sorts what people wrote does it by these.

use std::sync::OnceLock;

/// Runs of letters, each as numbers of seven bits a byte: the gap after the run before, four times
/// (how many letters - 1) plus a kind, and what they become. That is one letter for all (kind 0), or
/// for the first while the others follow it as they stand, side by side (1) or every second one (2),
/// written as the difference to the letter of the run before, the sign in the lowest bit; or several
/// letters or none, with their number before them (3).
const TABLE: &[u8] = include_bytes!("letters.bin");

/// Letters that become something else.
struct Run {
    first: u32,
    last: u32,
    to: To,
}

enum To {
    /// All become one letter.
    One(char),
    /// The first becomes this letter, and those every so many places after it follow.
    Shifted(u32, u32),
    Several(String),
}

/// A text without case and diacritics.
pub fn plain(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    plain_into(&mut folded, text);
    folded
}

/// Appends a text without case and diacritics.
pub fn plain_into(folded: &mut String, text: &str) {
    if text.is_ascii() {
        folded.extend(text.bytes().map(|byte| byte.to_ascii_lowercase() as char));
        return;
    }
    for c in text.chars() {
        if c.is_ascii() { folded.push(c.to_ascii_lowercase()) } else { letter(folded, c) }
    }
}

/// Appends what a letter beyond ASCII becomes.
fn letter(folded: &mut String, c: char) {
    static RUNS: OnceLock<Vec<Run>> = OnceLock::new();
    let code = u32::from(c);
    if let Some(syllable) = code.checked_sub(SYLLABLES).filter(|place| *place < COUNT) {
        return jamo(folded, syllable);
    }
    let runs = RUNS.get_or_init(|| read(TABLE));
    let run = runs.get(runs.partition_point(|run| run.last < code)).filter(|run| run.first <= code);
    match run.map(|run| (code - run.first, &run.to)) {
        Some((_, To::One(to))) => folded.push(*to),
        Some((_, To::Several(to))) => folded.push_str(to),
        Some((place, To::Shifted(to, step))) if place % step == 0 => {
            folded.push(char::from_u32(to + place).unwrap_or(c));
        }
        _ => folded.push(c),
    }
}

const SYLLABLES: u32 = 0xac00;
const COUNT: u32 = 19 * 21 * 28;

/// A Korean syllable is written with two or three letters, which follow from its number.
fn jamo(folded: &mut String, syllable: u32) {
    let last = syllable % 28;
    let parts = [0x1100 + syllable / 588, 0x1161 + syllable % 588 / 28, 0x11a7 + last];
    folded.extend(parts.into_iter().take(if last == 0 { 2 } else { 3 }).filter_map(char::from_u32));
}

/// The runs of a table, as far as it makes sense.
fn read(mut table: &[u8]) -> Vec<Run> {
    let (mut runs, mut place, mut letter) = (Vec::new(), 0, 0);
    while let Some(run) = next(&mut table, place, &mut letter) {
        place = run.last + 1;
        runs.push(run);
    }
    runs
}

fn next(table: &mut &[u8], place: u32, letter: &mut u32) -> Option<Run> {
    let first = place.checked_add(number(table)?)?;
    let head = number(table)?;
    let (more, kind) = (head >> 2, head & 3);
    let step = if kind == 2 { 2 } else { 1 };
    let to = if kind == 3 {
        let letters = (0..number(table)?).map(|_| char::from_u32(number(table)?));
        To::Several(letters.collect::<Option<_>>()?)
    } else {
        let difference = number(table)?;
        let sign = if difference & 1 == 0 { 1 } else { -1 };
        *letter = letter.checked_add_signed(sign * i32::try_from(difference.div_ceil(2)).ok()?)?;
        if kind == 0 { To::One(char::from_u32(*letter)?) } else { To::Shifted(*letter, step) }
    };
    Some(Run { first, last: first.checked_add(more.checked_mul(step)?)?, to })
}

fn number(table: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in (0..28).step_by(7) {
        let (byte, rest) = table.split_first()?;
        *table = rest;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}
