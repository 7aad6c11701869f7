//! VERIS: a made-up record with every trap, and the community database where it is, counted here
//! straight from its JSON.

use std::collections::{BTreeMap, BTreeSet};

use failscope::corpus::File;
use failscope::incident::{Choice, Incident};
use proptest::prelude::*;
use serde_json::Value;

use super::counted::{Counts, by_the_engine, lost_words};
use super::{findings, read, shared};

/// A record with one of everything that real ones trip over.
pub(crate) const RECORD: &str = include_str!("ferry.json");

fn ferry() -> Incident {
    let corpus = read(&[("ferry.json", RECORD)]);
    assert_eq!(findings(&corpus), "");
    assert_eq!(corpus.taxonomy.title, "VERIS");
    corpus.incidents.into_iter().next().unwrap()
}

#[test]
fn a_record_becomes_fields_labels_and_sections() {
    let incident = ferry();
    assert_eq!(incident.id, "F3A0-ferry");
    assert_eq!(incident.title, "Ferry Red, Ltd: hacking (SQL injection), error (loss)");
    assert_eq!(incident.summary, ["Somebody read the list of passengers.", "A stick was lost too."]);
    assert_eq!(incident.impacted, ["Ferry Red, Ltd"]);
    assert_eq!(incident.occurred.as_ref().unwrap().as_str(), "2014-04");
    assert_eq!(incident.published.as_ref().unwrap().as_str(), "2014-05-06");
    let urls: Vec<_> = incident.sources.iter().map(|source| source.url.as_deref().unwrap()).collect();
    assert_eq!(
        urls,
        [
            "http://example.org/a,b;c.html",
            "https://www.example.net/x_(y)",
            "http://kept.example/web/http://example.com/",
            "http://example.com/z"
        ]
    );
    assert_eq!(incident.sources[1].publisher.as_deref(), Some("example.net"));
    let section = |id: &str| -> Vec<&str> {
        let section = incident.sections.iter().find(|section| section.id == id).unwrap();
        assert!(section.title.is_none(), "{id}");
        section.blocks.iter().map(|block| block.text.as_str()).collect()
    };
    assert_eq!(section("references"), ["see also", "(20140415) [1]"]);
    assert_eq!(
        section("victim"),
        ["state: MO", "revenue.amount: 12345678901234567890123", "secondary.victim_id: A, B; C"]
    );
    assert_eq!(section("actor"), ["external.country: RU; NA"]);
    assert_eq!(section("timeline"), ["incident.time: 01:30:00 AM"]);
    assert_eq!(
        section("record"),
        ["schema_version: 1.3.4", "plus.analyst: nobody", "plus.analyst: somebody", "colour: 0.10"]
    );
}

