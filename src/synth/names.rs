//! Made-up words and organizations, always the same ones.

use std::collections::BTreeSet;

use crate::synth::chance::Chance;

const WORDS: usize = 30_000;
const ORGANIZATIONS: usize = 3_000;
/// Chance of their own, so that a collection's seed does not change its language.
const SEED: u64 = 7;

const ONSETS: [&str; 23] = [
    "b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pr", "th", "cl", "gr",
    "pl", "",
];
const NUCLEI: [&str; 15] = ["a", "e", "i", "o", "u", "a", "e", "i", "o", "u", "ea", "ou", "io", "ai", "ee"];
const CODAS: [&str; 15] = ["", "", "", "", "n", "r", "s", "t", "l", "d", "m", "x", "nd", "st", "ng"];
const KINDS: [&str; 10] =
    ["Group", "Systems", "Bank", "Airlines", "Agency", "Motors", "Online", "Health", "Labs", "Networks"];

/// 30,000 different words, the common ones first and shorter.
pub fn vocabulary() -> Vec<String> {
    let mut chance = Chance::new(SEED);
    let mut seen = BTreeSet::new();
    let mut words = Vec::with_capacity(WORDS);
    while words.len() < WORDS {
        let syllables = match words.len() {
            0..60 => 1,
            60..1500 => 1 + chance.below(2),
            _ => 2 + chance.below(3),
        };
        let mut word = String::new();
        for _ in 0..syllables {
            for sounds in [&ONSETS[..], &NUCLEI, &CODAS] {
                word.push_str(chance.pick::<&str>(sounds));
            }
        }
        if (2..=14).contains(&word.len()) && seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

/// 3,000 different organizations, in the order of how often they occur.
pub fn organizations() -> Vec<String> {
    organizations_from(&vocabulary())
}

pub(super) fn organizations_from(vocabulary: &[String]) -> Vec<String> {
    let mut chance = Chance::new(SEED + 1);
    let mut seen = BTreeSet::new();
    let mut names = Vec::with_capacity(ORGANIZATIONS);
    while names.len() < ORGANIZATIONS {
        let mut name = String::new();
        push_capital(&mut name, chance.pick::<String>(&vocabulary[500..20_500]));
        name.push(' ');
        name.push_str(chance.pick::<&str>(&KINDS));
        if seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

/// Appends a made-up word with its first letter in upper case.
pub(super) fn push_capital(text: &mut String, word: &str) {
    let mut letters = word.chars();
    text.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
    text.push_str(letters.as_str());
}
