//! Our own documents: a made-up one read whole, and the collection that this repository
//! brings; a collection with its own taxonomy.

use failscope::corpus::File;
use failscope::incident::taxonomy::Taxonomy;
use failscope::incident::{Choice, Incident, Maker};

use super::{findings, read};

/// A document with one of everything, without a finding.
pub(crate) const DOCUMENT: &str = include_str!("ferry.md");

fn ferry() -> Incident {
    let corpus = read(&[("ferry.md", DOCUMENT)]);
    assert_eq!(findings(&corpus), "");
    corpus.incidents.into_iter().next().unwrap()
}

#[test]
fn a_document_is_read_field_by_field() {
    let incident = ferry();
    assert_eq!((incident.id.as_str(), incident.title.as_str()), ("ferry-2014", "Ferry timetable vanishes"));
    assert_eq!(incident.summary, ["Boards went dark, because a cache was never emptied."]);
    assert_eq!(incident.published.as_ref().unwrap().as_str(), "2014-05-06");
    assert_eq!(incident.occurred.as_ref().unwrap().as_str(), "2014-04~");
    assert_eq!(incident.responsible, ["Ferry Red, Ltd", "Öresund & Co"]);
    assert_eq!(incident.impacted, ["Ferry Red, Ltd"]);
    assert_eq!(incident.gist(), Some("Boards went dark, because a cache was never emptied."));
    let made = &incident.provenance;
    assert_eq!((made.made, made.date.as_ref().unwrap().as_str()), (Maker::Assisted, "2026-11-23"));
    assert_eq!(made.note.as_deref(), Some("Checked against both sources."));
    let report = &incident.sources[0];
    assert_eq!((report.id.as_str(), report.title.as_deref()), ("report", Some("Report on the timetable")));
    assert_eq!(
        (report.publisher.as_deref(), report.date.as_ref().unwrap().as_str()),
        (Some("Harbour Office"), "2014-06")
    );
    assert_eq!(report.url.as_deref(), Some("https://example.org/report?a=1&b=2"));
    assert_eq!(report.archive.as_deref(), Some("http://archive.example/report"));
    assert_eq!((incident.sources[1].id.as_str(), &incident.sources[1].url), ("paper", &None));
}

#[test]
fn sections_keep_statements_numbers_points_and_paragraphs() {
    let incident = ferry();
    assert_eq!(incident.sections.len(), 10);
    assert!(incident.sections.iter().all(|section| section.title.is_none()));
    let timeline = &incident.sections[0];
    assert_eq!(timeline.id, "timeline");
    assert_eq!(timeline.blocks[0].number, Some(1));
    assert_eq!(timeline.blocks[0].text, "The board went dark, on iOS 8. [report]");
    assert_eq!(timeline.blocks[1].text, "Two gates followed: [report, paper]");
    assert_eq!(timeline.blocks[1].points, ["the north gate,", "the south gate."]);
    let fixes = incident.sections.iter().find(|section| section.id == "fixes").unwrap();
    assert_eq!((fixes.blocks[0].number, fixes.blocks[0].text.as_str()), (None, "The sources do not say."));
}

#[test]
fn labels_keep_options_and_the_argument_for_each() {
    let incident = ferry();
    let chosen = |options: &[&str]| Choice::Chosen(options.iter().map(|option| (*option).to_owned()).collect());
    for (category, choice) in [
        ("recurring", chosen(&["unknown"])),
        ("behaviour", chosen(&["omission", "other"])),
        ("nature", chosen(&["non-human_actions"])),
        ("cps", chosen(&["TRUE"])),
        ("application", chosen(&["TRUE"])),
        ("communication", chosen(&["connectivity_level"])),
        ("perception", Choice::NotApplicable),
        ("nonsense", Choice::Missing),
    ] {
        assert_eq!(*incident.choice(category), choice, "{category}");
    }
    let of = |category: &str| -> Vec<(Option<&str>, &str)> {
        let segments = &incident.labels[category].rationale;
        segments.iter().map(|segment| (segment.option.as_deref(), segment.text.as_str())).collect()
    };
    assert_eq!(
        of("behaviour"),
        [
            (Some("omission"), "No times were shown. [report]"),
            (Some("other"), "It beeped. [paper]"),
            (Some("crash"), "Not chosen; it ran on. [report]"),
            (None, "The office saw no further pattern. [report]"),
        ]
    );
    assert!(of("perception").is_empty());
}

#[test]
fn a_date_that_stands_on_the_first_line_is_seen() {
    let text =
        DOCUMENT.replace("published = \"2014-05-06\"\n", "").replace("+++\nid", "+++\npublished = 2014-05-06\nid");
    let corpus = read(&[("ferry.md", &text)]);
    assert_eq!(findings(&corpus), "");
    assert_eq!(corpus.incidents[0].published.as_ref().unwrap().as_str(), "2014-05-06");
}

