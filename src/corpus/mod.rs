//! Documents in, incidents and findings out: one file per format.
//!
//! This room never touches the file system; it is handed names and bytes. It never fails:
//! what cannot be used becomes a finding, and what stands beside it is read all the same.
//! Only the command uses it, and it is not part of the wasm.
//!
//! There is one way through it in two speeds. [`read`] takes files that are all in memory. A
//! collection of any size goes through [`Frame`] (settings and articles, read first), [`Survey`]
//! (every document once, of which only keys are kept) and [`Frame::again`] (one incident, when its
//! turn has come).

pub mod aiid;
pub mod choice;
pub mod collection;
pub mod document;
pub mod fail_csv;
pub mod fail_page;
pub mod fail_record;
pub mod finding;
mod foreign;
mod form;
mod frame;
pub mod front_matter;
mod house;
mod json;
mod kinship;
pub mod markdown;
mod markup;
pub mod postmortem;
pub mod prose;
pub mod rationale;
mod survey;
mod table;
mod tree;
pub mod veris;
mod web;
pub mod write;
mod yaml;

use std::convert::Infallible;

use crate::incident::{Collection, Incident, Taxonomy};
use finding::{Finding, Severity};

pub use frame::Frame;
pub use survey::{Place, Scan, Survey, Surveyed};

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

/// Reads a set of files that are all in memory. Order does not matter.
pub fn read(files: &[File]) -> Corpus {
    read_in(files, |frame| frame)
}

/// Reads them as [`read`] does, and asks what only a curated collection promises.
pub fn read_strictly(files: &[File]) -> Corpus {
    read_in(files, Frame::strictly)
}

fn read_in(files: &[File], rules: fn(Frame) -> Frame) -> Corpus {
    let mut sorted: Vec<&File> = files.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    let names: Vec<String> = sorted.iter().map(|file| file.name.clone()).collect();
    let Ok(frame) = Frame::read(&names, |at| Ok::<_, Infallible>(&sorted[at].bytes));
    let frame = rules(frame);
    let mut survey = Survey::new(&names, &frame);
    let mut held: Vec<Vec<Incident>> = Vec::new();
    for file in sorted {
        let mut incidents = Vec::new();
        survey.add(frame.scan(&file.name, &file.bytes, &mut |incident| incidents.push(incident)));
        held.push(incidents);
    }
    let Surveyed { places, findings } = survey.finish();
    let take = |place: &Place| {
        let incident = std::mem::take(held.get_mut(place.file)?.get_mut(place.record)?);
        Some(Incident { id: place.id().to_owned(), ..incident })
    };
    let incidents = places.iter().filter_map(take).collect();
    Corpus { collection: frame.collection, taxonomy: frame.taxonomy, incidents, findings }
}

/// The text of a file without its byte-order mark; a finding where it is not UTF-8.
fn text<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, Finding> {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let refuse = |line, what: &str, mend: &str| Finding {
        file: name.to_owned(),
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

/// What some editors put before UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

fn is_csv(name: &str) -> bool {
    has_ending(name, "csv")
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}
