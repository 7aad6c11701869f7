//! The two ways of reading documents, all at once and in two passes, give the same.

use std::convert::Infallible;

use failscope::corpus::{self, Corpus, File, Frame, Survey, Surveyed, write};
use failscope::incident::Incident;
use failscope::synth::{self, Words};
use proptest::prelude::*;

use super::fail::PAGE;
use super::ours::DOCUMENT;
use super::shared;
use super::veris::RECORD;

/// Reads files as the command does: first keys alone, then one incident at a time, from the bytes
/// that its place names.
fn in_two_passes(files: &[File]) -> Corpus {
    let mut files: Vec<&File> = files.iter().collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let Ok(frame) = Frame::read(&names, |at| Ok::<_, Infallible>(files[at].bytes.clone()));
    let mut survey = Survey::new(&names, &frame);
    let mut findings = Vec::new();
    for file in &files {
        survey.add(frame.scan(&file.name, &file.bytes, &mut drop));
        findings.extend(survey.take_findings());
    }
    let Surveyed { places, findings: rest } = survey.finish();
    findings.extend(rest);
    let again = |place: &corpus::Place| {
        let bytes = &files[place.file].bytes;
        let bytes = match place.ranges() {
            Some(ranges) => ranges.into_iter().flat_map(|range| bytes[range].to_vec()).collect(),
            None => bytes.clone(),
        };
        frame.again(place, &names[place.file], &bytes).unwrap()
    };
    let incidents: Vec<Incident> = places.iter().map(again).collect();
    Corpus { collection: frame.collection, taxonomy: frame.taxonomy, incidents, findings }
}

fn agree(files: &[File]) -> Corpus {
    let (one, other) = (corpus::read(files), in_two_passes(files));
    assert_eq!(one.findings, other.findings);
    assert_eq!(one.incidents, other.incidents);
    assert_eq!((&one.collection, &one.taxonomy), (&other.collection, &other.taxonomy));
    one
}

const TABLE: &str = "Incident ID,Title,Recurring Option,Published,Related Article IDs\n\
    7,Boards,unknown,2014-05-06,[5]\n8,short\n9,Gates,nowhere,,\n7,Again,unknown,2013-05-06,[]\n";

fn file(name: &str, bytes: &[u8]) -> File {
    File { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// Rows as spreadsheets write them: quoted cells with line breaks, and a mark before the text.
#[test]
fn rows_are_found_again_by_their_bytes() {
    let rows = "Incident ID,Title,Recurring Option,Published\n\
        7,\"one\nof two lines, and \"\"quoted\"\"\",one_organization,2014-01-02\n\
        8,short row\n\
        9,é,unknown,2015-01-02\n\n\
        7,taken,unknown,2016-01-02\n\
        10,last,unknown,";
    for (mark, ending) in [("", "\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n"), ("", "\r")] {
        let corpus = agree(&[file("t.csv", format!("{mark}{}", rows.replace('\n', ending)).as_bytes())]);
        let ids: Vec<&str> = corpus.incidents.iter().map(|incident| incident.id.as_str()).collect();
        assert_eq!(ids, ["9", "7", "10"], "{mark:?} {ending:?}");
    }
}

#[test]
fn records_of_a_list_are_found_again_by_their_bytes() {
    let second = RECORD.replace("F3A0-ferry", "second").replace("Somebody read", "Käpt’n saw");
    for (mark, text) in
        [("", format!("[{second}, {{}},\n {RECORD}, {RECORD}")), ("\u{feff}", format!("{RECORD}\n{second}"))]
    {
        let corpus = agree(&[file("all.json", format!("{mark}{text}").as_bytes()), file("b.json", RECORD.as_bytes())]);
        let mut ids: Vec<&str> = corpus.incidents.iter().map(|incident| incident.id.as_str()).collect();
        ids.sort_unstable();
        assert_eq!(
            ids,
            ["F3A0-ferry", "F3A0-ferry-2", "F3A0-ferry-3", "second"][..]
                .iter()
                .copied()
                .filter(|id| mark.is_empty() || *id != "F3A0-ferry-3")
                .collect::<Vec<_>>()
        );
    }
}

#[test]
fn a_document_that_changed_between_the_passes_is_named() {
    let names = ["a.md".to_owned()];
    let Ok(frame) = Frame::read(&names, |_| Ok::<_, Infallible>(DOCUMENT.as_bytes()));
    let mut survey = Survey::new(&names, &frame);
    survey.add(frame.scan("a.md", DOCUMENT.as_bytes(), &mut drop));
    let Surveyed { places, .. } = survey.finish();
    let changed = DOCUMENT.replace("2014-05-06", "2013-05-06");
    let refused = frame.again(&places[0], "a.md", changed.as_bytes()).unwrap_err();
    assert!(refused.starts_with("a.md has changed while it was read: incident `ferry-2014`"), "{refused}");
}

#[test]
fn the_tables_and_pages_of_fail_agree() {
    for folder in ["data/fail", "data/fail/pages"] {
        if let Some(files) = shared(folder) {
            agree(&files);
        }
    }
}

/// What a folder may hold, good and bad.
fn some_bytes() -> impl Strategy<Value = Vec<u8>> {
    let made_up = (0..40_u64, 0..8_usize).prop_map(|(seed, number)| {
        let incident = synth::incidents(8, seed, Words::Short).nth(number).unwrap();
        write::document(&incident, &corpus::collection::fail_taxonomy()).into_bytes()
    });
    let text = |text: &'static str| Just(text.as_bytes().to_vec());
    prop_oneof![
        4 => made_up,
        1 => text(DOCUMENT),
        1 => text(PAGE),
        2 => text(TABLE),
        1 => text("Article ID,Headline,URL,Source,Published\n5,Ferry,nowhere,x,2014\n"),
        1 => text("title = \"Ferries\"\ntaxonomy = \"t.toml\"\n"),
        1 => text("title = \"Small\"\n[[groups]]\nid = \"g\"\n"),
        2 => text(RECORD),
        1 => Just(format!("[{RECORD},{RECORD}]").into_bytes()),
        1 => text("neither this nor that"),
        1 => prop::collection::vec(any::<u8>(), 0..60),
    ]
}

fn some_name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-e]/fail-[0-9]{1,2}\\.(md|txt|csv|json)",
        1 => "[a-e]/(failscope|t)\\.toml",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::cases() })]

    #[test]
    fn one_pass_and_two_agree(files in prop::collection::btree_map(some_name(), some_bytes(), 0..12)) {
        let mut files: Vec<File> = files.iter().map(|(name, bytes)| file(name, bytes)).collect();
        let one = agree(&files);
        files.reverse();
        prop_assert_eq!(agree(&files).incidents, one.incidents);
    }
}
