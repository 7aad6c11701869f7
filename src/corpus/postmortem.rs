//! Postmortems of companies: Markdown with front matter in YAML, as collections of them are kept
//! (such as github.com/icco/postmortems).
//!
//! Fields that are known become the incident's; every other is told as text, and so are times,
//! because an incident keeps days only. The day is the one that is written, in the time zone that
//! is written. The text beneath is kept whole, under its own headings.

use crate::corpus::document::body::{blocks, section as section_of};
use crate::corpus::finding::Report;
use crate::corpus::foreign::{Gathered, opening, paragraph, section};
use crate::corpus::front_matter::Lines;
use crate::corpus::markdown::parts;
use crate::corpus::prose::fold_space;
use crate::corpus::tree::Tree;
use crate::corpus::web::host;
use crate::corpus::yaml;
use crate::incident::{Block, Date, Incident, Maker, Provenance, Section, Source, Taxonomy, is_id, is_web_address};

/// Fields that are times.
const TIMES: [&str; 4] = ["start_time", "end_time", "source_published_at", "source_fetched_at"];

/// Whether a text is such a document: it opens with the mark of YAML.
pub fn is_postmortem(text: &str) -> bool {
    text.strip_prefix("---").is_some_and(|rest| rest.starts_with('\n') || rest.starts_with("\r\n"))
}

