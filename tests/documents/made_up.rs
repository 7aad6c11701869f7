//! Made-up incidents: the same every time, read without an error, and as skewed as promised.

use std::collections::BTreeMap;

use failscope::corpus::collection::fail_taxonomy;
use failscope::corpus::write::document;
use failscope::incident::{Choice, Incident, Taxonomy};
use failscope::synth::{self, Words};

use super::write::comes_back;
use super::{findings, read};

#[test]
fn made_up_incidents_come_back_and_have_no_error() {
    for words in [Words::Short, Words::Full] {
        for incident in synth::incidents(60, 3, words) {
            comes_back(&incident);
            let corpus = read(&[("a.md", document(&incident, &fail_taxonomy()).as_str())]);
            assert!(!findings(&corpus).contains(" error: "), "{}", findings(&corpus));
        }
    }
}

/// FNV-1a, but for its start, of the documents of thirty incidents.
const PRINT: u64 = 13_148_112_790_289_973_394;

#[test]
fn a_seed_always_gives_the_same_incidents() {
    let made = |count, seed| synth::incidents(count, seed, Words::Short).collect::<Vec<_>>();
    assert_eq!(made(30, 1), made(30, 1));
    assert_eq!(made(10, 1), made(30, 1)[..10]);
    assert_ne!(made(10, 1), made(10, 2));
    // The bytes themselves, so that a change of the generator does not go unnoticed.
    let text: String = made(30, 1).iter().map(|incident| document(incident, &fail_taxonomy())).collect();
    assert_eq!(text.bytes().fold(0_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)), PRINT);
}

#[test]
fn options_are_as_frequent_as_in_fail() {
    let taxonomy: Taxonomy = fail_taxonomy();
    let incidents: Vec<Incident> = synth::incidents(20_000, 5, Words::Short).collect();
    let share = |category: &str, option: &str| {
        let carries = |incident: &&Incident| incident.choice(category).options().iter().any(|found| found == option);
        incidents.iter().filter(carries).count() * 2457 / incidents.len()
    };
    for (category, option, wanted) in [
        ("recurring", "multiple_organization", 1323),
        ("phase", "design", 2352),
        ("objective", "malicious", 1234),
        ("duration", "permanent", 493),
        ("behaviour", "timing", 207),
        ("behaviour", "other", 2096),
        ("cps", "TRUE", 393),
        ("perception", "embedded_software", 303),
        ("communication", "unknown", 169),
        ("consequence", "property", 1623),
        ("domain", "information", 1161),
        ("domain", "sales", 67),
        ("intent", "unknown", 509),
    ] {
        let found = share(category, option);
        assert!(found.abs_diff(wanted) <= 20 + wanted / 50, "{category} {option}: {found} and not {wanted}");
    }
    for category in taxonomy.categories() {
        for option in &category.options {
            assert!(share(&category.id, &option.id) > 0, "{} {} never occurs", category.id, option.id);
        }
    }
    for incident in &incidents {
        assert!(incident.labels.keys().all(|id| taxonomy.category(id).is_some()));
        let is_physical = incident.choice("cps").options() == ["TRUE"];
        assert_eq!(*incident.choice("perception") == Choice::NotApplicable, !is_physical);
    }
}

#[test]
fn made_up_text_dates_and_names_are_skewed_like_real_ones() {
    let size = |words| {
        let incidents: Vec<Incident> = synth::incidents(400, 2, words).collect();
        let statements = |incident: &Incident| -> usize {
            let blocks = incident.sections.iter().flat_map(|section| &section.blocks);
            blocks.map(|block| block.text.len() + block.points.iter().map(String::len).sum::<usize>()).sum()
        };
        let arguments = |incident: &Incident| -> usize {
            incident.labels.values().flat_map(|label| &label.rationale).map(|segment| segment.text.len()).sum()
        };
        incidents.iter().map(|incident| statements(incident) + arguments(incident)).sum::<usize>() / incidents.len()
    };
    assert!((700..1050).contains(&size(Words::Short)), "{}", size(Words::Short));
    assert!((8_000..11_500).contains(&size(Words::Full)), "{}", size(Words::Full));

    let incidents: Vec<Incident> = synth::incidents(5_000, 2, Words::Short).collect();
    let mut carriers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut years: BTreeMap<&str, usize> = BTreeMap::new();
    for incident in &incidents {
        incident.responsible.iter().for_each(|name| *carriers.entry(name).or_default() += 1);
        incident.published.iter().for_each(|date| *years.entry(&date.as_str()[..4]).or_default() += 1);
    }
    assert_eq!((years.len(), years.keys().next(), years.keys().last()), (13, Some(&"2010"), Some(&"2022")));
    assert!(years["2022"] > 3 * years["2011"]);
    let mut counts: Vec<usize> = carriers.into_values().collect();
    counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
    // The first of 3,000 by Zipf's law has an eighth, the tenth a tenth of that.
    assert!((400..1100).contains(&counts[0]) && counts[0] > 5 * counts[9], "{:?}", &counts[..10]);
    let undated = incidents.iter().filter(|incident| incident.occurred.is_none()).count();
    assert!((400..800).contains(&undated), "{undated}");
}
