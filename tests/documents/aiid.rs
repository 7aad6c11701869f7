//! The AI Incident Database: made-up tables with every trap, and the real ones where they are,
//! counted here straight from their cells.

use std::collections::{BTreeMap, BTreeSet};

use failscope::corpus::File;
use failscope::incident::{Choice, Incident};
use proptest::prelude::*;

use super::counted::{Counts, by_the_engine, lost_words};
use super::{findings, read, shared};

pub(crate) const HEAD: &str = "_id,incident_id,date,reports,Alleged deployer of AI system,Alleged developer of AI system,\
    Alleged harmed or nearly harmed parties,description,title";

/// Cells as the database writes them: lists in JSON, commas and line breaks in quotes.
pub(crate) const ROWS: &str = "\
    ObjectId(1),7,2014-05-06,\"[242,3]\",\"[\"\"ferry-red\"\",\"\"unknown\"\"]\",\"[\"\"ferry-red\"\",\"\"dr.-board\"\"]\",\
    \"[\"\"passengers\"\"]\",\"A board, which learned,\nshowed \"\"never\"\".\",Board says never\n\
    ObjectId(2),8,2014-05-07,[],[],\"[\"\"unknown\"\"]\",[],A gate stayed shut.,Gate\n\
    ObjectId(3),9,2014-05-08,[5],,,,A horn blew.,\"Horn, twice\"\n";

pub(crate) const CLASSES: &str = "Namespace,Incident ID,Published,Risk Domain,Risk Subdomain,Entity,Timing,Intent\n\
    MIT,7,True,\"7. AI system safety, failures, and limitations\",7.3. Lack of capability or robustness,AI,Post-deployment,Unintentional\n\
    MIT,8,True,\"[\"\"3. Misinformation\"\",\"\"2. Privacy & Security\"\"]\",3.1. An older name,Other,,Unknown\n";

fn tables(rows: &str, classes: &str) -> failscope::corpus::Corpus {
    read(&[("classes.csv", classes), ("incidents.csv", &format!("{HEAD}\n{rows}"))])
}

#[test]
fn a_row_becomes_fields_parties_and_reports() {
    let corpus = tables(ROWS, CLASSES);
    assert_eq!(findings(&corpus), "");
    assert_eq!(corpus.taxonomy.title, "AIID");
    let incident = &corpus.incidents[0];
    assert_eq!((incident.id.as_str(), incident.title.as_str()), ("7", "Board says never"));
    assert_eq!(incident.summary, ["A board, which learned, showed \"never\"."]);
    assert_eq!(incident.occurred.as_ref().unwrap().as_str(), "2014-05-06");
    assert!(incident.published.is_none(), "the database has no day of the report");
    assert_eq!(incident.responsible, ["ferry-red", "dr.-board"]);
    assert_eq!(incident.impacted, ["passengers"]);
    let sources: Vec<_> =
        incident.sources.iter().map(|source| (source.id.as_str(), source.url.as_deref().unwrap())).collect();
    assert_eq!(
        sources,
        [("242", "https://incidentdatabase.ai/cite/7#r242"), ("3", "https://incidentdatabase.ai/cite/7#r3")]
    );
    let told: Vec<&str> =
        incident.sections.iter().flat_map(|section| &section.blocks).map(|block| block.text.as_str()).collect();
    assert_eq!(
        told,
        [
            "Alleged deployer of AI system: ferry-red; unknown",
            "Alleged developer of AI system: ferry-red; dr.-board",
            "Alleged harmed or nearly harmed parties: passengers",
            "_id: ObjectId(1)",
            "Namespace: MIT",
            "Published: True"
        ]
    );
    assert!(corpus.incidents[1].responsible.is_empty(), "`unknown` is nobody");
}

#[test]
fn a_cell_is_one_value_whatever_commas_it_holds() {
    let corpus = tables(ROWS, CLASSES);
    let chosen = |options: &[&str]| Choice::Chosen(options.iter().map(|option| (*option).to_owned()).collect());
    for (at, category, choice) in [
        (0, "risk-domain", chosen(&["ai-system-safety-failures-and-limitations"])),
        (0, "risk-subdomain", chosen(&["lack-of-capability-or-robustness"])),
        (0, "timing", chosen(&["post-deployment"])),
        (1, "risk-domain", chosen(&["misinformation", "privacy-security"])),
        (1, "risk-subdomain", chosen(&["false-or-misleading-information"])),
        (1, "entity", chosen(&["other"])),
        (1, "timing", Choice::Missing),
        (1, "intent", chosen(&["unknown"])),
        (2, "risk-domain", Choice::Missing),
    ] {
        assert_eq!(*corpus.incidents[at].choice(category), choice, "{at} {category}");
    }
    assert_eq!(corpus.incidents[1].labels["risk-subdomain"].rationale[0].text, "3.1. An older name");
}

