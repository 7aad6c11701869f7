//! The inverted index of a collection and the search in it.
//!
//! Never changed but that files arrive, each once. What a query does not find in the files that
//! are there it names, so that whoever asked can fetch them, hand them over and ask again;
//! nothing here fetches. A query costs what the postings of its words cost, and one dense array of
//! scores; where several words count as one, another of weights. Nothing is allocated for an incident.
//! Total: any string is a query, and any bytes are a file or an error.

use std::sync::OnceLock;

use super::build::Builder;
use super::fields::K1;
use super::header::{FORMAT, Header, Need};
use super::matching::miss;
use super::packed::Runs;
use super::postings::{count, each};
use super::row::{in_a_row, with_all};
use super::shard::{Shard, Words, places_of_bytes};
use super::syntax::{Clause, Form, Note, Parsed, Word, parse};
use super::terms::Terms;
use super::tokens::Stemmer;
use super::typo::Correction;
use crate::bundle::Flaw;
use crate::incident::Incident;
use crate::query::bits::Bits;

/// Every word of every field of a collection.
#[derive(Debug)]
pub struct Index {
    pub(super) header: Header,
    pub(super) stemmer: Stemmer,
    pub(super) shards: Vec<OnceLock<Shard>>,
    pub(super) places: Vec<OnceLock<Runs>>,
    pub(super) words: OnceLock<Words>,
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
    pub notes: Vec<Note>,
    /// What was looked for, for [`super::snippet`].
    pub terms: Terms,
    /// The files without which this is not the whole answer: words that they may have count as
    /// unknown. Ask again when they have arrived; a query needs two rounds, and two more
    /// where words are misspelt.
    pub missing: Vec<Need>,
}

/// Incidents and their scores.
pub(super) type Scored = (Bits, Vec<f32>);

impl Index {
    /// Reads every word of the incidents, which are in the language of a tag such as `en`.
    pub fn build(incidents: &[Incident], language: &str) -> Index {
        let mut builder = Builder::new(language);
        incidents.iter().for_each(|incident| builder.push(incident));
        builder.finish()
    }

    /// An index of which no file has arrived.
    ///
    /// # Errors
    /// Another form, or shards out of order.
    pub fn open(header: Header) -> Result<Index, Flaw> {
        if header.format != FORMAT {
            return Err(Flaw::Form { found: header.format, read: FORMAT });
        }
        if !header.shards.is_sorted() {
            return Err(Flaw::of("shards")(Flaw::Order));
        }
        Ok(Index {
            stemmer: Stemmer::of(&header.language),
            shards: header.shards.iter().map(|_| OnceLock::new()).collect(),
            places: header.shards.iter().map(|_| OnceLock::new()).collect(),
            words: OnceLock::new(),
            header,
        })
    }

    /// Takes a file that was missing; one that is there already stays.
    ///
    /// # Errors
    /// Bytes that are not such a file; the file is missing still.
    // By itself, so that a first screen, which receives no words, can do without.
    #[inline(never)]
    pub fn receive(&self, need: Need, bytes: &[u8]) -> Result<(), Flaw> {
        // A second arrival of a file is no news.
        match need {
            Need::Shard(number) => {
                let _ = self.shards.get(number).ok_or(Flaw::NoFile)?.set(Shard::of_bytes(bytes)?);
            }
            Need::Places(number) => {
                let _ = self.places.get(number).ok_or(Flaw::NoFile)?.set(places_of_bytes(bytes)?);
            }
            Need::Words => {
                let _ = self.words.set(Words::of_bytes(bytes)?);
            }
        }
        Ok(())
    }

    /// The incidents that a query finds, and how well.
    pub fn find(&self, query: &str) -> Found {
        let Parsed { mut clauses, mut notes } = parse(query, &|name| self.header.has(name));
        self.narrow(&mut clauses, &mut notes);
        let mut missing = Vec::new();
        let mut corrections = Vec::new();
        let (mut incidents, mut scores) = self.evaluate(&clauses, &mut missing);
        if incidents.count() == 0
            && let Some((corrected, instead, found)) = self.corrected(&clauses, &mut missing)
        {
            (clauses, corrections, (incidents, scores)) = (corrected, instead, found);
        }
        Found { incidents, scores, corrections, notes, terms: self.terms(&clauses), missing }
    }

