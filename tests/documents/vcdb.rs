//! The VERIS Community Database where it is: no word of it is lost, and it is counted here straight from
//! its JSON.

use std::collections::{BTreeMap, BTreeSet};

use failscope::corpus::File;
use failscope::incident::Incident;
use serde_json::Value;

use super::counted::{Counts, by_the_engine, lost_words};
use super::shared;

#[test]
fn every_record_of_the_community_database_is_read_and_no_word_lost() {
    let Some(files) = shared("data/vcdb/validated") else { return };
    let corpus = failscope::corpus::read(&files);
    assert_eq!(corpus.incidents.len(), files.len());
    let mut by_id: BTreeMap<&str, Vec<&Incident>> = BTreeMap::new();
    for incident in &corpus.incidents {
        by_id.entry(&incident.id).or_default().push(incident);
    }
    for file in &files {
        let record: Value = serde_json::from_slice(&file.bytes).unwrap();
        let id = record["incident_id"].as_str().unwrap();
        // Two pairs of records share an id; the second of each is called so.
        let second = format!("{id}-2");
        let candidates = [by_id.get(id), by_id.get(second.as_str())].into_iter().flatten().flatten();
        let lost: Vec<Vec<String>> =
            candidates.map(|incident| lost_words(&texts(&record), incident, &corpus.taxonomy)).collect();
        assert!(lost.iter().any(Vec::is_empty), "{}: {lost:?}", file.name);
    }
}

/// Every text of a record; a number as it is written.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, value)| if *value == Value::Bool(true) { vec![name.clone()] } else { texts(value) })
            .collect(),
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::String(text) => vec![text.clone()],
        Value::Null => Vec::new(),
        other => vec![other.to_string()],
    }
}

/// The fields of each category, by the names of VERIS: an independent statement of the mapping.
const FIELDS: [(&str, &[&str]); 38] = [
    ("status", &["security_incident"]),
    ("confidence", &["confidence"]),
    ("targeted", &["targeted"]),
    ("motive", &["actor.external.motive", "actor.internal.motive", "actor.partner.motive"]),
    ("external-actor", &["actor.external.variety"]),
    ("internal-actor", &["actor.internal.variety"]),
    ("malware-variety", &["action.malware.variety"]),
    ("malware-vector", &["action.malware.vector"]),
    ("hacking-variety", &["action.hacking.variety"]),
    ("hacking-vector", &["action.hacking.vector"]),
    ("social-variety", &["action.social.variety"]),
    ("social-vector", &["action.social.vector"]),
    ("social-target", &["action.social.target"]),
    ("misuse-variety", &["action.misuse.variety"]),
    ("misuse-vector", &["action.misuse.vector"]),
    ("physical-variety", &["action.physical.variety"]),
    ("physical-vector", &["action.physical.vector"]),
    ("error-variety", &["action.error.variety"]),
    ("error-vector", &["action.error.vector"]),
    ("environmental-variety", &["action.environmental.variety"]),
    ("result", &["action.*.result"]),
    ("asset-variety", &["asset.assets.variety"]),
    ("cloud", &["asset.cloud"]),
    ("disclosure", &["attribute.confidentiality.data_disclosure"]),
    ("data-variety", &["attribute.confidentiality.data.variety"]),
    ("data-victim", &["attribute.confidentiality.data_victim"]),
    ("data-state", &["attribute.confidentiality.state"]),
    ("integrity-variety", &["attribute.integrity.variety"]),
    ("availability-variety", &["attribute.availability.variety"]),
    ("employee-count", &["victim.employee_count"]),
    ("victim-country", &["victim.country"]),
    ("discovery-variety", &["discovery_method.*.variety"]),
    ("time-to-compromise", &["timeline.compromise.unit"]),
    ("time-to-exfiltration", &["timeline.exfiltration.unit"]),
    ("time-to-discovery", &["timeline.discovery.unit"]),
    ("time-to-containment", &["timeline.containment.unit"]),
    ("impact-rating", &["impact.overall_rating"]),
    ("loss", &["impact.loss.variety"]),
];

/// The texts at a path, in which `*` is every field.
fn at<'v>(value: &'v Value, path: &[&str], found: &mut Vec<&'v str>) {
    match (value, path) {
        (Value::Array(items), _) => items.iter().for_each(|item| at(item, path, found)),
        (Value::String(text), []) => found.push(text),
        (Value::Object(fields), [name, rest @ ..]) => {
            for (_, value) in fields.iter().filter(|(field, _)| *name == "*" || field == name) {
                at(value, rest, found);
            }
        }
        _ => {}
    }
}

