//! FAIL's records: the page and the CSV, made-up ones here and real ones where they are.

use failscope::corpus::File;
use failscope::incident::citation::{Span, spans};
use failscope::incident::{Choice, Incident};

use super::{findings, read, shared};

/// A page in the layout of the real ones, with their traps, in words of our own.
pub(crate) const PAGE: &str = "\
Incident: Ferry timetable vanishes.

Published Date: 2014-05-06

Postmortem Analysis
Timeline 1. The board of the ferry company went dark on a Tuesday [7001]. 2. It ran version 5.1.3 on iOS 8. The outage lasted two hours [Article 7002].
System It failed in parts: 1. Timetable board [7001] 2. Ticket gate 3. Phone app [#7001, #7002]
Responsible Organization 1. Ferry Red - The operator updated the board [7001].
Impacted Organization unknown
Software Causes 1. A cache was never emptied [7001, 7002].
Non-software Causes 1. Nobody was on call: - one was ill [7001]. - one was at sea [7002].
Impacts 1. Passengers missed ferries [7, 7, 7].
Preventions 1. Test the cache [#, #].
Fixes
References 1. Ferry Red [a7001] 2. <Article 7002>

Software Taxonomy of Faults

Category Option Rationale
Recurring (a) The articles tell of no earlier outage.
Phase (Design/Operation) design, operation (a) The design phase left the cache out [7001]. (b) The operation phase ignored the alarm [7002].
Boundary (Internal/External) within_system (a) within_system: The cache is theirs [7001]. (b) outside_system: Nothing came from outside [7001].
Nature (Human/Non-human) non-human_actions (a) Non-human actions filled the cache [7001].
Dimension (Hardware/Software) software (a) The software failure incident was not one of hardware [7001]. (b) Software kept stale times [7001].
Objective (Malicious/Non-malicious) non-malicious (b) Nobody meant harm; it was non-malicious [7001].
Intent (Poor/Accidental Decisions) unknown The articles do not say.
Capability (Incompetence/Accidental) both (a) A lack of skill [7001].
Duration temporary (b) It was temporary [7001].
Behaviour omission, other (a) crash: It did not crash [7001]. (b) omission: It showed no times [7001]. (f) other: It also beeped [7001].

IoT System Layer

Layer Option Rationale
Perception None None
Communication connectivity level The radio link was up [7001].
Application application An unhandled error [7001].

Other Details

Category Option Rationale
Consequence delay, other (d) Property: None was lost [7001]. (e) delay: People waited [7001]. (property) A bag was [7002].
Domain transportation, sales (a) It belongs to the transportation industry [7001]. (m) It sells in the sales industry [7001].

Sources

Back to List
";

fn page() -> (Incident, String) {
    let corpus = read(&[("pages/fail-77.txt", PAGE)]);
    let found = findings(&corpus);
    (corpus.incidents.into_iter().next().unwrap(), found)
}

#[test]
fn a_page_becomes_a_record_with_its_number_title_and_date() {
    let (incident, _) = page();
    assert_eq!(incident.id, "77");
    assert_eq!(incident.title, "Ferry timetable vanishes.");
    assert_eq!(incident.published.unwrap().as_str(), "2014-05-06");
    assert_eq!(incident.sources.iter().map(|source| source.id.as_str()).collect::<Vec<_>>(), ["7", "7001", "7002"]);
}

#[test]
fn lists_split_at_their_numbers_and_only_there() {
    let (incident, _) = page();
    let numbers = |id: &str| -> Vec<(Option<u32>, String)> {
        let section = incident.sections.iter().find(|section| section.id == id).unwrap();
        section.blocks.iter().map(|block| (block.number, block.text.clone())).collect()
    };
    assert_eq!(numbers("timeline").len(), 2, "5.1.3 and iOS 8. are prose");
    assert_eq!(numbers("system")[0], (None, "It failed in parts:".to_owned()));
    assert_eq!(numbers("system")[3], (Some(3), "Phone app [#7001, #7002]".to_owned()));
    assert_eq!(numbers("responsible-organization")[0].1, "Ferry Red - The operator updated the board [7001].");
    assert_eq!(numbers("impacted-organization"), [(None, "unknown".to_owned())]);
    let causes = incident.sections.iter().find(|section| section.id == "non-software-causes").unwrap();
    assert_eq!(causes.blocks[0].points, ["one was ill [7001].", "one was at sea [7002]."]);
}

#[test]
fn the_four_kinds_of_no_value_stay_apart() {
    let (incident, _) = page();
    let chosen = |options: &[&str]| Choice::Chosen(options.iter().map(|option| (*option).to_owned()).collect());
    for (category, choice) in [
        ("recurring", Choice::Missing),
        ("perception", Choice::NotApplicable),
        ("intent", chosen(&["unknown"])),
        ("behaviour", chosen(&["omission", "other"])),
        ("cps", Choice::Missing),
        ("application", chosen(&["TRUE"])),
        ("communication", chosen(&["connectivity_level"])),
    ] {
        assert_eq!(*incident.choice(category), choice, "{category}");
    }
    assert_eq!(incident.labels["recurring"].rationale[0].text, "The articles tell of no earlier outage.");
}

#[test]
fn segments_belong_to_the_option_they_name_whatever_their_letter() {
    let (incident, _) = page();
    let options = |category: &str| -> Vec<&str> {
        incident.labels[category].rationale.iter().map(|segment| segment.option.as_deref().unwrap_or("-")).collect()
    };
    for (category, expected) in [
        ("phase", vec!["design", "operation"]),
        ("boundary", vec!["within_system", "outside_system"]),
        ("dimension", vec!["hardware", "software"]),
        ("objective", vec!["non-malicious"]),
        ("intent", vec!["-"]),
        ("behaviour", vec!["crash", "omission", "other"]),
        ("consequence", vec!["property", "delay", "property"]),
        ("domain", vec!["transportation", "sales"]),
    ] {
        assert_eq!(options(category), expected, "{category}");
    }
}

#[test]
fn an_option_of_an_older_spelling_is_kept_and_reported() {
    let (incident, findings) = page();
    assert_eq!(*incident.choice("capability"), Choice::of(vec!["both".to_owned()]));
    assert!(findings.contains("pages/fail-77.txt:27: warning: `both` is no option of Capability"), "{findings}");
}

#[test]
fn every_word_of_a_made_up_page_is_in_the_record() {
    let (incident, _) = page();
    assert_eq!(rewritten(&incident), body(PAGE));
}

#[test]
fn nothing_of_a_real_page_is_lost() {
    let Some(mut pages) = shared("data/fail/pages") else { return };
    pages.extend(shared("seed").unwrap_or_default());
    for page in &pages {
        let corpus = failscope::corpus::read(std::slice::from_ref(page));
        let text = std::str::from_utf8(&page.bytes).unwrap();
        assert_eq!(rewritten(&corpus.incidents[0]), body(text), "{}", page.name);
    }
}

#[test]
fn the_csv_and_the_pages_give_equal_records() {
    let (Some(pages), Some(tables)) = (shared("data/fail/pages"), shared("data/fail")) else { return };
    let tables: Vec<File> = tables.into_iter().filter(|file| file.name.ends_with("incident_data.csv")).collect();
    let from_pages = failscope::corpus::read(&pages).incidents;
    let mut from_table = failscope::corpus::read(&tables).incidents;
    assert_eq!((from_pages.len(), from_table.len()), (20, 20));
    for incident in &mut from_table {
        // The page shows neither the summary nor the gate of the layers.
        incident.summary.clear();
        incident.labels.remove("cps");
    }
    for (page, row) in from_pages.iter().zip(&from_table) {
        assert_eq!(page, row, "{}", page.id);
    }
}

#[test]
fn the_table_of_articles_gives_sources_their_titles_and_addresses() {
    let Some(tables) = shared("data/fail") else { return };
    let tables: Vec<File> = tables.into_iter().filter(|file| file.name.ends_with(".csv")).collect();
    let corpus = failscope::corpus::read(&tables);
    let sources: Vec<_> = corpus.incidents.iter().flat_map(|incident| &incident.sources).collect();
    assert!(sources.len() >= 20);
    assert!(sources.iter().all(|source| source.title.is_some() && source.url.is_some()));
}

#[test]
fn every_citation_of_the_real_pages_names_a_source() {
    let Some(mut pages) = shared("data/fail/pages") else { return };
    pages.extend(shared("seed").unwrap_or_default());
    for incident in failscope::corpus::read(&pages).incidents {
        for section in &incident.sections {
            for block in &section.blocks {
                for span in spans(&block.text, &incident.sources) {
                    assert!(!matches!(span, Span::Dangling(_)), "{} {}: {span:?}", incident.id, section.id);
                }
            }
        }
    }
}

/// A record written out in the words of its page: headings and labels as the page has them
/// are left to `body`, which drops them there too.
fn rewritten(incident: &Incident) -> Vec<String> {
    let mut words = Vec::new();
    let mut say = |text: &str| words.extend(text.split_whitespace().map(str::to_owned));
    say(&incident.title);
    say(incident.published.as_ref().map_or("", |date| date.as_str()));
    let taxonomy = failscope::corpus::collection::fail_taxonomy();
    for kind in &taxonomy.sections {
        for block in
            incident.sections.iter().filter(|section| section.id == kind.id).flat_map(|section| &section.blocks)
        {
            if let Some(number) = block.number {
                say(&format!("{number}."));
            }
            say(&block.text);
            block.points.iter().for_each(|point| say(&format!("- {point}")));
        }
    }
    for category in taxonomy.categories() {
        let Some(label) = incident.labels.get(&category.id) else { continue };
        match &label.choice {
            Choice::Missing => {}
            Choice::NotApplicable => say("None None"),
            Choice::Chosen(options) => say(&options.join(", ")),
        }
        for segment in &label.rationale {
            say(&segment.mark);
            say(&segment.text);
            segment.points.iter().for_each(|point| say(&format!("- {point}")));
        }
    }
    words.sort();
    words
}

/// The words of a page without its headings, with the two aliases that the taxonomy folds.
fn body(page: &str) -> Vec<String> {
    const HEADINGS: [&str; 34] = [
        "Incident:",
        "Published Date:",
        "Timeline",
        "System",
        "Responsible Organization",
        "Impacted Organization",
        "Software Causes",
        "Non-software Causes",
        "Impacts",
        "Preventions",
        "Fixes",
        "References",
        "Recurring",
        "Phase (Design/Operation)",
        "Boundary (Internal/External)",
        "Nature (Human/Non-human)",
        "Dimension (Hardware/Software)",
        "Objective (Malicious/Non-malicious)",
        "Intent (Poor/Accidental Decisions)",
        "Capability (Incompetence/Accidental)",
        "Duration",
        "Behaviour",
        "Perception",
        "Communication",
        "Application application",
        "Application",
        "Consequence",
        "Domain",
        "Postmortem Analysis",
        "Software Taxonomy of Faults",
        "IoT System Layer",
        "Other Details",
        "Category Option Rationale",
        "Layer Option Rationale",
    ];
    let mut words: Vec<String> = Vec::new();
    for line in page.lines().map(str::trim).filter(|line| !matches!(*line, "Sources" | "Back to List")) {
        let heading = HEADINGS.iter().find(|heading| line.starts_with(**heading)).copied().unwrap_or_default();
        if heading == "Application application" {
            words.push("TRUE".to_owned());
        }
        let rest = line[heading.len()..].replace("connectivity level", "connectivity_level");
        words.extend(rest.split_whitespace().map(str::to_owned));
    }
    words.sort();
    words
}
