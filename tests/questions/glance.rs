//! The first answer to a text query, from what is at hand, against cutting every text into its words.

use failscope::incident::letters::plain as fold;
use failscope::query::text::tokens::{Stemmer, words};
use failscope::query::text::{Glance, Kind};
use proptest::prelude::*;

/// Whether some word of the text is what was typed, or begins as its stem does.
fn has(text: &str, typed: &str) -> bool {
    let (typed, mut found) = (fold(typed), false);
    let stem = Stemmer::English.stem(&typed).into_owned();
    words(text, &mut |_, word| found |= fold(word) == typed || fold(word).starts_with(&stem));
    found
}

proptest! {
    #[test]
    fn a_text_is_found_if_some_word_of_it_begins_as_what_was_typed(
        text in "([aAbé][bBaEe]{0,3}(ing|ies|ed|'s)?[ .,_-]{1,2}){0,6}",
        typed in "[aAbBé][abe]{0,3}(ing|ies|ed|y)?",
        other in "[ab][abe]{0,2}",
    ) {
        let finds = |query: String| Glance::new(&query, "en").finds(&[(Kind::Title, &text)]);
        prop_assert_eq!(finds(format!("{typed} ")), has(&text, &typed));
        prop_assert_eq!(finds(format!("{typed} {other} ")), has(&text, &typed) && has(&text, &other));
        prop_assert_eq!(finds(format!("{typed} -{other} ")), has(&text, &typed) && !has(&text, &other));
    }
}

#[test]
fn words_are_found_whatever_their_case_and_marks_and_never_inside_another() {
    for (text, query, found) in [
        ("Expired certificates", "EXPIRES", true),
        ("A naïve parser", "naive", true),
        ("A naive parser", "naïve", true),
        ("The certificate", "fic", false),
        ("One word, another", "\"word another\"", true),
        ("One word, another", "\"another word\"", false),
        ("", "word", false),
    ] {
        assert_eq!(Glance::new(&format!("{query} "), "en").finds(&[(Kind::Title, text)]), found, "{query} in {text}");
    }
}
