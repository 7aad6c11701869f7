//! Text as Markdown that reads as the same text. The opposite of `markdown`: what would be
//! markup is escaped, and nothing else, so that documents stay pleasant to read.

/// A code span, fenced by more backticks than it holds.
pub(super) fn push_code(out: &mut String, code: &str) {
    let fence = "`".repeat(1 + code.split(|c| c != '`').map(str::len).max().unwrap_or(0));
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    for piece in [&fence, pad, code, pad, &fence] {
        out.push_str(piece);
    }
}

/// Where a text stands decides what of it would be markup.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// At the beginning of a paragraph or an item.
    Start,
    /// After something else on its line.
    Inside,
    /// In a heading, which hashes may end.
    Heading,
}

/// Text as Markdown that reads as the same text; only what would be markup is escaped.
pub(super) fn push_text(out: &mut String, text: &str, place: Place) {
    let bytes = text.as_bytes();
    let at_start = if place == Place::Start { opens_a_block(bytes) } else { None };
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        let before = if at == 0 { b' ' } else { bytes[at - 1] };
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric();
        let escape = at_start == Some(at)
            || match byte {
                b'\\' | b'`' | b'*' => true,
                b'_' => !(is_letter(before) && is_letter(next)),
                // A tag, or an address: before its `@` there may be nearly anything.
                b'<' => next.is_ascii_graphic(),
                b'&' => next.is_ascii_alphabetic() || next == b'#',
                b']' => matches!(next, b'(' | b'[' | b':'),
                b'#' => place == Place::Heading && before == b' ',
                _ => false,
            };
        if escape {
            out.push_str(&text[from..at]);
            out.push('\\');
            from = at;
        }
    }
    out.push_str(&text[from..]);
}

/// The character that would open a heading, quotation, list, rule or fence.
fn opens_a_block(bytes: &[u8]) -> Option<usize> {
    let ends = |at: usize| bytes.get(at).is_none_or(|byte| *byte == b' ');
    match bytes.first()? {
        b'#' | b'>' => Some(0),
        b'+' if ends(1) => Some(0),
        b'-' if ends(1) || bytes[1] == b'-' => Some(0),
        b'~' if bytes.starts_with(b"~~~") => Some(0),
        b'0'..=b'9' => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (matches!(bytes.get(digits), Some(b'.' | b')')) && ends(digits + 1)).then_some(digits)
        }
        _ => None,
    }
}
