//! Which language is spoken: link, choice, collection, browser, in this order; and when its words come.

use std::cell::RefCell;

use failscope::bundle::Error;
use failscope::link::Vain;
use failscope::state::{Explorer, Outside, Speech};
use leptos::prelude::*;

use super::{OUTSIDE, explore_with, steps};

const GERMAN: &str = include_str!("../../words/de.txt");

type Arrived = Box<dyn FnOnce(Result<Vec<u8>, Error>)>;

thread_local! {
    static ASKED: RefCell<Vec<(String, Arrived)>> = const { RefCell::new(Vec::new()) };
    static CHOSEN: RefCell<Option<String>> = const { RefCell::new(None) };
}

const HEARD: Outside = Outside {
    fetch_words: |path, arrived| ASKED.with_borrow_mut(|asked| asked.push((path, arrived))),
    languages: || vec!["fr".to_owned(), "de-AT".to_owned()],
    recall: |name| CHOSEN.with_borrow(Clone::clone).filter(|_| name == "failscope-language"),
    remember: |_, value| CHOSEN.set(Some(value.to_owned())),
    ..OUTSIDE
};

/// Answers with a text, or as if there were no connection.
fn arrive(text: Option<&str>) -> String {
    let (path, arrived) = ASKED.with_borrow_mut(Vec::pop).expect("something was asked for");
    arrived(text.map(|text| text.as_bytes().to_vec()).ok_or(Error::Unreached(path.clone())));
    path
}

fn speaking(chosen: Option<&str>, search: &str, test: impl FnOnce(Explorer, Speech)) {
    ASKED.with_borrow_mut(Vec::clear);
    CHOSEN.set(chosen.map(str::to_owned));
    explore_with(HEARD, search, |explorer| {
        let speech = Speech::new(HEARD);
        test(explorer.speaking(speech), speech);
    });
}

#[test]
fn a_link_goes_before_a_choice_and_a_choice_before_the_browser() {
    for (chosen, search, spoken) in [
        (None, "", "de"),
        (Some("en"), "", "en"),
        (Some("de"), "lang=en-GB", "en"),
        (Some("en"), "lang=de", "de"),
        (Some("tlh"), "", "de"),
    ] {
        speaking(chosen, search, |explorer, speech| {
            if spoken == "de" {
                assert!(speech.is_coming().get_untracked());
                assert_eq!(arrive(Some(GERMAN)), "words/de.txt");
            }
            assert!(!speech.is_coming().get_untracked());
            assert_eq!(explorer.words().language(), spoken, "{chosen:?} {search}");
        });
    }
}

#[test]
fn a_choice_is_remembered_and_outlives_what_the_link_asked_for() {
    speaking(None, "kind=crash&lang=en", |explorer, speech| {
        explorer.speak("de");
        assert!(speech.is_coming().get_untracked());
        arrive(Some(GERMAN));
        assert_eq!(explorer.words().language(), "de");
        assert_eq!(CHOSEN.with_borrow(Clone::clone).as_deref(), Some("de"));
        assert_eq!(steps().pop().map(|(search, _)| search).as_deref(), Some("kind=crash"));
    });
}

#[test]
fn what_cannot_be_spoken_is_told_and_english_goes_on() {
    speaking(Some("en"), "lang=tlh", |explorer, _| {
        assert_eq!(explorer.notices().iter().map(|notice| notice.vain).collect::<Vec<_>>(), [Vain::Language]);
        explorer.dismiss();
        assert!(explorer.notices().is_empty());
        for nothing in [None, Some("Loading = Lädt")] {
            explorer.speak("de");
            arrive(nothing);
            assert_eq!((explorer.words().language(), explorer.notices().len()), ("en", 1));
            explorer.dismiss();
        }
    });
}
