//! Mistakes of our own documents, one at a time: each is reported at its line with the way to
//! mend it.

use super::ours::{DOCUMENT, OWN, SETTINGS, with_taxonomy};
use super::{findings, read};

/// Findings of the document with one stretch of it replaced.
fn mistaken(from: &str, to: &str) -> String {
    assert!(DOCUMENT.contains(from), "{from}");
    findings(&read(&[("ferry.md", &DOCUMENT.replacen(from, to, 1))]))
}

#[test]
fn every_mistake_is_reported_at_its_line_with_the_way_to_mend_it() {
    for (from, to, expected) in [
        ("published =", "publishd =", "ferry.md:5: error: there is no field publishd; did you mean published?"),
        ("published =", "publishd =", "ferry.md:2: warning: there is no date of the first report; add published"),
        ("occurred =", "colour =", "ferry.md:6: error: there is no field colour; known fields are id, title"),
        (
            "\"2014-05-06\"",
            "\"2018-02-29\"",
            "ferry.md:5: error: published: `2018-02-29` is not a date in the calendar",
        ),
        ("\"2014-05-06\"", "true", "ferry.md:5: error: published is not a date; write published = "),
        ("title = \"Ferry timetable vanishes\"", "title = 7", "ferry.md:3: error: title is not text; write title = "),
        ("title = \"Ferry timetable vanishes\"", "title = \" \"", "ferry.md:2: error: there is no title; add title = "),
        (
            "impacted = [\"Ferry Red, Ltd\"]",
            "impacted = \"Ferry\"",
            "ferry.md:8: error: impacted is not a list; write impacted = [",
        ),
        (
            "impacted = [\"Ferry Red, Ltd\"]",
            "impacted = [1]",
            "ferry.md:8: error: impacted holds something that is no name",
        ),
        (
            "impacted = [\"Ferry Red, Ltd\"]",
            "impacted = [\"A\", \"A\"]",
            "ferry.md:8: warning: impacted names `A` twice; keep one",
        ),
        (
            "\"assisted\"",
            "\"robot\"",
            "ferry.md:11: error: `robot` is no maker of labels; write person, assisted or machine",
        ),
        ("[labels]", "[label]", "ferry.md:10: error: there is no field label; did you mean labels?"),
        (
            "\"https://example.org/report?a=1&b=2\"",
            "\"javascript:alert(1)\"",
            "ferry.md:20: error: url: `javascript:alert(1)` is no web address; write one that starts with https://",
        ),
        (
            "\"http://archive.example/report\"",
            "\"data:text/html,x\"",
            "ferry.md:21: error: archive: `data:text/html,x` is no web address",
        ),
        (
            "id = \"paper\"",
            "id = \"report\"",
            "ferry.md:23: error: two sources are called `report`; give each its own id",
        ),
        ("id = \"paper\"\n", "", "ferry.md:23: error: a source has no id; add id = "),
        (
            "[report, paper]",
            "[report, papr]",
            "ferry.md:34: error: [papr] cites a source that is not there; add a [[source]] with id = \"papr\", or correct",
        ),
        ("gate.\n", "gate. [7]\n", "ferry.md:36: error: [7] cites a source that is not there"),
        (
            "id = \"paper\"",
            "id = \"papers\"",
            "ferry.md:23: warning: nothing cites the source `papers`; cite it where it is evidence",
        ),
        ("on iOS 8. [report]", "on iOS 8.", "ferry.md:31: warning: statement 1 cites no source; end it with [id]"),
        ("## Fixes\n", "", "warning: there is no section Fixes; add ## Fixes"),
        ("### Domain: transportation\n", "", "warning: Domain is not labelled; add ### Domain: and one of information"),
        (
            "### Behaviour: omission",
            "### Behaviour: explosion",
            "ferry.md:112: warning: `explosion` is no option of Behaviour; it is kept as it is; use one of crash",
        ),
        (
            "`omission`: No",
            "`omision`: No",
            "ferry.md:112: warning: the rationale argues for `omision`, which is no option of Behaviour; use one of",
        ),
        (
            "### Duration: temporary",
            "### Behaviour: crash",
            "error: behaviour is labelled twice; the later one counts; keep one",
        ),
        (
            "### Duration: temporary",
            "### Durability: temporary",
            "ferry.md:108: error: `Durability` is no category; it is left out; use one of Recurring",
        ),
        (
            "### Duration: temporary",
            "### Duration: not applicable",
            "ferry.md:108: warning: Duration is not applicable, but it applies to every system; label it",
        ),
        (
            "### Perception: not applicable",
            "### Perception: sensor, not applicable",
            "error: Perception cannot be not applicable and sensor; the latter is left out",
        ),
        (
            "### Duration: temporary",
            "### Duration: missing",
            "ferry.md:108: warning: `missing` is no option of Duration; it is left out",
        ),
        (
            "### Duration: temporary",
            "### Duration:",
            "ferry.md:108: warning: Duration has no option; write ### Duration: and one of permanent",
        ),
        ("- `temporary`: It passed. [report]\n", "", "ferry.md:108: warning: Duration has no rationale; say why"),
        ("id = \"ferry-2014\"\n", "", "ferry.md:2: error: there is no id; add id = "),
        (
            "\"ferry-2014\"",
            "\"../ferry\"",
            "ferry.md:2: error: the id `../ferry` cannot be part of a link; use letters",
        ),
        ("\"ferry-2014\"", "\".hidden\"", "the id `.hidden` cannot be part of a link"),
        ("\"ferry-2014\"", "\"a b\"", "the id `a b` cannot be part of a link"),
        ("\"ferry-2014\"", "\"fähre\"", "the id `fähre` cannot be part of a link"),
        ("title = \"Ferry", "title = Ferry", "ferry.md:3: error: this is not TOML"),
        ("+++\nid", "id", "ferry.md:1: error: there is no front matter; open the file with +++"),
        ("## Fixes\n", "## Afterwards\n", "note: `Afterwards` is a heading of its own"),
        ("## Fixes\n", "## Impacts\n", "error: `Impacts` stands twice; the later one is left out; join the two"),
        (
            "\n## Timeline",
            "\nOnce upon a time.\n\n## Timeline",
            "ferry.md:30: warning: text before the first heading is left out; move it",
        ),
        (
            "\n## Timeline",
            "\n# A title\n\n## Timeline",
            "ferry.md:31: warning: `# A title` and what stands beneath is left out",
        ),
        (
            "\n## Taxonomy\n",
            "\n## Taxonomy\n\nIn short.\n",
            "warning: text between ## Taxonomy and the first category is left out; move it",
        ),
    ] {
        let found = mistaken(from, to);
        assert!(found.contains(expected), "{from} → {to}\nexpected {expected}\n{found}");
    }
}