#[test]
fn each_kind_of_value_becomes_what_it_means() {
    let incident = ferry();
    let chosen = |options: &[&str]| Choice::Chosen(options.iter().map(|option| (*option).to_owned()).collect());
    for (category, choice) in [
        ("status", chosen(&["confirmed"])),
        ("confidence", chosen(&["no-confidence"])),
        ("targeted", Choice::NotApplicable),
        ("actor", chosen(&["external", "internal"])),
        ("motive", chosen(&["financial", "unknown"])),
        ("action", chosen(&["hacking", "error"])),
        ("hacking-variety", chosen(&["sqli"])),
        ("hacking-vector", Choice::Missing),
        ("error-variety", chosen(&["loss"])),
        ("asset", chosen(&["server", "user-device", "unknown"])),
        ("asset-variety", chosen(&["s-database", "u-unknown", "unknown"])),
        ("cloud", chosen(&["other"])),
        ("disclosure", chosen(&["unknown"])),
        ("data-variety", chosen(&["personal"])),
        ("victim-country", chosen(&["NA", "unknown"])),
        ("industry", chosen(&["transportation"])),
        ("employee-count", chosen(&["11-to-100"])),
        ("discovery", chosen(&["other"])),
        ("time-to-discovery", chosen(&["months"])),
        ("time-to-containment", Choice::NotApplicable),
        ("malware-variety", Choice::Missing),
    ] {
        assert_eq!(*incident.choice(category), choice, "{category}");
    }
    let arguments = |category: &str| -> Vec<(Option<&str>, &str)> {
        let segments = &incident.labels[category].rationale;
        segments.iter().map(|segment| (segment.option.as_deref(), segment.text.as_str())).collect()
    };
    assert_eq!(
        arguments("motive"),
        [(Some("financial"), "external"), (Some("unknown"), "external"), (None, "internal: NA")]
    );
    assert_eq!(arguments("data-variety"), [(Some("personal"), "amount: 7332")]);
    assert_eq!(arguments("time-to-discovery"), [(Some("months"), "3.0 Months")]);
    assert_eq!(arguments("industry"), [(Some("transportation"), "industry code 483112")]);
    assert_eq!(arguments("error-variety"), []);
    assert_eq!(arguments("action"), [(Some("error"), "It fell overboard.")]);
    assert_eq!(arguments("discovery"), [(None, "A cook told.")]);
}

#[test]
fn mistakes_are_reported_at_their_line_and_nothing_is_dropped() {
    for (from, to, expected, kept) in [
        (
            "\"SQLi\", ",
            "\"Magic, black\", ",
            "ferry.json:28: warning: `Magic, black` is no option of Hacking; it is kept",
            "Magic; black",
        ),
        (
            "\"Confirmed\"",
            "\"Missing\"",
            "ferry.json:4: warning: `Missing` is no option of Status; it is kept",
            "Missing",
        ),
        (
            "[\"SQLi\", \"SQLi\"]",
            "{\"odd\": \"Strange\"}",
            "warning: action.hacking.variety is no list of names",
            "variety.odd: Strange",
        ),
        ("\"hacking\": {", "\"juggling\": {", "ferry.json:28: warning: `juggling` is no option of Action", "juggling"),
        (
            "\"month\": 4, \"day\": null",
            "\"month\": 2, \"day\": 30",
            "ferry.json:10: warning: timeline.incident is no day",
            "incident.day: 30",
        ),
        (
            "\"month\": 4, \"day\": null",
            "\"day\": 7",
            "warning: timeline.incident is no day of the calendar",
            "incident.day: 7",
        ),
        (
            "\"month\": 4, \"day\": null",
            "\"month\": 123, \"day\": 2",
            "warning: timeline.incident is no day of the calendar",
            "incident.month: 123",
        ),
        (
            "\"year\": 2014, \"month\": 4",
            "\"year\": \"spring\"",
            "ferry.json:9: warning: nothing says when",
            "incident.year: spring",
        ),
        ("\"F3A0-ferry\"", "\"a/b\"", "ferry.json:2: error: the incident_id `a/b` cannot be part of a link", ""),
        ("\"incident_id\": \"F3A0-ferry\",", "", "ferry.json:1: error: the incident has no incident_id", ""),
        ("\"colour\": 0.10", "\"colour\": 0.10.2", "ferry.json:48: error: this is not JSON from here on", ""),
        ("\"483112\"", "\"99\"", "warning: `99` is no option of Industry", "99"),
        ("\"other\": true", "\"other\": false", "", "other: false"),
        (
            "{ \"variety\": \"Personal\", \"amount\": 7332 }",
            "{ \"amount\": 7332 }",
            "",
            "confidentiality.data.amount: 7332",
        ),
    ] {
        assert!(RECORD.contains(from), "{from}");
        let corpus = read(&[("ferry.json", &RECORD.replacen(from, to, 1))]);
        let (found, told) = (findings(&corpus), format!("{:?}", corpus.incidents));
        assert!(found.contains(expected), "{from} → {to}\nexpected {expected}\n{found}");
        assert!(told.contains(kept), "{from} → {to}\n{kept} is lost\n{told}");
    }
}

