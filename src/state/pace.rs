//! What a step changes in the frame that answers it, and what in the one after.
//!
//! A click is answered when what somebody looks at is right: the total, the panels and rows in sight, the
//! bars. What is scrolled away and what only a screen reader is told hangs on [`Explorer::afterwards`] instead
//! and follows once that frame is on the screen. To be drawn later is the smaller part of it: whatever hangs on
//! a step is asked whether it changes, every value, bar and row several times.

use leptos::prelude::*;

use crate::browser::Step;
use crate::link::Link;
use crate::query::Catalog;
use crate::state::explorer::Explorer;
use crate::state::reading::Reads;
use crate::state::rows::FIRST;

/// The chart is called so in the page.
pub const CHART: &str = "over-time";

/// The line that says what is selected is called so in the page.
pub const LINE: &str = "selection";

/// What is due once the frame of a step is on the screen.
#[derive(Clone, Copy)]
pub(super) struct Pace {
    /// Counts up whenever it has been done.
    done: RwSignal<u32>,
    is_due: StoredValue<bool>,
    /// Whether somebody pressed something since the last step, and it was noted then what is in sight.
    has_looked: StoredValue<bool>,
    /// Parts of the page in the order of [`Spot`], by what they are called there, and whether they were in
    /// sight when that was last noted.
    in_sight: StoredValue<Vec<(String, RwSignal<bool>)>>,
}

/// A part of the page that a step changes at once where it is in sight.
#[derive(Clone, Copy)]
pub(super) enum Spot {
    /// The chart over time.
    Chart,
    /// What is selected, in words. How many that are is said at once, wherever somebody looks.
    Line,
    /// One of the first rows.
    Row(usize),
    /// The panel of a facet, by its place in the catalogue.
    Panel(usize),
}

impl Pace {
    pub(super) fn new(catalog: &Catalog) -> Pace {
        let mut spots = vec![CHART.to_owned(), LINE.to_owned()];
        spots.extend((0..FIRST).map(Explorer::id_of_row));
        spots.extend(catalog.facets.iter().map(|facet| Explorer::id_of_panel(&facet.id)));
        Pace {
            done: RwSignal::new(0),
            is_due: StoredValue::new(false),
            has_looked: StoredValue::new(false),
            in_sight: StoredValue::new(spots.into_iter().map(|id| (id, RwSignal::new(false))).collect()),
        }
    }
}

impl Explorer {
    /// Makes whoever calls this read again when what a step changed in sight is on the screen. What it
    /// reads besides, it should read untracked.
    pub fn afterwards(self) {
        self.pace.done.track();
    }

    /// Whether anything has been on the screen yet.
    pub(super) fn has_been_seen(self) -> bool {
        self.pace.done.get() > 0
    }

    /// Does what is due once the page as it stands is on the screen.
    pub(super) fn follow_up(self) {
        if !self.pace.is_due.get_value() {
            self.pace.is_due.set_value(true);
            (self.outside.after_paint)(Box::new(move || {
                // By then the page may be gone.
                if self.pace.is_due.try_set_value(false).is_none() {
                    self.pace.done.update(|done| *done += 1);
                }
            }));
        }
    }

    /// Whether a part of the page is in sight, so that whoever calls this should track the step itself.
    /// Where it is not, it makes the caller read again afterwards.
    pub(super) fn is_at_once(self, spot: Spot) -> bool {
        let place = match spot {
            Spot::Chart => 0,
            Spot::Line => 1,
            Spot::Row(place) => 2 + place,
            Spot::Panel(facet) => 2 + FIRST + facet,
        };
        let in_sight = self.pace.in_sight.with_value(|spots| spots.get(place).map(|(_, in_sight)| *in_sight));
        let is_at_once = in_sight.is_some_and(|in_sight| in_sight.get());
        if !is_at_once {
            self.afterwards();
        }
        is_at_once
    }

    /// Notes what is in sight before a step: when somebody presses what makes it, so that it is no part of
    /// the answer once they let go. A press that makes no step leaves this noted for the next one, which
    /// answers a frame later what was scrolled to since.
    pub fn expect_step(self) {
        self.look_around();
        self.pace.has_looked.set_value(true);
    }

    /// Notes what is in sight for a step that is about to be made, if that was not done before.
    pub(super) fn begin_step(self) {
        if !self.pace.has_looked.get_value() {
            self.look_around();
        }
        self.pace.has_looked.set_value(false);
    }

    /// Whether the address of a step can be written once its frame is on the screen. With a new entry browsers
    /// note how far the page is scrolled and what it is called, and that must be as it was before the step: so
    /// it waits where the list stays in its place.
    pub(super) fn can_wait(self, next: &Link, step: Step) -> bool {
        let stays = |now: &Link| (next.view, &next.open, &next.compare) == (now.view, &now.open, &now.compare);
        step == Step::Replace || self.reads_now() == Reads::List && self.link.with_untracked(stays)
    }

    /// Notes what is in sight. Where a page is read in place of the list, a step may show any of it.
    fn look_around(self) {
        let hidden = self.reads_now() != Reads::List;
        self.pace.in_sight.with_value(|spots| {
            for (id, in_sight) in spots {
                let now = hidden || (self.outside.is_in_sight)(id);
                if in_sight.get_untracked() != now {
                    in_sight.set(now);
                }
            }
        });
    }
}
