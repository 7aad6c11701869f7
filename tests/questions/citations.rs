//! What is taken away of an incident: citations that programs read, JSON that is read back, Markdown
//! that no reader takes for HTML.

use biblatex::{Bibliography, ChunksExt};
use failscope::export::citation::{Format, Work};
use failscope::export::{json, markdown};
use failscope::incident::{Collection, Date, Incident, Provenance};
use proptest::prelude::*;

use super::world::{content, taxonomy};

const TITLES: [&str; 7] = [
    "A router floods the market",
    "{Braces} that } do not { match",
    "100% of R&D_costs #1 $5 ~ ^ \\ lost",
    "Zürich, 漢字 and \"quotes\"",
    "Ends in a full stop.",
    "Two\nlines\tand a tab",
    "<script>alert(1)</script>",
];

fn works(title: &str, date: Option<&str>) -> (Incident, Collection, String) {
    let date = date.map(|date| Date::parse(date).unwrap());
    let incident = Incident {
        id: "knight-2012".to_owned(),
        title: title.to_owned(),
        provenance: Provenance { date, ..Provenance::default() },
        ..Incident::default()
    };
    let collection =
        Collection { title: "Failures & more".to_owned(), license: "CC BY 4.0".to_owned(), ..Collection::default() };
    (incident, collection, "https://example.org/incident/knight-2012/".to_owned())
}

fn cited(title: &str, date: Option<&str>, format: Format) -> String {
    let (incident, collection, address) = works(title, date);
    Work::of(&incident, title, &collection, "0a1b", &address).cite(format)
}

#[test]
fn a_reference_reads_as_styles_have_it() {
    for (date, apa, chicago) in [
        (
            Some("2026-11-24"),
            "A router. (2026, November 24). In Failures & more (data version 0a1b). https://example.org/incident/knight-2012/",
            "“A router.” In Failures & more (data version 0a1b). Labelled November 24, 2026. https://example.org/incident/knight-2012/.",
        ),
        (
            Some("2026-11"),
            "A router. (2026, November). In Failures & more (data version 0a1b). https://example.org/incident/knight-2012/",
            "“A router.” In Failures & more (data version 0a1b). Labelled November 2026. https://example.org/incident/knight-2012/.",
        ),
        (
            Some("2025/2026"),
            "A router. (2025). In Failures & more (data version 0a1b). https://example.org/incident/knight-2012/",
            "“A router.” In Failures & more (data version 0a1b). Labelled 2025. https://example.org/incident/knight-2012/.",
        ),
        (
            None,
            "A router. (n.d.). In Failures & more (data version 0a1b). https://example.org/incident/knight-2012/",
            "“A router.” In Failures & more (data version 0a1b). https://example.org/incident/knight-2012/.",
        ),
    ] {
        assert_eq!(cited("A router.", date, Format::Apa), apa);
        assert_eq!(cited("A router.", date, Format::Chicago), chicago);
    }
    let (incident, collection, _) = works("A router", None);
    let nowhere = Work::of(&incident, "A router", &collection, "", "");
    assert_eq!(nowhere.cite(Format::Apa), "A router. (n.d.). In Failures & more.");
    assert_eq!(nowhere.cite(Format::Chicago), "“A router.” In Failures & more.");
}

#[test]
fn bibtex_is_read_by_a_reader_of_bibtex_whatever_the_title() {
    for title in TITLES {
        for date in [None, Some("2026-11-24"), Some("2026")] {
            let text = cited(title, date, Format::Bibtex);
            let read = Bibliography::parse(&text).unwrap_or_else(|error| panic!("{title}: {error}\n{text}"));
            let entry = read.get("knight-2012").unwrap_or_else(|| panic!("no entry in {text}"));
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(plain(&entry.title().unwrap().format_verbatim()), plain(title), "{text}");
            assert_eq!(entry.url().unwrap(), "https://example.org/incident/knight-2012/");
            assert_eq!(entry.get("year").map(|year| year.format_verbatim()), date.map(|_| "2026".to_owned()));
        }
    }
}

#[test]
fn ris_is_a_line_a_field_whatever_the_title() {
    for title in TITLES {
        let text = cited(title, Some("2026-11-24"), Format::Ris);
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!((lines[0], *lines.last().unwrap()), ("TY  - DATA", "ER  -  "));
        for line in &lines {
            let (tag, _) = line.split_once("  - ").unwrap_or_else(|| panic!("{line}"));
            assert!(tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
        }
        let title = title.replace(['\n', '\t'], " ");
        assert!(lines.contains(&format!("TI  - {title}").as_str()) && lines.contains(&"DA  - 2026/11/24/"), "{text}");
    }
}

#[test]
fn csl_json_is_json_with_the_names_of_its_schema() {
    let known = ["type", "id", "title", "container-title", "version", "language", "note", "URL", "author", "issued"];
    for title in TITLES {
        let text = cited(title, Some("2026-11"), Format::Csl);
        assert!(!text.contains('<'), "a page's script would end: {text}");
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        let item = read[0].as_object().unwrap();
        assert!(item.keys().all(|key| known.contains(&key.as_str())), "{text}");
        assert_eq!(item["title"], title);
        assert_eq!(item["issued"]["date-parts"], serde_json::json!([[2026, 11]]));
    }
}

#[test]
fn markdown_tells_everything_and_marks_nothing_by_accident() {
    let mut incident = works("<b>Bold</b> *claims*", Some("2026")).0;
    incident.summary = vec!["# not a heading `code`".to_owned()];
    let text = markdown::incident(&incident, &incident.title, &taxonomy(), "https://example.org/");
    assert!(text.starts_with("# \\<b>Bold\\</b> \\*claims\\*\n\n<https://example.org/>\n"), "{text}");
    assert!(text.contains("\\# not a heading \\`code\\`"), "{text}");
}

proptest! {
    #[test]
    fn json_of_an_incident_is_read_back_the_same(content in content(4)) {
        for incident in &content.incidents {
            let text = json::incident(incident);
            let read: Incident = failscope::bundle::json::read(&text).unwrap();
            prop_assert_eq!(&read, incident, "{}", text);
            // The very object that a bundle has.
            let ours: serde_json::Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(ours, serde_json::to_value(incident).unwrap());
        }
    }

    #[test]
    fn any_text_is_written_as_json_that_reads_the_same(text in "\\PC*|[\\x00-\\x7f\u{2028}]*") {
        let read: String = serde_json::from_str(&json::string(&text)).unwrap();
        prop_assert_eq!(read, text);
    }
}
