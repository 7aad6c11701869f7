//! What a query looks for, spelled out: enough to mark any text without the index.

use std::ops::Range;

use super::fields::{Kind, is_called};
use super::tokens::words;
use crate::bundle::columns::arrange;
use crate::incident::letters::plain_into;

/// The wanted clauses of a query, corrected where the search was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    pub(super) patterns: Vec<Pattern>,
}

/// Words in a row, in some field or anywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    pub field: Option<String>,
    pub elements: Vec<Element>,
}

/// One word in all the forms that match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub words: Vec<String>,
    pub beginning: Option<String>,
}

impl Element {
    fn matches(&self, folded: &str) -> bool {
        self.words.iter().any(|word| word == folded)
            || self.beginning.as_ref().is_some_and(|beginning| folded.starts_with(beginning.as_str()))
    }

    /// Whether a word of a text of plain letters begins with its letters.
    fn begins_in(&self, text: &[u8]) -> bool {
        self.words.iter().chain(&self.beginning).any(|letters| begins(text, letters.as_bytes()))
    }
}

/// Whether some letters, in small ones, stand in a text, in any, where a word may begin.
fn begins(text: &[u8], letters: &[u8]) -> bool {
    let Some(first) = letters.first() else { return true };
    let is_begin = |at: usize| at == 0 || !text[at - 1].is_ascii_alphanumeric();
    let is_it = |at: usize| text[at..].get(..letters.len()).is_some_and(|it| it.eq_ignore_ascii_case(letters));
    (0..text.len()).any(|at| text[at].to_ascii_lowercase() == *first && is_begin(at) && is_it(at))
}

/// A marked word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub range: Range<usize>,
    pub pattern: usize,
}

impl Terms {
    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// The bytes of every word of a text that the query found, ascending and apart.
    /// `name` is the field's own name, which for most is that of its kind.
    pub fn marks(&self, kind: Kind, name: &str, text: &str) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = self.find(kind, name, text).into_iter().map(|mark| mark.range).collect();
        ranges = arrange(ranges, |one, other| one.start.cmp(&other.start));
        ranges.dedup();
        ranges
    }

    /// Whether a text may have what is looked for. Told without cutting it into words, and certain only of
    /// plain letters, which fold to nothing but small ones.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        let may = |pattern: &Pattern| pattern.elements.iter().all(|element| element.begins_in(text.as_bytes()));
        !text.is_ascii() || self.patterns.iter().any(may)
    }

    pub(super) fn find(&self, kind: Kind, name: &str, text: &str) -> Vec<Mark> {
        let mut marks = Vec::new();
        let here = |pattern: &Pattern| pattern.field.as_ref().is_none_or(|field| is_called(kind, name, field));
        if !self.patterns.iter().any(here) {
            return marks;
        }
        // How many elements of each pattern the last words match: bit n for n + 1 of them.
        let mut begun: Vec<u64> = vec![0; self.patterns.len()];
        let mut last: Vec<Range<usize>> = Vec::new();
        let mut folded = String::new();
        words(text, &mut |start, word| {
            folded.clear();
            plain_into(&mut folded, word);
            last.push(start..start + word.len());
            for (number, pattern) in self.patterns.iter().enumerate().filter(|(_, pattern)| here(pattern)) {
                let mut now = 0;
                for (position, element) in pattern.elements.iter().enumerate().take(64) {
                    let could = position == 0 || begun[number] >> (position - 1) & 1 == 1;
                    if could && element.matches(&folded) {
                        now |= 1 << position;
                    }
                }
                begun[number] = now;
                let length = pattern.elements.len().min(64);
                if now >> (length - 1) & 1 == 1 {
                    let row = last.iter().rev().take(length).cloned();
                    marks.extend(row.map(|range| Mark { range, pattern: number }));
                }
            }
        });
        marks
    }
}
