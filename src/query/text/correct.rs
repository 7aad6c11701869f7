//! A query that finds nothing, asked again with known words in place of those that are nowhere.
//!
//! Only wanted words are corrected, and only when it is certain that no file has them.

use super::header::Need;
use super::index::{Index, Scored};
use super::matching::miss;
use super::syntax::{Clause, Form};
use super::typo::{self, Correction};

/// How many different corrections of a misspelt query are tried before it finds nothing.
const ATTEMPTS: usize = 8;

impl Index {
    /// What a query without an answer finds when the words that are nowhere are corrected.
    pub(super) fn corrected(
        &self,
        clauses: &[Clause],
        missing: &mut Vec<Need>,
    ) -> Option<(Vec<Clause>, Vec<Correction>, Scored)> {
        let mut unknown = Vec::new();
        let mut certain = true;
        for word in clauses.iter().filter(|clause| !clause.excluded).flat_map(|clause| &clause.words) {
            let mut needed = Vec::new();
            if self.matching(word, &mut needed).is_empty() {
                match needed.is_empty() {
                    true => unknown.push(&word.text),
                    false => certain = false,
                }
            }
        }
        // If one of them cannot be corrected the others are not worth a fetch.
        if unknown.is_empty() || unknown.iter().any(|word| typo::reach(word) == 0) {
            return None;
        }
        let Some(words) = self.words.get() else {
            missing.push(Need::Words);
            return None;
        };
        let near = |from: &&String| (String::clone(from), typo::near(from, words));
        let candidates: Vec<(String, Vec<String>)> = unknown.iter().filter(|_| certain).map(near).collect();
        if candidates.iter().any(|(_, to)| to.is_empty()) {
            return None;
        }
        let most = candidates.iter().map(|(_, to)| to.len()).max().unwrap_or_default();
        // A single word of the collection is found, so no other attempt will be made.
        let only = matches!(clauses, [Clause { field: None, words, .. }] if words.len() == 1);
        let mut decided = true;
        for attempt in 0..most.min(if only { 1 } else { ATTEMPTS }) {
            let chosen = candidates.iter().filter_map(|(from, to)| {
                let to = to.get(attempt.min(to.len().checked_sub(1)?))?;
                Some(Correction { from: from.clone(), to: to.clone() })
            });
            let corrections: Vec<Correction> = chosen.collect();
            let mut corrected = clauses.to_vec();
            correct(&mut corrected, &corrections);
            let mut needed = Vec::new();
            let found = self.evaluate(&corrected, &mut needed);
            // Which attempt is the first with hits is known only when all before are decided;
            // what the others need is asked for in the same round.
            decided &= needed.is_empty();
            needed.into_iter().for_each(|need| miss(missing, need));
            if decided && found.0.count() > 0 {
                return Some((corrected, corrections, found));
            }
        }
        None
    }
}

/// Puts known words in place of others. They are whole words, whatever was being typed.
fn correct(clauses: &mut [Clause], corrections: &[Correction]) {
    for word in clauses.iter_mut().filter(|clause| !clause.excluded).flat_map(|clause| &mut clause.words) {
        if let Some(correction) = corrections.iter().find(|correction| correction.from == word.text) {
            word.text.clone_from(&correction.to);
            if word.form == Form::Beginning {
                word.form = Form::Any;
            }
        }
    }
}
