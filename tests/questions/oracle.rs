//! The same questions answered the slow way: one incident after another, no sets, no index.

use failscope::incident::date::civil;
use failscope::incident::{Choice, Date, Incident};
use failscope::query::answer::Clause;
use failscope::query::{Basis, Query, Sort};

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

fn folded(text: &str) -> Vec<String> {
    let plain = |c: char| match c {
        'ü' | 'Ü' => 'u',
        'é' | 'É' => 'e',
        'ï' => 'i',
        c => c.to_ascii_lowercase(),
    };
    let text: String = text.chars().map(plain).collect();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn texts(incident: &Incident) -> Vec<&str> {
    let mut texts = vec![incident.id.as_str(), &incident.title];
    texts.extend(incident.summary.iter().chain(&incident.responsible).chain(&incident.impacted).map(String::as_str));
    for block in incident.sections.iter().flat_map(|section| &section.blocks) {
        texts.push(&block.text);
        texts.extend(block.points.iter().map(String::as_str));
    }
    texts.extend(incident.labels.values().flat_map(|label| &label.rationale).map(|segment| segment.text.as_str()));
    texts.extend(incident.sources.iter().filter_map(|source| source.title.as_deref()));
    texts
}

fn found(incident: &Incident, text: &str) -> bool {
    let words: Vec<String> = texts(incident).into_iter().flat_map(folded).collect();
    folded(text).iter().all(|needle| words.iter().any(|word| word.starts_with(needle)))
}

fn in_title(incident: &Incident, text: &str) -> usize {
    let words = folded(&incident.title);
    folded(text).iter().filter(|needle| words.iter().any(|word| word.starts_with(*needle))).count()
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
    let text = aside == Some(&Clause::Text) || found(incident, &query.text);
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
    text && dated && facets
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
pub(crate) fn in_order(before: &Incident, after: &Incident, query: &Query) -> std::cmp::Ordering {
    let first = |incident| date(incident, query.basis).map(|date| date.first());
    let newest = || first(after).cmp(&first(before));
    match query.sort {
        Sort::Natural => in_title(after, &query.text).cmp(&in_title(before, &query.text)).then_with(newest),
        Sort::Newest => newest(),
        Sort::Oldest => first(before).unwrap_or(i32::MAX).cmp(&first(after).unwrap_or(i32::MAX)),
        Sort::Title => before.title.to_lowercase().cmp(&after.title.to_lowercase()),
        Sort::Sources => after.sources.len().cmp(&before.sources.len()),
    }
}
