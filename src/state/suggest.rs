//! What the search box suggests while somebody types: values of facets, organizations and incidents
//! with the words in their names. Suggestions select; that the words are also searched as text goes on
//! beside them.

use std::cmp::Reverse;
use std::ops::Range;

use leptos::prelude::*;

use crate::incident::taxonomy::fold;
use crate::query::facet::Facet;
use crate::query::text::{Kind, Snippet, Terms, snippet};
use crate::query::{Basis, Query};
use crate::state::explorer::Explorer;
use crate::state::rows::Row;
use crate::words::Words;

/// The most values that are suggested.
const VALUES: usize = 5;
/// The most incidents.
const INCIDENTS: usize = 3;
/// Of so many first hits, what their texts say is fetched to show where the words were found.
pub(super) const SHOWN: usize = 3;

/// What a suggestion leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// A value, to be selected: facet and id.
    Value(String, String),
    /// An incident, to be opened.
    Incident(String),
}

/// Something to choose instead of typing on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Where it leads.
    pub to: Suggested,
    /// Its name.
    pub name: String,
    /// What it is: the name of its facet; empty for an incident.
    pub of: String,
    /// How many incidents of the collection have it.
    pub total: usize,
}

/// The name of a value as it is compared, and the places of its facet and of itself there.
struct Named {
    folded: String,
    facet: usize,
    value: usize,
}

/// The names of all values, and the basis and language that they are of.
#[derive(Default)]
struct Names {
    of: Option<(Basis, &'static str)>,
    names: Vec<Named>,
}

/// Whether suggestions are shown, and which of them the keys are at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Whether they are shown.
    pub open: bool,
    /// The place of the one that Enter would choose.
    pub at: Option<usize>,
}

impl Explorer {
    /// Whether suggestions are shown, and where the keys are.
    pub fn hints(self) -> ReadSignal<Hints> {
        self.hints.read_only()
    }

    /// Shows suggestions, or puts them away.
    pub fn hint(self, open: bool) {
        self.hints.set(Hints { open, at: None });
    }

    /// What there is to suggest for the text as it stands.
    pub fn suggestions(self) -> Memo<Vec<Suggestion>> {
        let named = StoredValue::new(Names::default());
        Memo::new(move |_| {
            let text = self.query.with(|query| fold(&query.text));
            if !self.hints.with(|hints| hints.open) || text.chars().nth(1).is_none() {
                return Vec::new();
            }
            let basis = self.query.with_untracked(|query| query.basis);
            let words = self.words();
            let inside = format!(" {text}");
            named.update_value(|named| self.name_values(named, basis, words));
            let mut found: Vec<Suggestion> = self.catalog.with_value(|catalog| {
                let facets: Vec<&Facet> = catalog.facets(basis).collect();
                let mut values = named.with_value(|Names { names, .. }| {
                    let has = |name: &&Named| name.folded.starts_with(&text) || name.folded.contains(&inside);
                    let (facets, text) = (&facets, &text);
                    let rank = |Named { folded, facet, value }: &Named| {
                        let total = facets[*facet].values[*value].total;
                        ((!folded.starts_with(text), Reverse(total)), *facet, *value)
                    };
                    names.iter().filter(has).map(rank).collect::<Vec<_>>()
                });
                values.sort_by_key(|(rank, ..)| *rank);
                let suggest = |(_, facet, value): (_, usize, usize)| {
                    let facet = facets[facet];
                    let value = &facet.values[value];
                    Suggestion {
                        to: Suggested::Value(facet.id.clone(), value.id.clone()),
                        name: words.value(facet, &value.id),
                        of: words.facet(&facet.id, &facet.label).to_owned(),
                        total: value.total as usize,
                    }
                };
                values.into_iter().take(VALUES).map(suggest).collect()
            });
            let catalog = self.catalog();
            let titled = self.hits(50).into_iter().filter_map(|hit| {
                let head = catalog.head(hit).ok()?;
                let to = Suggested::Incident(catalog.id(hit).to_owned());
                let folded = fold(&head.title);
                let is_it = text.split(' ').all(|word| folded.contains(word));
                is_it.then_some(Suggestion { to, name: head.title, of: String::new(), total: 0 })
            });
            found.extend(titled.take(INCIDENTS));
            found
        })
    }

    /// Makes the names of all values that an incident has, unless they are those of this basis and language:
    /// every key looks through thousands.
    fn name_values(self, named: &mut Names, basis: Basis, words: Words) {
        let of = Some((basis, words.language()));
        if named.of == of {
            return;
        }
        // Whoever is responsible or impacted is an organization already.
        let is_other = |facet: &Facet| !["responsible", "impacted"].contains(&facet.id.as_str());
        let names = self.catalog.with_value(|catalog| {
            let facets = catalog.facets(basis).enumerate().filter(|(_, facet)| is_other(facet));
            let names = facets.flat_map(|(facet, of)| {
                let values = of.values.iter().enumerate().filter(|(_, value)| value.total > 0);
                values.map(move |(value, named)| Named { folded: fold(&words.value(of, &named.id)), facet, value })
            });
            names.collect()
        });
        *named = Names { of, names };
    }

    /// Does what a key does among suggestions; whether it did something.
    pub fn press_in_search(self, key: &str, suggestions: &[Suggestion]) -> bool {
        let Hints { open, at } = self.hints.get_untracked();
        let count = suggestions.len();
        let to = match (key, at) {
            ("ArrowDown", _) if !open => {
                return {
                    self.hint(true);
                    true
                };
            }
            _ if !open || count == 0 => return false,
            ("ArrowDown", at) => at.map_or(0, |at| at + 1),
            ("ArrowUp", at) => at.unwrap_or(count).checked_sub(1).unwrap_or(count),
            ("Enter", Some(at)) => return suggestions.get(at).map(|chosen| self.accept(chosen)).is_some(),
            ("Escape", _) => {
                return {
                    self.hint(false);
                    true
                };
            }
            _ => return false,
        };
        self.hints.set(Hints { open, at: Some(to).filter(|to| *to < count) });
        true
    }

    /// Selects or opens what was suggested, in place of the text.
    pub fn accept(self, suggestion: &Suggestion) {
        self.hint(false);
        match &suggestion.to {
            Suggested::Incident(id) => self.follow(&self.href_of_incident(Some(id))),
            Suggested::Value(facet, value) => self.ask(|query| {
                let query = Query { text: String::new(), ..query };
                if query.selection(facet).mentions(value) { query } else { query.toggled(facet, value) }
            }),
        }
    }

    /// The bytes of every word of the title or the gist of a row that the text query found.
    pub fn marks(self, row: Row, kind: Kind, text: &str) -> Vec<Range<usize>> {
        self.terms_for(row, |terms| terms.marks(kind, kind.name(), text))
    }

    /// The passage that shows best why the text query found the incident of a row, once its text is here.
    pub fn passage(self, row: Row) -> Option<Snippet> {
        let index = row.index.get();
        self.terms_for(row, |terms| {
            if terms.is_empty() {
                return None;
            }
            self.here(|catalog| Ok(snippet(catalog.incident(index)?, terms))).flatten()
        })
    }

    /// The words that the text query looked for, for a row that changes with them or afterwards.
    fn terms_for<T>(self, row: Row, read: impl FnOnce(&Terms) -> T) -> T {
        if self.is_row_at_once(row.place) {
            self.terms.track();
        }
        self.terms.with_untracked(read)
    }
}
