//! An index as files that arrive when a query needs them: the answers of the whole index, in
//! few rounds, and no file that breaks the program.

use std::collections::BTreeSet;

use failscope::bundle::json;
use failscope::incident::Incident;
use failscope::query::text::{Builder, File, Found, Header, Index, Need};
use failscope::synth::{self, Words};
use proptest::prelude::*;

use super::text::{incidents, numbers, query, titled};

/// An index's files and the index without them.
struct Site {
    header: Header,
    files: Vec<File>,
}

impl Site {
    fn of(index: &Index, size: usize) -> Site {
        let mut files = Vec::new();
        let header = index.files(size, &mut |file| files.push(file)).unwrap();
        Site { header, files }
    }

    fn bytes(&self, need: Need) -> &[u8] {
        &self.files.iter().find(|file| file.need == need).unwrap().bytes
    }

    /// Answers a query with the files that it needs: the answer, the rounds, all that was fetched.
    fn ask(&self, index: &Index, query: &str) -> (Found, usize, BTreeSet<Need>) {
        let mut arrived = BTreeSet::new();
        for round in 0.. {
            let found = index.find(query);
            if found.missing.is_empty() {
                return (found, round, arrived);
            }
            assert!(round < 10, "{query} asks for ever: {:?}", found.missing);
            assert!(found.corrections.is_empty(), "{query} is corrected before all is known");
            for need in &found.missing {
                assert!(arrived.insert(*need), "{query} asks again for {need:?}");
                index.receive(*need, self.bytes(*need)).unwrap();
            }
        }
        unreachable!()
    }
}

/// The same answer, to the bit.
fn same(query: &str, one: &Found, other: &Found) {
    let scores = |found: &Found| found.scores.iter().map(|score| score.to_bits()).collect::<Vec<u32>>();
    assert_eq!(numbers(one), numbers(other), "{query}");
    assert_eq!(scores(one), scores(other), "{query}");
    assert_eq!((&one.corrections, &one.notes), (&other.corrections, &other.notes), "{query}");
    assert_eq!(one.terms, other.terms, "{query}");
}

fn check(whole: &Index, size: usize, queries: &[&str]) {
    let site = Site::of(whole, size);
    let visited = Index::open(site.header.clone()).unwrap();
    for query in queries {
        let expected = whole.find(query);
        assert!(expected.missing.is_empty());
        let fresh = Index::open(site.header.clone()).unwrap();
        let (found, rounds, arrived) = site.ask(&fresh, query);
        same(query, &found, &expected);
        let most = if arrived.contains(&Need::Words) { 4 } else { 2 };
        assert!(rounds <= most, "{query} takes {rounds} rounds: {arrived:?}");
        // What other queries brought does no harm.
        same(query, &site.ask(&visited, query).0, &expected);
    }
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn files_answer_as_the_whole_index(
        incidents in incidents(24),
        (_, one) in query(),
        (_, other) in query(),
        words in "[a-zA-Z漢é]{1,9} ?[a-z]{0,9}( -?(title:)?\"?[a-z]{1,9} ?)?",
        size in 1..400_usize,
        language in prop::sample::select(vec!["en", "en", "de"]),
    ) {
        check(&Index::build(&incidents, language), size, &[&one, &other, &words]);
    }

    #[test]
    fn any_bytes_are_a_file_or_an_error(incidents in incidents(6), at in any::<prop::sample::Index>(), by in 1..=255_u8, (_, query) in query()) {
        let site = Site::of(&Index::build(&incidents, "en"), 200);
        for file in &site.files {
            let mut bytes = file.bytes.clone();
            let at = at.index(bytes.len());
            bytes[at] ^= by;
            damaged(&site, file.need, &bytes, &query);
        }
    }
}

/// Asks with one file broken: any answer or error will do.
fn damaged(site: &Site, broken: Need, bytes: &[u8], query: &str) {
    let index = Index::open(site.header.clone()).unwrap();
    let taken = index.receive(broken, bytes);
    for file in &site.files {
        index.receive(file.need, &file.bytes).unwrap();
    }
    let found = index.find(query);
    assert!(found.missing.is_empty() || taken.is_ok());
    index.find("\"race condition\" title:expire certifcate zzzz");
}

#[test]
fn a_file_that_ends_too_early_is_refused() {
    let titles = ["Expired certificate", "Certificates expire", "Race condition, race", "Zürich 漢字"];
    let site = Site::of(&Index::build(&titled(&titles), "en"), 60);
    assert!(site.files.len() > 6, "{}", site.files.len());
    let index = Index::open(site.header.clone()).unwrap();
    for File { need, bytes } in &site.files {
        for length in 0..bytes.len() {
            // A list of words may end after any of them: the hash of the file says that it should not.
            let taken = Index::open(site.header.clone()).unwrap().receive(*need, &bytes[..length]);
            assert!(taken.is_err() || *need == Need::Words, "{need:?} of {length} bytes");
            damaged(&site, *need, &bytes[..length], "\"expired certificate\" race");
        }
        let more = [bytes.as_slice(), &[0]].concat();
        assert!(index.receive(*need, &more).is_err(), "{need:?}");
        assert!(index.receive(Need::Shard(site.header.shards.len()), bytes).is_err());
    }
}