#[test]
fn two_mistakes_are_reported_in_one_run() {
    let text = DOCUMENT.replace("published =", "publishd =").replace("\"2014-04~\"", "\"2011-13\"");
    let found = findings(&read(&[("ferry.md", &text)]));
    assert!(found.contains("did you mean published?") && found.contains("`2011-13` is not a date"), "{found}");
}

#[test]
fn a_title_repeated_above_the_body_is_no_mistake() {
    let found = mistaken("\n## Timeline", "\n# Ferry timetable vanishes\n\n## Timeline");
    assert_eq!(found, "");
}

#[test]
fn a_taxonomy_whose_words_links_need_is_refused() {
    for (from, to, expected) in [
        (
            "\"colour\"",
            "\"year\"",
            "c/own.toml:1: error: no category can be called `year`: links use the word; choose another",
        ),
        ("\"colour\"", "\"a.b\"", "no category can be called `a.b`"),
        ("\"colour\"", "\"\"", "no category can be called ``"),
        ("\"red\"", "\"none\"", "c/own.toml:1: error: colour cannot have an option called `none`"),
        ("\"red\"", "\"missing\"", "colour cannot have an option called `missing`"),
        ("\"red\"", "\"a,b\"", "colour cannot have an option called `a,b`"),
        ("[{ id = \"red\"", "[{ id = \"red\", label = \"\" }, { id = \"red\"", "colour has two options called `red`"),
        ("label = \"Colour\"", "", "c/own.toml:8: error: this is no taxonomy: missing field `label`"),
        ("[[groups]]", "[[groups", "c/own.toml:5: error: this is no taxonomy"),
    ] {
        let found = findings(&with_taxonomy(&OWN.replacen(from, to, 1), DOCUMENT));
        assert!(found.contains(expected), "{from} → {to}\nexpected {expected}\n{found}");
    }
}

#[test]
fn a_page_under_a_taxonomy_without_its_categories_says_what_it_loses() {
    let found = findings(&read(&[("failscope.toml", SETTINGS), ("own.toml", OWN), ("fail-77.txt", super::fail::PAGE)]));
    assert!(
        found.contains("fail-77.txt:26: warning: the taxonomy has no category `intent`; its label is left out"),
        "{found}"
    );
}