/// Reads a document. `name` is its file name, which is the id where the text has none.
pub fn read(name: &str, text: &str, taxonomy: &Taxonomy, report: &mut Report) -> Option<Incident> {
    let Some((front, body)) = divide(text) else {
        report.error(1, "the front matter has no end", "close it with a line ---");
        return None;
    };
    let tree = match yaml::parse(front) {
        Ok(tree @ Tree::Fields(_)) => tree,
        Ok(_) => {
            report.error(2, "the front matter has no fields", "write fields as name: value");
            return None;
        }
        Err(fault) => {
            let what = format!("this is not YAML that can be read: {}", fault.what);
            report.error(fault.line + 1, what, "correct the front matter; put text with colons in quotes");
            return None;
        }
    };
    let mut front = Front { tree, lines: Lines::new(front, 2), taxonomy, report };
    let mut incident = Incident { id: front.id(name)?, ..Incident::default() };
    incident.summary = front.text("summary").split("\n\n").map(fold_space).filter(|text| !text.is_empty()).collect();
    let company = fold_space(&front.text("company"));
    incident.title = fold_space(&front.text("title"));
    if incident.title.is_empty() {
        let said = opening(incident.summary.first().map_or(body.trim_start(), String::as_str));
        incident.title = [company.as_str(), said.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(": ");
        front.report.warning(2, "there is no title; the company and the first sentence are it", "add title: …");
    }
    incident.responsible = Some(company).filter(|company| !company.is_empty()).into_iter().collect();
    if let Some(category) = taxonomy.category("category") {
        let mut gathered = Gathered::new(category);
        for name in front.names("categories") {
            gathered.name(&name, "", front.line_of(&name), front.report);
        }
        incident.labels.extend(gathered.label().map(|label| (category.id.clone(), label)));
    } else {
        front.report.warning(
            2,
            format!("the taxonomy {} has no `category`; categories are kept as text", taxonomy.title),
            "write taxonomy = \"postmortems\" in failscope.toml",
        );
    }
    let (start, end) = (front.day("start_time"), front.day("end_time"));
    incident.occurred = front.occurred(start, end);
    if incident.occurred.is_none() {
        front.report.note(2, "nothing says when it happened");
    }
    incident.published = front.day("source_published_at").and_then(|day| Date::parse(&day).ok());
    incident.sources = front.source(incident.published.clone()).into_iter().collect();
    incident.provenance = Provenance {
        made: Maker::Person,
        date: None,
        note: Some("As the collection publishes it; its files do not say who labelled it.".to_owned()),
    };
    incident.sections = sections(body, &mut front);
    if incident.sections.first().is_none_or(|section| section.id != "postmortem") {
        front.report.note(2, "no text stands beneath the front matter");
    }
    Some(incident)
}

/// Front matter and body.
fn divide(text: &str) -> Option<(&str, &str)> {
    let from = text.find('\n')? + 1;
    let mut at = from;
    for line in text[from..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some((&text[from..at], &text[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Front matter that is being taken apart.
struct Front<'a> {
    tree: Tree,
    lines: Lines<'a>,
    taxonomy: &'a Taxonomy,
    report: &'a mut Report,
}

impl Front<'_> {
    /// The line where a word first stands.
    fn line_of(&self, word: &str) -> usize {
        self.lines.of(self.lines.text().find(word).unwrap_or(0))
    }

    /// Takes a field that is text; what is not stays.
    fn text(&mut self, name: &str) -> String {
        let is_text = self.tree.get(&[name]).is_some_and(|value| value.text().is_some());
        match self.tree.take(&[name]).filter(|_| is_text) {
            Some(Tree::Text(text)) => text,
            _ => String::new(),
        }
    }

    /// Takes a field that is one name or a list of such.
    fn names(&mut self, name: &str) -> Vec<String> {
        let names = match self.tree.get(&[name]) {
            Some(Tree::Text(text)) => Some(vec![text.clone()]),
            Some(Tree::List(items)) => items.iter().map(|item| item.text().map(str::to_owned)).collect(),
            Some(Tree::Fields(_)) => None,
            Some(Tree::Null) | None => return Vec::new(),
        };
        let Some(names) = names else {
            let line = self.line_of(name);
            self.report.warning(line, format!("{name} is no list of names; it is kept as text"), "write - name");
            return Vec::new();
        };
        let _ = self.tree.take(&[name]);
        names
    }

    fn id(&mut self, file: &str) -> Option<String> {
        for name in ["uuid", "id"] {
            let known = self.tree.get(&[name]).and_then(Tree::text).map(str::trim).filter(|id| !id.is_empty());
            let Some(id) = known.map(str::to_owned) else { continue };
            if is_id(&id) {
                let _ = self.tree.take(&[name]);
                return Some(id);
            }
            let line = self.line_of(name);
            self.report.error(
                line,
                format!("the {name} `{id}` cannot be part of a link"),
                "use letters, digits and hyphens",
            );
            return None;
        }
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
        if is_id(stem) {
            return Some(stem.to_owned());
        }
        self.report.error(2, "there is no id, and the file's name is none", "add uuid: and a name for links");
        None
    }

    /// The day of a time, as it is written. The field stays, to be told with its hours.
    fn day(&mut self, name: &str) -> Option<String> {
        let time = self.tree.get(&[name])?.text()?.trim();
        let (day, rest) = (time.get(..10).unwrap_or(time), time.get(10..).unwrap_or_default());
        if Date::parse(day).is_ok() && (rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
            return Some(day.to_owned());
        }
        let (line, what) =
            (self.line_of(name), format!("{name}: `{time}` is no time of the calendar; it is kept as text"));
        self.report.warning(line, what, "write it as 2012-12-22T12:15:00-08:00, or the day alone");
        None
    }

    /// One day, or from one to another.
    fn occurred(&mut self, start: Option<String>, end: Option<String>) -> Option<Date> {
        let span = match (&start, &end) {
            (Some(start), Some(end)) if start != end => Date::parse(&format!("{start}/{end}")),
            (Some(day), _) | (None, Some(day)) => Date::parse(day),
            (None, None) => return None,
        };
        let first = || start.as_deref().and_then(|day| Date::parse(day).ok());
        span.ok().or_else(|| {
            let line = self.line_of("end_time");
            self.report.warning(line, "it ends before it begins; only the beginning counts", "correct one of the two");
            first()
        })
    }

    fn source(&mut self, date: Option<Date>) -> Option<Source> {
        let mut address = |name: &str| {
            let url = self.tree.get(&[name])?.text()?.trim().to_owned();
            if is_web_address(&url) {
                let _ = self.tree.take(&[name]);
                return Some(url);
            }
            let line = self.line_of(name);
            if !url.is_empty() {
                let what = format!("{name}: `{url}` is no web address; it is kept as text");
                self.report.error(line, what, "write one that starts with https://");
            }
            None
        };
        let (url, archive) = (address("url"), address("archive_url"));
        if url.is_none() && archive.is_none() {
            self.report.warning(2, "nothing says where the postmortem stands", "add url:");
            return None;
        }
        let publisher = url.as_deref().map(|url| host(url).to_owned());
        Some(Source { id: "postmortem".to_owned(), title: None, publisher, date, url, archive })
    }
}

/// The text under its headings, then what is left of the front matter. Under one heading that
/// stands twice, both texts are one section.
fn sections(body: &str, front: &mut Front<'_>) -> Vec<Section> {
    let taxonomy = front.taxonomy;
    let mut sections: Vec<Section> = Vec::new();
    let mut push = |more: Option<Section>| {
        let Some(more) = more else { return };
        match sections.iter_mut().find(|section| section.id == more.id) {
            Some(section) => section.blocks.extend(more.blocks),
            None => sections.push(more),
        }
    };
    for part in parts(body) {
        if part.level == 0 || part.heading.is_empty() {
            push(section(taxonomy, "postmortem", "Postmortem", blocks(&part.body)));
        } else {
            push(Some(section_of(&part, taxonomy)));
        }
    }
    let product = fold_space(&front.text("product"));
    push(section(taxonomy, "system", "System", paragraph(&product).into_iter().collect()));
    let keywords = front.names("keywords").join("; ");
    push(section(taxonomy, "keywords", "Keywords", paragraph(&keywords).into_iter().collect()));
    let mut times: Vec<Block> = Vec::new();
    for name in TIMES {
        let time = front.text(name);
        times.extend(if time.is_empty() { None } else { paragraph(&format!("{name}: {time}")) });
    }
    push(section(taxonomy, "times", "Times", times));
    let mut rest = Vec::new();
    front.tree.leaves("", &mut |path, text| {
        if !text.trim().is_empty() {
            rest.extend(paragraph(&format!("{path}: {text}")));
        }
    });
    push(section(taxonomy, "record", "Record", rest));
    sections
}
