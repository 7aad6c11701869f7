//! Bad input: every kind gives findings that say where and how to mend it, nothing panics,
//! and the good document beside it is read all the same.

use failscope::corpus::finding::Severity;
use failscope::corpus::{self, Corpus, File};
use failscope::incident::{Incident, is_web_address};

use super::fail::PAGE;
use super::ours::DOCUMENT;
use super::{findings, read};

/// Reads bytes under a name, beside a good document.
pub(crate) fn beside(name: &str, bytes: &[u8]) -> Corpus {
    let good = File { name: "good.md".to_owned(), bytes: DOCUMENT.as_bytes().to_vec() };
    let corpus = corpus::read(&[File { name: name.to_owned(), bytes: bytes.to_vec() }, good]);
    assert!(corpus.incidents.iter().any(|incident| incident.id == "ferry-2014"), "the good document was lost");
    for finding in corpus.findings.iter().filter(|finding| finding.severity > Severity::Note) {
        assert!(finding.line > 0 && !finding.mend.is_empty() && !finding.file.is_empty(), "{finding}");
        assert!(finding.to_string().lines().count() == 1 && finding.to_string().len() < 4_000);
    }
    corpus
}

/// Every text of an incident, in one string.
pub(crate) fn words(incident: &Incident) -> String {
    format!("{incident:?}")
}

#[test]
fn each_bad_input_is_reported_where_it_stands() {
    for (name, bytes, expected) in [
        ("a.md", b"".as_slice(), "a.md:1: error: there is no front matter; open the file with +++"),
        ("a.txt", b"", "a.txt:1: error: this is no format that is read here; incidents are Markdown"),
        (
            "a.csv",
            b"",
            "a.csv:1: error: this CSV is no export of FAIL or of the AI Incident Database; its heading row needs",
        ),
        ("a.toml", b"", "a.toml:1: warning: nothing names this file; it is left out"),
        ("a.md", b"+++\nid = \"x\"\n", "a.md:1: error: there is no front matter"),
        (
            "a.md",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "a.md:3: error: this is not text: it holds a zero byte; remove the file",
        ),
        (
            "a.md",
            b"+++\nid = \"x\"\ntitle = \"caf\xe9\"\n+++\n",
            "a.md:3: error: this line is not UTF-8; save the file as UTF-8",
        ),
        ("a.txt", b"Incident: a\n\n\n\xff\xfe", "a.txt:4: error: this line is not UTF-8"),
        ("a.csv", b"Incident ID,Recurring Option\n1,\xff\n", "a.csv:2: error: this line is not UTF-8"),
        ("a.csv", b"Incident ID,Recurring Option\n1\n", "a.csv:2: error: this row cannot be read"),
        (
            "a.csv",
            b"Incident ID,Recurring Option\n../x,\n",
            "a.csv:2: error: `../x` is no number of an incident; fill the column",
        ),
        ("a.csv", b"Article ID,Headline,URL\n,x,y\n", "a.csv:2: error: an article has no number; fill the column"),
        ("a.csv", b"Article ID,Headline,URL\n1,x,javascript:x\n", "a.csv:2: error: `javascript:x` is no web address"),
        ("page.txt", b"Incident: x\n", "page.txt:1: error: a FAIL page does not print its number"),
        (
            "page-7.txt",
            b"Incident: unknown\nPublished Date: 2018-02-29\n",
            "page-7.txt:1: warning: incident 7 has no title; give it one",
        ),
        (
            "page-7.txt",
            b"Incident: unknown\nPublished Date: 2018-02-29\n",
            "page-7.txt:1: error: `2018-02-29` is not a date in the calendar",
        ),
        ("page-7.txt", b"Incident: unknown\n", "page-7.txt:1: warning: the page has no Timeline, System"),
        ("failscope.toml", b"", "failscope.toml:1: error: the collection has no title; add title"),
        ("failscope.toml", b"titel = 'x'", "failscope.toml:1: error: there is no field titel; did you mean title?"),
        (
            "failscope.toml",
            b"title = 'x'\nbase_url = 'javascript:x'",
            "failscope.toml:2: error: base_url: `javascript:x` is no web address",
        ),
        (
            "failscope.toml",
            b"title = 'x'\ntaxonomy = 'gone.toml'",
            "failscope.toml:1: error: the taxonomy file gone.toml is not there",
        ),
    ] {
        let found = findings(&beside(name, bytes));
        assert!(found.contains(expected), "expected {expected}\n{found}");
    }
}

#[test]
fn nothing_at_all_is_a_finding() {
    assert!(findings(&read(&[])).contains("there is no incident in what was given; name a folder"));
    let (one, other) = (("b.md", "x"), ("a.md", "y"));
    assert_eq!(findings(&read(&[one, other])), findings(&read(&[other, one])), "order does not matter");
}