    /// Leaves out a word that is still being typed while too much begins with it.
    fn narrow(&self, clauses: &mut Vec<Clause>, notes: &mut Vec<Note>) {
        for clause in clauses.iter_mut() {
            let broad = |word: &mut Word| word.form == Form::Beginning && self.header.is_broad(&word.text);
            if let Some(Word { text, .. }) = clause.words.pop_if(broad) {
                notes.push(Note::Broad(text));
            }
        }
        clauses.retain(|clause| !clause.words.is_empty());
    }

    /// The incidents with all the clauses, and how well.
    pub(super) fn evaluate(&self, clauses: &[Clause], missing: &mut Vec<Need>) -> Scored {
        let all = self.header.incidents;
        let (mut found, mut scores, mut weights) = (Bits::all(all), vec![0.0; all], Vec::new());
        // What one clause finds and another does not, or excludes, has a score and is no hit.
        let mut scored = Bits::none(all);
        for clause in clauses {
            let mut with = Bits::none(all);
            let mut needed = Vec::new();
            let elements: Vec<Vec<u64>> = clause.words.iter().map(|word| self.matching(word, &mut needed)).collect();
            match (&elements[..], &clause.field) {
                // Where one word is all that is looked for, its postings begin with how many they are.
                ([words], None) if let [word] = words[..] => {
                    let score = self.score(count(self.postings(word)));
                    each(self.postings(word), all, |incident, weight| {
                        scores[incident] += score(weight);
                        with.insert(incident);
                    });
                }
                _ => {
                    weights.resize(all, 0.0);
                    self.weigh(clause, &elements, &mut needed, |incident, weight| {
                        weights[incident] += weight;
                        with.insert(incident);
                    });
                    let score = self.score(with.count());
                    with.for_each(|incident| scores[incident] += score(std::mem::take(&mut weights[incident])));
                }
            }
            needed.into_iter().for_each(|need| miss(missing, need));
            scored.unite(&with);
            if clause.excluded {
                found.subtract(&with);
            } else {
                found.intersect(&with);
            }
        }
        scored.subtract(&found);
        scored.for_each(|incident| scores[incident] = 0.0);
        (found, scores)
    }

    /// From the weight of a clause that so many incidents have, to its score.
    fn score(&self, some: u32) -> impl Fn(f32) -> f32 + use<> {
        let all = self.header.incidents as f32;
        // Postings may say that they are more than there are incidents, and no score is negative.
        let some = all.min(some as f32);
        let rarity = (1.0 + (all - some + 0.5) / (some + 0.5)).ln() * (K1 + 1.0);
        move |weight| rarity * weight / (K1 + weight)
    }

    /// Calls back with each incident that has a clause and what there is of its weight in it, now and
    /// then in several parts.
    fn weigh(&self, clause: &Clause, elements: &[Vec<u64>], needed: &mut Vec<Need>, mut visit: impl FnMut(usize, f32)) {
        if let ([words], None) = (elements, &clause.field) {
            words.iter().for_each(|word| each(self.postings(*word), self.header.incidents, &mut visit));
            return;
        }
        let left = with_all(self, elements);
        if !needed.is_empty() || left.count() > 0 {
            self.ask_for_places(elements, needed);
        }
        let fields = clause.field.as_ref().map(|name| self.header.called(name));
        in_a_row(self, elements, left, &mut |place| {
            if fields.as_ref().is_none_or(|fields| fields.get(place.field) == Some(&true)) {
                visit(place.incident, self.header.weight(place.field, place.length));
            }
        });
    }

    /// Bytes of memory, for measurements.
    pub fn size(&self) -> usize {
        let shards = self.shards.iter().filter_map(OnceLock::get);
        let places = self.places.iter().filter_map(OnceLock::get);
        shards.map(|shard| shard.keys.size() + shard.families.size() + shard.postings.size()).sum::<usize>()
            + places.map(Runs::size).sum::<usize>()
            + self.words.get().map_or(0, Words::size)
    }
}
