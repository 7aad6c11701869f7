//! Web addresses inside the text of records: where they begin and end, and whose they are.
//!
//! It makes no request and judges no address beyond its form. The readers of records share it.

use std::ops::Range;

/// The host of an address, without `www.`.
pub(super) fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).trim_start_matches("www.")
}

/// Where addresses stand in a text. One begins at the start of a word, so that an address inside
/// another stays in it, and ends before white space, before a semicolon or comma that a space, the
/// end or another address follows, and before the bracket that closes around it.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let opens = |at: usize| {
        let rest = &text.as_bytes()[at..];
        let scheme = ["http://", "https://"]
            .iter()
            .find(|scheme| rest.get(..scheme.len()).is_some_and(|found| found.eq_ignore_ascii_case(scheme.as_bytes())));
        let begins = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || ";,()[]<>\"".contains(c));
        scheme.filter(|scheme| begins && rest.len() > scheme.len()).is_some()
    };
    let starts: Vec<usize> = (0..text.len()).filter(|at| text.is_char_boundary(*at) && opens(*at)).collect();
    let limits = starts.iter().skip(1).copied().chain([text.len()]);
    let end_of = |(start, limit): (usize, usize)| {
        let word = text[start..limit].split(char::is_whitespace).next().unwrap_or_default();
        let mut url = word.trim_end_matches([';', ',', '>', '"', ']']);
        while url.ends_with([')', ';', ',']) && url.matches(')').count() > url.matches('(').count() {
            url = url[..url.len() - 1].trim_end_matches([';', ',']);
        }
        start..start + url.len()
    };
    starts.iter().copied().zip(limits).map(end_of).filter(|found| !text[found.clone()].ends_with("//")).collect()
}
