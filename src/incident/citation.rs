//! Citations inside text: which stretch names which source.
//!
//! The forms are those that real records use (see `docs/documents.md`): `[4540]`, `[a, b]`,
//! `[Article 46608]`, `[#37995, #38012]`, `[a68976]`, `<Article 19740>`, a bare
//! `Article 68923`, a source's headline in brackets, and unfilled marks. Reading never
//! fails and never loses a character: the spans of a text, joined, are the text.

use std::collections::BTreeMap;

use super::Source;

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// Names the source at an index of the list.
    Cite(&'a str, usize),
    /// Has the form of a citation, but no source answers to it.
    Dangling(&'a str),
}

impl<'a> Span<'a> {
    /// The characters of the span.
    pub fn text(self) -> &'a str {
        match self {
            Span::Text(text) | Span::Cite(text, _) | Span::Dangling(text) => text,
        }
    }
}

/// Cuts a text into plain stretches and citations of `sources`. Neighbouring plain stretches
/// are joined; no span is empty.
pub fn spans<'a>(text: &'a str, sources: &[Source]) -> Vec<Span<'a>> {
    let mut names = BTreeMap::new();
    for (index, source) in sources.iter().enumerate() {
        names.entry(source.id.as_str()).or_insert(index);
    }
    let mut pieces = Pieces { text, sources, names, spans: Vec::new(), plain_from: 0 };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        at = match bytes[at] {
            b'[' => pieces.bracket(at),
            b'<' => pieces.angle(at),
            b'A' | b'a' if starts_word(bytes, at) => pieces.bare(at),
            _ => None,
        }
        .unwrap_or(at + 1);
    }
    pieces.plain(text.len());
    pieces.spans
}

/// The article numbers that a text cites in brackets or angles, in order, with repeats. This
/// is how a page without a source list still has sources.
pub fn article_numbers(text: &str) -> Vec<&str> {
    spans(text, &[])
        .into_iter()
        .filter_map(|span| match span {
            Span::Dangling(text) => number_of(text),
            _ => None,
        })
        .collect()
}

struct Pieces<'a, 's> {
    text: &'a str,
    sources: &'s [Source],
    /// Index of the first source of each id.
    names: BTreeMap<&'s str, usize>,
    spans: Vec<Span<'a>>,
    plain_from: usize,
}

impl<'a> Pieces<'a, '_> {
    fn plain(&mut self, to: usize) {
        if self.plain_from < to {
            self.spans.push(Span::Text(&self.text[self.plain_from..to]));
        }
        self.plain_from = to;
    }

    fn cite(&mut self, from: usize, to: usize, source: Option<usize>) {
        self.plain(from);
        let text = &self.text[from..to];
        self.spans.push(source.map_or(Span::Dangling(text), |index| Span::Cite(text, index)));
        self.plain_from = to;
    }

    /// `[…]`: a whole headline, or names separated by commas. Where nothing inside is a
    /// citation the bracket is prose, and so is an opening one that contains another.
    fn bracket(&mut self, open: usize) -> Option<usize> {
        let inside = open + 1;
        let length = self.text[inside..].find(['[', ']'])?;
        let close = inside + length;
        if self.text.as_bytes()[close] == b'[' {
            return None;
        }
        let content = &self.text[inside..close];
        if let Some(index) = self.by_title(content) {
            self.cite(inside, close, Some(index));
            return Some(close + 1);
        }
        let mut found = Vec::new();
        let mut from = inside;
        for piece in content.split([',', ';']) {
            let name = piece.trim();
            let start = from + (piece.len() - piece.trim_start().len());
            let source = self.by_name(name).or_else(|| self.by_title(name));
            if source.is_some() || has_citation_form(name) {
                found.push((start, start + name.len(), source));
            }
            from += piece.len() + 1;
        }
        for &(start, end, source) in &found {
            self.cite(start, end, source);
        }
        (!found.is_empty()).then_some(close + 1)
    }

    /// `<Article 19740>`, which looks like a tag and is none.
    fn angle(&mut self, open: usize) -> Option<usize> {
        let inside = open + 1;
        let close = inside + self.text[inside..].find(['<', '>'])?;
        let content = &self.text[inside..close];
        if self.text.as_bytes()[close] != b'>' || !is_article(content) {
            return None;
        }
        self.cite(open, close + 1, self.by_name(content));
        Some(close + 1)
    }

    /// `Article 68923` in running text, when there is such a source. `Article 5` of a law is
    /// text, so here an unknown number is no citation.
    fn bare(&mut self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let word = ["Article ", "article ", "Articles ", "articles "].iter().find(|word| rest.starts_with(**word))?;
        let number = rest[word.len()..].trim_start_matches('#');
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let end = start + (rest.len() - number.len()) + digits;
        let source = self.by_name(number.get(..digits)?)?;
        self.cite(start, end, Some(source));
        Some(end)
    }

    fn by_name(&self, name: &str) -> Option<usize> {
        self.names.get(name).or_else(|| self.names.get(number_of(name)?)).copied()
    }

    fn by_title(&self, name: &str) -> Option<usize> {
        if name.len() < 12 {
            return None;
        }
        self.sources
            .iter()
            .position(|source| source.title.as_deref().is_some_and(|title| title.eq_ignore_ascii_case(name)))
    }
}

fn starts_word(bytes: &[u8], at: usize) -> bool {
    at == 0 || !bytes[at - 1].is_ascii_alphanumeric()
}

/// The article number of `4540`, `#4540`, `a4540`, `Article 4540`, `<Article #4540>`.
fn number_of(name: &str) -> Option<&str> {
    let name = name.trim_matches(['<', '>']).trim();
    let name = strip_article(name).unwrap_or(name).trim_start();
    let name = name.strip_prefix('#').unwrap_or(name);
    let name = name.strip_prefix('a').unwrap_or(name);
    (!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())).then_some(name)
}

fn strip_article(name: &str) -> Option<&str> {
    ["Articles", "articles", "Article", "article"].iter().find_map(|word| name.strip_prefix(word))
}

fn is_article(name: &str) -> bool {
    strip_article(name).is_some() && number_of(name).is_some()
}

/// A number in one of the spellings, or the marks that a machine left unfilled (`#`).
fn has_citation_form(name: &str) -> bool {
    name == "#" || number_of(name).is_some()
}
