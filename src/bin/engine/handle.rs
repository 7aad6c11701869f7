//! A loaded collection, as the JavaScript beside this file holds it.

use failscope::bundle::Decoded;
use failscope::export::answer::{Told, histogram};
use failscope::export::compact::{compact, dictionary, ids};
use failscope::query::{Basis, Catalog, Question};
use failscope::timeline::Unit;
use failscope::words::Words;
use failscope::{bundle, link};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Where the index of a split bundle is, seen from its manifest.
///
/// # Errors
/// The decoder's sentence, or that the bundle is whole.
#[wasm_bindgen]
pub fn index_path(manifest: &[u8]) -> Result<String, JsError> {
    match bundle::decode(manifest)? {
        Decoded::Split(site) => Ok(site.index.path()),
        Decoded::Whole(_) => Err(JsError::new("the bundle is not split")),
    }
}

/// A collection ready for questions. Every answer to a query string is total: what the
/// collection does not know becomes a notice.
#[wasm_bindgen]
pub struct Handle(Catalog);

#[wasm_bindgen]
impl Handle {
    /// Reads the bytes of a whole bundle, or those of a split one's manifest and index.
    ///
    /// # Errors
    /// The decoder's sentence.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, index: Option<Vec<u8>>) -> Result<Handle, JsError> {
        let decoded = bundle::decode(&bytes)?;
        // Freed before the catalogue grows: at 100,000 incidents it is most of the memory.
        drop(bytes);
        Ok(Handle(match decoded {
            Decoded::Whole(bundle) => Catalog::new(bundle)?,
            Decoded::Split(site) => Catalog::of_site(site, &index.unwrap_or_default())?,
        }))
    }

    /// The files without which the answer is not whole, nor the first hits named, as JSON: path
    /// and the need that [`Handle::receive`] takes it as.
    pub fn missing(&self, query: &str, limit: usize) -> String {
        let (link, _) = link::parse(query, &self.0);
        let question = Question::new(&self.0, &link.query);
        let mut needs = question.missing().to_vec();
        // Hits change when words arrive, so their titles come last.
        if needs.is_empty() {
            let heads = question.hits(limit).into_iter().filter_map(|hit| self.0.head(hit as usize).err().flatten());
            needs = heads.collect();
        }
        needs.sort_unstable();
        needs.dedup();
        let files = needs.into_iter().filter_map(|need| Some((self.0.file(need)?.0, need)));
        json(&files.collect::<Vec<_>>())
    }

    /// Takes a file.
    ///
    /// # Errors
    /// What is wrong with it, naming the file.
    pub fn receive(&self, need: &str, bytes: &[u8]) -> Result<(), JsError> {
        Ok(self.0.receive(serde_json::from_str(need)?, bytes)?)
    }

    /// How many incidents there are.
    pub fn size(&self) -> usize {
        self.0.len()
    }

    /// The data version.
    pub fn version(&self) -> String {
        self.0.version.clone()
    }

    /// The answer, as JSON.
    pub fn answer(&self, query: &str) -> String {
        let (link, notices) = link::parse(query, &self.0);
        json(&Told::answer(&self.0, &link.query, &notices))
    }

    /// The answer with the first hits, as JSON.
    pub fn search(&self, query: &str, limit: usize) -> String {
        let (link, notices) = link::parse(query, &self.0);
        json(&Told::search(&self.0, &link.query, &notices, limit))
    }

    /// The bins of the histogram, as JSON.
    pub fn histogram(&self, query: &str) -> String {
        json(&histogram(&self.0, &link::parse(query, &self.0).0.query))
    }

    /// The histogram as numbers: what a bin is (0 where nothing is dated, 2 for a century, 3 for a
    /// decade, 4 for a year, 7 for a month, 10 for a day), the number of the first bin, then the counts.
    pub fn bars(&self, query: &str) -> Vec<u32> {
        let (link, _) = link::parse(query, &self.0);
        let histogram = Question::new(&self.0, &link.query).histogram();
        let width = match histogram.unit {
            None => 0,
            Some(Unit::Century) => 2,
            Some(Unit::Decade) => 3,
            Some(Unit::Year) => 4,
            Some(Unit::Month) => 7,
            Some(Unit::Day) => 10,
        };
        let head = [width, histogram.first as u32];
        head.into_iter().chain(histogram.bins.iter().map(|bin| bin.count)).collect()
    }

    /// Six numbers (total, certain, 1 for occurred dates, number of notices, 1 for an answer that
    /// is not whole, number of hits), then the hits, then the counts of the facets that are wanted, by their places.
    pub fn counts(&self, query: &str, limit: usize, wanted: &[u32]) -> Vec<u32> {
        let (link, notices) = link::parse(query, &self.0);
        let compact = compact(&self.0, &link.query, limit, wanted);
        let occurred = u32::from(link.query.basis == Basis::Occurred);
        let head = [
            compact.total,
            compact.certain,
            occurred,
            notices.len() as u32,
            u32::from(compact.partial),
            compact.hits.len() as u32,
        ];
        [&head[..], &compact.hits, &compact.counts].concat()
    }

    /// What a query string asks for and the collection does not have, as JSON.
    pub fn notices(&self, query: &str) -> String {
        let words = Words::plain();
        json(&link::parse(query, &self.0).1.iter().map(|notice| words.notice(notice)).collect::<Vec<_>>())
    }

    /// The facets and the ids of their values, as JSON.
    pub fn dictionary(&self, occurred: bool) -> String {
        json(&dictionary(&self.0, if occurred { Basis::Occurred } else { Basis::Reported }))
    }

    /// The ids of all incidents, as JSON.
    pub fn ids(&self) -> String {
        json(&ids(&self.0))
    }
}

/// Names and numbers have no way to fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
