//! TOML read field by field, so that one typo costs one field and every problem is reported
//! in one run, each at its line.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::corpus::finding::Report;
use crate::incident::{Date, is_web_address};

/// A TOML table whose fields are taken one after another; what is left at the end is unknown.
pub struct Fields<'a> {
    fields: BTreeMap<String, (Range<usize>, DeValue<'a>)>,
    known: Vec<&'static str>,
    lines: &'a Lines<'a>,
    /// Line at which the table starts.
    pub line: usize,
}

/// Maps byte offsets of a piece of a file to the file's lines.
pub struct Lines<'a> {
    text: &'a str,
    first: usize,
    breaks: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// A piece whose first line is line `first` of its file.
    pub fn new(text: &'a str, first: usize) -> Lines<'a> {
        Lines { text, first, breaks: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The piece itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The line of a byte offset.
    pub fn of(&self, offset: usize) -> usize {
        self.first + self.breaks.partition_point(|at| *at < offset)
    }
}

/// Parses a piece of TOML; `None` with a finding where its syntax is broken.
pub fn parse<'a>(lines: &'a Lines<'a>, report: &mut Report) -> Option<Fields<'a>> {
    match DeTable::parse(lines.text) {
        Ok(table) => Some(Fields::new(table.into_inner(), lines, lines.first)),
        Err(error) => {
            let line = lines.of(error.span().map_or(0, |span| span.start));
            report.error(line, format!("this is not TOML: {}", error.message()), "write fields as name = \"value\"");
            None
        }
    }
}

impl<'a> Fields<'a> {
    fn new(table: DeTable<'a>, lines: &'a Lines<'a>, line: usize) -> Fields<'a> {
        let fields = table
            .into_iter()
            .map(|(key, value)| {
                let span = key.span();
                (key.into_inner().into_owned(), (span, value.into_inner()))
            })
            .collect();
        Fields { fields, known: Vec::new(), lines, line }
    }

    fn take(&mut self, name: &'static str) -> Option<(usize, DeValue<'a>)> {
        self.known.push(name);
        let (span, value) = self.fields.remove(name)?;
        Some((self.lines.of(span.start), value))
    }

    /// Whether a field stands here and has not been taken yet.
    pub fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    /// Takes a field where it holds just this word.
    pub fn take_word(&mut self, name: &'static str, word: &str) {
        if matches!(self.fields.get(name), Some((_, DeValue::String(text))) if text.trim() == word) {
            let _ = self.take(name);
        }
    }

    /// Line of a field that has not been taken yet.
    pub fn line_of(&self, name: &str) -> usize {
        self.fields.get(name).map_or(self.line, |(span, _)| self.lines.of(span.start))
    }

    /// A piece of text, trimmed; `None` where it is absent or empty.
    pub fn text(&mut self, name: &'static str, report: &mut Report) -> Option<String> {
        let (line, value) = self.take(name)?;
        match value {
            DeValue::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => {
                report.error(line, format!("{name} is not text"), format!("write {name} = \"…\""));
                None
            }
        }
    }

    /// An EDTF date. TOML's own dates (without quotes) are accepted too.
    pub fn date(&mut self, name: &'static str, report: &mut Report) -> Option<Date> {
        let (line, value) = self.take(name)?;
        let text = match value {
            DeValue::String(text) => text.into_owned(),
            DeValue::Datetime(date) => date.to_string(),
            DeValue::Integer(year) => year.to_string(),
            _ => {
                report.error(line, format!("{name} is not a date"), format!("write {name} = \"2011-03-22\""));
                return None;
            }
        };
        Date::parse(&text).map_err(|what| report.error(line, format!("{name}: {what}"), "correct the date")).ok()
    }

    /// A web address; any other scheme could run code and is refused.
    pub fn address(&mut self, name: &'static str, report: &mut Report) -> Option<String> {
        let line = self.line_of(name);
        let url = self.text(name, report)?;
        if is_web_address(&url) {
            return Some(url);
        }
        report.error(line, format!("{name}: `{url}` is no web address"), "write one that starts with https://");
        None
    }

    /// A list of names.
    pub fn names(&mut self, name: &'static str, report: &mut Report) -> Vec<String> {
        let Some((line, value)) = self.take(name) else { return Vec::new() };
        let DeValue::Array(items) = value else {
            report.error(line, format!("{name} is not a list"), format!("write {name} = [\"one\", \"two\"]"));
            return Vec::new();
        };
        let mut names: Vec<String> = Vec::new();
        for item in items {
            match item.into_inner() {
                DeValue::String(text) if !text.trim().is_empty() => {
                    let text = text.trim().to_owned();
                    if names.contains(&text) {
                        report.warning(line, format!("{name} names `{text}` twice"), "keep one");
                    } else {
                        names.push(text);
                    }
                }
                _ => report.error(line, format!("{name} holds something that is no name"), "put each name in quotes"),
            }
        }
        names
    }

    /// A table inside this one.
    pub fn table(&mut self, name: &'static str, report: &mut Report) -> Option<Fields<'a>> {
        let (line, value) = self.take(name)?;
        match value {
            DeValue::Table(table) => Some(Fields::new(table, self.lines, line)),
            _ => {
                report.error(line, format!("{name} is not a table"), format!("write it under a line [{name}]"));
                None
            }
        }
    }

    /// A list of tables, each with its line.
    pub fn tables(&mut self, name: &'static str, report: &mut Report) -> Vec<Fields<'a>> {
        let Some((line, value)) = self.take(name) else { return Vec::new() };
        let mut tables = Vec::new();
        if let DeValue::Array(items) = value {
            for item in items {
                let line = self.lines.of(item.span().start);
                if let DeValue::Table(table) = item.into_inner() {
                    tables.push(Fields::new(table, self.lines, line));
                }
            }
        } else {
            report.error(
                line,
                format!("{name} is not a list of tables"),
                format!("write each under a line [[{name}]]"),
            );
        }
        tables
    }

    /// Reports every field that nobody took, with the nearest name that would have been.
    pub fn finish(self, report: &mut Report) {
        for (name, (span, _)) in &self.fields {
            let nearest = self.known.iter().min_by_key(|known| strsim::levenshtein(known, name));
            let mend = match nearest {
                Some(nearest) if strsim::levenshtein(nearest, name) <= 2 => format!("did you mean {nearest}?"),
                _ => format!("known fields are {}", self.known.join(", ")),
            };
            report.error(self.lines.of(span.start), format!("there is no field {name}"), mend);
        }
    }
}