#[test]
fn the_same_incidents_give_the_same_files() {
    let incidents: Vec<Incident> = synth::incidents(40, 7, Words::Full).collect();
    let site = Site::of(&Index::build(&incidents, "en"), 4096);
    let mut builder = Builder::new("en");
    incidents.iter().for_each(|incident| builder.push(incident));
    let whole = builder.finish();
    let again = Site::of(&whole, 4096);
    assert_eq!((&site.header, &site.files), (&again.header, &again.files));
    // And so do files that were read back.
    let index = Index::open(site.header.clone()).unwrap();
    assert!(index.files(4096, &mut |_| ()).is_err());
    for file in &site.files {
        index.receive(file.need, &file.bytes).unwrap();
    }
    let again = Site::of(&index, 4096);
    assert_eq!((&site.header, &site.files), (&again.header, &again.files));
    let written = serde_json::to_string(&site.header).unwrap();
    assert_eq!(json::read::<Header>(&written).unwrap(), site.header);
}

#[test]
fn made_up_records_are_searched_by_files() {
    let incidents: Vec<Incident> = synth::incidents(60, 3, Words::Full).collect();
    let whole = Index::build(&incidents, "en");
    let words = synth::vocabulary();
    let queries: Vec<String> = (0..24)
        .flat_map(|number| {
            let (one, other) = (&words[number * 7], &words[number * 31 + 2]);
            let swapped: String = one.chars().rev().collect();
            let short = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
            [
                format!("{one} "),
                format!("{one} {other} "),
                short(one, 1 + number % 4),
                format!("\"{one} {other}\""),
                format!("section:{one} -{other}"),
                format!("domain:{other} {}x ", one),
                format!("{other} {swapped}q "),
                format!("title:{}", short(other, 2)),
            ]
        })
        .collect();
    let queries: Vec<&str> = queries.iter().map(String::as_str).collect();
    check(&whole, 2000, &queries);
}

#[test]
fn misspelt_words_are_corrected_by_files_and_the_list_of_words_is_fetched_only_then() {
    let titles = ["Certificate expired", "Certificates", "Certified race", "Cat race condition", "Ferry conditions"];
    let whole = Index::build(&titled(&titles), "en");
    let corrected = [
        "certificaet ",
        "certificaet",
        "certifcate expried ",
        "\"certifcate expired\"",
        "title:certifcate ",
        "title:conditoin rcae",
        "\"rcae conditoin\" cat ",
        "rece -conditions ",
    ];
    let others = ["cta ", "zertifikatt ", "certifcate zzzzz ", "cat certificate ", "-certifcate ", "cat -certifcate "];
    for size in [1, 20, 60, 1000] {
        check(&whole, size, &[corrected.as_slice(), &others].concat());
        let site = Site::of(&whole, size);
        let ask = |query: &str| site.ask(&Index::open(site.header.clone()).unwrap(), query);
        for query in corrected {
            let (found, _, arrived) = ask(query);
            assert!(!found.corrections.is_empty() && arrived.contains(&Need::Words), "{query}");
        }
        for query in ["certificate ", "certif", "cat certificate ", "-certifcate ", "cta ", "\"cat race\""] {
            assert!(!ask(query).2.contains(&Need::Words), "{query}");
        }
    }
}

#[test]
fn a_beginning_that_is_too_broad_is_left_out_and_named() {
    let titles = ["Ferry sinks", "Ferry sails", "Gate sticks"];
    let mut site = Site::of(&Index::build(&titled(&titles), "en"), 8);
    site.header.broad = vec!["s".to_owned(), "si".to_owned()];
    let index = Index::open(site.header.clone()).unwrap();
    for (query, expected, notes) in [
        ("ferry s", vec![0, 1], 1),
        ("ferry si", vec![0, 1], 1),
        ("ferry sin", vec![0], 0),
        ("ferry s ", vec![], 0),
        ("s", vec![0, 1, 2], 1),
        ("\"ferry s", vec![0, 1], 1),
        ("title:s", vec![0, 1, 2], 1),
    ] {
        let (found, ..) = site.ask(&index, query);
        assert_eq!((numbers(&found), found.notes.len()), (expected, notes), "{query}: {:?}", found.notes);
    }
    assert!(matches!(&index.find("s").notes[0], failscope::query::text::Note::Broad(word) if word == "s"));
}

#[test]
fn beginnings_of_very_many_postings_are_too_broad() {
    // Sixty words in each incident, three bytes each time: 360,000 bytes under `w` and `wa`.
    let words: String = (0..60).map(|number| format!("wa{number:02} ")).collect();
    let header = Site::of(&Index::build(&titled(&vec![words.as_str(); 2000]), "en"), 1 << 20).header;
    assert_eq!(header.broad, ["w", "wa"]);
}

#[test]
fn the_example_of_the_document_is_what_is_written() {
    let site = Site::of(&Index::build(&titled(&["Expired certificate", "Certificates expire, expire"]), "en"), 1 << 20);
    let document = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/text-shards.md");
    let document = std::fs::read_to_string(document).unwrap_or_default();
    // Spaces and the explanations after `;` are for the reader.
    let code = document.lines().map(|line| line.split(';').next().unwrap_or_default());
    let code: String = code.flat_map(str::split_whitespace).collect();
    let mut absent = Vec::new();
    for File { need, bytes } in &site.files {
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        if !code.contains(&hex) {
            absent.push(format!("{need:?} is {hex}"));
        }
    }
    let header = serde_json::to_string(&site.header).unwrap();
    if !document.contains(&header) {
        absent.push(format!("the header is {header}"));
    }
    assert!(absent.is_empty(), "{}", absent.join("\n"));
}

#[test]
fn a_header_of_another_form_is_refused() {
    let header = Site::of(&Index::build(&titled(&["a b", "c"]), "en"), 1).header;
    assert!(Index::open(Header { format: 2, ..header.clone() }).is_err());
    let shards = header.shards.iter().rev().cloned().collect();
    assert!(Index::open(Header { shards, ..header }).is_err());
    assert!(
        Index::open(Header { format: 1, ..Header::default() }).unwrap().find("a \"b c\" title:d").missing.is_empty()
    );
}