#[test]
fn an_option_that_the_taxonomy_does_not_know_is_kept() {
    let text = DOCUMENT.replace("### Behaviour: omission, other", "### Behaviour: omission, big bang");
    let incident = &read(&[("ferry.md", &text)]).incidents[0];
    assert_eq!(incident.choice("behaviour").options(), ["omission", "big bang"]);
}

#[test]
fn the_collection_of_this_repository_is_without_a_finding_under_the_strict_rules() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("incidents");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name.ends_with(".md") && !matches!(name.as_str(), "README.md" | "METHOD.md") || name.ends_with(".toml") {
            files.push(File { name, bytes: std::fs::read(path).unwrap() });
        }
    }
    let corpus = failscope::corpus::read_strictly(&files);
    assert_eq!(findings(&corpus), "");
    assert!(corpus.incidents.len() >= 150, "{} incidents", corpus.incidents.len());
    for incident in &corpus.incidents {
        let id = &incident.id;
        assert!(files.iter().any(|file| file.name == format!("{id}.md")), "{id} is not the name of its file");
        assert!(incident.sources.iter().filter(|source| source.url.is_some()).count() >= 2, "{id}");
        assert_eq!((incident.labels.len(), incident.sections.len()), (16, 10), "{id}");
        assert!(incident.published.is_some() && incident.occurred.is_some() && !incident.summary.is_empty(), "{id}");
        assert!(!incident.responsible.is_empty() && !incident.impacted.is_empty(), "{id}");
        assert_eq!(incident.provenance.made, Maker::Assisted, "{id}");
    }
}

#[test]
fn the_taxonomy_that_is_built_in_is_whole_and_without_a_problem() {
    let fail: Taxonomy = failscope::corpus::collection::fail_taxonomy();
    assert_eq!((fail.sections.len(), fail.categories().count()), (10, 16));
    assert_eq!(fail.problems(), []);
    for category in fail.categories() {
        assert!(!category.definition.is_empty() && category.options.iter().all(|option| !option.definition.is_empty()));
    }
}

#[test]
fn every_taxonomy_that_is_built_in_is_usable() {
    for name in failscope::corpus::collection::built_in_names() {
        let taxonomy = failscope::corpus::collection::built_in(&name.to_lowercase()).unwrap();
        assert_eq!((taxonomy.title.as_str(), taxonomy.problems()), (name, Vec::new()));
        let labels: std::collections::BTreeSet<&str> =
            taxonomy.categories().map(|category| category.label.as_str()).collect();
        assert_eq!(labels.len(), taxonomy.categories().count(), "{name}: two categories have one label");
        for category in taxonomy.categories() {
            assert!(!category.definition.is_empty() && !category.options.is_empty(), "{}", category.id);
            for option in &category.options {
                let names = option.aliases.iter().chain([&option.id]);
                assert!(names.into_iter().all(|name| category.resolve(name) == Some(&option.id)), "{}", option.id);
            }
        }
    }
}

pub(crate) const SETTINGS: &str = "title = \"Ours\"\ndescription = \"d\"\nlicense = \"CC0\"\nmethod = \"m\"\nbase_url = \"https://x.org\"\ntaxonomy = \"own.toml\"\n";

pub(crate) const OWN: &str = "title = \"Own\"\n[[sections]]\nid = \"story\"\nlabel = \"Story\"\n[[groups]]\nid = \"g\"\nlabel = \"G\"\n\
    [[groups.categories]]\nid = \"colour\"\nlabel = \"Colour\"\noptions = [{ id = \"red\", label = \"Red\", aliases = [\"rouge\"] }]\n";

pub(crate) fn with_taxonomy(taxonomy: &str, document: &str) -> failscope::corpus::Corpus {
    read(&[("c/failscope.toml", SETTINGS), ("c/own.toml", taxonomy), ("c/a.md", document)])
}

#[test]
fn a_collection_may_bring_its_own_name_and_taxonomy() {
    let head = DOCUMENT.split("## Timeline").next().unwrap();
    let body = "## Story\n\n1. Once. [report, paper]\n\n## Taxonomy\n\n### Colour: Rouge\n\n- `red`: Seen. [report]\n";
    let corpus = with_taxonomy(OWN, &format!("{head}{body}"));
    assert_eq!(findings(&corpus), "");
    let about = &corpus.collection;
    assert_eq!((about.title.as_str(), about.description.as_str(), about.license.as_str()), ("Ours", "d", "CC0"));
    assert_eq!((about.method.as_str(), about.base_url.as_str()), ("m", "https://x.org"));
    assert_eq!(corpus.taxonomy.title, "Own");
    assert_eq!(corpus.incidents[0].choice("colour").options(), ["red"]);
    assert_eq!(corpus.incidents[0].sections[0].id, "story");
}
