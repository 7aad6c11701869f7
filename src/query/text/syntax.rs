//! The language of the search box. Reading it never fails: what it does not know is text.
//!
//! ```text
//! expired certificate     both words, in any form: expires, certificates
//! certif                  the last word, still being typed, also as a beginning
//! "race condition"        these words as written, in a row; typed so far if not closed
//! -malware  -"power cut"  not these
//! title:rollback          in one field: a field, a section or the category of a rationale
//! real-time  漢字          one string of several words: in a row, in any form
//! ```

use super::tokens::words;
use crate::incident::letters;

/// The most clauses that are read: a page pasted into the box should not stop the browser.
pub const MOST_CLAUSES: usize = 64;

/// A query as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Joined by "and". Each once.
    pub clauses: Vec<Clause>,
    /// What was not taken as it may have been meant.
    pub notes: Vec<Note>,
}

/// Something of a query that was not taken as it may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// No field has this name: its words are searched everywhere.
    NoField(String),
    /// A field without a word right after it.
    NoWord(String),
    /// Only so many words are searched.
    Most(usize),
    /// Too many words begin so.
    Broad(String),
    /// There is no index of the words.
    NoIndex,
}

/// Words in a row, wanted or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Whether incidents with it are left out.
    pub excluded: bool,
    /// The field that it must stand in, in lower case.
    pub field: Option<String>,
    /// At least one word.
    pub words: Vec<Word>,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Without case and diacritics.
    pub text: String,
    /// What it matches.
    pub form: Form,
}

/// What a word of a query matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The word as written.
    Exact,
    /// Every word with its stem.
    Any,
    /// Every word with its stem, and every word that begins with it.
    Beginning,
}

const QUOTES: [char; 4] = ['"', '“', '”', '„'];

/// Reads a query. `is_field` says whether a name, in lower case, is that of a field.
pub fn parse(query: &str, is_field: &dyn Fn(&str) -> bool) -> Parsed {
    let mut parsed = Parsed::default();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let mut excluded = false;
        if let Some(after) = rest.strip_prefix('-').filter(|after| !after.starts_with(char::is_whitespace)) {
            excluded = true;
            rest = after;
        }
        let mut field = None;
        if let Some((name, after)) = named(rest) {
            if is_field(&name) {
                rest = after;
                field = Some(name);
            } else if !after.starts_with(|c: char| c == ':' || c == '/' || c.is_whitespace()) && !after.is_empty() {
                parsed.notes.push(Note::NoField(name));
            }
        }
        let (text, quoted, typing);
        if let Some(inside) = rest.strip_prefix(QUOTES) {
            let end = inside.find(QUOTES);
            text = &inside[..end.unwrap_or(inside.len())];
            rest = end.map_or("", |end| inside[end..].strip_prefix(QUOTES).unwrap_or_default());
            (quoted, typing) = (true, end.is_none());
        } else {
            let end = rest.find(|c: char| c.is_whitespace() || QUOTES.contains(&c)).unwrap_or(rest.len());
            (text, rest) = rest.split_at(end);
            (quoted, typing) = (false, rest.is_empty());
        }
        rest = rest.trim_start();
        let clause = Clause { excluded, field, words: read_words(text, quoted, typing && !excluded) };
        if let Some(field) = clause.field.as_ref().filter(|_| clause.words.is_empty()) {
            parsed.notes.push(Note::NoWord(field.clone()));
        } else if !clause.words.is_empty() && !parsed.clauses.contains(&clause) {
            if parsed.clauses.len() == MOST_CLAUSES {
                parsed.notes.push(Note::Most(MOST_CLAUSES));
                break;
            }
            parsed.clauses.push(clause);
        }
    }
    parsed
}

/// The name before a colon, without case and diacritics, and what follows the colon.
fn named(text: &str) -> Option<(String, &str)> {
    let (name, after) = text.split_once(':')?;
    let is_name =
        name.starts_with(char::is_alphabetic) && name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_name.then(|| (letters::plain(name), after))
}

fn read_words(text: &str, quoted: bool, typing: bool) -> Vec<Word> {
    let mut found = Vec::new();
    words(text, &mut |start, word| {
        let form = match (typing && start + word.len() == text.len(), quoted) {
            (true, _) => Form::Beginning,
            (false, true) => Form::Exact,
            (false, false) => Form::Any,
        };
        let text = letters::plain(word);
        if !text.is_empty() {
            found.push(Word { text, form });
        }
    });
    found
}
