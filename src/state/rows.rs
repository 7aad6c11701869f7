//! The results as rows: how many there are, and which incident stands in which.
//!
//! A row is a place in the list and stays when the selection changes: what is asked anew is only what it
//! says, which costs a fraction of making rows. Of the first few, those in sight say it with the rest of the
//! page, and the others afterwards.

use leptos::prelude::*;

use crate::bundle::Head;
use crate::link::Link;
use crate::state::explorer::Explorer;
use crate::state::pace::Spot;

/// How many rows a screen shows at once, however high: with the others, a click would be answered a frame
/// later.
pub(super) const FIRST: usize = 9;

/// A row: which incident stands in it, and where that leads.
#[derive(Clone, Copy)]
pub struct Row {
    /// The number of the incident.
    pub index: Memo<usize>,
    /// The same for what nobody sees of it, which can wait.
    pub unseen: Memo<usize>,
    /// Its address, with the selection.
    pub href: Memo<String>,
    /// Its place in the list, where it has one.
    pub(super) place: Option<usize>,
}

impl Explorer {
    /// The results to show: as many of the hits as are revealed.
    pub fn shown(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| self.rows())
    }

    pub(super) fn rows(self) -> Vec<usize> {
        let revealed =
            self.revealed.with(|(query, count)| if self.query.with(|now| now == query) { *count } else { 0 });
        let revealed = revealed.max(self.page());
        self.hits(revealed)
    }

    /// How many of the results have a row: at first only a few, and later as many as before until the
    /// screen shows those.
    pub fn drawn(self, shown: Memo<Vec<usize>>) -> Memo<usize> {
        let seen = Memo::new(move |_| {
            self.revealed.track();
            if self.has_been_seen() { shown.with_untracked(Vec::len) } else { 0 }
        });
        Memo::new(move |_| shown.with(Vec::len).min(seen.get().max(FIRST)))
    }

    /// The row at a place.
    pub fn row(self, shown: Memo<Vec<usize>>, place: usize) -> Row {
        let index = Memo::new(move |before: Option<&usize>| {
            if self.is_row_at_once(Some(place)) {
                shown.track();
            }
            // A row that is about to go says what it said.
            shown.with_untracked(|shown| shown.get(place).copied()).or(before.copied()).unwrap_or_default()
        });
        let unseen = Memo::new(move |_| {
            self.afterwards();
            index.get_untracked()
        });
        self.row_of(index, unseen, Some(place))
    }

    /// A row that always has the same incident.
    pub fn always(self, index: usize) -> Row {
        let index = Memo::new(move |_| index);
        self.row_of(index, index, None)
    }

    fn row_of(self, index: Memo<usize>, unseen: Memo<usize>, place: Option<usize>) -> Row {
        let href = Memo::new(move |_| {
            self.afterwards();
            self.href_of_row(unseen.get())
        });
        Row { index, unseen, href, place }
    }

    /// The same as [`Explorer::is_at_once`], for a row: one that has no place changes at once.
    pub(super) fn is_row_at_once(self, place: Option<usize>) -> bool {
        match place {
            Some(place) if place < FIRST => self.is_at_once(Spot::Row(place)),
            Some(_) => {
                self.afterwards();
                false
            }
            None => true,
        }
    }

    /// The row at a place is called so in the page.
    pub fn id_of_row(place: usize) -> String {
        format!("row-{place}")
    }

    /// Where an incident of the list leads, with the selection as it is now.
    pub fn href_of_row(self, index: usize) -> String {
        let open = self.catalog.with_value(|catalog| catalog.id(index).to_owned());
        self.href(&Link { open: Some(open), compare: Vec::new(), ..self.link.get_untracked() })
    }

    /// Title and gist of the incident of a row, as soon as they are here.
    pub fn head(self, row: Row) -> Memo<Option<Head>> {
        Memo::new(move |_| self.head_of(row.index.get()))
    }

    /// How many hits are not revealed yet.
    pub fn left(self) -> Memo<usize> {
        Memo::new(move |_| {
            self.revealed.track();
            self.afterwards();
            untrack(|| self.answer.with(|answer| answer.total()).saturating_sub(self.rows().len()))
        })
    }
}
