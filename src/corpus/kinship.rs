//! What takes two documents to see: one failure told twice, and one organization spelled in two
//! ways, which would be two values of a facet.
//!
//! A strict survey compares the documents of our own form. It keeps titles and names and no other
//! text, and what it finds stands in the later of the two files.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::corpus::finding::Report;
use crate::incident::{Date, Incident};

/// What an incident is compared by.
#[derive(Debug)]
pub(super) struct Traits {
    title: (String, usize),
    names: Vec<(String, usize)>,
    /// Who failed, and on which day; empty where the day is not certain, for a company may
    /// well fail twice in a year.
    occasions: Vec<((String, String), usize)>,
}

impl Traits {
    /// Those of an incident, with the lines of its text where they stand.
    pub(super) fn of(incident: &Incident, text: &str) -> Traits {
        let (by, to) = (line_of(text, "responsible"), line_of(text, "impacted"));
        let at = |line: usize| move |name: &String| (name.clone(), line);
        let day = incident.occurred.as_ref().filter(|date| date.first() == date.last()).map(Date::as_str);
        let occasion = |day: &str| {
            let names = incident.responsible.iter();
            names.map(|name| ((bare(name), day.to_owned()), line_of(text, "occurred"))).collect()
        };
        Traits {
            title: (incident.title.clone(), line_of(text, "title")),
            names: incident.responsible.iter().map(at(by)).chain(incident.impacted.iter().map(at(to))).collect(),
            occasions: day.map(occasion).unwrap_or_default(),
        }
    }
}

/// What the documents so far are called and whom they name.
#[derive(Debug, Default)]
pub(super) struct Kinship {
    /// Bare title, and the file that has it.
    titles: BTreeMap<String, String>,
    occasions: BTreeMap<(String, String), String>,
    /// Bare name, the first spelling of it, and where that stands.
    names: BTreeMap<String, (String, String)>,
}

impl Kinship {
    /// Reports what an incident of a file has in common with those before it.
    pub(super) fn compare(&mut self, file: &str, traits: Traits, report: &mut Report) {
        let Traits { title: (title, line), names, occasions } = traits;
        let mut is_told = false;
        match self.titles.entry(bare(&title)) {
            Entry::Vacant(free) => drop(free.insert(file.to_owned())),
            Entry::Occupied(taken) => {
                is_told = true;
                report.warning(
                    line,
                    format!("{} has this title too", taken.get()),
                    "tell a failure once, or say in each title what it is about",
                );
            }
        }
        for (occasion, line) in occasions {
            match self.occasions.entry(occasion) {
                Entry::Vacant(free) => drop(free.insert(file.to_owned())),
                // Two files with one title have been reported as one failure already.
                Entry::Occupied(_) if is_told => {}
                Entry::Occupied(taken) => {
                    is_told = true;
                    report.warning(
                        line,
                        format!("{} tells of a failure of the same organization on the same day", taken.get()),
                        "tell a failure once; join the two",
                    );
                }
            }
        }
        for (name, line) in names {
            match self.names.entry(bare(&name)) {
                Entry::Vacant(free) => drop(free.insert((name, file.to_owned()))),
                Entry::Occupied(first) if first.get().0 == name => {}
                Entry::Occupied(first) => {
                    let (spelling, file) = first.get();
                    report.warning(
                        line,
                        format!("`{name}` is spelled `{spelling}` in {file}"),
                        "spell an organization in one way, or it counts as two",
                    );
                }
            }
        }
    }
}

/// A name without letter case, spaces and punctuation. One of nothing else stays as it is.
fn bare(name: &str) -> String {
    let bare: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if bare.is_empty() { name.to_owned() } else { bare }
}

/// The line of the front matter on which a field stands.
fn line_of(text: &str, field: &str) -> usize {
    let is_field = |line: &str| line.strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with('='));
    text.lines().position(is_field).map_or(1, |at| at + 1)
}
