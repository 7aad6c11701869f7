//! What documents are read with: the collection's settings, its taxonomy, the articles that tables
//! of incidents cite, and the classifications of incidents in other tables.
//!
//! A frame is read before all documents and does not change after, so that documents can be read
//! in any order, in several threads, and again. It keeps no document. `corpus::read` and the
//! command use it.

use std::collections::BTreeSet;

use crate::corpus::aiid::{self, Classes};
use crate::corpus::fail_csv::{self, Articles};
use crate::corpus::finding::{Finding, Report};
use crate::corpus::form::Form;
use crate::corpus::house::House;
use crate::corpus::kinship::Traits;
use crate::corpus::survey::{Key, Place, Scan};
use crate::corpus::table::RowPlace;
use crate::corpus::{MARK, collection, document, fail_page, has_ending, is_csv, postmortem, text, veris};
use crate::incident::{Collection, Incident, Taxonomy};

/// The file that describes a collection.
const SETTINGS: &str = "failscope.toml";

/// What documents are read with.
#[derive(Debug)]
pub struct Frame {
    /// What the collection says of itself.
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    articles: Articles,
    classes: Classes,
    house: House,
    /// What was found on the way, in no order yet.
    pub(super) findings: Vec<Finding>,
}

impl Frame {
    /// Reads settings, taxonomy and articles. `names` are those of all files, ascending; `open`
    /// is asked for the bytes of those whose ending says that they may be such.
    ///
    /// # Errors
    /// Only those of `open`.
    pub fn read<B: AsRef<[u8]>, E>(names: &[String], mut open: impl FnMut(usize) -> Result<B, E>) -> Result<Frame, E> {
        let mut findings = Vec::new();
        // What is no text is reported when the file has its turn among the documents.
        let mut tables: Vec<(&str, String)> = Vec::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| has_ending(name, "toml")) {
            if let Ok(text) = text(name, open(at)?.as_ref()) {
                tables.push((name, text.to_owned()));
            }
        }
        let (collection, taxonomy) = settings(&tables, &mut findings);
        let taxonomy = match taxonomy {
            Some(taxonomy) => taxonomy,
            None => of_first_document(names, &mut open)?,
        };
        let (mut articles, mut classes) = (Articles::new(), Classes::new());
        let (mut numbers, mut tables) = (BTreeSet::new(), Vec::new());
        for (at, name) in names.iter().enumerate().filter(|(_, name)| is_csv(name)) {
            let bytes = open(at)?;
            let Ok(text) = text(name, bytes.as_ref()) else { continue };
            let mut report = Report::new(name);
            match Form::of(name, text) {
                Form::FailArticles => articles.append(&mut fail_csv::read_articles(text, &mut report)),
                Form::AiidTable => numbers.append(&mut aiid::numbers(text)),
                Form::AiidClasses => tables.push((name, aiid::read_classes(text, &taxonomy, &mut report))),
                _ => {}
            }
            findings.append(&mut report.findings);
        }
        for (name, table) in tables {
            let mut report = Report::new(name);
            aiid::report_strays(&table, &numbers, &mut report);
            findings.append(&mut report.findings);
            aiid::join(&mut classes, table);
        }
        let house = House { strict: false, english: is_english(&collection) };
        Ok(Frame { collection, taxonomy, articles, classes, house, findings })
    }

    /// The same frame, which also asks of documents what only a curated collection promises.
    #[must_use]
    pub fn strictly(mut self) -> Frame {
        self.house.strict = true;
        self
    }

    /// Reads a document for a survey: keys and findings are kept, every incident goes to `visit`.
    pub fn scan(&self, name: &str, bytes: &[u8], visit: &mut dyn FnMut(Incident)) -> Scan {
        let (mut keys, mut traits) = (Vec::new(), Vec::new());
        let (form, findings) = self.each(name, bytes, &mut |incident, row| {
            // Machines title a thousand records alike; who writes documents one by one wants to know.
            if self.house.strict && row.is_none() {
                traits.extend(text(name, bytes).map(|text| Traits::of(&incident, text)));
            }
            keys.push(Key::of(&incident, row));
            visit(incident);
        });
        Scan { keys, traits, findings, renames: form.renames() }
    }

    /// Reads an incident again that a survey found. The bytes are those of its file or, where the
    /// place names [`Place::ranges`], of these one after the other.
    ///
    /// # Errors
    /// A sentence where the file says something else by now.
    pub fn again(&self, place: &Place, name: &str, bytes: &[u8]) -> Result<Incident, String> {
        let mut found = None;
        self.each(name, bytes, &mut |incident, _| {
            if place.is_of(&incident) {
                found.get_or_insert(incident);
            }
        });
        found.map(|incident| Incident { id: place.id().to_owned(), ..incident }).ok_or_else(|| {
            format!(
                "{name} has changed while it was read: incident `{}` is not there any more; build again when \
                 nothing writes the documents",
                place.id()
            )
        })
    }

    /// Every incident of one file, by what the file is; for one of many in a file, with its place.
    fn each(
        &self,
        name: &str,
        bytes: &[u8],
        visit: &mut dyn FnMut(Incident, Option<RowPlace>),
    ) -> (Form, Vec<Finding>) {
        let text = match text(name, bytes) {
            Ok(text) => text,
            Err(finding) => return (Form::Unknown, vec![finding]),
        };
        let form = Form::of(name, text);
        let mut report = Report::new(name);
        let taxonomy = &self.taxonomy;
        // Places are of the file, in which a mark may stand before the text.
        let mark = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let mut visit_place = |incident: Incident, row: RowPlace| {
            let heading = if row.heading == 0 { 0 } else { mark + row.heading };
            visit(incident, Some(RowPlace { heading, first: mark + row.first, end: mark + row.end }));
        };
        let alone = match form {
            // Settings and taxonomy were read first, or reported then; so were articles and classes.
            Form::Settings | Form::FailArticles | Form::AiidClasses => None,
            Form::FailTable => {
                fail_csv::read(text, &self.articles, taxonomy, &mut report, &mut visit_place);
                None
            }
            Form::AiidTable => {
                aiid::read(text, &self.classes, taxonomy, &mut report, &mut visit_place);
                None
            }
            Form::Veris => {
                veris::read(text, taxonomy, &mut report, &mut visit_place);
                None
            }
            Form::FailPage => fail_page::read(name, text, taxonomy, &mut report),
            Form::Postmortem => postmortem::read(name, text, taxonomy, &mut report),
            Form::Document => document::read(text, taxonomy, self.house, &mut report),
            Form::UnknownTable => {
                report.error(
                    1,
                    "this CSV is no export of FAIL or of the AI Incident Database",
                    "its heading row needs Incident ID and Recurring Option, or incident_id and reports",
                );
                None
            }
            Form::Unknown => {
                report.error(
                    1,
                    "this is no format that is read here",
                    "incidents are Markdown with front matter, FAIL pages, CSV of FAIL or AIID, or VERIS JSON",
                );
                None
            }
        };
        if let Some(incident) = alone {
            visit(incident, None);
        }
        (form, report.findings)
    }
}

