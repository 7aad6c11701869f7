//! A view and its query string: the only room that spells the names of parameters.
//!
//! Reading is total: what a link says that this collection does not know becomes a notice,
//! and the rest still counts. Writing is canonical: defaults left out, one order, so equal
//! links are equal strings, and reading what was written gives the same link again.

use form_urlencoded::{byte_serialize, parse as parse_pairs};

use crate::incident::Date;
use crate::query::facet::Facet;
use crate::query::{Basis, Catalog, Query, Selection, Sort};
use crate::timeline::Unit;

/// Everything a link restores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What is selected.
    pub query: Query,
    /// How the selection is shown.
    pub view: View,
    /// The histogram's bars.
    pub bars: Bars,
    /// Whether shares are of those incidents alone whose answer is known.
    pub known: bool,
    /// Id of the incident that is open.
    pub open: Option<String>,
    /// Ids of incidents that stand side by side; none, or two to [`MOST_COMPARED`], each once.
    pub compare: Vec<String>,
    /// Tag of the language that the interface is to speak, whether or not there is such a one.
    pub language: Option<String>,
}

/// The ways of showing a selection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// A card for each incident.
    #[default]
    List,
    /// A line for each incident.
    Table,
    /// Each incident at its time, as long as that is uncertain.
    Timeline,
    /// What the taxonomy means.
    Codebook,
}

/// What the histogram's bars show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bars {
    /// Id of the category that divides them.
    pub stack: Option<String>,
    /// Shares of each bar instead of counts. Only where they are divided.
    pub share: bool,
    /// The stretch of time that is looked at; all of it if not given.
    pub zoom: Option<Date>,
}

/// The most incidents that stand side by side.
pub const MOST_COMPARED: usize = 4;

impl View {
    /// Every view, in the order in which they are offered.
    pub const ALL: [View; 4] = [View::List, View::Table, View::Timeline, View::Codebook];

    /// The word that links use.
    pub fn id(self) -> &'static str {
        match self {
            View::List => "list",
            View::Table => "table",
            View::Timeline => "timeline",
            View::Codebook => "codebook",
        }
    }
}

/// Something a link asked for that could not be given. Whoever shows it has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it was about.
    pub vain: Vain,
    /// The parameter, or of a value the name of its facet.
    pub name: String,
    /// What it was to be.
    pub value: String,
}

/// What can be asked for in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vain {
    /// A date that is none.
    Date,
    /// A date basis.
    Basis,
    /// An order.
    Order,
    /// A width of the histogram's bins.
    Bins,
    /// An incident to order by.
    Like,
    /// A view.
    View,
    /// A category to divide the bars by.
    Stack,
    /// What the bars measure, or what shares are of.
    Measure,
    /// An incident to open.
    Open,
    /// An incident to compare.
    Compare,
    /// One more than can be compared.
    CompareMore,
    /// The only one that is left to compare.
    CompareOne,
    /// A filter.
    Filter,
    /// A value of a filter.
    Value,
    /// A language of the interface.
    Language,
    /// Something written as a date by hand.
    Typed,
}

impl Notice {
    /// About a value.
    pub fn of(vain: Vain, name: &str, value: &str) -> Notice {
        Notice { vain, name: name.to_owned(), value: value.to_owned() }
    }
}

const SORTS: [(Sort, &str); 4] =
    [(Sort::Newest, "date.desc"), (Sort::Oldest, "date.asc"), (Sort::Title, "title"), (Sort::Sources, "sources")];

/// What belongs to a frame in another page, which reads it before the app does.
const OF_FRAMES: [&str; 4] = ["show", "theme", "chrome", "features"];

/// Facets whose values are free text: they repeat the parameter instead of joining by commas.
const FREE: [&str; 3] = ["organization", "responsible", "impacted"];

