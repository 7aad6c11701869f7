//! What later rooms rely on, checked for every form of the bundle alike.
//!
//! Duplicate ids would corrupt every list that is keyed by them, an address of another scheme
//! could run code, and a chosen option that is spelled like a special value would be counted
//! as one. Every function says what is wrong and changes nothing.

use std::collections::BTreeSet;

use super::Flaw;
use crate::incident::taxonomy::is_option;
use crate::incident::{Choice, Collection, Incident, Taxonomy, is_id, is_web_address};

/// Collection and taxonomy, which both forms carry.
pub(super) fn frame(collection: &Collection, taxonomy: &Taxonomy) -> Result<(), Flaw> {
    if let Some(problem) = taxonomy.problems().into_iter().next() {
        return Err(problem.into());
    }
    for (field, url) in [("base_url", &collection.base_url), ("report_url", &collection.report_url)] {
        if !url.is_empty() {
            address(url).map_err(Flaw::of(field))?;
        }
    }
    Ok(())
}

/// Incidents that stand together: each by itself, and no two of one name.
pub(super) fn incidents(incidents: &[Incident]) -> Result<(), Flaw> {
    let mut ids = BTreeSet::new();
    for one in incidents {
        incident(one)?;
        if !ids.insert(one.id.as_str()) {
            return Err(Flaw::Twice(one.id.clone()));
        }
    }
    Ok(())
}

/// One incident by itself.
pub(super) fn incident(incident: &Incident) -> Result<(), Flaw> {
    id(&incident.id)?;
    let named = Flaw::of(&incident.id);
    for (category, label) in &incident.labels {
        choice(category, &label.choice).map_err(&named)?;
    }
    for source in &incident.sources {
        for url in [&source.url, &source.archive].into_iter().flatten() {
            address(url).map_err(&named)?;
        }
    }
    Ok(())
}

/// The id of an incident.
pub(super) fn id(id: &str) -> Result<(), Flaw> {
    if is_id(id) { Ok(()) } else { Err(Flaw::Name(id.to_owned())) }
}

fn address(url: &str) -> Result<(), Flaw> {
    if is_web_address(url) { Ok(()) } else { Err(Flaw::Address(url.to_owned())) }
}

/// Whether there are as many as there should be.
pub(super) fn count(found: u64, named: u64) -> Result<(), Flaw> {
    if found == named { Ok(()) } else { Err(Flaw::Count { found, named }) }
}

/// An answer to a category.
pub(super) fn choice(category: &str, choice: &Choice) -> Result<(), Flaw> {
    if *choice == Choice::Chosen(Vec::new()) {
        return Err(Flaw::of(category)(Flaw::Unanswered));
    }
    match choice.options().iter().find(|option| !is_option(option)) {
        Some(option) => Err(Flaw::of(category)(Flaw::Name(option.clone()))),
        None => Ok(()),
    }
}
