//! The rules of a curated collection, one made-up mistake for each; every one is said under
//! `--strict` at its line, and those that are not for every document are silent without it.

use failscope::corpus::finding::Severity;
use failscope::incident::{Choice, Incident};
use proptest::prelude::*;

use super::ours::DOCUMENT;
use super::{cases, findings, read, read_strictly};

/// Findings of the document with one stretch of it replaced: as usual, and strictly.
fn broken(from: &str, to: &str) -> (String, String) {
    assert!(DOCUMENT.contains(from), "{from}");
    let text = DOCUMENT.replacen(from, to, 1);
    let files = [("ferry.md", text.as_str())];
    (findings(&read(&files)), findings(&read_strictly(&files)))
}

#[test]
fn a_good_document_is_good_under_the_strict_rules_too() {
    assert_eq!(broken("Ferry timetable", "Ferry timetable").1, "");
}

#[test]
fn every_rule_of_the_house_is_said_under_strict_only() {
    for (from, to, expected) in [
        (
            "- `temporary`: It passed. [report]",
            "- `temporary`: It passed.",
            "ferry.md:108: warning: the argument about `temporary` under Duration cites no source; end it with [id]",
        ),
        (
            "The office saw no further pattern. [report]",
            "The office saw a pattern.",
            "ferry.md:112: warning: the argument under Behaviour cites no source",
        ),
        (
            "- `other`: It beeped. [paper]\n",
            "",
            "ferry.md:112: warning: nothing argues for `other` of Behaviour; add - `other`: and why",
        ),
        (
            "- `temporary`: It passed. [report]",
            "- `permanent`: It stayed. [report]",
            "ferry.md:108: warning: nothing argues for `temporary` of Duration",
        ),
        (
            "The sources do not say.",
            "It was mended.",
            "warning: a paragraph of Fixes cites no source; end it with [id] of a source, or say",
        ),
        ("The sources do not say.", "", "warning: Fixes is empty; state something, or say that the sources"),
        (
            "publisher = \"Harbour Office\"\n",
            "",
            "ferry.md:15: warning: the source `report` has no publisher; add publisher, or write publisher = \"none\"",
        ),
        ("title = \"Why boards go dark\"\n", "", "ferry.md:23: warning: the source `paper` has no title"),
        ("date = \"none\"\n", "", "ferry.md:23: warning: the source `paper` has no date"),
        ("url = \"none\"\n", "", "ferry.md:23: warning: the source `paper` has no url"),
    ] {
        let (usual, strict) = broken(from, to);
        assert!(strict.contains(expected), "{from} → {to}\nexpected {expected}\n{strict}");
        assert_eq!(usual, "", "{from} → {to} is for strict collections only");
    }
}

#[test]
fn one_source_is_not_enough_for_a_curated_collection() {
    let (head, rest) = DOCUMENT.split_once("[[source]]\nid = \"paper\"").unwrap();
    let body = rest.split_once("+++").unwrap().1.replace("[report, paper]", "[report]").replace("[paper]", "[report]");
    let text = format!("{head}+++{body}");
    assert_eq!(findings(&read(&[("a.md", &text)])), "");
    assert_eq!(
        findings(&read_strictly(&[("a.md", &text)])),
        "a.md:2: warning: there is one source only; add a second [[source]] that is independent of the first\n"
    );
}

#[test]
fn what_cannot_be_true_of_any_document_is_always_said() {
    for (from, to, expected) in [
        (
            "published = \"2014-05-06\"",
            "published = \"2014-03\"",
            "ferry.md:5: warning: it was reported (2014-03) before it happened (2014-04~); correct one of the dates",
        ),
        (
            "https://example.org/report?a=1&b=2",
            "https://example/report",
            "ferry.md:15: warning: `https://example/report` is no complete address; copy it from the browser",
        ),
        ("https://example.org/report?a=1&b=2", "https://example.org./report", "is no complete address"),
        ("https://example.org/report?a=1&b=2", "https://example.org/a b", "is no complete address"),
        ("http://archive.example/report", "http:///report", "`http:///report` is no complete address"),
        (
            "url = \"none\"",
            "url = \"https://example.org/report?a=1&b=2\"",
            "ferry.md:23: warning: `paper` has the address of `report`; make one source of the two",
        ),
    ] {
        let (usual, strict) = broken(from, to);
        assert!(usual.contains(expected), "{from} → {to}\nexpected {expected}\n{usual}");
        assert_eq!(usual, strict, "{from} → {to}");
    }
}

#[test]
fn dates_that_may_be_in_order_are_not_accused() {
    for published in ["2014", "2014-04", "2014-04-01", "2014-03/2014-05"] {
        assert_eq!(broken("published = \"2014-05-06\"", &format!("published = \"{published}\"")).0, "", "{published}");
    }
}

#[test]
fn addresses_of_every_kind_are_complete() {
    for url in [
        "https://doi.org/10.1109/MC.1993.274940",
        "http://203.0.113.7/a",
        "https://example.org:8443/",
        "HTTPS://EXAMPLE.ORG",
        "https://müller.example/größe",
        "https://example.org?q=a&b=(c)'d'",
        "https://web.archive.org/web/2001/http://example.org/",
    ] {
        assert_eq!(broken("https://example.org/report?a=1&b=2", url).1, "", "{url}");
    }
}

