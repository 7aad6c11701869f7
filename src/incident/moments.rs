//! Days and months that a text names with certainty: `2011-03-22`, `22 March 2011`,
//! `March 22, 2011`, `March 2011`.
//!
//! Read where they are shown, like citations, and never stored. A sentence that hedges ("likely
//! occurred in March 2011") names nothing, a year alone is too little to be drawn, and a number
//! that only looks like a date is none. Names of months are English.

use super::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that make a guess of every date in their sentence.
const GUESSES: [&str; 12] = [
    "apparently",
    "could",
    "estimated",
    "likely",
    "may",
    "might",
    "perhaps",
    "possibly",
    "presumably",
    "probably",
    "suggesting",
    "suggests",
];

/// Words that make another day of a date which they stand before, be it with a word between.
const SHIFTS: [&str; 13] = [
    "about",
    "after",
    "approximately",
    "around",
    "before",
    "by",
    "circa",
    "early",
    "late",
    "mid",
    "roughly",
    "since",
    "until",
];

/// The dates of a text in the order in which it names them, each once.
#[inline(never)]
pub fn moments(text: &str) -> Vec<Date> {
    let mut found: Vec<Date> = Vec::new();
    for sentence in sentences(text) {
        let words: Vec<&str> = sentence.split_whitespace().map(bare).collect();
        let is_in = |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
        if words.iter().any(|word| *word != "May" && is_in(word, &GUESSES)) {
            continue;
        }
        let mut at = 0;
        while at < words.len() {
            let read = date_at(&words[at..]);
            let shifted = words[at.saturating_sub(2)..at].iter().any(|word| is_in(word, &SHIFTS));
            at += read.as_ref().map_or(1, |(_, length)| *length);
            let date = read.and_then(|(date, _)| date);
            found.extend(date.filter(|date| !shifted && !found.contains(date)));
        }
    }
    found
}

/// The sentences of a text. A full stop inside a number or an abbreviation may end one too early,
/// which only parts a hedge from its date where somebody writes "approx. March 2011".
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").flat_map(|part| part.split(';'))
}

/// A word without what stands around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// What some words begin with that is written like a date, and how many of them it takes: the date,
/// if the calendar has it.
fn date_at(words: &[&str]) -> Option<(Option<Date>, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    let iso = |text: &str| text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
    if iso(word(0)) {
        return Some((Date::parse(word(0)).ok(), 1));
    }
    let read = |year: &str, month: usize, day: Option<u8>| {
        let mut text = [year, if month < 10 { "-0" } else { "-" }, &month.to_string()].concat();
        if let Some(day) = day {
            text.push_str(if day < 10 { "-0" } else { "-" });
            text.push_str(&day.to_string());
        }
        Date::parse(&text).ok()
    };
    if let (Some(day), Some(month), Some(year)) = (day(word(0)), month(word(1)), year(word(2))) {
        return Some((read(year, month, Some(day)), 3));
    }
    let named = month(word(0))?;
    if let (Some(day), Some(year)) = (day(word(1)), year(word(2))) {
        return Some((read(year, named, Some(day)), 3));
    }
    Some((read(year(word(1))?, named, None), 2))
}

/// The number of a month, from 1. Only words with a capital letter: "may" is none.
fn month(word: &str) -> Option<usize> {
    // Whole, or shortened to three letters or more: "Sept".
    let named = |name: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if word.len() < 3 || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    MONTHS.iter().position(|name| named(name)).map(|place| place + 1)
}

/// A day of a month: `22`, `22nd`.
fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    let day: u8 = digits.parse().ok()?;
    (["", "st", "nd", "rd", "th"].contains(&ending) && (1..=31).contains(&day)).then_some(day)
}

fn year(word: &str) -> Option<&str> {
    (word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
}
