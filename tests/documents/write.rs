//! What is written is read again: an incident as a document gives the incident back, whatever
//! its text holds.

use std::collections::BTreeMap;

use failscope::corpus::collection::fail_taxonomy;
use failscope::corpus::prose::fold_space;
use failscope::corpus::write::document;
use failscope::incident::taxonomy::UNKNOWN;
use failscope::incident::{Block, Choice, Date, Incident, Label, Maker, Provenance, Section, Segment, Source};
use proptest::prelude::*;

use super::ours::DOCUMENT;
use super::{findings, read};

/// Reads what was written of an incident.
fn again(incident: &Incident) -> Incident {
    let text = document(incident, &fail_taxonomy());
    let corpus = read(&[("a.md", text.as_str())]);
    assert_eq!(corpus.incidents.len(), 1, "{}\n{text}", findings(&corpus));
    corpus.incidents.into_iter().next().unwrap()
}

#[track_caller]
pub(crate) fn comes_back(incident: &Incident) {
    let (back, text) = (again(incident), document(incident, &fail_taxonomy()));
    assert_eq!(back, *incident, "\n{text}");
}

/// Text as readers give it: not empty, white space folded, full of what Markdown could take
/// for markup.
fn text() -> impl Strategy<Value = String> {
    let marks = "[-+*_#>~`=|&<!?()\\[\\]:;.,\"'\\\\/{}$^@%a-c1-3 é„]{1,24}";
    let words = prop::sample::select(vec![
        "# a",
        "- a",
        "1. a",
        "12) b",
        "`crash`: a",
        "[report]",
        "[a](b)",
        "[a]: b",
        "![a](b)",
        "<b>c</b>",
        "<!-- a",
        "&amp;",
        "&#35;",
        "a_b_c",
        "_a_",
        "__a__",
        "**a**",
        "***",
        "---",
        "- - -",
        "~~~",
        "```",
        "> a",
        "a \\",
        "<a@b.c>",
        "<=@1>",
        "<https://a.b>",
        "+++",
        "a #",
        "##",
        "[a][b]",
        "=== a",
        "+ a",
        "1.",
        "10.5 m",
        "*",
        "_",
        "+",
        "-",
        "a:  b",
        "\u{feff}a",
    ]);
    let piece =
        prop_oneof![3 => words.prop_map(str::to_owned), 2 => marks.prop_map(|text| text), 1 => "[^\\x00]{1,12}"];
    prop::collection::vec(piece, 1..4)
        .prop_map(|pieces| fold_space(&pieces.join(" ")))
        .prop_filter("text is not empty", |text| !text.is_empty())
}

fn points() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![2 => Just(Vec::new()), 1 => prop::collection::vec(text(), 1..3)]
}

fn block() -> impl Strategy<Value = Block> {
    (prop::option::of(0..20_u32), text(), points()).prop_map(|(number, text, points)| Block { number, text, points })
}

/// Some of the known sections, each once, and one of the author's own.
fn sections() -> impl Strategy<Value = Vec<Section>> {
    let known: Vec<String> = fail_taxonomy().sections.into_iter().map(|kind| kind.id).collect();
    let blocks = || prop::collection::vec(block(), 0..5);
    let own = (text(), blocks()).prop_map(|(words, blocks)| {
        let title = format!("Own {words}");
        Section { id: failscope::incident::taxonomy::fold(&title).replace(' ', "-"), title: Some(title), blocks }
    });
    let known = prop::sample::subsequence(known, 0..4).prop_shuffle().prop_flat_map(move |ids| {
        let section = |id: String| blocks().prop_map(move |blocks| Section { id: id.clone(), title: None, blocks });
        ids.into_iter().map(section).collect::<Vec<_>>()
    });
    (known, prop::option::of(own)).prop_map(|(mut sections, own)| {
        sections.extend(own);
        sections
    })
}

