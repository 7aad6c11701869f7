//! What somebody reads beyond a list: an incident with its relatives, incidents side by side, and
//! where the links of a page lead.

use leptos::prelude::*;

use crate::link::{Link, View};
use crate::page::codebook;
use crate::page::tree::To;
use crate::query::bits::Bits;
use crate::query::similar::Relatives;
use crate::query::{Need, Query};
use crate::state::explorer::Explorer;

/// What is on screen in place of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// Nothing: the list is.
    List,
    /// An incident, by its number.
    Incident(usize),
    /// Incidents side by side.
    Compared,
    /// What the taxonomy means.
    Codebook,
}

impl Explorer {
    /// What is read in place of the list: an incident before all else.
    pub fn reads(self) -> Memo<Reads> {
        Memo::new(move |_| {
            self.open.track();
            self.link.track();
            self.reads_now()
        })
    }

    pub(super) fn reads_now(self) -> Reads {
        match self.open.get_untracked() {
            Some(open) => Reads::Incident(open),
            None => self.link.with_untracked(|link| match link.view {
                _ if !link.compare.is_empty() => Reads::Compared,
                View::Codebook => Reads::Codebook,
                _ => Reads::List,
            }),
        }
    }

    /// Goes to a category of the codebook that is about to be drawn.
    pub fn go_to_category(self, category: &str) {
        (self.outside.focus)(&codebook::anchor(category));
    }

    /// The numbers of the incidents that stand side by side.
    pub fn compared(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| {
            let ids = self.link.with(|link| link.compare.clone());
            self.catalog.with_value(|catalog| ids.iter().filter_map(|id| catalog.position(id)).collect())
        })
    }

    /// Makes whoever calls this read again when another file has arrived.
    pub fn follow_arrivals(self) {
        self.arrivals.track_all();
    }

    /// What stands near the incident that is open, as far as that is known.
    pub fn relatives(self) -> Memo<Relatives> {
        self.relatives
    }

    /// What is selected, where that is not everything.
    pub fn selected(self) -> Option<Bits> {
        let len = self.catalog().len();
        self.answer.with(|answer| (answer.total() < len).then(|| answer.selected().clone()))
    }

    /// The address to cite an incident by: where the collection lives, else where it was read.
    pub fn address_of(self, id: &str) -> String {
        let own = self.href(&Link { open: Some(id.to_owned()), ..Link::default() });
        let home = self.catalog.with_value(|catalog| catalog.collection.base_url.clone());
        if home.is_empty() {
            let here = (self.outside.address)();
            let page = here.split(['?', '#']).next().unwrap_or_default();
            return [page, own.as_str()].concat();
        }
        [home.trim_end_matches('/'), "/", &own].concat()
    }

    /// Where a link of a page leads: a query string of ours, a place on the page, or an address.
    pub fn href_to(self, to: &To) -> String {
        let now = self.link.get_untracked();
        match to {
            To::Here(id) => ["#", id].concat(),
            To::Web(address) => address.clone(),
            To::Incident(id) => self.href_of_incident(Some(id)),
            // From the codebook, which shows no selection, to the list of it.
            To::Back if now.open.is_none() && now.view == View::Codebook => self.href_of_view(View::default()),
            To::Back => self.href_of_incident(None),
            To::Value(facet, value) | To::Explorer(facet, value) => self.href_of_value(facet, value),
            To::Compare(ids) => self.href(&Link { open: None, compare: ids.clone(), ..now }),
            To::Shares(known) => self.href(&Link { known: *known, ..now }),
            To::Category(_) => self.href(&Link { query: Query::default(), view: View::Codebook, ..Link::default() }),
            To::File(name) => (*name).to_owned(),
        }
    }

    /// The files that the page which is being read lacks, and the incidents whose titles it names.
    pub(super) fn wanted_to_read(self) -> (Vec<Need>, Vec<usize>) {
        let (mut needs, mut rows) = (Vec::new(), Vec::new());
        let compared = self.compared().get_untracked();
        let codebook = self.link.with_untracked(|link| link.view == View::Codebook);
        self.catalog.with_value(|catalog| {
            needs.extend(compared.iter().filter_map(|index| catalog.incident(*index).err().flatten()));
            let Some(open) = self.open.get_untracked() else {
                // Examples are the first of the collection: one file of titles has nearly all.
                rows.extend((codebook && !catalog.is_empty()).then_some(0));
                return;
            };
            rows.push(open);
            let detail = catalog.incident(open).err().flatten();
            // What resembles it is a matter for later, and not for somebody who saves data.
            if detail.is_none() && !(self.outside.saves_data)() {
                needs.extend(catalog.profiles().err().flatten());
            }
            needs.extend(detail);
            let around = untrack(|| self.beside());
            rows.extend(around.into_iter().flat_map(|(before, _, after)| [before, after]).flatten());
            let relatives = self.relatives.get_untracked();
            rows.extend(relatives.alike.iter().map(|similar| similar.index).chain(relatives.others));
        });
        (needs, rows)
    }
}
