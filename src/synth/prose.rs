//! Sentences of made-up words: common words by Zipf's law, and a topic that each incident
//! keeps coming back to, as real text does.

use crate::synth::chance::{Chance, Zipf};
use crate::synth::names::push_capital;

/// What a word takes on average, with the space and the marks around it.
pub(super) const BYTES_A_WORD: u32 = 7;

/// The most common words are nobody's topic.
const COMMON: usize = 150;
const TOPIC: usize = 40;

pub(super) struct Writer {
    vocabulary: Vec<String>,
    any: Zipf,
    topical: Zipf,
    topic: Vec<usize>,
}

impl Writer {
    pub(super) fn new(vocabulary: Vec<String>) -> Writer {
        let (any, topical) = (Zipf::new(vocabulary.len(), 27), Zipf::new(vocabulary.len() - COMMON, 500));
        Writer { vocabulary, any, topical, topic: Vec::new() }
    }

    /// Turns to another incident.
    pub(super) fn choose_topic(&mut self, chance: &mut Chance) {
        self.topic = (0..TOPIC).map(|_| COMMON + self.topical.draw(chance)).collect();
    }

    fn word(&self, chance: &mut Chance) -> &str {
        let rank = if chance.of(1, 4) && !self.topic.is_empty() {
            // The first words of a topic come most.
            let within = chance.below(TOPIC as u32) + 1;
            self.topic[chance.below(within) as usize]
        } else {
            self.any.draw(chance)
        };
        &self.vocabulary[rank]
    }

    /// From `least` words on, up to `more` more, each with a capital.
    pub(super) fn heading(&self, chance: &mut Chance, least: u32, more: u32) -> String {
        let mut text = String::new();
        for at in 0..least + chance.below(more) {
            if at > 0 {
                text.push(' ');
            }
            push_capital(&mut text, self.word(chance));
        }
        text
    }

    /// A sentence of so many words that ends in a citation of one or two sources, if there are.
    pub(super) fn sentence(&self, chance: &mut Chance, words: u32, cited: &[&str]) -> String {
        let mut text = String::with_capacity((words * BYTES_A_WORD) as usize + 16);
        push_capital(&mut text, self.word(chance));
        for at in 1..words {
            text.push_str(if at % 11 == 10 { ", " } else { " " });
            text.push_str(self.word(chance));
        }
        if !cited.is_empty() {
            let first = chance.below(cited.len() as u32) as usize;
            text.push_str(" [");
            text.push_str(cited[first]);
            if let Some(second) = cited.get(first + 1).filter(|_| chance.of(1, 3)) {
                text.push_str(", ");
                text.push_str(second);
            }
            text.push(']');
        }
        text.push('.');
        text
    }
}

/// How long an incident is beside the average, in hundredths: half to twice, seldom much.
pub(super) fn percent(chance: &mut Chance) -> u32 {
    50 + chance.below(30) + chance.below(30) + chance.below(47) * chance.below(47) / 24
}