/// Reads a query string, with or without its question mark.
pub fn parse(text: &str, catalog: &Catalog) -> (Link, Vec<Notice>) {
    let mut link = Link::default();
    let mut notices = Vec::new();
    let pairs: Vec<_> = parse_pairs(text.trim_start_matches('?').as_bytes()).collect();
    // The basis decides which years there are, so it is read before them.
    for (name, value) in &pairs {
        if name == "date" {
            match [Basis::Reported, Basis::Occurred].into_iter().find(|basis| basis.id() == value.as_ref()) {
                Some(basis) => link.query.basis = basis,
                None => notices.push(Notice::of(Vain::Basis, name, value)),
            }
        }
    }
    for (name, whole) in &pairs {
        let value = whole.trim();
        if value.is_empty() {
            continue;
        }
        let vain = |vain| Notice::of(vain, name, value);
        match name.as_ref() {
            "date" => {}
            name if OF_FRAMES.contains(&name) => {}
            "q" => link.query.text = value.to_owned(),
            "from" => link.query.from = date("from", value, &mut notices).or(link.query.from),
            "to" => link.query.to = date("to", value, &mut notices).or(link.query.to),
            "sort" => match SORTS.into_iter().find(|(_, id)| *id == value) {
                Some((sort, _)) => link.query.sort = sort,
                None => notices.push(vain(Vain::Order)),
            },
            "bins" => match Unit::ALL.into_iter().find(|unit| unit.id() == value) {
                Some(unit) => link.query.bins = Some(unit),
                None => notices.push(vain(Vain::Bins)),
            },
            "like" if catalog.position(value).is_some() => link.query.like = Some(value.to_owned()),
            "like" => notices.push(vain(Vain::Like)),
            "view" => match View::ALL.into_iter().find(|view| view.id() == value) {
                Some(view) => link.view = view,
                None => notices.push(vain(Vain::View)),
            },
            "stack" if catalog.taxonomy.category(value).is_some() => link.bars.stack = Some(value.to_owned()),
            "stack" => notices.push(vain(Vain::Stack)),
            "measure" if value == "share" => link.bars.share = true,
            "measure" if value == "count" => link.bars.share = false,
            "shares" if value == "known" => link.known = true,
            "shares" if value == "all" => link.known = false,
            "measure" | "shares" => notices.push(vain(Vain::Measure)),
            "zoom" => link.bars.zoom = date("zoom", value, &mut notices).or(link.bars.zoom),
            "compare" => compare(&mut link.compare, value, catalog, &mut notices),
            "open" if catalog.position(value).is_some() => link.open = Some(value.to_owned()),
            "open" => notices.push(vain(Vain::Open)),
            "lang" => link.language = Some(value.to_owned()),
            name => select(&mut link.query, catalog, name, whole, &mut notices),
        }
    }
    if link.compare.len() == 1 {
        notices.push(Notice::of(Vain::CompareOne, "compare", &link.compare.concat()));
        link.compare.clear();
    }
    link.bars.share &= link.bars.stack.is_some();
    (link, notices)
}

/// The language that a query string asks for, which is known before any collection is.
pub fn language(text: &str) -> Option<String> {
    let pairs = parse_pairs(text.trim_start_matches('?').as_bytes());
    let asked = pairs.filter(|(name, value)| name == "lang" && !value.trim().is_empty());
    asked.last().map(|(_, value)| value.trim().to_owned())
}

/// Whether a query string opens the list as the first part of the program can show it: without a search,
/// and nothing in its place.
pub fn is_of_list(text: &str) -> bool {
    let more = ["q", "like", "view", "stack", "open", "compare"];
    !parse_pairs(text.trim_start_matches('?').as_bytes()).any(|(name, _)| more.contains(&name.as_ref()))
}

