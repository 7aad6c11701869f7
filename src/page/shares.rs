//! Shares and sources in a line, as pages say them.

use crate::incident::Source;
use crate::words::{Key, Words};

/// What to call a source.
pub(super) fn source_title(words: Words, source: &Source) -> String {
    source.title.clone().unwrap_or_else(|| words.fill(Key::SourceNumber, &[(&source.id).into()]))
}

/// A source in a line: title, publisher, date.
pub(super) fn source(words: Words, source: &Source) -> String {
    let mut line = source_title(words, source);
    for fact in source.publisher.iter().cloned().chain(source.date.as_ref().map(|date| words.date(date))) {
        line.push_str(", ");
        line.push_str(&fact);
    }
    line
}

/// A share in whole percent; what is there is never said to be nothing.
pub(super) fn percent(words: Words, part: usize, whole: usize) -> String {
    let percent = (100 * part + whole / 2) / whole.max(1);
    match percent {
        0 if part > 0 => words.say(Key::UnderOne).to_owned(),
        percent => words.fill(Key::Percent, &[percent.into()]),
    }
}
