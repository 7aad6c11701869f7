//! Made-up incidents, shaped like FAIL's: for benchmarks, tests and trying a site at any size.
//!
//! Deterministic to the byte: the same count, seed and length give the same incidents on every
//! machine, and a smaller count gives the first of a larger one. That is why there is only
//! integer arithmetic in here. How often each option, year, organization and word occurs
//! follows the paper and real text; what the sentences say means nothing. It does no IO and
//! reads no clock. The command, tests and benchmarks use it; it is not part of the wasm.

mod chance;
mod dates;
mod names;
mod prose;
mod shares;

use std::collections::BTreeMap;

use crate::incident::{Block, Choice, Date, Incident, Label, Maker, Provenance, Section, Segment, Source};
use chance::{Chance, Zipf};
use prose::Writer;

pub use names::{organizations, vocabulary};

/// How much an incident has to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Words {
    /// Some 860 bytes of text in all, and no rationales: for collections of many thousands.
    #[default]
    Short,
    /// Some 9,600 bytes as in FAIL, most of them rationales.
    Full,
}

/// Sections of a postmortem and their hundredths of its text, after the record of the seed.
const SECTIONS: [(&str, u32); 10] = [
    ("timeline", 10),
    ("system", 6),
    ("responsible-organization", 6),
    ("impacted-organization", 10),
    ("software-causes", 12),
    ("non-software-causes", 13),
    ("impacts", 17),
    ("preventions", 11),
    ("fixes", 10),
    ("references", 5),
];

/// So many incidents, each made when it is asked for.
pub fn incidents(count: usize, seed: u64, words: Words) -> impl Iterator<Item = Incident> {
    let mut desk = Desk::new(seed, words);
    (1..=count).map(move |number| desk.incident(number))
}

/// What the making of incidents goes on with.
struct Desk {
    chance: Chance,
    writer: Writer,
    organizations: Vec<String>,
    rank: Zipf,
    words: Words,
    /// The number of the last news article.
    article: u32,
}

impl Desk {
    fn new(seed: u64, words: Words) -> Desk {
        let vocabulary = vocabulary();
        let organizations = names::organizations_from(&vocabulary);
        let rank = Zipf::new(organizations.len(), 0);
        Desk { chance: Chance::new(seed), writer: Writer::new(vocabulary), organizations, rank, words, article: 1000 }
    }

    fn incident(&mut self, number: usize) -> Incident {
        let full = self.words == Words::Full;
        let chance = &mut self.chance;
        self.writer.choose_topic(chance);
        let published = dates::published(chance);
        let occurred = dates::occurred(chance, published);
        let size = prose::percent(chance);

        let responsible = self.organizations(1);
        let mut impacted = self.organizations(2);
        // As often as not an organization suffers from what it made itself.
        if self.chance.of(45, 100)
            && let Some(own) = responsible.first().filter(|own| !impacted.contains(own))
        {
            impacted.insert(0, own.clone());
        }
        let sources = self.sources(published);
        let cited: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();

        let chance = &mut self.chance;
        let mut title = self.writer.heading(chance, 7, 6);
        if let Some(place) = responsible.first().or(impacted.first()) {
            title.push_str(" at ");
            title.push_str(place);
        }
        let summary = if full { vec![self.writer.sentence(chance, 24, &[])] } else { Vec::new() };
        let bytes = if full { 2_600 } else { 860 } * size / 100;
        let section = |(id, share): (&str, u32)| Section {
            id: id.to_owned(),
            title: None,
            blocks: statements(&self.writer, chance, bytes * share / 100, &cited),
        };
        let sections = SECTIONS.map(section).into();
        let labels = labels(&self.writer, chance, full.then_some(34 * size / 100), &cited);
        Incident {
            id: number.to_string(),
            title,
            summary,
            published: dates::day(published).filter(|_| !chance.of(3, 1000)),
            occurred,
            responsible,
            impacted,
            sections,
            labels,
            sources,
            provenance: Provenance {
                made: Maker::Machine,
                date: Date::parse("2023").ok(),
                note: Some("Made up by failscope synth; nothing of it happened.".to_owned()),
            },
        }
    }

    /// One organization and now and then more, up to `most` more; rarely none.
    fn organizations(&mut self, most: u32) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        if self.chance.of(3, 100) {
            return names;
        }
        for further in 0..=most {
            if further > 0 && !self.chance.of(30, 100) {
                break;
            }
            let name = &self.organizations[self.rank.draw(&mut self.chance)];
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// News articles, numbered through the whole collection as in FAIL: 1.7 on average.
    fn sources(&mut self, published: crate::incident::date::Day) -> Vec<Source> {
        let chance = &mut self.chance;
        let count = 1 + u32::from(chance.of(45, 100)) + u32::from(chance.of(20, 100)) + u32::from(chance.of(5, 100));
        let mut source = |nth: u32| {
            self.article += 1 + chance.below(6);
            let publisher = self.writer.heading(chance, 1, 1);
            Source {
                id: self.article.to_string(),
                title: Some(self.writer.heading(chance, 6, 4)),
                publisher: Some(format!("{publisher} News")),
                date: dates::day(published.saturating_add(nth as i32)),
                // Links of old records are lost.
                url: (!chance.of(20, 100)).then(|| format!("https://news.example/{}", self.article)),
                archive: None,
            }
        };
        (0..count).map(&mut source).collect()
    }
}

/// Numbered statements of so many bytes in all; now and then the articles are silent.
fn statements(writer: &Writer, chance: &mut Chance, bytes: u32, cited: &[&str]) -> Vec<Block> {
    if chance.of(3, 100) {
        return vec![Block { text: "unknown".to_owned(), ..Block::default() }];
    }
    let mut left = (bytes / prose::BYTES_A_WORD).max(3);
    let mut blocks = Vec::new();
    while left > 0 {
        let length = left.min(10 + chance.below(22));
        left -= length;
        let mut block = Block { number: Some(blocks.len() as u32 + 1), ..Block::default() };
        if length > 24 && chance.of(25, 100) {
            block.points = (0..2).map(|_| writer.sentence(chance, length / 3, &[])).collect();
            block.text = writer.sentence(chance, length / 3, cited);
        } else {
            block.text = writer.sentence(chance, length, cited);
        }
        blocks.push(block);
    }
    blocks
}

/// The labels, with an argument of so many words for each option, or with none.
fn labels(writer: &Writer, chance: &mut Chance, argue: Option<u32>, cited: &[&str]) -> BTreeMap<String, Label> {
    let mut labels = BTreeMap::new();
    for (question, choice) in shares::answers(chance) {
        if choice == Choice::Missing {
            continue;
        }
        let chosen = |option: &str| choice.options().iter().any(|chosen| chosen == option);
        // A machine argues for and against every option, where there are not too many.
        let argued = |option: &&str| !question.is_long() && choice != Choice::NotApplicable || chosen(option);
        let mut rationale = Vec::new();
        if let Some(length) = argue {
            for option in question.options().filter(argued) {
                let length = length.max(4) - 3 + chance.below(7);
                let text = writer.sentence(chance, length, cited);
                rationale.push(Segment { option: Some(option.to_owned()), text, ..Segment::default() });
            }
        }
        labels.insert(question.id.to_owned(), Label { choice, rationale });
    }
    labels
}
