//! The references of a VERIS record: one string, in which analysts put addresses one after the
//! other with semicolons, commas, spaces or nothing between, and days and remarks in brackets.
//!
//! Addresses become sources, numbered as they come; what stands between them is kept as remarks
//! that cite the source they follow.

use crate::corpus::foreign::paragraph;
use crate::corpus::web::{addresses, host};
use crate::incident::{Block, Source};

/// The sources of a string, and what it says besides.
pub(super) fn read(text: &str) -> (Vec<Source>, Vec<Block>) {
    let (mut sources, mut remarks) = (Vec::<Source>::new(), Vec::new());
    let mut remark = |text: &str, sources: &[Source]| {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == ';' || c == ',');
        if text.contains(char::is_alphanumeric) {
            let cited = sources.last().map(|source| format!(" [{}]", source.id)).unwrap_or_default();
            remarks.extend(paragraph(&format!("{text}{cited}")));
        }
    };
    let mut from = 0;
    for found in addresses(text) {
        remark(&text[from..found.start], &sources);
        from = found.end;
        let url = &text[found];
        // One that stands twice is one source.
        if !sources.iter().any(|source| source.url.as_deref() == Some(url)) {
            sources.push(Source {
                id: (sources.len() + 1).to_string(),
                publisher: Some(host(url).to_owned()).filter(|host| !host.is_empty()),
                url: Some(url.to_owned()),
                ..Source::default()
            });
        }
    }
    remark(&text[from..], &sources);
    (sources, remarks)
}
