//! Every action of a view that changes what is selected or shown.
//!
//! An action builds the next [`Link`] and sets it once; everything else follows. Actions also
//! tell the outside, so that the address bar is always the link's other spelling.

use leptos::prelude::*;

use crate::browser::Step;
use crate::incident::Date;
use crate::link::{self, Bars, Link, Notice, Vain, View};
use crate::query::Clause;
use crate::query::phrase::clauses;
use crate::query::{Basis, Query, Sort};
use crate::state::explorer::Explorer;
use crate::state::reading::Reads;

impl Explorer {
    /// Goes where a query string says, as a deliberate step.
    pub fn follow(self, search: &str) {
        let (link, notices) = self.catalog.with_value(|catalog| link::parse(search, catalog));
        self.notices.set(notices);
        let now = self.link.get_untracked();
        self.go(link, Step::Push);
        if !self.returns(now) && self.reads_now() != Reads::List {
            (self.outside.to_top)("reading");
        }
    }

    /// Shows what the address bar says after the visitor went back or forward.
    pub fn travelled(self, search: &str) {
        let (link, notices) = self.catalog.with_value(|catalog| link::parse(search, catalog));
        self.notices.set(notices);
        self.drawer.shut();
        let now = self.link.get_untracked();
        if now != link {
            self.note_place(&link);
            self.show(link);
            self.returns(now);
        }
    }

    /// Puts the focus where somebody is known to have been, after a step from another link: on what
    /// changes the shares of a page, which is the same but for them and drawn anew; on the row of an
    /// incident that was left. Whether it could.
    fn returns(self, before: Link) -> bool {
        let now = self.link.get_untracked();
        if before.known != now.known && (Link { known: now.known, ..before.clone() }) == now {
            (self.outside.focus)("shares");
            return true;
        }
        let Some(id) = before.open.filter(|_| self.reads_now() == Reads::List) else { return false };
        (self.outside.come_back)(self.left_at.get_value(), format!("to-{id}"));
        true
    }

    /// Switches a value on or off.
    pub fn toggle(self, facet: &str, value: &str) {
        // The first value of a panel that was told to ask for all of them is one of all.
        let all = self.panels.with_untracked(|panels| panels.get(facet).is_some_and(|panel| panel.all));
        self.ask(|query| {
            let begins = query.facets.get(facet).is_none_or(|now| now.any.is_empty() && now.all.is_empty());
            let query = query.toggled(facet, value);
            if all && begins { query.asking_all(facet, true) } else { query }
        });
    }

    /// Excludes a value, or stops excluding it.
    pub fn exclude(self, facet: &str, value: &str) {
        self.ask(|query| query.excluded(facet, value));
    }

    /// Makes a facet ask for all of its selected values, or for any.
    pub fn ask_all(self, facet: &str, all: bool) {
        self.look(facet, |panel| panel.all = all);
        self.ask(|query| query.asking_all(facet, all));
    }

    /// Removes a clause.
    pub fn remove(self, clause: &Clause) {
        self.ask(|query| query.without(clause));
    }

    /// What the chip of a clause is called in the page.
    pub fn id_of_chip(clause: &Clause) -> String {
        match clause {
            Clause::Text => "chip-text".to_owned(),
            Clause::Dates => "chip-dates".to_owned(),
            Clause::Facet(facet) => format!("chip-of-{facet}"),
        }
    }

    /// What turns the chip of a clause round is called so in the page.
    pub fn id_of_turn(clause: &Clause) -> String {
        ["turn-", &Explorer::id_of_chip(clause)].concat()
    }

    /// Removes a clause by its chip: the focus goes on to the next one, or to what they are about.
    pub fn drop_chip(self, clause: &Clause) {
        let clauses = self.catalog.with_value(|catalog| self.query.with_untracked(|query| clauses(catalog, query)));
        let place = clauses.iter().position(|known| known == clause).unwrap_or_default();
        let next = clauses.get(place + 1).or(place.checked_sub(1).and_then(|before| clauses.get(before)));
        let next = next.map_or("total".to_owned(), Explorer::id_of_chip);
        self.remove(clause);
        (self.outside.focus)(&next);
    }

    /// Asks for everything, in the order and on the date basis that are chosen.
    pub fn clear(self) {
        self.ask(|query| Query { sort: query.sort, basis: query.basis, bins: query.bins, ..Query::default() });
    }

    /// Filters by text: keystrokes are many small steps of one.
    pub fn search(self, text: &str) {
        let link = self.link.get_untracked();
        let starts = link.query.text.trim().is_empty() != text.trim().is_empty();
        let step = if starts { Step::Push } else { Step::Replace };
        let query = Query { text: text.to_owned(), ..link.query };
        self.go(Link { query, view: shown(link.view), open: None, compare: Vec::new(), ..link }, step);
    }

