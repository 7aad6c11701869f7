//! The words of the interface: a catalogue of messages in every language, and what the core found,
//! said in it.
//!
//! A language is a file (`words/en.txt`, `words/de.txt`); English is compiled in, the others lie
//! beside the app and are read when somebody chooses them. Numbers, plurals and dates follow the
//! rules that a [`Locale`] knows: in the app the browser's, natively [`Locale::PLAIN`]. Nothing here
//! fetches a file, remembers a choice or touches the screen; `export`, `state` and `view` use it.

mod english;
mod keys;
mod locale;
mod said;
mod template;
mod trouble;

use std::sync::OnceLock;

use english::{ENGLISH, NAMELESS, NAMES, with_name};
pub use keys::Key;
pub use locale::Locale;
pub use template::{Arg, parts};

/// The languages that there are: the tag that links use, and what each calls itself. English is first.
pub const LANGUAGES: [(&str, &str); 2] = [("en", "English"), ("de", "Deutsch")];

/// A language to speak in. A handle: copies are the same.
#[derive(Clone, Copy, Debug)]
pub struct Words(&'static Table);

#[derive(Debug)]
struct Table {
    language: &'static str,
    /// By number of the key.
    templates: Vec<&'static str>,
    locale: Locale,
    /// The tag that the locale's rules go by: the visitor's own variant of the language.
    tag: String,
}

/// The language of a tag such as `de-AT`, if there is a file of it.
pub fn language(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next().unwrap_or_default();
    LANGUAGES.into_iter().map(|(id, _)| id).find(|id| id.eq_ignore_ascii_case(primary))
}

impl Words {
    /// English, by the rules of a locale.
    pub fn english(locale: Locale) -> Words {
        Words::new("en", ENGLISH.lines().collect(), locale)
    }

    /// English by plain rules, where there is no browser.
    pub fn plain() -> Words {
        static PLAIN: OnceLock<Words> = OnceLock::new();
        *PLAIN.get_or_init(|| Words::english(Locale::PLAIN))
    }

    /// The words of a language where there is no browser: numbers and dates as browsers have them that
    /// prefer no variant of it. Where it is not known English, by the rules that are asked for.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn ahead(tag: &str, english: Locale) -> Words {
        let german = || Words::of("de", include_str!("../../words/de.txt"), Locale::GERMAN);
        let words = if language(tag) == Some("de") { german() } else { None };
        words.unwrap_or_else(|| Words::english(english))
    }

    /// A language from the text of its file; `None` where that has other messages, because it is of
    /// another version. The words stay in memory as long as the program runs: there are few languages,
    /// and each is read once.
    pub fn of(language: &'static str, text: &str, locale: Locale) -> Option<Words> {
        if entries(text).fold(NAMELESS, |names, (name, _)| with_name(names, name.as_bytes())) != NAMES {
            return None;
        }
        let text: &'static str = Box::leak(text.to_owned().into_boxed_str());
        Some(Words::new(language, entries(text).map(|(_, template)| template).collect(), locale))
    }

    fn new(language: &'static str, templates: Vec<&'static str>, locale: Locale) -> Words {
        let tag = (locale.tag)(templates.first().copied().unwrap_or_default());
        Words(Box::leak(Box::new(Table { language, templates, locale, tag })))
    }

    /// The tag of the language, as links and pages name it.
    pub fn language(self) -> &'static str {
        self.0.language
    }

    /// A message that needs nothing filled in.
    pub fn say(self, key: Key) -> &'static str {
        self.0.templates.get(key as usize).copied().unwrap_or_default()
    }

    /// A number as the language writes it.
    pub fn number(self, number: usize) -> String {
        (self.0.locale.number)(&self.0.tag, number)
    }
}

/// The messages of a file: a line each, its name and its template; `#` begins a remark.
pub fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = "))
}