#[test]
fn silence_is_admitted_in_many_words() {
    for text in [
        "The sources do not say.",
        "No source names a repair.",
        "The reports are silent.",
        "None of the accounts tells how it was mended.",
        "Neither document describes a repair.",
    ] {
        assert_eq!(broken("The sources do not say.", text).1, "", "{text}");
        assert_eq!(broken("It passed. [report]", text).1, "", "{text}");
    }
}

/// How silence is put in other languages is not known, so a paragraph is taken at its word.
#[test]
fn a_collection_in_another_language_may_be_silent_in_it() {
    let settings = "title = \"Unsere\"\nlanguage = \"de-CH\"\n";
    let text = DOCUMENT.replace("The sources do not say.", "Die Quellen schweigen.");
    let found = |settings: &str| findings(&read_strictly(&[("failscope.toml", settings), ("a.md", &text)]));
    assert_eq!(found(settings), "");
    assert!(found(&settings.replace("de-CH", "en-GB")).contains("a paragraph of Fixes cites no source"));
}

/// Findings about a second document that is the first with stretches replaced.
fn beside(changes: &[(&str, &str)]) -> String {
    let first = DOCUMENT.replace("2014-04~", "2014-04-07");
    let other = changes.iter().fold(first.replace("ferry-2014", "other"), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    let files = [("a.md", first.as_str()), ("b.md", other.as_str())];
    assert_eq!(findings(&read(&files)), "", "{changes:?} is for strict collections only");
    findings(&read_strictly(&files))
}

#[test]
fn one_failure_told_twice_is_noticed() {
    let elsewhere = [("2014-04-07", "2014-04-08")];
    let told_twice = "b.md:3: warning: a.md has this title too; tell a failure once, or say in each title";
    assert!(beside(&[]).starts_with(told_twice));
    assert!(beside(&elsewhere).starts_with(told_twice));
    assert!(beside(&[("Ferry timetable vanishes", "Ferry timetable: vanishes!")]).starts_with(told_twice));
    assert_eq!(beside(&[]).lines().count(), 1, "once is enough");
    let title = ("Ferry timetable vanishes", "Boards go dark");
    assert_eq!(
        beside(&[title]),
        "b.md:6: warning: a.md tells of a failure of the same organization on the same day; tell a failure once; join the two\n"
    );
    assert_eq!(beside(&[title, elsewhere[0]]), "", "two failures of one organization");
    assert_eq!(beside(&[title, ("2014-04-07", "2014")]), "", "a year is not an occasion");
}

#[test]
fn one_organization_has_one_spelling() {
    let other = [("Ferry timetable vanishes", "Boards go dark"), ("2014-04-07", "2014-04-08")];
    let spelled = |to: &str| beside(&[other[0], other[1], ("impacted = [\"Ferry Red, Ltd\"]", to)]);
    assert_eq!(
        spelled("impacted = [\"Ferry Red Ltd.\"]"),
        "b.md:8: warning: `Ferry Red Ltd.` is spelled `Ferry Red, Ltd` in a.md; spell an organization in one way, or it counts as two\n"
    );
    assert!(spelled("impacted = [\"FERRY RED, LTD\"]").contains("is spelled `Ferry Red, Ltd` in a.md"));
    assert_eq!(spelled("impacted = [\"Ferry Blue, Ltd\"]"), "");
    assert_eq!(spelled("impacted = [\"!\", \"?\"]"), "", "names without a letter are themselves");
}

/// What the strict rules accept of labels, written down a second time and naively.
fn is_well_argued(incident: &Incident) -> bool {
    incident.labels.values().filter(|label| label.choice != Choice::NotApplicable).all(|label| {
        let options = label.choice.options();
        let argued = |option: &String| {
            label.rationale.iter().any(|segment| match &segment.option {
                Some(about) => about == option,
                None => options.len() == 1,
            })
        };
        options.iter().all(argued) && label.rationale.iter().all(|segment| segment.text.contains("[report]"))
    })
}

proptest! {
    #![proptest_config(cases())]

    /// Any labels of one category, argued for or not, with and without a citation.
    #[test]
    fn labels_are_accepted_just_where_all_is_argued_with_evidence(
        chosen in prop::sample::subsequence(vec!["crash", "timing", "value", "unknown"], 1..4),
        argued in prop::sample::subsequence(vec!["crash", "timing", "value", "unknown"], 0..5),
        cited in prop::collection::vec(any::<bool>(), 5),
        whole in any::<bool>(),
    ) {
        let end = |at: usize| if cited[at] { " [report]" } else { "" };
        let arguments: String =
            argued.iter().enumerate().map(|(at, option)| format!("- `{option}`: It was so.{}\n", end(at))).collect();
        let whole = if whole || argued.is_empty() { format!("\nAll of it.{}\n", end(4)) } else { String::new() };
        let (before, rest) = DOCUMENT.split_once("### Behaviour").unwrap();
        let after = &rest[rest.find("### Cyber").unwrap()..];
        let text = format!("{before}### Behaviour: {}\n\n{arguments}{whole}\n{after}", chosen.join(", "));
        // The paper is cited by a paragraph of the document that stays.
        let corpus = read_strictly(&[("a.md", &text)]);
        let incident = &corpus.incidents[0];
        let label = &incident.labels["behaviour"];
        let mut alone = Incident::default();
        alone.labels.insert("behaviour".to_owned(), label.clone());
        prop_assert_eq!(corpus.findings.is_empty(), is_well_argued(&alone), "{}\n{}", text, findings(&corpus));
        prop_assert!(corpus.findings.iter().all(|finding| finding.severity == Severity::Warning));
    }
}
