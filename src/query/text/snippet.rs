//! The passage of an incident that shows best why a query found it.
//!
//! Of all paragraphs but title and id, in reading order, the first whose passage shows most of
//! the query's words. Marks are bytes of the passage, each exactly a word.

use std::ops::Range;

use super::fields::{Kind, paragraphs};
use super::terms::{Mark, Terms};
use super::tokens::words;
use crate::bundle::columns::arrange;
use crate::incident::Incident;

/// The most characters of a passage, without the marks of omission.
pub const MOST: usize = 200;
/// The most characters before the first marked word.
const BEFORE: usize = 60;

/// A passage with the words that were found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// What kind of field it is from.
    pub kind: Kind,
    /// The name of the field: its kind's, or the id of the section or category.
    pub field: String,
    /// The passage, with `…` where the paragraph goes on.
    pub text: String,
    /// The bytes of each word that was found, ascending.
    pub marks: Vec<Range<usize>>,
}

/// A paragraph that shows so many of the query's words from one of its marks on.
struct Candidate<'a> {
    shown: u32,
    kind: Kind,
    name: &'a str,
    text: &'a str,
    marks: Vec<Mark>,
    first: usize,
}

/// The best passage, if any paragraph beside title and id has a word of the query.
pub fn snippet(incident: &Incident, terms: &Terms) -> Option<Snippet> {
    let mut best: Option<Candidate> = None;
    let all = terms.patterns.len() as u32;
    paragraphs(incident, &mut |kind, name, text| {
        let most = best.as_ref().map_or(0, |best| best.shown);
        if matches!(kind, Kind::Title | Kind::Id) || most == all {
            return;
        }
        let mut marks = terms.find(kind, name, text);
        marks = arrange(marks, |one, other| one.range.start.cmp(&other.range.start));
        let shown = |first: usize| {
            let near =
                marks[first..].iter().take_while(|mark| mark.range.end - marks[first].range.start <= MOST - BEFORE);
            // Patterns past the 64th are not told apart here.
            near.fold(0_u64, |shown, mark| shown | 1 << mark.pattern.min(63)).count_ones()
        };
        let first = (0..marks.len()).rev().max_by_key(|first| shown(*first));
        if let Some(first) = first.filter(|first| shown(*first) > most) {
            best = Some(Candidate { shown: shown(first), kind, name, text, marks, first });
        }
    });
    best.map(|Candidate { kind, name, text, marks, first, .. }| {
        let (range, text) = cut(text, marks[first].range.start);
        let shift = if range.start > 0 { '…'.len_utf8() } else { 0 };
        let mut marks: Vec<Range<usize>> = marks
            .into_iter()
            .map(|mark| mark.range)
            .filter(|mark| range.start <= mark.start && mark.end <= range.end)
            .map(|mark| mark.start - range.start + shift..mark.end - range.start + shift)
            .collect();
        marks.dedup();
        Snippet { kind, field: name.to_owned(), text, marks }
    })
}

/// The passage around a byte, cut between words, and where in the text it is.
fn cut(text: &str, around: usize) -> (Range<usize>, String) {
    if text.chars().nth(MOST).is_none() {
        return (0..text.len(), text.to_owned());
    }
    let earliest = text[..around].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let mut bounds: Vec<Range<usize>> = Vec::new();
    words(text, &mut |start, word| bounds.push(start..start + word.len()));
    let start = if earliest == 0 {
        0
    } else {
        bounds.iter().map(|word| word.start).find(|start| *start >= earliest).unwrap_or(around)
    };
    let latest = text[start..].char_indices().nth(MOST).map_or(text.len(), |(at, _)| start + at);
    let end = if latest == text.len() {
        latest
    } else {
        // A word longer than a passage is shown as far as it fits, and not marked.
        bounds
            .iter()
            .map(|word| word.end)
            .take_while(|end| *end <= latest)
            .last()
            .filter(|end| *end > around)
            .unwrap_or(latest)
    };
    let mut passage = String::new();
    passage.push_str(if start > 0 { "…" } else { "" });
    passage.push_str(&text[start..end]);
    passage.push_str(if end < text.len() { "…" } else { "" });
    (start..end, passage)
}