#[test]
fn mistakes_are_reported_at_their_row_and_nothing_is_dropped() {
    for (from, to, expected, kept) in [
        (
            "\"[242,3]\"",
            "\"[242,3\"",
            "incidents.csv:2: warning: reports is no list; it is kept as text",
            "reports: [242,3",
        ),
        (
            "\"[\"\"passengers\"\"]\"",
            "\"crew, cook\"",
            "incidents.csv:2: warning: Alleged harmed or nearly harmed",
            "crew, cook",
        ),
        ("2014-05-07", "2014-02-30", "incidents.csv:4: error: `2014-02-30` is not a date", "date: 2014-02-30"),
        ("2014-05-07", "", "incidents.csv:4: warning: incident 8 has no date", ""),
        (",8,", ",a/b,", "incidents.csv:4: error: `a/b` is no number of an incident", ""),
        (",8,", ",,", "incidents.csv:4: error: `` is no number of an incident", ""),
        (",Gate\n", ",\n", "incidents.csv:4: warning: incident 8 has no title", ""),
        (",Gate\n", "\n", "incidents.csv:4: error: this row cannot be read", ""),
        (
            ",8,",
            ",7,",
            "incidents.csv:1: warning: the id `7` is taken by incidents.csv; this one is called `7-2`",
            "7-2",
        ),
        ("MIT,8,", "MIT,99,", "classes.csv:3: error: there is no incident 99; its classification is left out", ""),
        ("MIT,8,", "MIT,,", "classes.csv:3: error: a classification has no number", ""),
        ("MIT,8,", "CSET,7,", "classes.csv:3: note: incident 7 is classified twice; both count", "Namespace: CSET"),
        (",Unknown\n", ",\"Odd, very\"\n", "classes.csv:3: warning: `Odd, very` is no option of Intent", "Odd; very"),
        ("Risk Domain,", "Colour,", "", "Colour: 7. AI system safety"),
        ("Entity,", "Timing,", "classes.csv:1: warning: two columns are called `Timing`; the later one counts", ""),
    ] {
        let (rows, classes) = (ROWS.replacen(from, to, 1), CLASSES.replacen(from, to, 1));
        assert!(rows != ROWS || classes != CLASSES, "{from}");
        let corpus = tables(&rows, &classes);
        let (found, told) = (findings(&corpus), format!("{:?}", corpus.incidents));
        assert!(found.contains(expected), "{from} → {to}\nexpected {expected}\n{found}");
        assert!(told.contains(kept), "{from} → {to}\n{kept} is lost\n{told}");
    }
}

#[test]
fn tables_may_lie_in_any_file_and_be_alone() {
    let (one, other) = CLASSES.split_at(CLASSES.find("MIT,8").unwrap());
    let head = CLASSES.lines().next().unwrap();
    let incidents = format!("{HEAD}\n{ROWS}");
    let divided = read(&[("a.csv", &incidents), ("b.csv", one), ("c.csv", &format!("{head}\n{other}"))]);
    assert_eq!(divided.incidents, tables(ROWS, CLASSES).incidents);
    let again = read(&[("a.csv", &incidents), ("b.csv", CLASSES), ("c.csv", CLASSES)]);
    assert_eq!(again.incidents[1].choice("risk-domain"), divided.incidents[1].choice("risk-domain"));
    let alone = read(&[("a.csv", incidents.as_str())]);
    assert!(alone.incidents.len() == 3 && alone.incidents[0].labels.is_empty());
    let found = findings(&read(&[("b.csv", CLASSES)]));
    assert!(found.contains("b.csv:2: error: there is no incident 7") && found.contains("there is no incident in what"));
}

