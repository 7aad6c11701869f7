//! What later rooms rely on, checked for every form of the bundle alike.
//!
//! Duplicate ids would corrupt every list that is keyed by them, an address of another scheme
//! could run code, and a chosen option that is spelled like a special value would be counted
//! as one. Every function says what is wrong in a sentence and changes nothing.

use std::collections::BTreeSet;

use crate::incident::taxonomy::is_option;
use crate::incident::{Choice, Collection, Incident, Taxonomy, is_id, is_web_address};

/// Collection and taxonomy, which both forms carry.
pub(super) fn frame(collection: &Collection, taxonomy: &Taxonomy) -> Result<(), String> {
    if let Some(problem) = taxonomy.problems().into_iter().next() {
        return Err(problem);
    }
    for (what, address) in [("lives", &collection.base_url), ("hears of mistakes", &collection.report_url)] {
        if !address.is_empty() && !is_web_address(address) {
            return Err(format!("the collection {what} at `{address}`, which is no web address"));
        }
    }
    Ok(())
}

/// Incidents that stand together: each by itself, and no two of one name.
pub(super) fn incidents(incidents: &[Incident]) -> Result<(), String> {
    let mut ids = BTreeSet::new();
    for one in incidents {
        incident(one)?;
        if !ids.insert(one.id.as_str()) {
            return Err(twice(&one.id));
        }
    }
    Ok(())
}

/// One incident by itself.
pub(super) fn incident(incident: &Incident) -> Result<(), String> {
    id(&incident.id)?;
    let named = |why: String| format!("incident `{}` {why}", incident.id);
    for (category, label) in &incident.labels {
        choice(category, &label.choice).map_err(named)?;
    }
    for source in &incident.sources {
        for url in [&source.url, &source.archive].into_iter().flatten() {
            if !is_web_address(url) {
                return Err(named(format!("links to `{url}`, which is no web address")));
            }
        }
    }
    Ok(())
}

/// The id of an incident.
pub(super) fn id(id: &str) -> Result<(), String> {
    if is_id(id) { Ok(()) } else { Err(format!("no incident can be called `{id}`: links use the word")) }
}

/// What is said of two incidents of one id.
pub(super) fn twice(id: &str) -> String {
    format!("two incidents are called `{id}`")
}

/// An answer to a category; the sentence lacks its subject.
pub(super) fn choice(category: &str, choice: &Choice) -> Result<(), String> {
    if *choice == Choice::Chosen(Vec::new()) {
        return Err(format!("chooses no option of {category}"));
    }
    match choice.options().iter().find(|option| !is_option(option)) {
        Some(option) => Err(format!("says `{option}` of {category}, which no option is called")),
        None => Ok(()),
    }
}
