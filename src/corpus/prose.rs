//! Running text as machines write it, taken apart: numbered lists that run inline and
//! bullets inside a statement.
//!
//! Everything here keeps every word: blocks written out again are the text, white space
//! folded. It knows no file format; the readers of this room share it.

use crate::incident::Block;

/// The text with every run of white space made one space, and none at the ends.
pub fn fold_space(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Splits `lead 1. first 2. second` at its numbers and only there: the numbers of a list
/// count up from one, stand alone before a space, and where a number could be prose (`iOS 8.
/// The …`) the one that follows the end of a sentence or a citation is taken.
pub fn blocks(text: &str) -> Vec<Block> {
    let text = fold_space(text);
    let mut blocks = Vec::new();
    let mut number = None;
    let mut from = 0;
    let marks = list_marks(&text);
    for (next, (start, end)) in (1..).zip(marks) {
        push(&mut blocks, number, &text[from..start]);
        number = Some(next);
        from = end;
    }
    push(&mut blocks, number, &text[from..]);
    blocks
}

fn push(blocks: &mut Vec<Block>, number: Option<u32>, text: &str) {
    let text = text.trim();
    if text.is_empty() && number.is_none() {
        return;
    }
    let (text, points) = points(text);
    blocks.push(Block { number, text, points });
}

/// Splits `text: - one - two` into the text and its bullets. A dash is a bullet only after
/// the end of a sentence, a colon or a citation, so `Red - The` stays whole.
pub fn points(text: &str) -> (String, Vec<String>) {
    let mut pieces = Vec::new();
    let mut from = 0;
    if text.starts_with("- ") {
        pieces.push("");
        from = 2;
    }
    for (at, _) in text.match_indices(" - ") {
        if at >= from && ends_thought(text[..at].chars().next_back()) {
            pieces.push(&text[from..at]);
            from = at + 3;
        }
    }
    pieces.push(&text[from..]);
    let mut pieces = pieces.into_iter().map(|piece| piece.trim().to_owned());
    (pieces.next().unwrap_or_default(), pieces.collect())
}

fn ends_thought(before: Option<char>) -> bool {
    before.is_none_or(|c| matches!(c, ':' | '.' | ';' | '!' | '?' | ']' | ')' | '>' | '"' | '”' | '。'))
}

/// Where the marks `1. `, `2. `, … of a list stand: start of the mark, start of its text.
fn list_marks(text: &str) -> Vec<(usize, usize)> {
    let candidates = numbers(text);
    let mut marks: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for wanted in 1.. {
        let rest = &candidates[from..];
        let Some(first) = rest.iter().position(|mark| mark.number == wanted) else {
            break;
        };
        // The next number's first mark after this one limits how far a better one may be.
        let limit = rest[first + 1..]
            .iter()
            .position(|mark| mark.number == wanted + 1)
            .map_or(rest.len(), |more| first + 1 + more);
        let is_better = |index: &usize| {
            let mark = &rest[*index];
            mark.number == wanted && ends_thought(text[..mark.start].trim_end().chars().next_back())
        };
        let chosen = (first..limit).find(is_better).unwrap_or(first);
        // `version 2. 2. Next`: a mark with nothing before the same mark belongs to the text.
        let chosen = match rest.get(chosen + 1) {
            Some(next) if next.number == wanted && next.start == rest[chosen].end => chosen + 1,
            _ => chosen,
        };
        marks.push((rest[chosen].start, rest[chosen].end));
        from += chosen + 1;
    }
    marks
}

struct Mark {
    number: u32,
    start: usize,
    end: usize,
}

fn numbers(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut start = 0;
    for word in text.split(' ') {
        let end = start + word.len();
        // Four digits are a year and no list is that long.
        if let Some(digits) = word.strip_suffix('.')
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
            && let Ok(number) = digits.parse()
        {
            marks.push(Mark { number, start, end: (end + 1).min(text.len()) });
        }
        start = end + 1;
    }
    marks
}