#[test]
fn under_another_taxonomy_classifications_are_text() {
    let settings = "title = \"T\"\ntaxonomy = \"VERIS\"\n";
    let corpus = read(&[("failscope.toml", settings), ("b.csv", CLASSES), ("a.csv", &format!("{HEAD}\n{ROWS}"))]);
    assert!(findings(&corpus).contains("b.csv:1: warning: the taxonomy VERIS has no category of these columns"));
    assert!(format!("{:?}", corpus.incidents[0]).contains("Risk Domain: 7. AI system safety"));
}

/// The rows of a real table, by column.
fn rows(files: &[File], name: &str) -> Option<Vec<BTreeMap<String, String>>> {
    let file = files.iter().find(|file| file.name.ends_with(name))?;
    Some(csv::Reader::from_reader(file.bytes.as_slice()).deserialize().map(Result::unwrap).collect())
}

fn real_tables() -> Option<Vec<File>> {
    Some(shared("data/aiid")?.into_iter().filter(|file| file.name.ends_with(".csv")).collect())
}

#[test]
fn every_row_of_the_real_tables_is_read_and_no_word_lost() {
    let Some(files) = real_tables() else { return };
    let corpus = failscope::corpus::read(&files);
    assert_eq!(findings(&corpus), "");
    let by_id: BTreeMap<&str, &Incident> = corpus.incidents.iter().map(|one| (one.id.as_str(), one)).collect();
    let incidents = rows(&files, "incidents.csv").unwrap();
    assert_eq!(by_id.len(), incidents.len());
    let classes = rows(&files, "MIT.csv").unwrap();
    let ids = incidents.iter().map(|row| &row["incident_id"]).chain(classes.iter().map(|row| &row["Incident ID"]));
    for (row, id) in incidents.iter().chain(&classes).zip(ids) {
        let texts: Vec<String> = row.values().cloned().collect();
        assert_eq!(lost_words(&texts, by_id[id.as_str()], &corpus.taxonomy), Vec::<String>::new(), "{id}");
    }
}

#[test]
fn every_option_and_party_is_counted_by_the_engine_as_often_as_in_the_cells() {
    let Some(files) = real_tables() else { return };
    let slug = |cell: &str| -> String {
        let name = cell.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ' ');
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        words.collect::<Vec<_>>().join("-").to_lowercase()
    };
    let incidents = rows(&files, "incidents.csv").unwrap();
    let classes = rows(&files, "MIT.csv").unwrap();
    let mut wanted = Counts::new();
    let mut count = |category: &str, option: String, number: usize| {
        *wanted.entry(category.to_owned()).or_default().entry(option).or_default() += number;
    };
    for (category, column) in [
        ("risk-domain", "Risk Domain"),
        ("risk-subdomain", "Risk Subdomain"),
        ("entity", "Entity"),
        ("timing", "Timing"),
        ("intent", "Intent"),
    ] {
        classes.iter().for_each(|row| count(category, slug(&row[column]), 1));
        count(category, "missing".to_owned(), incidents.len() - classes.len());
    }
    for row in &incidents {
        let names = |columns: &[&str]| -> BTreeSet<String> {
            let cells = columns.iter().flat_map(|column| serde_json::from_str::<Vec<String>>(&row[*column]).unwrap());
            let names: BTreeSet<String> = cells.filter(|name| name != "unknown").collect();
            if names.is_empty() { BTreeSet::from(["missing".to_owned()]) } else { names }
        };
        let by = ["Alleged deployer of AI system", "Alleged developer of AI system"];
        names(&by).into_iter().for_each(|name| count("responsible", name, 1));
        names(&["Alleged harmed or nearly harmed parties"]).into_iter().for_each(|name| count("impacted", name, 1));
        count("year", row["date"][..4].to_owned(), 1);
    }
    let found = by_the_engine(failscope::corpus::read(&files), "date=occurred");
    for (category, options) in &wanted {
        assert_eq!(found[category], *options, "{category}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..crate::cases() })]

    #[test]
    fn a_table_cut_or_altered_anywhere_makes_nothing_panic(cut in 0..500_usize, byte in any::<u8>(), kept in any::<bool>()) {
        for text in [format!("{HEAD}\n{ROWS}"), CLASSES.to_owned()] {
            let mut bytes = text.into_bytes();
            let cut = cut % bytes.len();
            if kept {
                bytes[cut] = byte;
            } else {
                bytes.truncate(cut);
            }
            super::broken::beside("a.csv", &bytes);
        }
    }
}
