//! Names of things on a page, in the words of its reader.

use crate::incident::{Date, Maker, Source};
use crate::page::english::{self, Key, Words};

/// A date in words.
pub fn date(_words: Words, date: &Date) -> String {
    english::date(date)
}

/// The title, or what to call an incident without one.
pub fn title(_words: Words, title: &str, id: &str) -> String {
    english::title(title, id)
}

/// Who made text and labels.
pub fn maker(_words: Words, maker: Maker) -> String {
    english::maker(maker).to_owned()
}

/// What to call a source.
pub(super) fn source_title(words: Words, source: &Source) -> String {
    source.title.clone().unwrap_or_else(|| words.fill(Key::PageSourceNamed, &[(&source.id).into()]))
}

/// A source in a line: title, publisher, date.
pub(super) fn source(words: Words, source: &Source) -> String {
    let mut line = source_title(words, source);
    for fact in source.publisher.iter().cloned().chain(source.date.as_ref().map(|found| date(words, found))) {
        line.push_str(", ");
        line.push_str(&fact);
    }
    line
}

/// A share in whole percent; what is there is never said to be nothing.
pub(super) fn percent(words: Words, part: usize, whole: usize) -> String {
    let percent = (100 * part + whole / 2) / whole.max(1);
    match percent {
        0 if part > 0 => words.say(Key::PageUnderOne).to_owned(),
        percent => words.fill(Key::Percent, &[percent.into()]),
    }
}