    /// Sets one end of the date range from what a person wrote; nothing takes the end away,
    /// and what is no date is answered by a notice.
    pub fn set_edge(self, is_from: bool, text: &str) {
        let date = match Date::parse(text) {
            Ok(date) => Some(date),
            Err(_) if text.trim().is_empty() => None,
            Err(_) => {
                self.notices.set(vec![Notice::of(Vain::Typed, "", text.trim())]);
                return;
            }
        };
        let now = self.query.get_untracked();
        if is_from { self.between(date, now.to) } else { self.between(now.from, date) }
    }

    /// Filters by dates, both inclusive.
    pub fn between(self, from: Option<Date>, to: Option<Date>) {
        self.ask(|query| Query { from, to, ..query });
    }

    /// Chooses which date counts. The years of one basis are not those of the other, so a
    /// year that is selected is given up.
    pub fn date_by(self, basis: Basis) {
        self.ask(|query| Query { basis, ..query.without(&Clause::Facet("year".to_owned())) });
    }

    /// Chooses the order.
    pub fn sort_by(self, sort: Sort) {
        self.ask(|query| Query { sort, ..query });
    }

    /// Divides the histogram's bars by a category, or by none, and shows counts or shares.
    pub fn divide_bars(self, bars: Bars) {
        let bars = Bars { share: bars.share && bars.stack.is_some(), ..bars };
        self.go(Link { bars, ..self.link.get_untracked() }, Step::Push);
    }

    /// Takes shares of those alone whose answer is known, or of everything.
    pub fn share_known(self, known: bool) {
        self.go(Link { known, ..self.link.get_untracked() }, Step::Push);
    }

    /// Puts incidents side by side, by their ids; none goes back to what was before.
    pub fn compare(self, ids: Vec<String>) {
        self.go(Link { compare: ids, open: None, ..self.link.get_untracked() }, Step::Push);
    }

    /// Shows more of the results, and goes to the first of them.
    pub fn reveal_more(self) {
        let shown = untrack(|| self.rows()).len();
        self.revealed.set((self.query.get_untracked(), shown + self.page()));
        self.settle();
        if let Some(next) = untrack(|| self.rows()).get(shown) {
            (self.outside.focus)(&["to-", self.catalog().id(*next)].concat());
        }
    }

    /// Makes a category a column of the table, or no longer.
    pub fn toggle_column(self, category: &str, few: usize) {
        let mut columns = untrack(|| self.chosen_columns(few));
        match columns.iter().position(|column| column == category) {
            Some(place) => drop(columns.remove(place)),
            None => columns.push(category.to_owned()),
        }
        self.columns.set(Some(columns));
    }

    /// Puts the notices away.
    pub fn dismiss(self) {
        self.notices.set(Vec::new());
        self.speech.notices.set(Vec::new());
        self.keep_focus();
    }

    /// Notes how far the list is scrolled when an incident is about to hide it.
    fn note_place(self, next: &Link) {
        if next.open.is_some() && self.link.with_untracked(|now| now.open.is_none()) {
            self.left_at.set_value((self.outside.scrolled)());
        }
    }

    pub(super) fn ask(self, next: impl FnOnce(Query) -> Query) {
        let query = next(self.query.get_untracked());
        let link = self.link.get_untracked();
        self.go(Link { query, view: shown(link.view), open: None, compare: Vec::new(), ..link }, Step::Push);
    }

    pub(super) fn go(self, link: Link, step: Step) {
        if self.link.with_untracked(|now| *now == link) {
            return;
        }
        self.note_place(&link);
        // The first step in the drawer takes the place of the one that opened it.
        let step = if self.drawer.use_entry() { Step::Replace } else { step };
        let search = self.catalog.with_value(|catalog| link::print(&link, catalog));
        let record = if self.can_wait(&link, step) { self.outside.record_afterwards } else { self.outside.record };
        record(&search, step);
        self.show(link);
    }

    /// Makes a link the state.
    fn show(self, link: Link) {
        self.begin_step();
        self.link.set(link);
        self.follow_up();
        self.settle();
        self.keep_focus();
    }

    /// Where something that had the focus goes with what a step leaves behind, the focus goes on to what
    /// the step leads to: the page that is read, or how many incidents there are.
    pub(super) fn keep_focus(self) {
        (self.outside.keep_focus)(if self.reads_now() == Reads::List { "total" } else { "reading" });
    }
}

/// The view that a change of the selection is seen in: a codebook shows none.
fn shown(view: View) -> View {
    if view == View::Codebook { View::List } else { view }
}
