//! Documents in, incidents and findings out: one file per format.
//!
//! This room never touches the file system; it is handed names and bytes. It never fails:
//! what cannot be used becomes a finding, and what stands beside it is read all the same.
//! Only the command uses it, and it is not part of the wasm.

pub mod choice;
pub mod collection;
pub mod document;
pub mod fail_csv;
pub mod fail_page;
pub mod fail_record;
pub mod finding;
pub mod front_matter;
pub mod markdown;
mod markup;
pub mod prose;
pub mod rationale;
pub mod write;

use std::collections::BTreeMap;

use crate::incident::{Collection, Incident, Taxonomy};
use finding::{Finding, Report, Severity};

/// The file that describes a collection.
const SETTINGS: &str = "failscope.toml";

/// A file as the command found it.
#[derive(Clone, Debug)]
pub struct File {
    /// Path as a person would write it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Everything that was read from a set of files.
#[derive(Debug, Default)]
pub struct Corpus {
    /// What the collection says of itself.
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// The incidents, newest report first, then by id; no two share an id.
    pub incidents: Vec<Incident>,
    /// What was found on the way, by file and line.
    pub findings: Vec<Finding>,
}

/// Reads a set of files. Order does not matter.
pub fn read(files: &[File]) -> Corpus {
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let mut findings = Vec::new();
    let mut texts: Vec<(&str, &str)> = Vec::new();
    for file in sorted {
        match text(file) {
            Ok(text) => texts.push((&file.name, text)),
            Err(finding) => findings.push(finding),
        }
    }
    let (collection, taxonomy) = settings(&texts, &mut findings);
    let mut articles = fail_csv::Articles::new();
    for (name, text) in texts.iter().filter(|(name, text)| is_csv(name) && fail_csv::is_articles(text)) {
        let mut report = Report::new(name);
        articles.append(&mut fail_csv::read_articles(text, &mut report));
        findings.append(&mut report.findings);
    }
    let mut incidents: BTreeMap<String, (Incident, &str)> = BTreeMap::new();
    for (name, text) in &texts {
        let mut report = Report::new(name);
        for incident in read_one(name, text, &taxonomy, &articles, &mut report) {
            if let Some((_, first)) = incidents.get(&incident.id) {
                report.error(
                    1,
                    format!("the id `{}` is taken by {first}; this one is left out", incident.id),
                    "give each incident its own id",
                );
            } else {
                incidents.insert(incident.id.clone(), (incident, name));
            }
        }
        findings.append(&mut report.findings);
    }
    let mut incidents: Vec<Incident> = incidents.into_values().map(|(incident, _)| incident).collect();
    incidents.sort_by_key(|incident| std::cmp::Reverse(incident.published.as_ref().map(crate::incident::Date::first)));
    if incidents.is_empty() {
        let name = files.iter().map(|file| file.name.as_str()).min().unwrap_or("(no file)");
        let mut report = Report::new(name);
        report.error(
            1,
            "there is no incident in what was given",
            "name a folder with incident documents, such as incidents/",
        );
        findings.append(&mut report.findings);
    }
    findings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Corpus { collection, taxonomy, incidents, findings }
}

/// The incidents of one file, by what it is.
fn read_one(
    name: &str,
    text: &str,
    taxonomy: &Taxonomy,
    articles: &fail_csv::Articles,
    report: &mut Report,
) -> Vec<Incident> {
    if is_csv(name) {
        if fail_csv::is_incidents(text) {
            return fail_csv::read(text, articles, taxonomy, report);
        }
        if !fail_csv::is_articles(text) {
            report.error(1, "this CSV is no export of FAIL", "its heading row needs Incident ID and Recurring Option");
        }
        return Vec::new();
    }
    if has_ending(name, "toml") {
        return Vec::new();
    }
    if fail_page::is_page(text) {
        return fail_page::read(name, text, taxonomy, report).into_iter().collect();
    }
    if has_ending(name, "md") || text.starts_with("+++") {
        return document::read(text, taxonomy, report).into_iter().collect();
    }
    report.error(
        1,
        "this is no format that is read here",
        "incidents are Markdown with front matter, FAIL pages, or FAIL's CSV",
    );
    Vec::new()
}

/// The collection and the taxonomy: `failscope.toml` and the file it names. Every other TOML
/// file is reported, for a settings file whose name has a typo would go unnoticed.
fn settings(texts: &[(&str, &str)], findings: &mut Vec<Finding>) -> (Collection, Taxonomy) {
    let find = |path: &str| texts.iter().find(|(name, _)| *name == path);
    let settings = texts.iter().find(|(name, _)| name.rsplit(['/', '\\']).next() == Some(SETTINGS));
    let (mut collection, mut taxonomy) = (collection::untitled(), None);
    let mut used = vec![];
    if let Some((name, text)) = settings {
        let mut report = Report::new(name);
        let wanted;
        (collection, wanted) = collection::read(text, &mut report);
        used.push((*name).to_owned());
        if let Some(wanted) = wanted {
            let path = format!("{}{wanted}", &name[..name.len() - SETTINGS.len()]);
            let mut of_taxonomy = Report::new(&path);
            match find(&path) {
                Some((_, text)) => taxonomy = collection::read_taxonomy(text, &mut of_taxonomy),
                None => report.error(
                    1,
                    format!("the taxonomy file {path} is not there"),
                    "put it beside failscope.toml, or leave the field out for FAIL's",
                ),
            }
            findings.append(&mut of_taxonomy.findings);
            used.push(path);
        }
        findings.append(&mut report.findings);
    }
    for (name, _) in texts.iter().filter(|(name, _)| has_ending(name, "toml") && !used.iter().any(|used| used == name))
    {
        let mut report = Report::new(name);
        report.warning(
            1,
            "nothing names this file; it is left out",
            "a collection has one failscope.toml, which may name a taxonomy file",
        );
        findings.append(&mut report.findings);
    }
    (collection, taxonomy.unwrap_or_else(collection::fail_taxonomy))
}

/// The text of a file without its byte-order mark; a finding where it is not UTF-8.
fn text(file: &File) -> Result<&str, Finding> {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    let refuse = |line, what: &str, mend: &str| Finding {
        file: file.name.clone(),
        line,
        severity: Severity::Error,
        what: what.to_owned(),
        mend: mend.to_owned(),
    };
    let line_at = |offset: usize| 1 + bytes[..offset].iter().filter(|byte| **byte == b'\n').count();
    if let Some(zero) = bytes.iter().position(|byte| *byte == 0) {
        return Err(refuse(
            line_at(zero),
            "this is not text: it holds a zero byte",
            "remove the file, or save it as UTF-8 text",
        ));
    }
    std::str::from_utf8(bytes)
        .map_err(|error| refuse(line_at(error.valid_up_to()), "this line is not UTF-8", "save the file as UTF-8"))
}

fn is_csv(name: &str) -> bool {
    has_ending(name, "csv")
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
