//! Words: where they stand in a text, what they are without case and accents, and their stems.
//!
//! A word is one of Unicode's (UAX 29), divided further at `_`, `:` and a dot before a letter,
//! so that `play.com`, `std::sync` and `wait_for_lock` are found by their parts while `3.1` and
//! `can't` stay whole. Case, diacritics and the shape of the apostrophe are folded away. Only
//! the collection's language is stemmed, and only if there is a stemmer for it.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::incident::letters::plain_into;

/// Calls back with every word of a text and the byte at which it starts. Nothing is copied.
pub fn words<'a>(text: &'a str, visit: &mut dyn FnMut(usize, &'a str)) {
    // White space ends a word in every script. Most stretches between are ASCII, for which
    // Unicode's rules come to a few lines that are ten times as fast as its tables.
    for stretch in text.split_ascii_whitespace() {
        let start = stretch.as_ptr() as usize - text.as_ptr() as usize;
        if stretch.is_ascii() {
            ascii_words(start, stretch, visit);
        } else {
            for (at, word) in stretch.unicode_word_indices() {
                divide(start + at, word, visit);
            }
        }
    }
}

fn ascii_words<'a>(start: usize, text: &'a str, visit: &mut dyn FnMut(usize, &'a str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let first = at;
        while at < bytes.len() && (bytes[at].is_ascii_alphanumeric() || joins(bytes, at)) {
            at += 1;
        }
        visit(start + first, &text[first..at]);
    }
}

/// Whether a mark after the first byte of a word belongs to it: `can't`, `1,000`, `3.1`.
fn joins(bytes: &[u8], at: usize) -> bool {
    let (before, after) = (bytes[at - 1], bytes.get(at + 1).copied().unwrap_or(b' '));
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match bytes[at] {
        b'\'' => letters || digits,
        b'.' | b',' | b';' => digits,
        _ => false,
    }
}

fn divide<'a>(start: usize, word: &'a str, visit: &mut dyn FnMut(usize, &'a str)) {
    let mut first = 0;
    let mut part = |from: usize, to: usize| {
        if from < to {
            visit(start + from, &word[from..to]);
        }
    };
    for (at, c) in word.char_indices() {
        let ends = match c {
            '_' | ':' => true,
            '.' => word[at + 1..].starts_with(char::is_alphabetic),
            _ => false,
        };
        if ends {
            part(first, at);
            first = at + 1;
        }
    }
    part(first, word.len());
}

/// Appends the folded words of a text, each after one space.
pub fn append(list: &mut String, text: &str) {
    words(text, &mut |_, word| {
        list.push(' ');
        plain_into(list, word);
    });
}

/// What makes `expired` and `expires` one word: the Snowball stemmer of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stemmer {
    /// Words are only what they are.
    None,
    /// English (Porter 2).
    English,
}

impl Stemmer {
    /// The stemmer for a language tag such as `en` or `en-GB`; none for a language without.
    /// Every language costs visitors 2 to 8 KB, so there is one until a collection needs more.
    pub fn of(language: &str) -> Stemmer {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "" => Stemmer::English,
            _ => Stemmer::None,
        }
    }

    /// The stem of a folded word. Words with digits or of another script are their own stem.
    pub fn stem(self, folded: &str) -> Cow<'_, str> {
        let plain = folded.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'\'');
        match self {
            Stemmer::English if plain => frostem::Stemmer::new(frostem::Algorithm::English).stem(folded),
            _ => Cow::Borrowed(folded),
        }
    }
}
