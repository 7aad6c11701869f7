//! Postmortems of companies: a made-up one with every trap, and the real collection where it is,
//! counted here straight from its lines.

use std::collections::BTreeMap;

use failscope::corpus::File;
use failscope::incident::{Choice, Incident};
use proptest::prelude::*;

use super::counted::{Counts, by_the_engine, lost_words};
use super::{findings, read, shared};

pub(crate) const TEXT: &str = "\
---
uuid: 0b1e-ferry
url: https://www.example.org/post?a=1
archive_url: https://kept.example/post
title: 'Ferry: the board that said \"no\"'
start_time: 2014-12-31T23:15:00-08:00
end_time: 2015-01-01T02:00:00Z
categories:
- config-change
- Time
keywords:
- no
- \"1628\"
- board, dark
company: No
product: \"\"
colour:
  of: [red, green]
source_published_at: 2015-01-05 10:00:00.5+01:00
summary: >
  The board went dark
  at midnight.

  It stayed so.

---

A clock ran out. See [the log](https://example.org/log).

1. First it beeped.
2. Then it stopped: <b>dark</b>.

## What we do now

- Watch clocks.

# What we do now

More.
";

fn ferry() -> Incident {
    let corpus = read(&[("a/ferry.md", TEXT)]);
    assert_eq!((findings(&corpus).as_str(), corpus.taxonomy.title.as_str()), ("", "postmortems"));
    corpus.incidents.into_iter().next().unwrap()
}

#[test]
fn front_matter_becomes_fields_and_every_value_stays_as_it_is_written() {
    let incident = ferry();
    assert_eq!(incident.id, "0b1e-ferry");
    assert_eq!(incident.title, "Ferry: the board that said \"no\"");
    assert_eq!(incident.summary.join("|"), "The board went dark at midnight. It stayed so.");
    assert_eq!(incident.responsible, ["No"], "a word and no truth value");
    // The days are those that are written, each in its own zone.
    assert_eq!(incident.occurred.as_ref().unwrap().as_str(), "2014-12-31/2015-01-01");
    assert_eq!(incident.published.as_ref().unwrap().as_str(), "2015-01-05");
    let source = &incident.sources[0];
    assert_eq!(
        (source.url.as_deref(), source.publisher.as_deref()),
        (Some("https://www.example.org/post?a=1"), Some("example.org"))
    );
    assert_eq!(source.archive.as_deref(), Some("https://kept.example/post"));
    assert_eq!(*incident.choice("category"), Choice::Chosen(vec!["config-change".to_owned(), "time".to_owned()]));
    let told: Vec<(&str, Vec<&str>)> = incident
        .sections
        .iter()
        .map(|section| (section.id.as_str(), section.blocks.iter().map(|block| block.text.as_str()).collect()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "postmortem",
                vec![
                    "A clock ran out. See https://example.org/log the log.",
                    "First it beeped.",
                    "Then it stopped: <b>dark</b>."
                ]
            ),
            ("what-we-do-now", vec!["Watch clocks.", "More."]),
            ("keywords", vec!["no; 1628; board, dark"]),
            (
                "times",
                vec![
                    "start_time: 2014-12-31T23:15:00-08:00",
                    "end_time: 2015-01-01T02:00:00Z",
                    "source_published_at: 2015-01-05 10:00:00.5+01:00"
                ]
            ),
            ("record", vec!["colour.of: red; green"]),
        ]
    );
    assert_eq!(incident.sections[0].blocks[1].number, Some(1));
    assert_eq!(incident.sections[1].title.as_deref(), Some("What we do now"));
}

