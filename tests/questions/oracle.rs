//! The same questions answered the slow way: one incident after another, no sets, no index.

use failscope::incident::date::civil;
use failscope::incident::{Choice, Date, Incident, letters};
use failscope::query::Clause;
use failscope::query::{Basis, Catalog, Query, Sort};

use super::text_oracle::{Wish, folded};

pub(crate) fn date(incident: &Incident, basis: Basis) -> Option<&Date> {
    if basis == Basis::Reported { incident.published.as_ref() } else { incident.occurred.as_ref() }
}

/// The values that an incident carries in a facet, as links spell them; never none.
pub(crate) fn values(incident: &Incident, facet: &str, basis: Basis) -> Vec<String> {
    let mut values: Vec<String> = match facet {
        "year" => date(incident, basis).map_or(Vec::new(), |date| {
            let (first, last) = (civil(date.first()).0, civil(date.last()).0);
            if last - first < 50 { (first..=last).map(|year| year.to_string()).collect() } else { Vec::new() }
        }),
        "organization" => [incident.responsible.clone(), incident.impacted.clone()].concat(),
        "responsible" => incident.responsible.clone(),
        "impacted" => incident.impacted.clone(),
        "labels" => vec![incident.provenance.made.id().to_owned()],
        category => match incident.choice(category) {
            Choice::Missing => Vec::new(),
            Choice::NotApplicable => vec!["none".to_owned()],
            Choice::Chosen(options) => options.clone(),
        },
    };
    values.retain(|value| !value.trim().is_empty());
    if values.iter().all(|value| value == "missing") {
        values = vec!["missing".to_owned()];
    } else {
        values.retain(|value| value != "missing");
    }
    values
}

/// The words of a text that has neither quotes nor fields; the last is being typed.
fn wishes(text: &str) -> Vec<Wish> {
    let wish = |word: &str| Wish {
        excluded: false,
        field: None,
        quoted: false,
        text: word.to_owned(),
        typing: text.ends_with(word) && word.ends_with(char::is_alphanumeric),
    };
    text.split_whitespace().map(wish).filter(|wish| !folded(&wish.text).is_empty()).collect()
}

fn found(incident: &Incident, text: &str) -> bool {
    wishes(text).iter().all(|wish| wish.is_met(incident))
}

/// First and last day of the range of a question.
fn range(query: &Query) -> (i32, i32) {
    (query.from.as_ref().map_or(i32::MIN, |date| date.first()), query.to.as_ref().map_or(i32::MAX, |date| date.last()))
}

fn ranged(query: &Query) -> bool {
    query.from.is_some() || query.to.is_some()
}

/// Whether a question keeps an incident when one of its clauses is set aside.
pub(crate) fn keeps(incident: &Incident, query: &Query, aside: Option<&Clause>) -> bool {
    let (from, to) = range(query);
    // Last, because it is slow.
    let text = || aside == Some(&Clause::Text) || found(incident, &query.text);
    let dated = aside == Some(&Clause::Dates)
        || !ranged(query)
        || date(incident, query.basis).is_some_and(|date| date.first() <= to && from <= date.last());
    let facets = query.facets.iter().all(|(facet, selection)| {
        let carried = values(incident, facet, query.basis);
        aside == Some(&Clause::Facet(facet.clone()))
            || (selection.any.is_empty() || selection.any.iter().any(|value| carried.contains(value)))
                && selection.all.iter().all(|value| carried.contains(value))
                && !selection.none.iter().any(|value| carried.contains(value))
    });
    dated && facets && text()
}

/// Whether a kept incident certainly falls into the range.
pub(crate) fn certain(incident: &Incident, query: &Query) -> bool {
    let (from, to) = range(query);
    !ranged(query) || date(incident, query.basis).is_some_and(|date| from <= date.first() && date.last() <= to)
}

/// Every clause that a question has.
pub(crate) fn clauses(query: &Query) -> Vec<Clause> {
    let mut clauses = Vec::new();
    clauses.extend((!query.text.is_empty()).then_some(Clause::Text));
    clauses.extend(query.facets.keys().cloned().map(Clause::Facet));
    clauses.extend(ranged(query).then_some(Clause::Dates));
    clauses
}

/// Whether one incident may stand before another; either may where they tie.
pub(crate) fn in_order(catalog: &Catalog, before: usize, after: usize, query: &Query) -> std::cmp::Ordering {
    // What the scores are is tested where they are made; here only that they are obeyed.
    let like = query.like.as_ref().and_then(|id| catalog.likeness(catalog.position(id)?).ok());
    let scores = like.unwrap_or_else(|| catalog.find(&query.text).0.scores);
    let by_score = scores[after].total_cmp(&scores[before]);
    let (before, after) = (&catalog.incidents()[before], &catalog.incidents()[after]);
    let first = |incident| date(incident, query.basis).map(|date| date.first());
    let newest = || first(after).cmp(&first(before));
    match query.sort {
        Sort::Natural => by_score.then_with(newest),
        Sort::Newest => newest(),
        Sort::Oldest => first(before).unwrap_or(i32::MAX).cmp(&first(after).unwrap_or(i32::MAX)),
        Sort::Title => letters::plain(&before.title).cmp(&letters::plain(&after.title)),
        Sort::Sources => after.sources.len().cmp(&before.sources.len()),
    }
}