#[test]
fn many_records_stand_in_one_file_and_those_before_a_fault_are_read() {
    let second = RECORD.replace("F3A0-ferry", "second");
    let ids = |text: &str| -> (Vec<String>, String) {
        let corpus = read(&[("all.json", text)]);
        (corpus.incidents.iter().map(|incident| incident.id.clone()).collect(), findings(&corpus))
    };
    let both = ["F3A0-ferry".to_owned(), "second".to_owned()];
    assert_eq!(ids(&format!("[{RECORD},{second}]")), (both.to_vec(), String::new()));
    assert_eq!(ids(&format!("{RECORD}{second}")), (both.to_vec(), String::new()), "one after the other");
    let (read, found) = ids(&format!("[{RECORD},{}", &second[..400]));
    assert!(read == both[..1] && found.contains("error: this is not JSON from here on: EOF"), "{found}");
    let (read, found) = ids(&format!("[7, {RECORD}, 7, {second}]"));
    assert!(
        read == both
            && found.matches(": error: this is no VERIS incident").count() == 2
            && found.contains("all.json:50: "),
        "{found}"
    );
    let (read, found) = ids(&format!("[{RECORD},{RECORD}]"));
    assert_eq!(read, ["F3A0-ferry", "F3A0-ferry-2"]);
    assert!(
        found.contains("warning: the id `F3A0-ferry` is taken by all.json; this one is called `F3A0-ferry-2`"),
        "{found}"
    );
}

#[test]
fn json_about_the_collection_is_reported_and_chooses_nothing() {
    for text in [
        "{}",
        "[]",
        "7",
        "{ // a comment",
        "{\"$schema\": \"x\", \"properties\": {}}",
        "{\"action\": {}, \"actor\": {}, \"asset\": {}}",
    ] {
        let corpus = read(&[("a.json", text), ("b.md", super::ours::DOCUMENT)]);
        assert_eq!((corpus.taxonomy.title.as_str(), corpus.incidents.len()), ("FAIL", 1));
        assert!(findings(&corpus).contains("a.json:1: note: this JSON holds no VERIS incident"), "{text}");
    }
}

#[test]
fn the_first_document_chooses_the_taxonomy_unless_settings_do() {
    let settings = |line: &str| format!("title = \"T\"\n{line}");
    for (line, title) in [("", "VERIS"), ("taxonomy = \"veris\"", "VERIS"), ("taxonomy = \"FAIL\"", "FAIL")] {
        let corpus = read(&[("failscope.toml", &settings(line)), ("ferry.json", RECORD)]);
        assert_eq!(corpus.taxonomy.title, title, "{line}");
        // Under another taxonomy everything is told as text.
        assert_eq!(corpus.incidents[0].labels.is_empty(), title == "FAIL");
        assert!(format!("{:?}", corpus.incidents[0]).contains(if title == "FAIL" {
            "hacking.variety: SQLi"
        } else {
            "sqli"
        }));
        let warned = findings(&corpus).contains("the taxonomy FAIL has no category of VERIS; labels are kept as text");
        assert_eq!(warned, title == "FAIL");
    }
    let corpus = read(&[("a.md", super::ours::DOCUMENT), ("ferry.json", RECORD)]);
    assert_eq!((corpus.taxonomy.title.as_str(), corpus.incidents.len()), ("FAIL", 2));
}

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

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::cases() })]

    #[test]
    fn a_record_cut_or_altered_anywhere_makes_nothing_panic(cut in 0..RECORD.len(), byte in any::<u8>(), kept in any::<bool>()) {
        let mut bytes = RECORD.as_bytes().to_vec();
        if kept {
            bytes[cut] = byte;
        } else {
            bytes.truncate(cut);
        }
        super::broken::beside("ferry.json", &bytes);
    }
}
