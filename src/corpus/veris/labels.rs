//! Which enumeration of VERIS labels which category, and how its values are written.
//!
//! A row that the taxonomy has no category for takes nothing, so that its values stay in the record
//! and are told in sections. Names of options are the taxonomy's; this file knows fields only.

use std::collections::BTreeMap;

use super::Record;
use crate::corpus::foreign::Gathered;
use crate::corpus::tree::Tree;
use crate::incident::Label;
use crate::incident::taxonomy::Category;

/// How the values of a category are written.
#[derive(Clone, Copy)]
enum How {
    /// A name, or a list of names.
    Names,
    /// The names of the fields themselves, with notes inside; a field that only says `true` too.
    Keys,
    /// A list of records, each with its `variety` and more about it.
    Varieties,
    /// The same list, of which the letter before ` - ` is the class. The names stay.
    Classes,
    /// A code, of which the first two digits are the sector.
    Sector,
    /// A number and its unit.
    Unit,
}

use How::{Classes, Keys, Names, Sector, Unit, Varieties};

/// Category, how, and the fields. Where several fields give one category, the word between their
/// first and last is what an option is about.
const TABLE: [(&str, How, &[&str]); 44] = [
    ("status", Names, &["security_incident"]),
    ("confidence", Names, &["confidence"]),
    ("targeted", Names, &["targeted"]),
    ("actor", Keys, &["actor"]),
    ("motive", Names, &["actor.external.motive", "actor.internal.motive", "actor.partner.motive"]),
    ("external-actor", Names, &["actor.external.variety"]),
    ("internal-actor", Names, &["actor.internal.variety"]),
    ("action", Keys, &["action"]),
    ("malware-variety", Names, &["action.malware.variety"]),
    ("malware-vector", Names, &["action.malware.vector"]),
    ("hacking-variety", Names, &["action.hacking.variety"]),
    ("hacking-vector", Names, &["action.hacking.vector"]),
    ("social-variety", Names, &["action.social.variety"]),
    ("social-vector", Names, &["action.social.vector"]),
    ("social-target", Names, &["action.social.target"]),
    ("misuse-variety", Names, &["action.misuse.variety"]),
    ("misuse-vector", Names, &["action.misuse.vector"]),
    ("physical-variety", Names, &["action.physical.variety"]),
    ("physical-vector", Names, &["action.physical.vector"]),
    ("error-variety", Names, &["action.error.variety"]),
    ("error-vector", Names, &["action.error.vector"]),
    ("environmental-variety", Names, &["action.environmental.variety"]),
    (
        "result",
        Names,
        &[
            "action.malware.result",
            "action.hacking.result",
            "action.social.result",
            "action.misuse.result",
            "action.physical.result",
            "action.unknown.result",
        ],
    ),
    ("asset", Classes, &["asset.assets"]),
    ("asset-variety", Varieties, &["asset.assets"]),
    ("cloud", Names, &["asset.cloud"]),
    ("attribute", Keys, &["attribute"]),
    ("disclosure", Names, &["attribute.confidentiality.data_disclosure"]),
    ("data-variety", Varieties, &["attribute.confidentiality.data"]),
    ("data-victim", Names, &["attribute.confidentiality.data_victim"]),
    ("data-state", Names, &["attribute.confidentiality.state"]),
    ("integrity-variety", Names, &["attribute.integrity.variety"]),
    ("availability-variety", Names, &["attribute.availability.variety"]),
    ("industry", Sector, &["victim.industry"]),
    ("employee-count", Names, &["victim.employee_count"]),
    ("victim-country", Names, &["victim.country"]),
    ("discovery", Keys, &["discovery_method"]),
    (
        "discovery-variety",
        Names,
        &["discovery_method.external.variety", "discovery_method.internal.variety", "discovery_method.partner.variety"],
    ),
    ("time-to-compromise", Unit, &["timeline.compromise"]),
    ("time-to-exfiltration", Unit, &["timeline.exfiltration"]),
    ("time-to-discovery", Unit, &["timeline.discovery"]),
    ("time-to-containment", Unit, &["timeline.containment"]),
    ("impact-rating", Names, &["impact.overall_rating"]),
    ("loss", Varieties, &["impact.loss"]),
];

