//! Real questions to real records: an incident is found by each of its own labels, and the
//! totals are those of a count made from FAIL's CSV by a few lines that know nothing of ours.

use std::collections::BTreeSet;

use failscope::bundle::{Bundle, Content};
use failscope::corpus::{self, Corpus, File};
use failscope::incident::taxonomy::NOT_APPLICABLE;
use failscope::incident::{Choice, Incident};
use failscope::link;
use failscope::query::{Catalog, answer};

fn catalog(corpus: Corpus) -> Catalog {
    let Corpus { collection, taxonomy, incidents, .. } = corpus;
    Catalog::new(Bundle { version: String::new(), content: Content { collection, taxonomy, incidents } }).unwrap()
}

/// The ids that a link selects; the link must be understood whole.
fn ids(catalog: &Catalog, query: &str) -> BTreeSet<String> {
    let (link, notices) = link::parse(query, catalog);
    assert!(notices.is_empty(), "{query}: {notices:?}");
    let hits = answer(catalog, &link.query).hits(catalog, usize::MAX);
    hits.iter().map(|index| catalog.incidents()[*index as usize].id.clone()).collect()
}

/// Every label of an incident as a pair of link parameter and value.
fn labels(catalog: &Catalog, incident: &Incident) -> Vec<(String, String)> {
    let of = |category: &str| match incident.choice(category) {
        Choice::Missing => vec!["missing".to_owned()],
        Choice::NotApplicable => vec![NOT_APPLICABLE.to_owned()],
        Choice::Chosen(options) => options.clone(),
    };
    catalog
        .taxonomy
        .categories()
        .flat_map(|category| of(&category.id).into_iter().map(|option| (category.id.clone(), option)))
        .collect()
}

fn is_found_by_its_own_labels(catalog: &Catalog, id: &str) {
    let incident = catalog.incidents().iter().find(|incident| incident.id == id).unwrap();
    let labels = labels(catalog, incident);
    assert!(labels.len() >= 16);
    for (category, option) in &labels {
        assert!(ids(catalog, &format!("{category}={option}")).contains(id), "{category}={option}");
        assert!(!ids(catalog, &format!("{category}.not={option}")).contains(id), "not {category}={option}");
        for (other, value) in &labels {
            assert!(
                ids(catalog, &format!("{category}.all={option}&{other}.all={value}")).contains(id),
                "{category}={option}&{other}={value}"
            );
        }
    }
    let all: Vec<String> = labels.iter().map(|(category, option)| format!("{category}.all={option}")).collect();
    assert!(ids(catalog, &all.join("&")).contains(id));
}

/// The files of a folder of third-party data, or `None` with a message where it is absent.
fn shared(folder: &str, ending: &str) -> Option<Vec<File>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let Ok(entries) = std::fs::read_dir(&root) else {
        eprintln!("skipped: {} is not on this machine", root.display());
        return None;
    };
    let paths = entries.map(|entry| entry.unwrap().path());
    let paths = paths.filter(|path| path.extension().is_some_and(|found| found == ending));
    Some(paths.map(|path| File { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() }).collect())
}

#[test]
fn a_made_up_incident_is_found_by_each_of_its_labels_alone_and_in_pairs() {
    let document = File { name: "ferry.md".to_owned(), bytes: include_bytes!("../documents/ferry.md").to_vec() };
    is_found_by_its_own_labels(&catalog(corpus::read(&[document])), "ferry-2014");
}

#[test]
fn the_seed_is_found_by_each_of_its_labels_alone_and_in_pairs() {
    let (Some(mut files), Some(pages)) = (shared("seed", "txt"), shared("data/fail/pages", "txt")) else { return };
    files.extend(pages);
    is_found_by_its_own_labels(&catalog(corpus::read(&files)), "531");
}

/// The table read straight: link parameter of a category to the column before ` Option`.
const COLUMNS: [(&str, &str); 16] = [
    ("recurring", "Recurring"),
    ("phase", "Phase"),
    ("boundary", "Boundary"),
    ("nature", "Nature"),
    ("dimension", "Dimension"),
    ("objective", "Objective"),
    ("intent", "Intent"),
    ("capability", "Capability"),
    ("duration", "Duration"),
    ("behaviour", "Behaviour"),
    ("cps", "CPS"),
    ("perception", "Perception"),
    ("communication", "Communication"),
    ("application", "Application"),
    ("consequence", "Consequence"),
    ("domain", "Domain"),
];

