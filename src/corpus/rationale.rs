//! A machine's rationale, taken apart by option: `(a) design: … (b) …`.
//!
//! A rationale is written for every option before one is chosen, so segments exist for
//! options that were not chosen too. Letters only split: they are unreliable, so a segment
//! belongs to the option that its own words name first, and only without a name to its
//! letter. Marks are kept, so the segments written out again are the rationale.

use crate::corpus::prose::{fold_space, points};
use crate::incident::Segment;
use crate::incident::taxonomy::{Category, fold};

/// Cuts a rationale into segments. White space is folded; nothing else is lost.
pub fn segments(category: &Category, rationale: &str) -> Vec<Segment> {
    let text = fold_space(rationale);
    let mut segments = Vec::new();
    let mut mark = "";
    let mut option = None;
    let mut letter = None;
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = next_mark(category, &text, at, letter) {
        push(category, &mut segments, mark, option, letter, &text[from..found.start]);
        mark = text[found.start..found.end].trim_end();
        from = found.end;
        at = found.end;
        option = found.option;
        letter = found.letter.or(letter);
    }
    push(category, &mut segments, mark, option, letter, &text[from..]);
    segments
}

fn push(
    category: &Category,
    segments: &mut Vec<Segment>,
    mark: &str,
    option: Option<String>,
    letter: Option<usize>,
    text: &str,
) {
    let text = text.trim();
    if text.is_empty() && mark.is_empty() {
        return;
    }
    let option = match (option, mark.is_empty()) {
        (Some(option), _) => Some(option),
        (None, true) => None,
        (None, false) => named_first(category, first_sentence(text))
            .or_else(|| category.options.get(letter?).map(|option| option.id.clone())),
    };
    let (text, points) = points(text);
    segments.push(Segment { option, mark: mark.to_owned(), text, points });
}

struct Mark {
    start: usize,
    end: usize,
    letter: Option<usize>,
    option: Option<String>,
}

/// The next `(a) `, `a) `, `(property) ` or `design: ` at or after a position. Letters must
/// rise, so that a reference to "(a)" in running text does not cut.
fn next_mark(category: &Category, text: &str, from: usize, last: Option<usize>) -> Option<Mark> {
    let mut start = from;
    loop {
        if let Some(mark) = mark_at(category, text, start, last) {
            return Some(mark);
        }
        start += text[start..].find(' ')? + 1;
    }
}

fn mark_at(category: &Category, text: &str, start: usize, last: Option<usize>) -> Option<Mark> {
    let rest = &text[start..];
    let word = rest.split(' ').next()?;
    if let Some(name) = word.strip_prefix('(').and_then(|word| word.strip_suffix([')', ':'])) {
        if let Some(letter) = letter_of(name)
            && letter < category.options.len().max(2)
            && last.is_none_or(|last| letter > last)
        {
            let end = past(text, start + word.len());
            return Some(match heading(category, &text[end..]) {
                Some((length, option)) => {
                    Mark { start, end: past(text, end + length), letter: Some(letter), option: Some(option) }
                }
                None => Mark { start, end, letter: Some(letter), option: None },
            });
        }
        if let Some(option) = exact(category, name) {
            return Some(Mark { start, end: past(text, start + word.len()), letter: None, option: Some(option) });
        }
    }
    let opens = text[..start].trim_end().chars().next_back().is_none_or(|c| matches!(c, '.' | ']' | ':' | ';'));
    if !opens {
        return None;
    }
    if let Some(letter) = word.strip_suffix(')').and_then(letter_of)
        && letter < category.options.len().max(2)
        && last.is_none_or(|last| letter > last)
    {
        return Some(Mark { start, end: past(text, start + word.len()), letter: Some(letter), option: None });
    }
    let (length, option) = heading(category, rest)?;
    Some(Mark { start, end: past(text, start + length), letter: None, option: Some(option) })
}

/// `property: …` at the start of a stretch: length including the colon, and the option.
fn heading(category: &Category, rest: &str) -> Option<(usize, String)> {
    let colon = rest.bytes().take(40).position(|byte| byte == b':')?;
    Some((colon + 1, exact(category, &rest[..colon])?))
}

fn exact(category: &Category, name: &str) -> Option<String> {
    let folded = fold(name);
    category.options.iter().find(|option| fold(&option.id) == folded).map(|option| option.id.clone())
}

fn letter_of(name: &str) -> Option<usize> {
    match name.as_bytes() {
        [letter @ b'a'..=b'm'] => Some(usize::from(letter - b'a')),
        _ => None,
    }
}

fn past(text: &str, end: usize) -> usize {
    if text[end..].starts_with(' ') { end + 1 } else { end }
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..end])
}

/// The option whose name stands first in a sentence, the longer one where two start together.
/// A name may lose its plural (`accidental decision`); `other` is too common a word to name
/// anything, `software failure` is what every record is about and names no option, and
/// neither does a name inside a longer one (`malicious` in `non-malicious`).
fn named_first(category: &Category, sentence: &str) -> Option<String> {
    let sentence = format!(" {} ", fold(&sentence.replace([',', ';', ':', '(', ')', '"'], " ")));
    let sentence = sentence.replace(" software failure ", " failure ");
    category
        .options
        .iter()
        .filter(|option| option.id != "other")
        .filter_map(|option| {
            let name = fold(&option.id);
            let stem = name.strip_suffix('s').unwrap_or(&name);
            let at = sentence.match_indices(&format!(" {stem}")).map(|(at, _)| at).find(|at| {
                let after = &sentence[at + 1 + stem.len()..];
                let ends_word = after.starts_with(' ') || after.starts_with("s ");
                ends_word && !sentence[..*at].ends_with(" non")
            })?;
            Some((at, std::cmp::Reverse(name.len()), option.id.clone()))
        })
        .min()
        .map(|(_, _, id)| id)
}