/// Takes every label out of a record.
pub(super) fn take(record: &mut Record<'_>) -> BTreeMap<String, Label> {
    let mut labels = BTreeMap::new();
    let mut lacking = 0;
    for (id, how, fields) in TABLE {
        let taxonomy = record.taxonomy;
        let Some(category) = taxonomy.category(id) else {
            lacking += 1;
            continue;
        };
        let mut gathered = Gathered::new(category);
        for field in fields {
            let path: Vec<&str> = field.split('.').collect();
            let about = if fields.len() > 1 { path[1] } else { "" };
            match how {
                Names => names(record, &mut gathered, &path, about),
                Keys => keys(record, &mut gathered, category, &path),
                Varieties => varieties(record, &mut gathered, &path),
                Classes => classes(record, &mut gathered, &path),
                Sector => sector(record, &mut gathered, &path),
                Unit => unit(record, &mut gathered, &path),
            }
        }
        if id == "discovery" {
            let notes = record.take_text(&["discovery_notes"]).unwrap_or_default();
            gathered.argue(None, &notes);
        }
        labels.extend(gathered.label().map(|label| (id.to_owned(), label)));
    }
    if lacking == TABLE.len() {
        let what = format!("the taxonomy {} has no category of VERIS; labels are kept as text", record.taxonomy.title);
        record.report.warning(record.lines.of(0), what, "write taxonomy = \"VERIS\" in failscope.toml");
    }
    labels
}

fn names(record: &mut Record<'_>, gathered: &mut Gathered<'_>, path: &[&str], about: &str) {
    let texts = match record.tree.get(path) {
        None | Some(Tree::Null) => return,
        Some(Tree::Text(_)) => true,
        Some(Tree::List(items)) => items.iter().all(|item| item.text().is_some()),
        Some(Tree::Fields(_)) => false,
    };
    if !texts {
        let line = record.line_of(path.last().unwrap_or(&""));
        record.report.warning(
            line,
            format!("{} is no list of names; it is kept as text", path.join(".")),
            "write names in quotes",
        );
        return;
    }
    let names = match record.tree.take(path) {
        Some(Tree::List(items)) => items,
        other => other.into_iter().collect(),
    };
    for name in names.iter().filter_map(Tree::text) {
        gathered.name(name, about, record.line_of(name), record.report);
    }
}

fn keys(record: &mut Record<'_>, gathered: &mut Gathered<'_>, category: &Category, path: &[&str]) {
    let Some(Tree::Fields(fields)) = record.tree.get(path) else { return };
    let names: Vec<String> = fields
        .iter()
        .filter(|(_, value)| match value {
            Tree::Fields(_) | Tree::List(_) => true,
            Tree::Text(text) => text == "true",
            Tree::Null => false,
        })
        .map(|(name, _)| name.clone())
        .collect();
    for name in names {
        let inside = [path, &[name.as_str()]].concat();
        let notes = record.take_text(&[&inside[..], &["notes"]].concat()).unwrap_or_default();
        gathered.name(&name, &notes, record.line_of(&name), record.report);
        let is_flag = record.tree.get(&inside).is_some_and(|value| value.text().is_some());
        if is_flag && category.resolve(&name).is_some() {
            let _ = record.tree.take(&inside);
        }
    }
}

fn varieties(record: &mut Record<'_>, gathered: &mut Gathered<'_>, path: &[&str]) {
    let Some(list) = record.tree.at(path) else { return };
    let mut found = Vec::new();
    if let Tree::List(items) = list {
        items.retain_mut(|item| {
            let named = item.get(&["variety"]).is_some_and(|name| name.text().is_some());
            let Some(Tree::Text(name)) = item.take(&["variety"]).filter(|_| named) else { return true };
            let mut more = Vec::new();
            item.leaves("", &mut |path, text| more.push(format!("{path}: {text}")));
            found.push((name, more.join("; ")));
            false
        });
    }
    for (name, more) in found {
        gathered.name(&name, &more, record.line_of(&name), record.report);
    }
}

fn classes(record: &mut Record<'_>, gathered: &mut Gathered<'_>, path: &[&str]) {
    let Some(Tree::List(items)) = record.tree.get(path) else { return };
    let names = items.iter().filter_map(|item| item.get(&["variety"])?.text());
    let classes: Vec<String> = names.map(|name| name.split(" - ").next().unwrap_or(name).to_owned()).collect();
    for class in classes {
        let line = record.line_of(path.last().unwrap_or(&""));
        gathered.name(&class, "", line, record.report);
    }
}

fn sector(record: &mut Record<'_>, gathered: &mut Gathered<'_>, path: &[&str]) {
    let line = record.line_of("industry");
    let Some(code) = record.take_text(path) else { return };
    let code = code.trim();
    let sector = code.get(..2).filter(|sector| sector.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(code);
    let code = if code == sector { String::new() } else { format!("industry code {code}") };
    gathered.name(if sector == "00" { "Unknown" } else { sector }, &code, line, record.report);
}

fn unit(record: &mut Record<'_>, gathered: &mut Gathered<'_>, path: &[&str]) {
    let Some(unit) = record.take_text(&[path, &["unit"]].concat()) else { return };
    let value = record.take_text(&[path, &["value"]].concat()).unwrap_or_default();
    let value = if value.is_empty() { value } else { format!("{value} {unit}") };
    gathered.name(&unit, &value, record.line_of(&unit), record.report);
}