#[test]
fn of_two_documents_with_one_id_the_first_is_kept_and_both_are_named() {
    let corpus = read(&[("two.md", &DOCUMENT.replace("vanishes", "returns")), ("one.md", DOCUMENT)]);
    assert_eq!(corpus.incidents.len(), 1);
    assert_eq!(corpus.incidents[0].title, "Ferry timetable vanishes");
    let found = findings(&corpus);
    assert!(
        found.contains("two.md:1: error: the id `ferry-2014` is taken by one.md; this one is left out; give each"),
        "{found}"
    );
}

#[test]
fn a_page_cut_anywhere_is_read_as_far_as_it_goes() {
    let title = PAGE.find('\n').unwrap();
    for cut in (0..PAGE.len()).step_by(5).chain(title..title + 40).filter(|cut| PAGE.is_char_boundary(*cut)) {
        let corpus = beside("page-77.txt", &PAGE.as_bytes()[..cut]);
        assert_ne!(findings(&corpus), "", "a cut at {cut} goes unnoticed");
        if cut >= title {
            let incident = corpus.incidents.iter().find(|incident| incident.id == "77").unwrap();
            assert_eq!(incident.title, "Ferry timetable vanishes.");
        }
    }
}

#[test]
fn a_document_cut_anywhere_never_panics_nor_goes_unnoticed() {
    let last = DOCUMENT.find("### Domain").unwrap();
    for cut in (0..last).step_by(5).filter(|cut| DOCUMENT.is_char_boundary(*cut)) {
        let corpus = beside("cut.md", DOCUMENT[..cut].replace("ferry-2014", "cut").as_bytes());
        assert_ne!(findings(&corpus), "", "a cut at {cut} goes unnoticed");
    }
}

#[test]
fn a_record_that_knows_nothing_is_kept_with_what_it_knows() {
    let text = "Incident: unknown\nPublished Date: \nTimeline unknown\nSystem unknown\nPhase (Design/Operation) unknown unknown\nDomain unknown";
    let corpus = beside("page-9.txt", text.as_bytes());
    let incident = corpus.incidents.iter().find(|incident| incident.id == "9").unwrap();
    assert_eq!((incident.title.as_str(), incident.published.as_ref()), ("unknown", None));
    assert_eq!(incident.choice("phase").options(), ["unknown"]);
    assert_eq!(incident.choice("domain").options(), ["unknown"]);
    assert!(findings(&corpus).contains("page-9.txt:1: warning: no publication date; add the day"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_a_document() {
    for (name, text) in [("a.md", DOCUMENT.replace("ferry-2014", "a")), ("page-77.txt", PAGE.to_owned())] {
        let marked = beside(name, format!("\u{feff}{text}").as_bytes());
        let plain = beside(name, text.as_bytes());
        assert_eq!(findings(&marked), findings(&plain));
        assert_eq!(marked.incidents, plain.incidents);
    }
    assert_eq!(findings(&beside("b.md", DOCUMENT.replace("ferry-2014", "b").replace('\n', "\r\n").as_bytes())), "");
}

#[test]
fn every_script_of_the_world_is_kept() {
    for text in ["اللوحة مظلمة", "ลายเซ็น", "時刻表が消えた", "לוח זמנים", "👩‍🚒 🇬🇧", "a\u{202e}b"]
    {
        let text = text.to_owned();
        let document = DOCUMENT.replace("ferry-2014", "x").replace("Ferry timetable vanishes", &text);
        let document = document.replace("No times were shown.", &text).replace("## Fixes", &format!("## {text}"));
        let incident =
            beside("x.md", document.as_bytes()).incidents.into_iter().find(|incident| incident.id == "x").unwrap();
        assert_eq!(incident.title, text);
        assert!(incident.labels["behaviour"].rationale[0].text.starts_with(&text));
        assert!(incident.sections.iter().any(|section| section.title.as_deref() == Some(&text)));
    }
}

#[test]
fn markup_in_every_field_stays_text_and_never_becomes_an_address() {
    for evil in ["<script>alert(1)</script>", "javascript:alert(1)", "<img src=x onerror=alert(1)>"] {
        let mut text = DOCUMENT.replace("ferry-2014", "evil");
        for innocent in [
            "Ferry timetable vanishes",
            "Boards went dark,",
            "Öresund & Co",
            "Checked against",
            "Report on the timetable",
            "Harbour Office",
            "https://example.org/report?a=1&b=2",
            "http://archive.example/report",
            "The board went dark,",
            "the north gate,",
            "The sources do not say.",
            "No times were shown.",
            "The office saw",
            "omission, other",
        ] {
            assert!(text.contains(innocent), "{innocent}");
            text = text.replace(innocent, evil);
        }
        let corpus = beside("evil.md", text.as_bytes());
        let incident = corpus.incidents.iter().find(|incident| incident.id == "evil").unwrap();
        let kept = words(incident);
        assert_eq!(kept.matches(evil).count(), 12, "all but the two addresses are kept: {kept}");
        assert!(
            incident
                .sources
                .iter()
                .flat_map(|source| [&source.url, &source.archive])
                .flatten()
                .all(|url| is_web_address(url))
        );
        assert_eq!(incident.sources[0].url, None);
        assert!(findings(&corpus).contains("is no web address; write one that starts with https://"));
    }
}
