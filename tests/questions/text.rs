//! Text search on random incidents in many scripts against the slow oracle, its scores by
//! hand, and its total functions on any string.

use failscope::incident::letters::plain as fold;
use failscope::incident::{Block, Incident, Label, Section, Segment, Source};
use failscope::query::text::syntax::{Form, parse};
use failscope::query::text::tokens::{Stemmer, words};
use failscope::query::text::{Correction, Found, Index, Kind, MOST, distance, snippet};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::text_oracle::{Wish, folded, keeps, scores};

const WORDS: [&str; 34] = [
    "expire",
    "expired",
    "expires",
    "Certificate",
    "certificates",
    "race",
    "condition",
    "Zürich",
    "Zu\u{308}rich",
    "漢字",
    "漢",
    "字",
    "ひらがな",
    "カタカナ",
    "בנק",
    "שגיאה",
    "بنك",
    "خطأ",
    "can't",
    "can’t",
    "3.1",
    "1,000",
    "play.com",
    "wait_for_lock",
    "a:b",
    "naïve",
    "straße",
    "STRASSE",
    "Ørsted",
    "C++",
    "CVE-2014-0160",
    "한국어",
    "e\u{301}\u{323}clair",
    "🚀",
];
const GAPS: [&str; 9] = [" ", " ", " ", ", ", "-", ". ", " (", "\n", "/"];
const FIELDS: [&str; 8] = ["title", "summary", "organization", "source", "impacts", "domain", "rationale", "id"];

fn text(most: usize) -> impl Strategy<Value = String> {
    vec((select(WORDS.to_vec()), select(GAPS.to_vec())), 0..most)
        .prop_map(|parts| parts.iter().flat_map(|(word, gap)| [*word, *gap]).collect())
}

