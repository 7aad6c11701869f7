//! What documents are read with: the collection's settings, its taxonomy, and the articles that
//! tables of incidents cite; and the one place that decides which reader a file is for.
//!
//! A frame is read before all documents and does not change after, so that documents can be read
//! in any order, in several threads, and again. It keeps no document. `corpus::read` and the
//! command use it.

use crate::corpus::fail_csv::{self, Articles, RowPlace};
use crate::corpus::finding::{Finding, Report};
use crate::corpus::house::House;
use crate::corpus::kinship::Traits;
use crate::corpus::survey::{Key, Place, Scan};
use crate::corpus::{MARK, collection, document, fail_page, has_ending, is_csv, text};
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
        let mut articles = Articles::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| is_csv(name)) {
            if let Ok(text) = text(name, open(at)?.as_ref())
                && fail_csv::is_articles(text)
            {
                let mut report = Report::new(name);
                articles.append(&mut fail_csv::read_articles(text, &mut report));
                findings.append(&mut report.findings);
            }
        }
        let house = House { strict: false, english: is_english(&collection) };
        Ok(Frame { collection, taxonomy, articles, house, findings })
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
        let findings = self.each(name, bytes, &mut |incident, row| {
            // Machines title a thousand records alike; who writes documents one by one wants to know.
            if self.house.strict && row.is_none() {
                traits.extend(text(name, bytes).map(|text| Traits::of(&incident, text)));
            }
            keys.push(Key::of(&incident, row));
            visit(incident);
        });
        Scan { keys, traits, findings }
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
        found.ok_or_else(|| {
            format!(
                "{name} has changed while it was read: incident `{}` is not there any more; build again when \
                 nothing writes the documents",
                place.id()
            )
        })
    }

    /// Every incident of one file, by what the file is; for the row of a table, with its place.
    fn each(&self, name: &str, bytes: &[u8], visit: &mut dyn FnMut(Incident, Option<RowPlace>)) -> Vec<Finding> {
        let text = match text(name, bytes) {
            Ok(text) => text,
            Err(finding) => return vec![finding],
        };
        let mut report = Report::new(name);
        let taxonomy = &self.taxonomy;
        if is_csv(name) {
            if fail_csv::is_incidents(text) {
                // Places are of the file, in which a mark may stand before the text.
                let mark = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
                fail_csv::read(text, &self.articles, taxonomy, &mut report, &mut |incident, row| {
                    let row = RowPlace { heading: mark + row.heading, first: mark + row.first, end: mark + row.end };
                    visit(incident, Some(row));
                });
            } else if !fail_csv::is_articles(text) {
                report.error(
                    1,
                    "this CSV is no export of FAIL",
                    "its heading row needs Incident ID and Recurring Option",
                );
            }
        } else if has_ending(name, "toml") {
            // Settings and taxonomy, which were read first, or reported then.
        } else if fail_page::is_page(text) {
            fail_page::read(name, text, taxonomy, &mut report).into_iter().for_each(|incident| visit(incident, None));
        } else if has_ending(name, "md") || text.starts_with("+++") {
            document::read(text, taxonomy, self.house, &mut report)
                .into_iter()
                .for_each(|incident| visit(incident, None));
        } else {
            report.error(
                1,
                "this is no format that is read here",
                "incidents are Markdown with front matter, FAIL pages, or FAIL's CSV",
            );
        }
        report.findings
    }
}

/// Whether the texts are in English, as those of a collection are that does not say.
fn is_english(collection: &Collection) -> bool {
    let language = collection.language.split('-').next().unwrap_or_default();
    language.is_empty() || language.eq_ignore_ascii_case("en")
}

/// The collection and the taxonomy: `failscope.toml` and the file it names. Every other TOML
/// file is reported, for a settings file whose name has a typo would go unnoticed.
fn settings(texts: &[(&str, String)], findings: &mut Vec<Finding>) -> (Collection, Taxonomy) {
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
            match texts.iter().find(|(name, _)| *name == path) {
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
    for (name, _) in texts.iter().filter(|(name, _)| !used.iter().any(|used| used == name)) {
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
