//! Filling in a message: `{0} of {1} {1|incident|incidents}`.
//!
//! `{0}` is what is filled in at the first place, a number as the language writes it. `{0|a|b}` is
//! one of several forms, chosen by the number there: they stand in the order of the plural
//! categories that the language's file names. Whatever is filled in stays text.

use super::{Key, Words};

/// What is filled in.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// Text as it is.
    Text(&'a str),
    /// A number, which also chooses forms.
    Count(usize),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Arg::Count(count)
    }
}

impl Words {
    /// A message with its places filled in.
    pub fn fill(self, key: Key, args: &[Arg<'_>]) -> String {
        let mut filled = String::new();
        for (text, place) in parts(self.say(key)) {
            filled.push_str(text);
            let (number, forms) = place.split_once('|').unwrap_or((place, ""));
            match number.parse().ok().and_then(|number: usize| args.get(number)) {
                Some(Arg::Count(count)) if !forms.is_empty() => filled.push_str(self.form(*count, forms)),
                Some(Arg::Count(count)) => filled.push_str(&self.number(*count)),
                Some(Arg::Text(text)) => filled.push_str(text),
                None => {}
            }
        }
        filled
    }

    fn form(self, count: usize, forms: &'static str) -> &'static str {
        let category = (self.0.locale.plural)(&self.0.tag, count);
        let known = self.say(Key::Plurals).split(' ').position(|known| known == category);
        // The last category of every language is the one for what has no other.
        known.and_then(|place| forms.split('|').nth(place)).or(forms.split('|').next_back()).unwrap_or_default()
    }
}

/// The texts of a template, each with what stands in the braces after it; empty after the last.
pub fn parts(template: &str) -> impl Iterator<Item = (&str, &str)> {
    template.split('}').filter(|part| !part.is_empty()).map(|part| part.split_once('{').unwrap_or((part, "")))
}
