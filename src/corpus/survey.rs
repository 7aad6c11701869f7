//! The first pass over documents: which incidents there are, in which order, and where.
//!
//! Of every incident an id, a day and a place are kept and no text, so that a collection of any
//! size can be put in order before any of it is read for good; a strict frame adds what incidents are
//! compared by. Findings are handed on as they come,
//! in the order of files and lines, because there may be a dozen of every document. Duplicate ids
//! are found here and nowhere else. It opens no file. `corpus::read` and the command use it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::corpus::finding::{Finding, Report};
use crate::corpus::frame::Frame;
use crate::corpus::kinship::{Kinship, Traits};
use crate::corpus::table::RowPlace;
use crate::incident::date::Day;
use crate::incident::{Date, Incident};

/// What one file gave: made by [`Frame::scan`], in any thread.
#[derive(Debug)]
pub struct Scan {
    pub(super) keys: Vec<Key>,
    pub(super) traits: Vec<Traits>,
    pub(super) findings: Vec<Finding>,
    /// Whether an id that is taken is changed, and not refused.
    pub(super) renames: bool,
}

/// What is kept of an incident: its id, and the first day of its report, by which it is ordered.
#[derive(Debug)]
pub(super) struct Key {
    id: Box<str>,
    published: Option<Day>,
    row: Option<RowPlace>,
}

impl Key {
    pub(super) fn of(incident: &Incident, row: Option<RowPlace>) -> Key {
        Key { id: incident.id.as_str().into(), published: day(incident), row }
    }
}

/// Where an incident is.
#[derive(Debug)]
pub struct Place {
    /// The number of its file among the names.
    pub file: usize,
    /// Its number among the incidents of that file.
    pub record: usize,
    key: Key,
    /// Its id, where its own was taken.
    renamed: Option<Box<str>>,
}

impl Place {
    /// The id of the incident, which is its own unless that was taken.
    pub fn id(&self) -> &str {
        self.renamed.as_ref().unwrap_or(&self.key.id)
    }

    /// The bytes of the file that are enough to read the incident; `None` for all of them.
    pub fn ranges(&self) -> Option<[Range<usize>; 2]> {
        self.key.row.map(|row| [0..row.heading, row.first..row.end])
    }

    /// Whether an incident is the one that was found here.
    pub(super) fn is_of(&self, incident: &Incident) -> bool {
        *incident.id == *self.key.id && day(incident) == self.key.published
    }
}

/// What a survey came to.
#[derive(Debug)]
pub struct Surveyed {
    /// Where the incidents are: newest report first, then by id; no two share an id.
    pub places: Vec<Place>,
    /// The findings that were not taken yet, by file and line.
    pub findings: Vec<Finding>,
}

/// A survey that is going on. Files come in the order of their names.
#[derive(Debug)]
pub struct Survey<'a> {
    names: &'a [String],
    /// How many files have come.
    files: usize,
    found: BTreeMap<Box<str>, Place>,
    /// The last number that was put after an id.
    numbers: BTreeMap<Box<str>, usize>,
    /// Empty unless the frame is strict.
    kinship: Kinship,
    /// Those of the frame, about files that are still to come.
    of_frame: BTreeMap<String, Vec<Finding>>,
    findings: Vec<Finding>,
}

impl<'a> Survey<'a> {
    /// A survey of files, whose names ascend; the frame is that of the same names.
    pub fn new(names: &'a [String], frame: &Frame) -> Survey<'a> {
        let mut of_frame: BTreeMap<String, Vec<Finding>> = BTreeMap::new();
        for finding in &frame.findings {
            of_frame.entry(finding.file.clone()).or_default().push(finding.clone());
        }
        Survey {
            names,
            files: 0,
            found: BTreeMap::new(),
            numbers: BTreeMap::new(),
            kinship: Kinship::default(),
            of_frame,
            findings: Vec::new(),
        }
    }

    /// Takes what the next file gave. The first of two incidents of one id is the one that counts.
    pub fn add(&mut self, scan: Scan) {
        let file = self.files;
        self.files += 1;
        let name_of = |file: usize| self.names.get(file).map_or("", String::as_str);
        let mut report = Report::new(name_of(file));
        report.findings = self.of_frame.remove(name_of(file)).unwrap_or_default();
        report.findings.extend(scan.findings);
        for (record, key) in scan.keys.into_iter().enumerate() {
            let taken = match self.found.entry(key.id.clone()) {
                Entry::Vacant(free) => {
                    free.insert(Place { file, record, key, renamed: None });
                    continue;
                }
                Entry::Occupied(taken) => format!("the id `{}` is taken by {}", key.id, name_of(taken.get().file)),
            };
            if scan.renames {
                let renamed = self.free_id(&key.id);
                report.warning(
                    1,
                    format!("{taken}; this one is called `{renamed}`"),
                    "give each incident its own id, or remove what stands twice",
                );
                self.found.insert(renamed.clone(), Place { file, record, key, renamed: Some(renamed) });
            } else {
                report.error(1, format!("{taken}; this one is left out"), "give each incident its own id");
            }
        }
        for traits in scan.traits {
            self.kinship.compare(name_of(file), traits, &mut report);
        }
        report.findings.sort_by_key(|finding| finding.line);
        self.findings.append(&mut report.findings);
    }

    /// The id with the first number after it that nobody has.
    fn free_id(&mut self, id: &str) -> Box<str> {
        let last = self.numbers.entry(id.into()).or_insert(1);
        loop {
            *last += 1;
            let renamed = format!("{id}-{last}").into_boxed_str();
            if !self.found.contains_key(&renamed) {
                return renamed;
            }
        }
    }

    /// The findings since the last time, by file and line. None come before there is an incident,
    /// for without one the first file has a finding that is known only at the end.
    pub fn take_findings(&mut self) -> Vec<Finding> {
        if self.found.is_empty() { Vec::new() } else { std::mem::take(&mut self.findings) }
    }

    /// Puts everything in order.
    pub fn finish(self) -> Surveyed {
        let Survey { names, found, of_frame, mut findings, .. } = self;
        findings.extend(of_frame.into_values().flatten());
        let mut places: Vec<Place> = found.into_values().collect();
        // The sort is stable: incidents of one day stay in the order of their ids.
        places.sort_by_key(|place| Reverse(place.key.published));
        if places.is_empty() {
            let mut report = Report::new(names.first().map_or("(no file)", String::as_str));
            report.error(
                1,
                "there is no incident in what was given",
                "name a folder with incident documents, such as incidents/",
            );
            findings.append(&mut report.findings);
        }
        findings.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Surveyed { places, findings }
    }
}

fn day(incident: &Incident) -> Option<Day> {
    incident.published.as_ref().map(Date::first)
}
