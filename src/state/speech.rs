//! Which language the interface speaks: the one that the link asks for, else the one that the
//! visitor chose before, else the collection's, else the browser's; of these the first that there
//! are words of. English is at hand; the words of any other are fetched first.

use leptos::prelude::*;

use crate::bundle::Error;
use crate::link::{Notice, Vain};
use crate::state::outside::Outside;
use crate::words::{self, Words};

/// The name under which the browser remembers.
const LANGUAGE: &str = "failscope-language";

/// The language that is spoken. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Speech {
    outside: Outside,
    words: RwSignal<Words>,
    /// The language whose words are on their way.
    coming: RwSignal<Option<&'static str>>,
    /// What was asked for in vain.
    pub(super) notices: RwSignal<Vec<Notice>>,
}

impl Speech {
    /// English, until something else is asked for.
    pub fn new(outside: Outside) -> Speech {
        Speech::saying(Words::english(outside.locale), outside)
    }

    /// The words of a language, until something else is asked for.
    pub fn saying(words: Words, outside: Outside) -> Speech {
        Speech { outside, words: RwSignal::new(words), coming: RwSignal::new(None), notices: RwSignal::new(Vec::new()) }
    }

    /// Speaks what a link asks for, what was chosen before, or what the first of `others` is that
    /// there are words of.
    pub fn heed(self, asked: Option<&str>, others: &[String]) {
        let known = asked.and_then(words::language);
        if let Some(asked) = asked.filter(|_| known.is_none()) {
            self.notices.set(vec![Notice::of(Vain::Language, "", asked)]);
        }
        let chosen = known.or_else(|| words::language(&(self.outside.recall)(LANGUAGE)?));
        let wanted = chosen.or_else(|| others.iter().find_map(|tag| words::language(tag)));
        self.speak(wanted.unwrap_or(words::LANGUAGES[0].0), false);
    }

    /// Speaks a language, and remembers it.
    pub fn choose(self, language: &'static str) {
        (self.outside.remember)(LANGUAGE, language);
        self.speak(language, true);
    }

    /// The words in force.
    pub fn words(self) -> ReadSignal<Words> {
        self.words.read_only()
    }

    /// Whether the words of another language are on their way.
    pub fn is_coming(self) -> Memo<bool> {
        Memo::new(move |_| self.coming.with(Option::is_some))
    }

    fn speak(self, language: &'static str, is_chosen: bool) {
        if self.coming.get_untracked().is_some_and(|coming| coming == language) {
            return;
        }
        if language == self.words.get_untracked().language() {
            self.coming.set(None);
            return self.tell_page();
        }
        if language == words::LANGUAGES[0].0 {
            return self.say_in(Words::english(self.outside.locale), is_chosen);
        }
        self.coming.set(Some(language));
        let arrived = move |text: Result<Vec<u8>, Error>| {
            // By now something else may have been chosen.
            if self.coming.get_untracked() != Some(language) {
                return;
            }
            let words =
                text.ok().and_then(|bytes| Words::of(language, &String::from_utf8_lossy(&bytes), self.outside.locale));
            match words {
                Some(words) => self.say_in(words, is_chosen),
                None => {
                    self.notices.set(vec![Notice::of(Vain::Language, "", language)]);
                    self.coming.set(None);
                }
            }
        };
        (self.outside.fetch_words)(format!("words/{language}.txt"), Box::new(arrived));
    }

    fn say_in(self, words: Words, is_chosen: bool) {
        self.coming.set(None);
        self.words.set(words);
        // The page is drawn anew, and with it what was chosen from.
        if is_chosen {
            (self.outside.focus)("language");
        }
        self.tell_page();
    }

    fn tell_page(self) {
        let words = self.words.get_untracked();
        (self.outside.set_language)(words.language(), words.say(words::Key::Direction));
    }
}