#[test]
fn mistakes_are_reported_at_their_line_and_nothing_is_dropped() {
    for (from, to, expected, kept) in [
        (
            "title: ",
            "titel: ",
            "a/ferry.md:2: warning: there is no title; the company and the first sentence",
            "No: The board went dark at midnight",
        ),
        ("uuid: 0b1e-ferry\n", "", "", "id: \"ferry\""),
        ("uuid: 0b1e-ferry", "uuid: a/b", "a/ferry.md:2: error: the uuid `a/b` cannot be part of a link", ""),
        (
            "2014-12-31T23",
            "2014-12-32T23",
            "a/ferry.md:6: warning: start_time: `2014-12-32T23:15:00-08:00` is no time",
            "2014-12-32T23",
        ),
        ("2014-12-31T23", "1628-08-10T12", "", "1628-08-10/2015-01-01"),
        (
            "2014-12-31T23:15:00-08:00",
            "yesterday",
            "a/ferry.md:6: warning: start_time: `yesterday` is no time",
            "2015-01-01",
        ),
        (
            "2015-01-01T02",
            "2013-01-01T02",
            "a/ferry.md:7: warning: it ends before it begins; only the beginning counts",
            "2013-01-01T02",
        ),
        ("2014-12-31T23:15:00-08:00", "~", "", "\"2015-01-01\""),
        ("- Time", "- tide", "a/ferry.md:10: warning: `tide` is no option of Category; it is kept as it is", "tide"),
        ("categories:\n- config-change\n- Time", "categories: []", "", ""),
        (
            "- Time",
            "- {a: b}",
            "a/ferry.md:8: warning: categories is no list of names; it is kept as text",
            "categories.a: b",
        ),
        (
            "https://www.example",
            "ftp://www.example",
            "a/ferry.md:3: error: url: `ftp://www.example.org/post?a=1` is no web address",
            "ftp://www",
        ),
        ("company: No", "company: *x", "a/ferry.md:15: error: this is not YAML that can be read", ""),
        (
            "company: No",
            "company: &x No\nowner: *x",
            "a/ferry.md:16: error: this is not YAML that can be read: an alias",
            "",
        ),
        ("company: No", "company: a: b", "a/ferry.md:15: error: this is not YAML that can be read", ""),
        ("company: No", "...\n---x\ncompany: No", "error: this is not YAML that can be read", ""),
        ("company: No", "company: No\ncompany: Yes", "", "company: Yes"),
        ("\n---\n\nA clock", "\n\nA clock", "a/ferry.md:1: error: the front matter has no end; close it", ""),
        ("---\nuuid", "---\n- a\n---\nuuid", "a/ferry.md:2: error: the front matter has no fields", ""),
    ] {
        assert!(TEXT.contains(from), "{from}");
        let corpus = read(&[("a/ferry.md", &TEXT.replacen(from, to, 1))]);
        let (found, told) = (findings(&corpus), format!("{:?}", corpus.incidents));
        assert!(found.contains(expected), "{from} → {to}\nexpected {expected}\n{found}");
        assert!(told.contains(kept), "{from} → {to}\n{kept} is lost\n{told}");
    }
}

#[test]
fn aliases_that_unfold_into_gigabytes_are_refused() {
    let levels: String =
        (1..30).map(|level| format!("l{level}: &l{level} [*l{0}, *l{0}, *l{0}]\n", level - 1)).collect();
    let text = format!("---\nuuid: x\nl0: &l0 [ha]\n{levels}---\n");
    assert!(findings(&read(&[("a.md", &text)])).contains("a.md:4: error: this is not YAML that can be read: an alias"));
    let deep = format!("---\nuuid: x\na: {}\n---\n", "[".repeat(100_000));
    assert!(findings(&read(&[("a.md", &deep)])).contains("a.md:3: error: this is not YAML that can be read"));
}

#[test]
fn under_another_taxonomy_categories_are_text() {
    let corpus = read(&[("failscope.toml", "title = \"T\"\ntaxonomy = \"fail\"\n"), ("a.md", TEXT)]);
    assert!(findings(&corpus).contains("a.md:2: warning: the taxonomy FAIL has no `category`"));
    assert!(format!("{:?}", corpus.incidents[0]).contains("categories: config-change; Time"));
}

