//! How to cite an incident of a collection: BibTeX, RIS, CSL-JSON, and two styles of plain text.
//!
//! What is cited is the record, a part of a collection, and not one of its sources: it has no
//! author but the collection, its date is that on which it was labelled, and the data version says
//! which text was read. Text only; nothing here knows a clock.

use crate::export::json::string;
use crate::export::{append, joined};
use crate::incident::date::{civil, month_name};
use crate::incident::{Collection, Date, Incident};

/// What a citation says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work<'a> {
    /// Id of the incident.
    pub id: &'a str,
    /// What it is called on its page.
    pub title: &'a str,
    /// The collection that it is a part of.
    pub collection: &'a str,
    /// When it was labelled: year, and month and day where they are known.
    pub made: Option<Made>,
    /// Data version of the collection.
    pub version: &'a str,
    /// Where it is; empty where nobody knows.
    pub address: &'a str,
    /// Licence of the text.
    pub license: &'a str,
    /// Language of the text; empty is English.
    pub language: &'a str,
}

/// Year, month and day, as far as they are known.
pub type Made = (i32, Option<u8>, Option<u8>);

/// A format and a citation in it.
pub type Cited = (Format, String);

/// The formats, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A reference as the American Psychological Association has it.
    Apa,
    /// A note as the Chicago Manual of Style has it.
    Chicago,
    /// For LaTeX.
    Bibtex,
    /// For reference managers of every kind.
    Ris,
    /// For programs that format citations, such as Zotero and Pandoc.
    Csl,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] = [Format::Apa, Format::Chicago, Format::Bibtex, Format::Ris, Format::Csl];

    /// Its name, which is the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Format::Apa => "APA",
            Format::Chicago => "Chicago",
            Format::Bibtex => "BibTeX",
            Format::Ris => "RIS",
            Format::Csl => "CSL-JSON",
        }
    }
}

impl<'a> Work<'a> {
    /// The citation of an incident, called so on its page, at an address.
    pub fn of(
        incident: &'a Incident,
        title: &'a str,
        collection: &'a Collection,
        version: &'a str,
        address: &'a str,
    ) -> Work<'a> {
        let Collection { title: name, license, language, .. } = collection;
        let made = incident.provenance.date.as_ref().map(made);
        Work { id: &incident.id, title, collection: name, made, version, address, license, language }
    }

    /// The citation in a format.
    pub fn cite(&self, format: Format) -> String {
        match format {
            Format::Apa => self.apa(),
            Format::Chicago => self.chicago(),
            Format::Bibtex => self.bibtex(),
            Format::Ris => self.ris(),
            Format::Csl => self.csl(),
        }
    }

    #[inline(never)]
    fn apa(&self) -> String {
        let date = self.made.map_or_else(
            || "n.d.".to_owned(),
            |(year, month, day)| {
                let month = month.map(|month| joined(&[", ", month_name(month)])).unwrap_or_default();
                let day = day.map(|day| joined(&[" ", &day.to_string()])).unwrap_or_default();
                joined(&[&year.to_string(), month.as_str(), &day])
            },
        );
        let version = self.version();
        let parts = [&ended(self.title), "(", &date, "). In ", self.collection, &version, ". ", self.address];
        parts.concat().trim_end().to_owned()
    }

    #[inline(never)]
    fn chicago(&self) -> String {
        let date = self.made.map_or_else(String::new, |(year, month, day)| {
            let month = month.map(|month| joined(&[month_name(month), " "])).unwrap_or_default();
            let day = day.map(|day| joined(&[&day.to_string(), ", "])).unwrap_or_default();
            joined(&[" Labelled ", &month, &day, &year.to_string(), "."])
        });
        let version = self.version();
        let title = self.title.trim_end_matches('.');
        let stop = if self.address.is_empty() { "" } else { "." };
        let address = if self.address.is_empty() { "" } else { " " };
        joined(&["“", title, ".” In ", self.collection, &version, ".", &date, address, self.address, stop])
    }

    fn version(&self) -> String {
        if self.version.is_empty() { String::new() } else { joined(&[" (data version ", self.version, ")"]) }
    }

    #[inline(never)]
    fn bibtex(&self) -> String {
        let mut text = joined(&["@misc{", self.id]);
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                append(&mut text, &[",\n  ", name, " = {", value, "}"]);
            }
        };
        // Braces inside keep the letters as they are.
        field("title", &joined(&["{", &latex(self.title), "}"]));
        field("author", &joined(&["{", &latex(self.collection), "}"]));
        if let Some((year, month, _)) = self.made {
            field("year", &year.to_string());
            field("month", &month.map(|month| month.to_string()).unwrap_or_default());
        }
        field("version", &latex(self.version));
        // Addresses are read as they are, but braces in them would end the field.
        field("url", &self.address.replace(['{', '}', '\\'], ""));
        field("note", joined(&["Incident ", &latex(self.id), ", ", &latex(self.license)]).trim_end_matches(", "));
        text.push_str("\n}\n");
        text
    }

    #[inline(never)]
    fn ris(&self) -> String {
        let mut text = "TY  - DATA\r\n".to_owned();
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                append(&mut text, &[name, "  - ", &one_line(value), "\r\n"]);
            }
        };
        line("ID", self.id);
        line("TI", self.title);
        line("AU", self.collection);
        line("T2", self.collection);
        if let Some((year, month, day)) = self.made {
            line("PY", &year.to_string());
            let part = |part: Option<u8>| part.map(two).unwrap_or_default();
            line("DA", &joined(&[&year.to_string(), "/", &part(month), "/", &part(day), "/"]));
        }
        line("ET", self.version);
        line("LA", self.language);
        line("N1", self.license);
        line("UR", self.address);
        line("ER", " ");
        text
    }

    #[inline(never)]
    fn csl(&self) -> String {
        let mut text = "[{\"type\":\"dataset\"".to_owned();
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                append(&mut text, &[",\"", name, "\":", &string(value)]);
            }
        };
        field("id", self.id);
        field("title", self.title);
        field("container-title", self.collection);
        field("version", self.version);
        field("language", self.language);
        field("note", self.license);
        field("URL", self.address);
        append(&mut text, &[",\"author\":[{\"literal\":", &string(self.collection), "}]"]);
        if let Some((year, month, day)) = self.made {
            append(&mut text, &[",\"issued\":{\"date-parts\":[[", &year.to_string()]);
            for part in [month, month.and(day)].into_iter().flatten() {
                append(&mut text, &[",", &part.to_string()]);
            }
            text.push_str("]]}");
        }
        text.push_str("}]\n");
        text
    }
}

/// What of a date is certain.
fn made(date: &Date) -> Made {
    let (first, last) = (civil(date.first()), civil(date.last()));
    let month = (first.0 == last.0 && first.1 == last.1).then_some(first.1);
    (first.0, month, month.and((first.2 == last.2).then_some(first.2)))
}

fn two(number: u8) -> String {
    joined(&[if number < 10 { "0" } else { "" }, &number.to_string()])
}

/// A title with the full stop and the space that end it.
fn ended(title: &str) -> String {
    joined(&[title.trim_end().trim_end_matches('.'), ". "])
}

/// A value on one line: what a line ends with would begin another field.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Text for LaTeX: what means something there is written out.
fn latex(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => written.push_str("\\textbackslash{}"),
            '~' => written.push_str("\\textasciitilde{}"),
            '^' => written.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '$' | '&' | '#' | '_' => {
                written.push('\\');
                written.push(c);
            }
            c if c.is_control() => written.push(' '),
            c => written.push(c),
        }
    }
    written
}
