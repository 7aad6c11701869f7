//! A first answer without the index: which texts that are at hand have the words of a query.
//!
//! For the moment before the index arrives, and never more than that. Words match as
//! beginnings, cut back to their stems; there are no scores and no corrections.

use super::fields::Kind;
use super::syntax::{Clause, Form, parse};
use super::terms::{Element, Pattern, Terms};
use super::tokens::Stemmer;

/// A query, made ready to be held against texts.
#[derive(Debug)]
pub struct Glance {
    wanted: Vec<Terms>,
    unwanted: Vec<Terms>,
}

impl Glance {
    /// A query in the language of a tag such as `en`.
    pub fn new(query: &str, language: &str) -> Glance {
        let stemmer = Stemmer::of(language);
        let is_field = |name: &str| Kind::ALL.iter().any(|kind| kind.name() == name);
        let (unwanted, wanted) = parse(query, &is_field).clauses.into_iter().partition(|clause| clause.excluded);
        let terms = |clauses: Vec<Clause>| clauses.into_iter().map(|clause| terms(clause, stemmer)).collect();
        Glance { wanted: terms(wanted), unwanted: terms(unwanted) }
    }

    /// Whether every word that is wanted is in some of these texts, and none that is not.
    pub fn finds(&self, texts: &[(Kind, &str)]) -> bool {
        // Of a hundred thousand titles next to none have the words, and whoever types waits for all of them.
        let is_in = |terms: &Terms, kind: Kind, text: &str| {
            terms.may_be_in(text) && !terms.find(kind, kind.name(), text).is_empty()
        };
        let has = |terms: &Terms| texts.iter().any(|(kind, text)| is_in(terms, *kind, text));
        self.wanted.iter().all(has) && !self.unwanted.iter().any(has)
    }
}

fn terms(clause: Clause, stemmer: Stemmer) -> Terms {
    let elements = clause.words.iter().map(|word| match word.form {
        Form::Exact => Element { words: vec![word.text.clone()], beginning: None },
        Form::Any => Element { words: vec![word.text.clone()], beginning: Some(stemmer.stem(&word.text).into_owned()) },
        Form::Beginning => Element { words: Vec::new(), beginning: Some(word.text.clone()) },
    });
    Terms { patterns: vec![Pattern { elements: elements.collect(), field: clause.field }] }
}
