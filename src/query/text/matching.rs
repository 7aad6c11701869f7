//! From a word of a query to the words of the collection, and where their postings are.
//!
//! Each function tells what it can from the files that are there and names those that it
//! misses. A word is known by the number of its shard, times 2³², and that of its key.

use super::header::Need;
use super::index::Index;
use super::packed::Runs;
use super::shard::Shard;
use super::syntax::{Clause, Form, Word};
use super::terms::{Element, Pattern, Terms};
use super::tokens::Stemmer;

/// Adds a file to those that are missing.
pub(super) fn miss(missing: &mut Vec<Need>, need: Need) {
    if !missing.contains(&need) {
        missing.push(need);
    }
}

impl Index {
    /// A shard and its number, if the index has that many and it is there.
    fn shard(&self, number: usize, missing: &mut Vec<Need>) -> Option<&Shard> {
        let shard = self.shards.get(number)?.get();
        if shard.is_none() {
            miss(missing, Need::Shard(number));
        }
        shard
    }

    /// Where a word is.
    fn locate(&self, word: &str, missing: &mut Vec<Need>) -> Option<u64> {
        let number = self.header.shard_of(word);
        let shard = self.shard(number, missing)?;
        let key = shard.keys.find(word).filter(|key| !shard.postings.get(*key).is_empty())?;
        Some((number as u64) << 32 | key as u64)
    }

    /// The words with the stem of a word.
    fn family(&self, word: &str, missing: &mut Vec<Need>) -> Vec<u64> {
        if self.stemmer == Stemmer::None {
            return self.locate(word, missing).into_iter().collect();
        }
        let stem = self.stemmer.stem(word);
        let Some(shard) = self.shard(self.header.shard_of(&stem), missing) else {
            // Most likely the word is one of its family: both files in one round.
            self.locate(word, missing);
            return Vec::new();
        };
        shard.family(&stem).iter().filter_map(|member| self.locate(member, missing)).collect()
    }

    /// The words that a word of a query matches, ascending.
    pub(super) fn matching(&self, word: &Word, missing: &mut Vec<Need>) -> Vec<u64> {
        let mut matching = match word.form {
            Form::Exact => self.locate(&word.text, missing).into_iter().collect(),
            Form::Any | Form::Beginning => self.family(&word.text, missing),
        };
        if word.form == Form::Beginning {
            let first = self.header.shard_of(&word.text);
            let begins = |number: usize| self.header.shards.get(number).is_some_and(|key| key.starts_with(&word.text));
            for number in (first..).take_while(|number| *number == first || begins(*number)) {
                let Some(shard) = self.shard(number, missing) else { continue };
                let keys = shard.keys.beginning(&word.text).filter(|key| !shard.postings.get(*key).is_empty());
                matching.extend(keys.map(|key| (number as u64) << 32 | key as u64));
            }
            matching.sort_unstable();
            matching.dedup();
        }
        matching
    }

    /// The postings of a word.
    pub(super) fn postings(&self, word: u64) -> &[u8] {
        let shard = self.shards.get((word >> 32) as usize).and_then(|shard| shard.get());
        shard.map_or(&[], |shard| shard.postings.get(word as u32 as usize))
    }

    /// The places of a word; none while they are missing.
    pub(super) fn places(&self, word: u64) -> &[u8] {
        let places = self.places.get((word >> 32) as usize).and_then(|places| places.get());
        places.map_or(&[], |places: &Runs| places.get(word as u32 as usize))
    }

    /// Asks for the places of words, and of the shards in which more of them may be: one round
    /// is worth a file that is now and then fetched in vain.
    pub(super) fn ask_for_places(&self, words: &[Vec<u64>], missing: &mut Vec<Need>) {
        let found = words.iter().flatten().map(|word| (word >> 32) as usize);
        let unseen = missing.iter().filter_map(|need| match need {
            Need::Shard(number) => Some(*number),
            Need::Places(_) | Need::Words => None,
        });
        for number in found.chain(unseen).collect::<Vec<usize>>() {
            if self.places.get(number).is_some_and(|places| places.get().is_none()) {
                miss(missing, Need::Places(number));
            }
        }
    }

    /// The wanted clauses with every word spelled out, so that texts can be marked without
    /// an index or a stemmer. What has not arrived is left out.
    pub(super) fn terms(&self, clauses: &[Clause]) -> Terms {
        let spell = |word: u64| {
            let shard = self.shards.get((word >> 32) as usize).and_then(|shard| shard.get());
            shard.map(|shard| shard.keys.word(word as u32 as usize).to_owned()).unwrap_or_default()
        };
        let element = |word: &Word| {
            let beginning = (word.form == Form::Beginning).then(|| word.text.clone());
            let words = match word.form {
                Form::Beginning => self.family(&word.text, &mut Vec::new()),
                Form::Exact | Form::Any => self.matching(word, &mut Vec::new()),
            };
            Element { words: words.into_iter().map(spell).collect(), beginning }
        };
        let pattern = |clause: &Clause| Pattern {
            field: clause.field.clone(),
            elements: clause.words.iter().map(element).collect(),
        };
        Terms { patterns: clauses.iter().filter(|clause| !clause.excluded).map(pattern).collect() }
    }
}