/// The front matter of a real document, by lines: fields, and the items under `categories`.
fn lines(file: &File) -> (BTreeMap<String, String>, Vec<String>) {
    let text = std::str::from_utf8(&file.bytes).unwrap();
    let front = text.split("\n---\n").next().unwrap();
    let (mut fields, mut categories, mut field) = (BTreeMap::new(), Vec::new(), "");
    for line in front.lines().skip(1) {
        if let Some(item) = line.strip_prefix("- ").filter(|_| field == "categories") {
            categories.push(item.to_owned());
        } else if let Some((name, value)) =
            line.split_once(':').filter(|(name, _)| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
        {
            fields.insert(name.to_owned(), value.trim().trim_matches('"').to_owned());
            field = name;
        }
    }
    (fields, categories)
}

#[test]
fn every_real_document_is_read_and_no_word_lost() {
    let Some(files) = shared("data/icco-postmortems/data") else { return };
    let corpus = failscope::corpus::read(&files);
    assert_eq!(corpus.incidents.len(), files.len());
    assert!(!findings(&corpus).contains(" error: "), "{}", findings(&corpus));
    for file in &files {
        let (fields, _) = lines(file);
        let incident = corpus.incidents.iter().find(|incident| incident.id == fields["uuid"]).unwrap();
        // Names of fields that became something else are not told again.
        let text = std::str::from_utf8(&file.bytes).unwrap();
        let bare = |line: &str| match line.split_once(": ") {
            Some((name, value)) if fields.contains_key(name) => value.to_owned(),
            _ => line.to_owned(),
        };
        let names = fields.keys().map(|name| format!("{name}:")).collect::<Vec<_>>();
        let texts: Vec<String> = text.lines().filter(|line| !names.contains(&(*line).to_owned())).map(bare).collect();
        assert_eq!(lost_words(&texts, incident, &corpus.taxonomy), Vec::<String>::new(), "{}", file.name);
    }
}

#[test]
fn every_category_company_and_year_is_counted_by_the_engine_as_often_as_in_the_lines() {
    let Some(files) = shared("data/icco-postmortems/data") else { return };
    let mut wanted = Counts::new();
    let mut count = |facet: &str, option: &str| {
        *wanted.entry(facet.to_owned()).or_default().entry(option.to_owned()).or_default() += 1;
    };
    for file in &files {
        let (fields, categories) = lines(file);
        categories.iter().for_each(|category| count("category", category));
        if categories.is_empty() {
            count("category", "missing");
        }
        count("responsible", &fields["company"]);
        // One that goes on for years happened in each of them.
        let year = |field: &str| fields.get(field).map(|time| time[..4].parse::<i32>().unwrap());
        match year("start_time") {
            Some(first) => {
                (first..=year("end_time").unwrap_or(first)).for_each(|year| count("year", &year.to_string()))
            }
            None => count("year", "missing"),
        }
    }
    let found = by_the_engine(failscope::corpus::read(&files), "date=occurred");
    for (category, options) in &wanted {
        assert_eq!(found[category], *options, "{category}");
    }
    assert_eq!(found["year"]["1628"], 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..crate::cases() })]

    #[test]
    fn a_document_cut_or_altered_anywhere_makes_nothing_panic(cut in 0..TEXT.len(), byte in any::<u8>(), kept in any::<bool>()) {
        let mut bytes = TEXT.as_bytes().to_vec();
        if kept {
            bytes[cut] = byte;
        } else {
            bytes.truncate(cut);
        }
        super::broken::beside("a.md", &bytes);
    }

    #[test]
    fn no_marks_of_yaml_make_anything_panic(marks in "[-:?,#&*!|>'\"%@`~ \\n\\t{}\\[\\]a1.\\\\<]{0,60}") {
        super::broken::beside("a.md", format!("---\nuuid: x\n{marks}\n---\n").as_bytes());
    }
}
