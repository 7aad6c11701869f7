//! The inverted index of a collection and the search in it.
//!
//! Built once and never changed. A query costs what the postings of its words cost: one dense
//! array of weights, reused for every word, and one of scores; nothing is allocated for an
//! incident. Total: any string is a query.

use std::ops::Range;

use super::build;
use super::dictionary::Dictionary;
use super::families::Families;
use super::fields::K1;
use super::layout::Layout;
use super::postings::Postings;
use super::row::in_a_row;
use super::syntax::{Clause, Form, Parsed, Word, parse};
use super::terms::{Element, Pattern, Terms};
use super::tokens::Stemmer;
use super::typo::{self, Correction};
use crate::incident::Incident;
use crate::query::bits::Bits;

/// How many different corrections of a misspelt query are tried before it finds nothing.
const ATTEMPTS: usize = 8;

/// Every word of every field of a collection.
#[derive(Debug)]
pub struct Index {
    pub(super) len: usize,
    pub(super) stemmer: Stemmer,
    pub(super) dictionary: Dictionary,
    pub(super) families: Families,
    pub(super) postings: Postings,
    pub(super) layout: Layout,
}

/// What a query finds.
#[derive(Clone, Debug)]
pub struct Found {
    /// The incidents.
    pub incidents: Bits,
    /// The score of each incident of the collection; 0 where it is not found, and where the
    /// query only excludes.
    pub scores: Vec<f32>,
    /// What was searched instead of words that are nowhere, where nothing matched.
    pub corrections: Vec<Correction>,
    /// What of the query was not taken as it may have been meant.
    pub notes: Vec<String>,
    /// What was looked for, for [`super::snippet`].
    pub terms: Terms,
}

/// The words of the dictionary that a word of a query matches.
pub(super) struct Matching {
    /// Neighbours in the dictionary.
    pub range: Range<usize>,
    /// Others.
    pub more: Vec<u32>,
}

impl Matching {
    pub(super) fn words(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.range.clone().chain(self.more.iter().map(|word| *word as usize))
    }
}

impl Index {
    /// Reads every word of the incidents, which are in the language of a tag such as `en`.
    pub fn build(incidents: &[Incident], language: &str) -> Index {
        build::build(incidents, language)
    }

    /// The incidents that a query finds, and how well.
    pub fn find(&self, query: &str) -> Found {
        let Parsed { mut clauses, notes } = parse(query, &|name| self.layout.has(name));
        let mut found = self.evaluate(&clauses, notes);
        if found.incidents.count() == 0 {
            let candidates: Vec<(String, Vec<String>)> = self.candidates(&clauses);
            let most = candidates.iter().map(|(_, to)| to.len()).max().unwrap_or_default();
            for attempt in 0..most.min(ATTEMPTS) {
                let chosen = candidates.iter().filter_map(|(from, to)| {
                    let to = to.get(attempt.min(to.len().checked_sub(1)?))?;
                    Some(Correction { from: from.clone(), to: to.clone() })
                });
                let corrections: Vec<Correction> = chosen.collect();
                let mut corrected = clauses.clone();
                correct(&mut corrected, &corrections);
                let mut other = self.evaluate(&corrected, Vec::new());
                if other.incidents.count() > 0 {
                    other.notes = found.notes;
                    other.corrections = corrections;
                    found = other;
                    clauses = corrected;
                    break;
                }
            }
        }
        found.terms = self.terms(&clauses);
        found
    }

    /// For every wanted word that is nowhere in the collection, the words that are near.
    fn candidates(&self, clauses: &[Clause]) -> Vec<(String, Vec<String>)> {
        let wanted = clauses.iter().filter(|clause| !clause.excluded).flat_map(|clause| &clause.words);
        let unknown = wanted.filter(|word| self.matching(word).words().next().is_none());
        let near = |word: &Word| {
            let near = typo::near(&word.text, &self.dictionary, &|number| self.incidents_with(number));
            (word.text.clone(), near)
        };
        unknown.map(near).collect()
    }

    fn incidents_with(&self, word: usize) -> u32 {
        let mut count = 0;
        self.postings.each(word, |_, _| count += 1);
        count
    }

