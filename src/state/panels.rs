//! How the panels of values are looked at: folded or open, in which order, narrowed by a word, with
//! meanings. It is the visitor's and no part of a link; what is folded is remembered by the browser.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::incident::taxonomy::{MISSING, NOT_APPLICABLE, UNKNOWN, fold};
use crate::query::Selection;
use crate::query::facet::Facet;
use crate::state::explorer::Explorer;
use crate::state::pace::Spot;
use crate::words::Words;

/// How many values of a long panel are shown at first.
pub const SHORT: usize = 12;
/// How many more each time.
const MORE: usize = 50;
/// The name under which the browser remembers what is folded.
pub(super) const FOLDED: &str = "failscope-panels";

/// In which order a panel lists its values. Whatever the order, the kinds of nothing come last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// The order that means something: the taxonomy's, or time's.
    #[default]
    Own,
    /// The most common first, under all other filters.
    Count,
    /// By name.
    Name,
}

/// How one panel is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// The order, where somebody chose one.
    pub listing: Option<Listing>,
    /// Only values with this in their names.
    pub find: String,
    /// How many values are shown past the first.
    pub more: usize,
    /// Whether the next values that are chosen shall all be given, and not any of them.
    pub all: bool,
    /// Whether meanings are shown.
    pub explained: bool,
    /// Whether it is open, where somebody opened or folded it.
    pub open: Option<bool>,
}

impl Panel {
    /// Whether it is open, if it is open or not as long as nobody says.
    pub fn is_open(&self, unsaid: bool) -> bool {
        self.open.unwrap_or(unsaid)
    }
}

/// How much of the panels is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The values of the first few: what a screen shows of them.
    First,
    /// All, and also what is out of sight is laid out: for one frame, in which browsers learn how
    /// high each is, so that nothing moves under a pointer when it is scrolled to.
    Everything,
    /// All, of which only what is in sight is laid out.
    InSight,
}

impl Explorer {
    /// How a panel is looked at.
    pub fn panel(self, facet: &str) -> Memo<Panel> {
        let facet = facet.to_owned();
        Memo::new(move |_| self.panels.with(|panels| panels.get(&facet).cloned().unwrap_or_default()))
    }

    /// Whether the values of a panel are drawn: a folded panel costs nothing, and those that the first
    /// screen does not show wait until it stands.
    pub fn has_values(self, panel: Memo<Panel>, open: bool, is_first: bool, reach: ReadSignal<Reach>) -> Memo<bool> {
        Memo::new(move |_| panel.with(|panel| panel.is_open(open)) && (is_first || reach.get() != Reach::First))
    }

    /// Looks at a panel in another way.
    pub fn look(self, facet: &str, change: impl FnOnce(&mut Panel)) {
        self.panels.update(|panels| change(panels.entry(facet.to_owned()).or_default()));
    }

    /// Shows more values of a long panel than are listed, and goes to the first of them.
    pub fn show_more_values(self, facet: &str, listed: Memo<(Vec<String>, usize)>) {
        let (before, _) = listed.get_untracked();
        self.look(facet, |panel| panel.more += MORE);
        let next = listed.with_untracked(|(now, _)| now.iter().find(|value| !before.contains(value)).cloned());
        if let Some(value) = next {
            (self.outside.focus)(&Explorer::id_of_value(facet, &value));
        }
    }

    /// Shows the first few values of a long panel again.
    pub fn show_fewer_values(self, facet: &str) {
        self.look(facet, |panel| panel.more = 0);
        (self.outside.focus)(&Explorer::id_of_more(facet));
    }

    /// The panel of a facet is called so in the page.
    pub fn id_of_panel(facet: &str) -> String {
        ["facet-", facet].concat()
    }

    /// What chooses a value is called so in the page.
    pub fn id_of_value(facet: &str, value: &str) -> String {
        [facet, "=", value].concat()
    }

    /// What shows more values of a panel is called so in the page.
    pub fn id_of_more(facet: &str) -> String {
        ["more-of-", facet].concat()
    }

