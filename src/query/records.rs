//! What a catalogue shows of incidents: heads and whole records, all there or arriving by part.
//!
//! A part arrives once and never changes. Whoever wants something that is not there learns the
//! file that has it; nothing here fetches.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::bundle::text::TextParts;
use crate::bundle::{Error, Flaw, Head, Part, Site, Telling, decode_likeness, json};
use crate::incident::Incident;
use crate::query::text::{self, Index};

/// A file of a split bundle, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Need {
    /// Titles and gists of a run of incidents.
    Heads(usize),
    /// A run of whole incidents.
    Details(usize),
    /// What the text index needs before any word.
    Text,
    /// A file of the text index.
    Words(text::Need),
    /// The telling words of every incident.
    Likeness,
}

/// The records of a catalogue.
#[derive(Debug)]
pub(super) enum Records {
    /// Everything is there; the text index is made when the first words are typed, because
    /// reading every word takes longer than all the rest.
    Whole(Vec<Incident>, Box<OnceLock<Index>>),
    /// Parts, each there or not yet.
    Parts(Box<Parts>),
}

/// The parts of a split bundle.
#[derive(Debug)]
pub(super) struct Parts {
    pub site: Site,
    heads: Vec<OnceLock<Vec<Head>>>,
    details: Vec<OnceLock<Vec<Incident>>>,
    text: OnceLock<(Index, TextParts)>,
    pub telling: OnceLock<Telling>,
}

impl Parts {
    pub(super) fn new(site: Site) -> Parts {
        Parts {
            heads: site.heads.iter().map(|_| OnceLock::new()).collect(),
            details: site.details.iter().map(|_| OnceLock::new()).collect(),
            text: OnceLock::new(),
            telling: OnceLock::new(),
            site,
        }
    }

    /// The text index, as far as its files have arrived.
    pub(super) fn index(&self) -> Option<&Index> {
        self.text.get().map(|(index, _)| index)
    }

    fn each_head(&self, visit: &mut dyn FnMut(usize, &Head)) {
        let mut first = 0;
        for (part, heads) in self.site.heads.iter().zip(&self.heads) {
            (first..).zip(heads.get().into_iter().flatten()).for_each(|(index, head)| visit(index, head));
            first += part.count as usize;
        }
    }

    fn head(&self, incident: usize) -> Result<&Head, Option<Need>> {
        let place = self.site.head_part(incident).ok_or(None)?;
        let heads = self.heads.get(place.part).and_then(OnceLock::get).ok_or(Need::Heads(place.part))?;
        heads.get(incident - place.first).ok_or(None)
    }

    fn detail(&self, incident: usize) -> Result<&Incident, Option<Need>> {
        let place = self.site.detail_part(incident).ok_or(None)?;
        let details = self.details.get(place.part).and_then(OnceLock::get).ok_or(Need::Details(place.part))?;
        details.get(incident - place.first).ok_or(None)
    }

    fn part(&self, need: Need) -> Option<&Part> {
        let text = || self.text.get().map(|(_, parts)| parts);
        match need {
            Need::Heads(part) => self.site.heads.get(part),
            Need::Details(part) => self.site.details.get(part),
            Need::Text => self.site.text.as_ref(),
            Need::Words(text::Need::Shard(shard)) => text()?.shards.get(shard),
            Need::Words(text::Need::Places(shard)) => text()?.places.get(shard),
            Need::Words(text::Need::Words) => text().map(|parts| &parts.words),
            Need::Likeness => self.site.likeness.as_ref(),
        }
    }

    /// Takes the bytes of a file. One that is there already is no news.
    fn receive(&self, need: Need, bytes: &[u8]) -> Result<(), Error> {
        let part = self.part(need).ok_or(Error::Content(Flaw::NoFile))?;
        match need {
            Need::Heads(number) => {
                let heads = Site::open_heads(part, bytes)?;
                let _ = self.heads.get(number).map(|cell| cell.set(heads));
            }
            Need::Details(number) => self.receive_details(number, part, bytes)?,
            Need::Likeness => {
                let telling = part.open(bytes, |bytes| decode_likeness(bytes, self.site.count))?;
                let _ = self.telling.set(telling);
            }
            Need::Text => self.receive_text(part, bytes)?,
            Need::Words(need) => part.open(bytes, |bytes| match self.index() {
                Some(index) => index.receive(need, bytes).map_err(Error::Content),
                None => Ok(()),
            })?,
        }
        Ok(())
    }

    // What no first screen receives stands by itself, so that it need not come with it.
    #[inline(never)]
    fn receive_details(&self, number: usize, part: &Part, bytes: &[u8]) -> Result<(), Error> {
        let details = Site::open_details(part, bytes)?;
        let _ = self.details.get(number).map(|cell| cell.set(details));
        Ok(())
    }

    #[inline(never)]
    fn receive_text(&self, part: &Part, bytes: &[u8]) -> Result<(), Error> {
        let _ = self.text.set(part.open(bytes, |bytes| self.open_text(bytes))?);
        Ok(())
    }

    fn open_text(&self, bytes: &[u8]) -> Result<(Index, TextParts), Error> {
        let parts = TextParts::from_json(bytes)?;
        let header: text::Header = json::read(&parts.header).map_err(Error::Malformed)?;
        if header.incidents != self.site.count as usize || header.shards.len() != parts.shards.len() {
            return Err(Error::Content(Flaw::OtherIndex));
        }
        let index = Index::open(header).map_err(Error::Content)?;
        Ok((index, parts))
    }
}

impl Records {
    /// Title and gist of an incident, or the file that has them; `None` of both for a number
    /// that no incident has.
    pub(super) fn head(&self, incident: usize) -> Result<Head, Option<Need>> {
        match self {
            Records::Whole(incidents, _) => incidents.get(incident).map(Head::of).ok_or(None),
            Records::Parts(parts) => parts.head(incident).cloned(),
        }
    }

    /// Calls back with every head of a part that has arrived.
    pub(super) fn each_head(&self, visit: &mut dyn FnMut(usize, &Head)) {
        if let Records::Parts(parts) = self {
            parts.each_head(visit);
        }
    }

    /// A whole incident, in the same way.
    pub(super) fn incident(&self, incident: usize) -> Result<&Incident, Option<Need>> {
        match self {
            Records::Whole(incidents, _) => incidents.get(incident).ok_or(None),
            Records::Parts(parts) => parts.detail(incident),
        }
    }

    /// Where a file is, seen from `bundle.json`, and how many bytes it has.
    pub(super) fn file(&self, need: Need) -> Option<(String, u64)> {
        match self {
            Records::Whole(..) => None,
            Records::Parts(parts) => parts.part(need).map(|part| (part.path(), part.size)),
        }
    }

    pub(super) fn receive(&self, need: Need, bytes: &[u8]) -> Result<(), Error> {
        match self {
            Records::Whole(..) => Ok(()),
            Records::Parts(parts) => parts.receive(need, bytes),
        }
    }
}