    fn evaluate(&self, clauses: &[Clause], notes: Vec<String>) -> Found {
        let mut found = Bits::all(self.len);
        let mut scores = vec![0.0; self.len];
        let mut weights = vec![0.0; self.len];
        for clause in clauses {
            let with = self.weigh(clause, &mut weights);
            if clause.excluded {
                found.subtract(&with);
                with.for_each(|incident| weights[incident] = 0.0);
                continue;
            }
            found.intersect(&with);
            let (all, some) = (self.len as f32, with.count() as f32);
            let rarity = (1.0 + (all - some + 0.5) / (some + 0.5)).ln() * (K1 + 1.0);
            with.for_each(|incident| {
                let weight = std::mem::take(&mut weights[incident]);
                scores[incident] += rarity * weight / (K1 + weight);
            });
        }
        // What one word finds and another does not has a score and is no hit.
        for (incident, score) in scores.iter_mut().enumerate() {
            if !found.contains(incident) {
                *score = 0.0;
            }
        }
        Found { incidents: found, scores, corrections: Vec::new(), notes, terms: Terms::default() }
    }

    /// The incidents with a clause; their weights are added to an array of zeros.
    fn weigh(&self, clause: &Clause, weights: &mut [f32]) -> Bits {
        let elements: Vec<Matching> = clause.words.iter().map(|word| self.matching(word)).collect();
        let mut with = Bits::none(self.len);
        if let ([element], None) = (elements.as_slice(), &clause.field) {
            for word in element.words() {
                self.postings.each(word, |incident, weight| {
                    weights[incident] += weight;
                    with.insert(incident);
                });
            }
            return with;
        }
        let fields = clause.field.as_ref().map(|name| self.layout.called(name));
        for start in in_a_row(self, &elements) {
            let incident = (start >> 32) as usize;
            let (weight, field) = self.layout.line(incident).weigh(start as u32);
            if fields.as_ref().is_none_or(|fields| fields.get(field) == Some(&true)) {
                weights[incident] += weight;
                with.insert(incident);
            }
        }
        with
    }

    /// The words that a word of a query matches.
    pub(super) fn matching(&self, word: &Word) -> Matching {
        let range = match word.form {
            Form::Beginning => self.dictionary.beginning(&word.text),
            Form::Exact | Form::Any => self.dictionary.find(&word.text).map_or(0..0, |number| number..number + 1),
        };
        let mut more = match word.form {
            Form::Exact => Vec::new(),
            Form::Any | Form::Beginning => self.families.of_stem(&self.stemmer.stem(&word.text)).to_vec(),
        };
        more.retain(|number| !range.contains(&(*number as usize)));
        Matching { range, more }
    }

    /// The wanted clauses with every word spelled out, so that texts can be marked without
    /// an index or a stemmer.
    fn terms(&self, clauses: &[Clause]) -> Terms {
        let element = |word: &Word| {
            let beginning = (word.form == Form::Beginning).then(|| word.text.clone());
            let matching = self.matching(word);
            let numbers = matching.more.iter().map(|number| *number as usize);
            let exact = matching.range.clone().filter(|_| beginning.is_none());
            let words = numbers.chain(exact).map(|number| self.dictionary.word(number).to_owned()).collect();
            Element { words, beginning }
        };
        let pattern = |clause: &Clause| Pattern {
            field: clause.field.clone(),
            elements: clause.words.iter().map(element).collect(),
        };
        Terms { patterns: clauses.iter().filter(|clause| !clause.excluded).map(pattern).collect() }
    }

    /// Bytes of memory, for measurements.
    pub fn size(&self) -> usize {
        self.postings.size() + self.layout.size() + self.dictionary.size() + self.families.size()
    }
}

fn correct(clauses: &mut [Clause], corrections: &[Correction]) {
    for word in clauses.iter_mut().filter(|clause| !clause.excluded).flat_map(|clause| &mut clause.words) {
        if let Some(correction) = corrections.iter().find(|correction| correction.from == word.text) {
            word.text.clone_from(&correction.to);
        }
    }
}
