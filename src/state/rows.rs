//! The results as rows: how many there are, and which incident stands in which.
//!
//! A row is a place in the list and stays when the selection changes: what is asked anew is only what it
//! says, which costs a fraction of making rows. The first few, which a screen has room for, change with
//! the rest of the page, and the others when those are on the screen.

use leptos::prelude::*;

use crate::bundle::Head;
use crate::link::{Link, View};
use crate::state::explorer::Explorer;

/// How many rows a screen shows at once, however high: with the others, a click would be answered a frame
/// later.
const FIRST: usize = 9;

/// A row: which incident stands in it, and where that leads.
#[derive(Clone, Copy)]
pub struct Row {
    /// The number of the incident.
    pub index: Memo<usize>,
    /// Its address, with the selection.
    pub href: Memo<String>,
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
        self.answer.with(|answer| answer.hits.iter().take(revealed).map(|hit| *hit as usize).collect())
    }

    /// How many of the results have a row: at first only a few, and later as many as before until those
    /// are on the screen.
    pub fn drawn(self, shown: Memo<Vec<usize>>) -> Memo<usize> {
        Memo::new(move |before: Option<&usize>| {
            let most = if self.is_brief() { FIRST.max(before.copied().unwrap_or_default()) } else { usize::MAX };
            shown.with(Vec::len).min(most)
        })
    }

    /// The row at a place.
    pub fn row(self, shown: Memo<Vec<usize>>, place: usize) -> Row {
        let waits = move || place >= FIRST && self.is_brief();
        let index = Memo::new(move |before: Option<&usize>| {
            let now = || shown.with(|shown| shown.get(place).copied());
            // A row that is about to go says what it said.
            before.copied().filter(|_| waits()).or_else(now).or(before.copied()).unwrap_or_default()
        });
        let href = Memo::new(move |before: Option<&String>| {
            before.filter(|_| waits()).cloned().unwrap_or_else(|| self.href_of_row(index.get()))
        });
        Row { index, href }
    }

    /// A row that always has the same incident.
    pub fn always(self, index: usize) -> Row {
        Row { index: Memo::new(move |_| index), href: Memo::new(move |_| self.href_of_row(index)) }
    }

    fn href_of_row(self, index: usize) -> String {
        let open = self.catalog.with_value(|catalog| catalog.id(index).to_owned());
        self.href(&Link { open: Some(open), compare: Vec::new(), ..self.link.get() })
    }

    /// Title and gist of the incident of a row, as soon as they are here.
    pub fn head(self, row: Row) -> Memo<Option<Head>> {
        Memo::new(move |_| self.head_of(row.index.get()))
    }

    /// How many hits are not revealed yet.
    pub fn left(self) -> Memo<usize> {
        Memo::new(move |_| self.answer.with(|answer| answer.hits.len()).saturating_sub(self.rows().len()))
    }

    /// Draws the first few results now and the others once those are on the screen.
    pub(super) fn be_brief(self) {
        if !self.brief.get_untracked() {
            self.brief.set(true);
            (self.outside.after_paint)(Box::new(move || self.brief.set(false)));
        }
    }

    /// A table shows all of them at once, because its columns are as wide as its rows want them.
    fn is_brief(self) -> bool {
        self.brief.get() && self.link.with(|link| link.view != View::Table)
    }
}
