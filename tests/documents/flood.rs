//! Too much input and senseless input: floods of one line, random bytes, random text.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::broken::{beside, words};
use super::findings;
use super::ours::DOCUMENT;

/// One line of so many bytes, in each format where it can stand.
fn one_line(piece: &str, bytes: usize) {
    let line = piece.repeat(bytes / piece.len());
    let head = DOCUMENT.split("## Timeline").next().unwrap().replace("ferry-2014", "long");
    for (name, text) in [
        ("a.md", line.clone()),
        ("a.md", format!("{head}\n## Timeline\n\n{line}")),
        ("page-1.txt", format!("Incident: x\nTimeline {line}\nBehaviour crash {line}")),
        ("a.csv", format!("Incident ID,Recurring Option,Time\n1,,{line}")),
        ("a.json", line.clone()),
        ("a.json", format!("{{\"incident_id\": \"x\", \"reference\": \"{line}\", \"notes\": \"{line}\"}}")),
    ] {
        beside(name, text.as_bytes());
    }
}

#[test]
fn ten_megabytes_of_one_line_are_read_in_no_time() {
    let begun = Instant::now();
    one_line("a", 10_000_000);
    for piece in
        ["é", "[", "<", "[1] ", "1. ", "(a) ", "- ", "`", "*", "a, ", "[9], ", "(crash) ", "http://a ", "[[", "{\"a\":"]
    {
        one_line(piece, 100_000);
    }
    let many: String = (0..60_000).map(|number| format!("[{number}] ")).collect();
    beside("page-1.txt", format!("Incident: x\nTimeline {many}").as_bytes());
    // Many times what it takes: a guard against quadratic time, not a measurement.
    assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn no_bytes_at_all_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), ending in 0..6_usize) {
        let name = ["a.json", "a.md", "page-1.txt", "a.csv", "failscope.toml", "other.toml"][ending];
        beside(name, &bytes);
    }

    #[test]
    fn no_text_behind_a_right_beginning_makes_a_reader_panic(text in any::<String>(), start in 0..6_usize) {
        let (name, start) = [
            ("a.md", "+++\nid = \"x\"\n"),
            ("page-1.txt", "Incident: x\nTimeline "),
            ("page-1.txt", "Incident: x\nBehaviour "),
            ("a.csv", "Incident ID,Recurring Option,Recurring Rationale\n1,"),
            ("failscope.toml", "title = \"x\"\n"),
            ("a.json", "{\"incident_id\": \"x\", \"actor\":"),
        ][start];
        beside(name, format!("{start}{text}").as_bytes());
    }

    #[test]
    fn no_word_of_a_body_is_lost_in_silence(
        pieces in prop::collection::vec("[a-z]{4,8}|## |### |# |- |1\\. |\\n\\n|\\n|> |`|\\*|<[a-z]{4,5}>|\\[[a-z]{4,5}\\]|: |    |```|---|!", 0..40),
    ) {
        let body = pieces.join(" ");
        let head = DOCUMENT.split("## Timeline").next().unwrap().replace("ferry-2014", "x");
        let corpus = beside("x.md", format!("{head}\n{body}").as_bytes());
        let incident = corpus.incidents.iter().find(|incident| incident.id == "x").unwrap();
        let found = findings(&corpus);
        let kept = words(incident);
        for word in body.split(|c: char| !c.is_ascii_lowercase()).filter(|word| word.len() >= 4) {
            prop_assert!(kept.contains(word) || found.contains("left out"), "{} is lost:\n{}\n{}", word, body, found);
        }
    }
}