/// Writes a link as a query string without its question mark; empty for everything.
pub fn print(link: &Link, catalog: &Catalog) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    let query = &link.query;
    let mut push = |name: &str, value: String| pairs.push((name.to_owned(), value));
    if !query.text.trim().is_empty() {
        push("q", encode(query.text.trim()));
    }
    for facet in catalog.facets(query.basis) {
        let Some(selection) = query.facets.get(&facet.id) else { continue };
        for (suffix, values) in [("", &selection.any), (".all", &selection.all), (".not", &selection.none)] {
            let name = encode(&format!("{}{suffix}", facet.id));
            let ordered = facet.values.iter().map(|value| &value.id).filter(|id| values.contains(*id));
            if FREE.contains(&facet.id.as_str()) {
                ordered.for_each(|value| push(&name, encode(value)));
            } else {
                let joined: Vec<String> = ordered.map(|value| encode(value)).collect();
                if !joined.is_empty() {
                    push(&name, joined.join(","));
                }
            }
        }
    }
    for (name, date) in [("from", &query.from), ("to", &query.to)] {
        if let Some(date) = date {
            push(name, encode(date.as_str()));
        }
    }
    if query.basis != Basis::default() {
        push("date", query.basis.id().to_owned());
    }
    if let Some((_, id)) = SORTS.iter().find(|(sort, _)| *sort == query.sort) {
        push("sort", (*id).to_owned());
    }
    if let Some(id) = &query.like {
        push("like", encode(id));
    }
    if let Some(unit) = query.bins {
        push("bins", unit.id().to_owned());
    }
    if link.view != View::default() {
        push("view", link.view.id().to_owned());
    }
    if let Some(category) = &link.bars.stack {
        push("stack", encode(category));
        if link.bars.share {
            push("measure", "share".to_owned());
        }
    }
    if link.known {
        push("shares", "known".to_owned());
    }
    if let Some(stretch) = &link.bars.zoom {
        push("zoom", encode(stretch.as_str()));
    }
    if let Some(id) = &link.open {
        push("open", encode(id));
    }
    if !link.compare.is_empty() {
        push("compare", link.compare.iter().map(|id| encode(id)).collect::<Vec<_>>().join(","));
    }
    if let Some(language) = &link.language {
        push("lang", encode(language));
    }
    let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

fn compare(compared: &mut Vec<String>, value: &str, catalog: &Catalog, notices: &mut Vec<Notice>) {
    for id in value.split(',').map(str::trim).filter(|id| !id.is_empty()) {
        if catalog.position(id).is_none() {
            notices.push(Notice::of(Vain::Compare, "compare", id));
        } else if compared.len() == MOST_COMPARED && !compared.iter().any(|other| other == id) {
            notices.push(Notice::of(Vain::CompareMore, "compare", id));
        } else if !compared.iter().any(|other| other == id) {
            compared.push(id.to_owned());
        }
    }
}

fn select(query: &mut Query, catalog: &Catalog, name: &str, value: &str, notices: &mut Vec<Notice>) {
    let (id, part) = name.rsplit_once('.').unwrap_or((name, ""));
    let Some(facet) = catalog.facet(id, query.basis).filter(|_| ["", "all", "not"].contains(&part)) else {
        notices.push(Notice::of(Vain::Filter, name, value));
        return;
    };
    let free = FREE.contains(&id);
    for value in value.split(|c| c == ',' && !free).filter(|value| !value.trim().is_empty()) {
        let Some(known) = resolve(catalog, facet, value) else {
            // A category is called as the collection calls it; the other facets have words of their own.
            let own = catalog.taxonomy.category(id).is_none();
            notices.push(Notice::of(Vain::Value, if own { id } else { &facet.label }, value));
            continue;
        };
        let mut selection: Selection = query.facets.remove(id).unwrap_or_default();
        match part {
            "all" => selection.all.insert(known),
            "not" => selection.none.insert(known),
            _ => selection.any.insert(known),
        };
        query.facets.insert(id.to_owned(), selection);
    }
}

/// The value that a spelling stands for: exact first, then the taxonomy's folded names and
/// aliases.
fn resolve(catalog: &Catalog, facet: &Facet, value: &str) -> Option<String> {
    if let Some(known) = [value, value.trim()].into_iter().find(|value| facet.value(value).is_some()) {
        return Some(known.to_owned());
    }
    let known = catalog.taxonomy.category(&facet.id)?.resolve(value)?;
    facet.value(known).map(|value| value.id.clone())
}

fn date(name: &str, value: &str, notices: &mut Vec<Notice>) -> Option<Date> {
    Date::parse(value).map_err(|_| notices.push(Notice::of(Vain::Date, name, value))).ok()
}

/// Percent-encodes what would end a value; commas and colons inside it too.
fn encode(value: &str) -> String {
    byte_serialize(value.as_bytes()).collect()
}