/// What a name of VERIS is called here.
fn option_of(category: &str, name: &str) -> String {
    match (category, name) {
        (_, "Unknown") => "unknown".to_owned(),
        ("confidence", "None") => "no-confidence".to_owned(),
        ("cloud", "On-Premise Asset(s)") => "on-premise".to_owned(),
        ("cloud", "External Cloud Asset(s)") => "external-cloud".to_owned(),
        ("victim-country", code) if code != "Other" => code.to_owned(),
        _ => {
            let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            words.collect::<Vec<_>>().join("-").to_lowercase()
        }
    }
}

fn counted(records: &[Value]) -> Counts {
    let mut counts = Counts::new();
    let mut count = |category: &str, options: BTreeSet<String>| {
        let options = if options.is_empty() { BTreeSet::from(["missing".to_owned()]) } else { options };
        for option in options {
            *counts.entry(category.to_owned()).or_default().entry(option).or_default() += 1;
        }
    };
    for record in records {
        for (category, paths) in FIELDS {
            let mut names = Vec::new();
            paths.iter().for_each(|path| at(record, &path.split('.').collect::<Vec<_>>(), &mut names));
            let not_applicable = |name: &&str| *name == "NA" && category != "victim-country";
            let mut options: BTreeSet<String> =
                names.iter().filter(|name| !not_applicable(name)).map(|name| option_of(category, name)).collect();
            if options.is_empty() && names.iter().any(not_applicable) {
                options.insert("none".to_owned());
            }
            count(category, options);
        }
        for (category, field) in
            [("actor", "actor"), ("action", "action"), ("attribute", "attribute"), ("discovery", "discovery_method")]
        {
            count(category, record[field].as_object().unwrap().keys().cloned().collect());
        }
        let mut assets = Vec::new();
        at(record, &["asset", "assets", "variety"], &mut assets);
        let class = |name: &&str| match name.split_once(" - ").map_or("", |(letter, _)| letter) {
            "S" => "server",
            "N" => "network",
            "U" => "user-device",
            "T" => "terminal",
            "M" => "media",
            "P" => "person",
            "E" => "embedded",
            _ if *name == "Other" => "other",
            _ => "unknown",
        };
        count("asset", assets.iter().map(|name| class(name).to_owned()).collect());
        let sector = match record["victim"]["industry"].as_str().unwrap().split_at(2).0 {
            "00" => "unknown",
            "11" => "agriculture",
            "21" => "mining",
            "22" => "utilities",
            "23" => "construction",
            "31" | "32" | "33" => "manufacturing",
            "42" => "wholesale",
            "44" | "45" => "retail",
            "48" | "49" => "transportation",
            "51" => "information",
            "52" => "finance",
            "53" => "real-estate",
            "54" => "professional",
            "55" => "management",
            "56" => "administrative",
            "61" => "education",
            "62" => "healthcare",
            "71" => "entertainment",
            "72" => "accommodation",
            "81" => "other-services",
            "92" => "public",
            other => panic!("{other}"),
        };
        count("industry", [sector.to_owned()].into());
        let victim =
            record["victim"]["victim_id"].as_str().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" "));
        count("impacted", victim.filter(|name| name != "Unknown").into_iter().collect());
        let incident = &record["timeline"]["incident"];
        count("year", [incident["year"].to_string()].into());
    }
    counts
}

#[test]
fn every_option_is_counted_by_the_engine_as_often_as_in_the_json() {
    let Some(files) = shared("data/vcdb/validated") else { return };
    let records: Vec<Value> = files.iter().map(|file| serde_json::from_slice(&file.bytes).unwrap()).collect();
    let wanted = counted(&records);
    let found = by_the_engine(failscope::corpus::read(&files), "date=occurred");
    assert_eq!(wanted.len(), 46);
    for (category, options) in &wanted {
        assert_eq!(found[category], *options, "{category}");
    }
}

#[test]
fn one_file_of_all_records_gives_the_same_incidents() {
    let Some(files) = shared("data/vcdb/validated") else { return };
    let texts: Vec<&str> = files.iter().take(300).map(|file| std::str::from_utf8(&file.bytes).unwrap()).collect();
    let joined = File { name: "vcdb.json".to_owned(), bytes: format!("[{}]", texts.join(",")).into_bytes() };
    assert_eq!(failscope::corpus::read(&[joined]).incidents, failscope::corpus::read(&files[..300]).incidents);
}