/// Id and, per column, the set of values that a row says.
type Row = (String, Vec<BTreeSet<String>>);

fn straight(table: &File) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(table.bytes.as_slice());
    let headers = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cell = |name: &str| row.get(headers.iter().position(|header| header == name).unwrap()).unwrap();
        let values = |(category, column): (&str, &str)| -> BTreeSet<String> {
            let options = cell(&format!("{column} Option"));
            let value = |name: &str| match (category, name) {
                ("cps", "cps") | ("application", "application") => "TRUE".to_owned(),
                ("perception" | "communication" | "application", "") => "none".to_owned(),
                (_, "") => "missing".to_owned(),
                (_, name) => name.replace(' ', "_"),
            };
            options.split(", ").map(value).collect()
        };
        (cell("Incident ID").to_owned(), COLUMNS.map(values).to_vec())
    });
    rows.collect()
}

fn agrees_with_the_table(catalog: &Catalog, rows: &[Row], categories: &[usize], apart: &[&str]) {
    let of_link = |query: &str| {
        let mut ids = ids(catalog, query);
        apart.iter().for_each(|id| assert!(catalog.position(id).is_some()));
        ids.retain(|id| !apart.contains(&id.as_str()));
        ids
    };
    let carries = |row: &Row, (column, value): (usize, &str)| row.1[column].contains(value);
    let of_table = |holds: &dyn Fn(&Row) -> bool| -> BTreeSet<String> {
        rows.iter().filter(|row| holds(row)).map(|row| row.0.clone()).collect()
    };
    let mut values: Vec<(usize, &str)> = Vec::new();
    for column in categories {
        let facet = catalog.facets.iter().find(|facet| facet.id == COLUMNS[*column].0).unwrap();
        values.extend(facet.values.iter().map(|value| (*column, value.id.as_str())));
    }
    assert!(values.len() > 80, "{}", values.len());
    for (position, &one) in values.iter().enumerate() {
        let name = COLUMNS[one.0].0;
        assert_eq!(of_link(&format!("{name}={}", one.1)), of_table(&|row| carries(row, one)), "{name}={}", one.1);
        for &two in &values[position + 1..] {
            let other = COLUMNS[two.0].0;
            let (query, expected) = if one.0 == two.0 {
                (format!("{name}={},{}", one.1, two.1), of_table(&|row| carries(row, one) || carries(row, two)))
            } else {
                (format!("{name}={}&{other}={}", one.1, two.1), of_table(&|row| carries(row, one) && carries(row, two)))
            };
            assert_eq!(of_link(&query), expected, "{query}");
        }
    }
}

#[test]
fn totals_of_the_pages_are_those_of_the_table_for_every_option_and_pair() {
    let (Some(mut files), Some(pages), Some(tables)) =
        (shared("seed", "txt"), shared("data/fail/pages", "txt"), shared("data/fail", "csv"))
    else {
        return;
    };
    files.extend(pages);
    let rows = straight(tables.iter().find(|file| file.name.ends_with("incident_data.csv")).unwrap());
    assert_eq!(rows.len(), 20);
    // The pages do not show the gate of the layers, and the seed is in no table.
    let shown: Vec<usize> = (0..COLUMNS.len()).filter(|column| COLUMNS[*column].0 != "cps").collect();
    agrees_with_the_table(&catalog(corpus::read(&files)), &rows, &shown, &["531"]);
}

#[test]
fn totals_of_the_table_are_those_of_a_straight_count_for_every_option_and_pair() {
    let Some(tables) = shared("data/fail", "csv") else { return };
    let rows = straight(tables.iter().find(|file| file.name.ends_with("incident_data.csv")).unwrap());
    let all: Vec<usize> = (0..COLUMNS.len()).collect();
    agrees_with_the_table(&catalog(corpus::read(&tables)), &rows, &all, &[]);
}