fn labels() -> impl Strategy<Value = BTreeMap<String, Label>> {
    let label = |category: failscope::incident::taxonomy::Category| {
        let mut options: Vec<String> = category.options.into_iter().map(|option| option.id).collect();
        options.extend([UNKNOWN.to_owned(), "a [new](one) `kind`".to_owned(), "#5".to_owned()]);
        let choice = prop_oneof![
            1 => Just(Choice::Missing),
            1 => Just(Choice::NotApplicable),
            6 => prop::sample::subsequence(options.clone(), 1..4.min(options.len())).prop_shuffle().prop_map(Choice::Chosen),
        ];
        let segment = (prop::option::of(prop::sample::select(options)), text(), points())
            .prop_map(|(option, text, points)| Segment { option, mark: String::new(), text, points });
        (choice, prop::collection::vec(segment, 0..3))
            .prop_map(move |(choice, rationale)| (category.id.clone(), Label { choice, rationale }))
    };
    let categories: Vec<_> = fail_taxonomy().categories().cloned().collect();
    prop::sample::subsequence(categories, 0..5)
        .prop_flat_map(move |categories| categories.into_iter().map(label).collect::<Vec<_>>())
        .prop_map(|labels| labels.into_iter().collect())
}

fn date() -> impl Strategy<Value = Option<Date>> {
    let dates = vec!["2011", "2011-03", "2011-03-22", "1985-06~", "2004?", "1985-06/1987-01", "2019/.."];
    prop::option::of(prop::sample::select(dates).prop_map(|date| Date::parse(date).unwrap()))
}

/// Text of front matter keeps white space inside.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![text(), "[a-z][^\\x00]{0,12}[a-z\"\\\\]"]
}

fn sources() -> impl Strategy<Value = Vec<Source>> {
    let address = || prop::option::of("https?://[a-z]{1,5}\\.example/[a-z?&=#\"]{0,9}[a-z]");
    let source = (prop::option::of(field()), prop::option::of(field()), date(), address(), address());
    prop::collection::vec(source, 0..4).prop_map(|sources| {
        let source = |(at, (title, publisher, date, url, archive))| Source {
            id: format!("s{at}"),
            title,
            publisher,
            date,
            url,
            archive,
        };
        sources.into_iter().enumerate().map(source).collect()
    })
}

fn incident() -> impl Strategy<Value = Incident> {
    let names = || prop::collection::btree_set(field(), 0..3).prop_map(|names| names.into_iter().collect::<Vec<_>>());
    let head =
        ("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,9}", field(), prop::option::of(field()), date(), date(), names(), names());
    let made = (prop::sample::select(Maker::ALL.to_vec()), date(), prop::option::of(field()))
        .prop_map(|(made, date, note)| Provenance { made, date, note });
    (head, made, sections(), labels(), sources()).prop_map(|(head, provenance, sections, labels, sources)| {
        let (id, title, summary, published, occurred, responsible, impacted) = head;
        let summary = summary.into_iter().collect();
        Incident {
            id,
            title,
            summary,
            published,
            occurred,
            responsible,
            impacted,
            sections,
            labels,
            sources,
            provenance,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..crate::cases() })]

    #[test]
    fn what_is_written_is_read_again(incident in incident()) {
        comes_back(&incident);
    }
}

#[test]
fn our_own_document_comes_back() {
    comes_back(&read(&[("ferry.md", DOCUMENT)]).incidents[0]);
}

#[test]
fn statements_keep_their_numbers() {
    let block = |number, text: &str| Block { number, text: text.to_owned(), points: Vec::new() };
    let blocks = vec![
        block(Some(1), "a"),
        block(Some(2), "b"),
        block(Some(2), "c"),
        block(Some(7), "d"),
        block(None, "e"),
        block(Some(8), ""),
        block(None, ""),
        block(Some(1), "1. not two"),
    ];
    let sections = vec![Section { id: "timeline".to_owned(), title: None, blocks }];
    comes_back(&Incident { id: "a".to_owned(), title: "a".to_owned(), sections, ..Incident::default() });
}

#[test]
fn the_mark_of_a_segment_stays_as_text() {
    let segment = Segment {
        option: Some("crash".to_owned()),
        mark: "(a) crash:".to_owned(),
        text: "It stopped.".to_owned(),
        points: Vec::new(),
    };
    let label = Label { choice: Choice::of(vec!["crash".to_owned()]), rationale: vec![segment] };
    let labels = [("behaviour".to_owned(), label)].into();
    let back = again(&Incident { id: "a".to_owned(), title: "a".to_owned(), labels, ..Incident::default() });
    assert_eq!(back.labels["behaviour"].rationale[0].text, "(a) crash: It stopped.");
}