/// Where settings choose no taxonomy, the first document does, by its form. The others are not
/// asked, so that a collection of any size is opened once.
fn of_first_document<B: AsRef<[u8]>, E>(
    names: &[String],
    mut open: impl FnMut(usize) -> Result<B, E>,
) -> Result<Taxonomy, E> {
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !has_ending(name, "toml")) {
        if let Ok(text) = text(name, open(at)?.as_ref())
            && let Some(taxonomy) = Form::of(name, text).taxonomy(text).and_then(collection::built_in)
        {
            return Ok(taxonomy);
        }
    }
    Ok(collection::fail_taxonomy())
}

/// Whether the texts are in English, as those of a collection are that does not say.
fn is_english(collection: &Collection) -> bool {
    let language = collection.language.split('-').next().unwrap_or_default();
    language.is_empty() || language.eq_ignore_ascii_case("en")
}

/// The collection and the taxonomy that it chooses: `failscope.toml`, and the file it names or what
/// is built in. Every other TOML file is reported, for a settings file whose name has a typo would go
/// unnoticed.
fn settings(texts: &[(&str, String)], findings: &mut Vec<Finding>) -> (Collection, Option<Taxonomy>) {
    let settings = texts.iter().find(|(name, _)| name.rsplit(['/', '\\']).next() == Some(SETTINGS));
    let (mut collection, mut taxonomy) = (collection::untitled(), None);
    let mut used = vec![];
    if let Some((name, text)) = settings {
        let mut report = Report::new(name);
        let wanted;
        (collection, wanted) = collection::read(text, &mut report);
        used.push((*name).to_owned());
        if let Some(wanted) = wanted {
            taxonomy = collection::built_in(&wanted);
            let path = format!("{}{wanted}", &name[..name.len() - SETTINGS.len()]);
            if let Some((_, text)) = texts.iter().find(|(name, _)| taxonomy.is_none() && *name == path) {
                let mut of_taxonomy = Report::new(&path);
                taxonomy = collection::read_taxonomy(text, &mut of_taxonomy);
                findings.append(&mut of_taxonomy.findings);
                used.push(path);
            } else if taxonomy.is_none() {
                let names: Vec<&str> = collection::built_in_names().collect();
                report.error(
                    1,
                    format!("the taxonomy file {path} is not there"),
                    format!("put it beside failscope.toml, or write one that is built in: {}", names.join(", ")),
                );
            }
        }
        findings.append(&mut report.findings);
    }
    for (name, _) in texts.iter().filter(|(name, _)| !used.iter().any(|used| used == name)) {
        let mut report = Report::new(name);
        report.warning(
            1,
            "nothing names this file; it is left out",
            "a collection has one failscope.toml, which may name a taxonomy file",
        );
        findings.append(&mut report.findings);
    }
    (collection, taxonomy)
}