    /// Opens or folds a panel, and remembers it.
    pub fn fold(self, facet: &str, open: bool) {
        self.look(facet, |panel| panel.open = Some(open));
        let said =
            |(id, panel): (&String, &Panel)| Some(format!("{id} {}", if panel.open? { "open" } else { "folded" }));
        let kept: Vec<String> = self.panels.with_untracked(|panels| panels.iter().filter_map(said).collect());
        (self.outside.remember)(FOLDED, &kept.join("\n"));
    }

    /// How much of the panels is drawn, from now on.
    pub fn reach(self) -> ReadSignal<Reach> {
        let (reach, set) = signal(Reach::First);
        let after_paint = self.outside.after_paint;
        // By then the panels may be gone.
        after_paint(Box::new(move || {
            let _ = set.try_set(Reach::Everything);
            after_paint(Box::new(move || _ = set.try_set(Reach::InSight)));
        }));
        reach
    }

    /// The values that the panel of a facet, by its place in the catalogue, lists, and how many more there are.
    pub fn listed(
        self,
        place: usize,
        counts: Memo<Vec<u32>>,
        listing: Listing,
        short: bool,
    ) -> Memo<(Vec<String>, usize)> {
        let id = self.catalog.with_value(|catalog| catalog.facets[place].id.clone());
        let panel = self.panel(&id);
        Memo::new(move |_| {
            let words = self.words();
            if self.is_at_once(Spot::Panel(place)) {
                self.query.track();
            }
            let (basis, selection) = self.query.with_untracked(|query| (query.basis, query.selection(&id)));
            panel.with(|panel| {
                self.catalog.with_value(|catalog| {
                    let Some(facet) = catalog.facet(&id, basis) else { return Default::default() };
                    let most = if short { SHORT + panel.more } else { usize::MAX };
                    // Counts matter only where they decide what is listed, and in which order.
                    let listing = panel.listing.unwrap_or(listing);
                    let counts = match short || listing == Listing::Count {
                        true => counts.get(),
                        false => Vec::new(),
                    };
                    list(words, facet, &selection, &counts, (listing, &panel.find, most))
                })
            })
        })
    }
}

/// Which panels somebody opened or folded before.
pub(super) fn remembered(kept: &str) -> BTreeMap<String, Panel> {
    let lines = kept.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(id, how)| (id.to_owned(), Panel { open: Some(how == "open"), ..Panel::default() })).collect()
}

fn list(
    words: Words,
    facet: &Facet,
    selection: &Selection,
    counts: &[u32],
    (listing, find, most): (Listing, &str, usize),
) -> (Vec<String>, usize) {
    let id = |place: usize| facet.values[place].id.as_str();
    let count = |place: usize| counts.get(place).copied().unwrap_or_default();
    let is_gap = |place: usize| matches!(id(place), MISSING | NOT_APPLICABLE);
    let find = fold(find);
    let mut places: Vec<usize> = (0..facet.values.len())
        .filter(|place| {
            // What is selected stays, whatever is looked for; a gap that nobody has is no choice.
            selection.mentions(id(*place))
                || ((!is_gap(*place) || facet.values[*place].total > 0)
                    && (find.is_empty() || fold(&words.value(facet, id(*place))).contains(&find)))
        })
        .collect();
    let all = places.len();
    if all > most.saturating_add(1) {
        places.sort_by_key(|place| (!selection.mentions(id(*place)), Reverse(count(*place)), *place));
        let chosen = places.iter().filter(|place| selection.mentions(id(**place))).count();
        places.truncate(most.max(chosen));
        places.sort_unstable();
    }
    let last = |place: usize| is_gap(place) || id(place) == UNKNOWN;
    match listing {
        Listing::Own => {}
        Listing::Count => places.sort_by_key(|place| (is_gap(*place), Reverse(count(*place)))),
        Listing::Name => places.sort_by_cached_key(|place| (last(*place), fold(&words.value(facet, id(*place))))),
    }
    let left = all - places.len();
    (places.into_iter().map(|place| id(place).to_owned()).collect(), left)
}
