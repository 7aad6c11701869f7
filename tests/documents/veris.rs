//! VERIS: a made-up record with every trap.

use failscope::incident::{Choice, Incident};
use proptest::prelude::*;

use super::{findings, read};

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