pub(crate) fn incidents(most: usize) -> impl Strategy<Value = Vec<Incident>> {
    vec((text(5), vec(text(8), 0..3), text(3), vec(text(60), 0..3), text(20), text(6)), 0..most).prop_map(|all| {
        let made =
            all.into_iter().enumerate().map(|(number, (title, summary, name, blocks, rationale, source))| Incident {
                id: format!("i-{number}"),
                title,
                summary,
                responsible: vec![name],
                sections: vec![Section {
                    id: "impacts".to_owned(),
                    title: (number % 3 == 0).then(|| "Heading race".to_owned()),
                    blocks: blocks
                        .into_iter()
                        .map(|text| Block { points: vec![text.chars().rev().collect()], text, number: None })
                        .collect(),
                }],
                labels: [(
                    "domain".to_owned(),
                    Label { rationale: vec![Segment { text: rationale, ..Segment::default() }], ..Label::default() },
                )]
                .into(),
                sources: vec![Source { title: Some(source), ..Source::default() }],
                ..Incident::default()
            });
        made.collect()
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let words = vec(select(WORDS.to_vec()), 1..3);
    (words, 0..8_u8, any::<bool>(), 0..4_usize, 0..3_usize).prop_map(|(words, kind, quoted, field, keep)| {
        let text = if quoted { words.join(" ") } else { words[0].to_owned() };
        Wish {
            excluded: kind == 0,
            field: (field == 0).then(|| FIELDS[(kind as usize + keep) % FIELDS.len()].to_owned()),
            quoted,
            text,
            typing: false,
        }
    })
}

/// Wishes and how the search box says them. Of the last, while typing, only a part is there.
pub(crate) fn query() -> impl Strategy<Value = (Vec<Wish>, String)> {
    (vec(wish(), 0..4), any::<bool>(), 1..9_usize).prop_map(|(mut wishes, typing, typed)| {
        if let Some(last) = wishes.last_mut().filter(|last| typing && !last.excluded) {
            last.text = last.text.chars().take(typed).collect();
            let word = last.text.trim_end_matches(|c: char| !c.is_alphanumeric());
            last.typing = word.len() == last.text.len();
        }
        wishes.retain(|wish| !folded(&wish.text).is_empty());
        // A clause that is said twice counts once, so only the first is wished.
        let mut said = Vec::new();
        wishes.retain(|wish| {
            let clause = (wish.excluded, wish.field.clone(), folded(&wish.text));
            let first = !said.contains(&clause);
            said.push(clause);
            first
        });
        let mut query = String::new();
        for (position, wish) in wishes.iter().enumerate() {
            query.push_str(if position > 0 { " " } else { "" });
            query.push_str(if wish.excluded { "-" } else { "" });
            if let Some(field) = &wish.field {
                query.push_str(&format!("{field}:"));
            }
            let open = wish.typing && position + 1 == wishes.len();
            match (wish.quoted, open) {
                (true, true) => query.push_str(&format!("\"{}", wish.text)),
                (true, false) => query.push_str(&format!("\"{}\"", wish.text)),
                (false, true) => query.push_str(&wish.text),
                // A name that no field has would only bring a note; the colon divides anyway.
                (false, false) => query.push_str(&format!("{} ", wish.text)),
            }
        }
        (wishes, query)
    })
}

#[test]
fn a_clause_said_twice_counts_once() {
    let incident = |id: &str, title: &str| Incident { id: id.into(), title: title.into(), ..Incident::default() };
    let index = Index::build(&[incident("a", "ferry board"), incident("b", "gate")], "en");
    let (once, twice) = (index.find("ferry "), index.find("ferry ferry "));
    assert!(once.scores[0] > 0.0);
    assert_eq!((&once.scores, numbers(&once)), (&twice.scores, numbers(&twice)));
}

pub(crate) fn numbers(found: &Found) -> Vec<usize> {
    found.incidents.iter().collect()
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn what_is_found_and_its_scores_are_those_of_the_oracle(incidents in incidents(24), (wishes, query) in query()) {
        let found = Index::build(&incidents, "en").find(&query);
        let expected: Vec<usize> = (0..incidents.len()).filter(|number| keeps(&incidents[*number], &wishes)).collect();
        if expected.is_empty() {
            prop_assert!(found.corrections.is_empty() == numbers(&found).is_empty(), "{query}: {found:?}");
            return Ok(());
        }
        prop_assert_eq!(numbers(&found), expected, "{} {:?}", &query, &wishes);
        prop_assert!(found.corrections.is_empty());
        for (score, expected) in found.scores.iter().zip(scores(&incidents, &wishes)) {
            prop_assert!((f64::from(*score) - expected).abs() < 0.02 + expected * 0.01, "{query}: {score} {expected}");
        }
    }

    #[test]
    fn words_are_those_of_unicode_divided_further(text in "[a-zA-Z0-9'.,;:_ é漢’\u{301}\u{200d}٣-]{0,40}", mixed in text(20)) {
        for text in [text, mixed] {
            let mut found = Vec::new();
            words(&text, &mut |start, word| {
                assert_eq!(&text[start..start + word.len()], word);
                found.push(fold(word));
            });
            prop_assert_eq!(found, folded(&text), "{:?}", &text);
        }
    }

    #[test]
    fn a_snippet_marks_words_of_the_query_and_nothing_else(incidents in incidents(8), (wishes, query) in query()) {
        let found = Index::build(&incidents, "en").find(&query);
        // A name that no field has is searched as a word, which is another query than was wished.
        if !found.corrections.is_empty() || !found.notes.is_empty() {
            return Ok(());
        }
        let wanted: Vec<&Wish> = wishes.iter().filter(|wish| !wish.excluded).collect();
        for incident in &incidents {
            let snippet = snippet(incident, &found.terms);
            prop_assert_eq!(snippet.is_some(), wanted.iter().any(|wish| wish.shows(incident)), "{}", &query);
            let title = found.terms.marks(Kind::Title, "title", &incident.title);
            let texts = snippet.iter().map(|snippet| (&snippet.text, &snippet.marks));
            for (text, marks) in texts.chain([(&incident.title, &title)]) {
                for mark in marks {
                    let word = text.get(mark.clone());
                    prop_assert!(word.is_some_and(|word| wanted.iter().any(|wish| wish.is_part(word))), "{word:?} {query}");
                }
                prop_assert!(marks.windows(2).all(|pair| pair[0].end <= pair[1].start), "{marks:?}");
            }
            if let Some(snippet) = snippet {
                prop_assert!(!snippet.marks.is_empty() && snippet.text.chars().count() <= MOST + 2, "{snippet:?}");
            }
        }
    }

    #[test]
    fn any_string_is_a_query(query in any::<String>(), soup in "[-\"“”:a漢 \u{301}]{0,30}", incidents in incidents(4)) {
        let index = Index::build(&incidents, "en");
        for query in [query, soup] {
            parse(&query, &|name| name == "a");
            let found = index.find(&query);
            for incident in &incidents {
                snippet(incident, &found.terms);
            }
        }
    }

    #[test]
    fn no_word_breaks_the_stemmer(word in "[a-z']{0,30}") {
        Stemmer::English.stem(&word);
    }
}

pub(crate) fn titled(titles: &[&str]) -> Vec<Incident> {
    let made = titles.iter().enumerate().map(|(number, title)| Incident {
        id: number.to_string(),
        title: (*title).to_owned(),
        ..Incident::default()
    });
    made.collect()
}

#[test]
fn a_score_is_what_the_formula_gives_by_hand() {
    // Titles of 2 and 3 words, 2.5 on average. For `alpha`, in one of two incidents:
    // ln(1 + 1.5 / 1.5) · 5 / (0.25 + 0.75 · 2 / 2.5) · 2.2 / (1.2 + 5 / 0.85) = 1.2666.
    let index = Index::build(&titled(&["Alpha beta", "Beta gamma delta"]), "en");
    let score = index.find("alpha ").scores;
    assert!((score[0] - 1.2666).abs() < 0.001 && score[1] == 0.0, "{score:?}");
    // In both: ln(1 + 0.5 / 2.5) · 2.2 · w / (1.2 + w), w = 5 / 0.85 and 5 / 1.15.
    let score = index.find("beta ").scores;
    assert!((score[0] - 0.3331).abs() < 0.001 && (score[1] - 0.3143).abs() < 0.001, "{score:?}");
}

#[test]
fn queries_read_as_people_mean_them() {
    use Form::{Any, Beginning, Exact};
    type Read<'a> = (bool, Option<&'a str>, Vec<(&'a str, Form)>);
    let cases: [(&str, Vec<Read>); 12] = [
        ("", vec![]),
        (" - \" : -\" title: ", vec![]),
        ("Expired cert", vec![(false, None, vec![("expired", Any)]), (false, None, vec![("cert", Beginning)])]),
        ("cert ", vec![(false, None, vec![("cert", Any)])]),
        ("cert?", vec![(false, None, vec![("cert", Any)])]),
        ("\"Race Condition\"", vec![(false, None, vec![("race", Exact), ("condition", Exact)])]),
        ("“race cond", vec![(false, None, vec![("race", Exact), ("cond", Beginning)])]),
        ("-malware", vec![(true, None, vec![("malware", Any)])]),
        ("-title:\"power cut\"", vec![(true, Some("title"), vec![("power", Exact), ("cut", Exact)])]),
        (
            "TITLE:Rollback x",
            vec![(false, Some("title"), vec![("rollback", Any)]), (false, None, vec![("x", Beginning)])],
        ),
        ("real-time ", vec![(false, None, vec![("real", Any), ("time", Any)])]),
        ("mood:dark ", vec![(false, None, vec![("mood", Any), ("dark", Any)])]),
    ];
    for (query, expected) in cases {
        let parsed = parse(query, &|name| name == "title");
        let read: Vec<Read> = parsed
            .clauses
            .iter()
            .map(|clause| {
                let words = clause.words.iter().map(|word| (word.text.as_str(), word.form)).collect();
                (clause.excluded, clause.field.as_deref(), words)
            })
            .collect();
        assert_eq!(read, expected, "{query}");
        assert_eq!(parsed.notes.len(), usize::from(query.contains("mood") || query.contains("title: ")), "{query}");
    }
    assert!(parse("https://example.org 12:30 std::sync", &|_| false).notes.is_empty());
}

#[test]
fn misspelt_words_are_only_corrected_when_nothing_matches() {
    let index = Index::build(&titled(&["Certificate expired", "Certificate", "Certified", "Cat"]), "en");
    let corrected = |query: &str| {
        let found = index.find(query);
        let corrections: Vec<String> =
            found.corrections.iter().map(|Correction { from, to }| format!("{from} {to}")).collect();
        (corrections.join(", "), numbers(&found))
    };
    for (query, correction, hits) in [
        ("certificate ", "", vec![0, 1]),
        ("certificaet ", "certificaet certificate", vec![0, 1]),
        ("ceritficte ", "ceritficte certificate", vec![0, 1]),
        ("certifcate expried ", "certifcate certificate, expried expired", vec![0]),
        ("\"certifcate expired\"", "certifcate certificate", vec![0]),
        // Both words are known: no incident has both, which is an answer.
        ("cat certificate ", "", vec![]),
        // Too short, too far, or not wanted at all.
        ("cta ", "", vec![]),
        ("zertifikatt ", "", vec![]),
        ("-certifcate ", "", vec![0, 1, 2, 3]),
    ] {
        assert_eq!(corrected(query), (correction.to_owned(), hits), "{query}");
    }
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    for (one, other, edits) in [
        ("race", "race", Some(0)),
        ("race", "arce", Some(1)),
        ("race", "rce", Some(1)),
        ("ab", "cd", Some(2)),
        ("abc", "ca", None),
    ] {
        assert_eq!(distance(&letters(one), &letters(other), 2), edits, "{one} {other}");
    }
}

#[test]
fn a_language_without_a_stemmer_is_searched_as_written() {
    let incidents = titled(&["Zertifikate expired", "expires"]);
    assert_eq!(numbers(&Index::build(&incidents, "en-GB").find("expires ")), [0, 1]);
    assert_eq!(numbers(&Index::build(&incidents, "de").find("expires ")), [1]);
    assert_eq!(numbers(&Index::build(&incidents, "de").find("zertif")), [0]);
}
