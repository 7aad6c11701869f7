//! The files of a split bundle on their way: asked for once, told of when they arrive, and, when
//! one fails, kept with why and a way to try again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use crate::bundle::Error;
use crate::query::{Catalog, Need};

/// Fetches the file at a path and calls back with its bytes or with why not.
pub type Fetch = fn(String, Box<dyn FnOnce(Result<Vec<u8>, Error>)>);

/// What has been asked for and what has come. A handle: copies are the same.
#[derive(Clone, Copy)]
pub struct Arrivals {
    catalog: StoredValue<Arc<Catalog>>,
    fetch: Fetch,
    /// Counts up with every file, for whoever reads the catalogue.
    count: RwSignal<u32>,
    asked: StoredValue<BTreeSet<Need>>,
    failed: RwSignal<BTreeMap<Need, Error>>,
}

impl Arrivals {
    /// Nothing asked for yet.
    pub fn new(catalog: Arc<Catalog>, fetch: Fetch) -> Arrivals {
        Arrivals {
            catalog: StoredValue::new(catalog),
            fetch,
            count: RwSignal::new(0),
            asked: StoredValue::new(BTreeSet::new()),
            failed: RwSignal::new(BTreeMap::new()),
        }
    }

    /// Makes whoever calls this read again when another file has arrived.
    pub fn track(self) {
        self.count.track();
    }

    /// Why files did not come, each once.
    pub fn failures(self) -> Memo<Vec<Error>> {
        Memo::new(move |_| self.failed.with(|failed| failed.values().cloned().collect()))
    }

    /// Forgets failures, so that what is asked for again is fetched again.
    pub fn forgive(self) {
        self.failed.set(BTreeMap::new());
    }

    /// Asks for a file that is neither on its way nor failed; `then` runs when it has arrived.
    pub fn ask(self, need: Need, then: impl FnOnce() + 'static) {
        let on_its_way = self.asked.with_value(|asked| asked.contains(&need));
        let failed = self.failed.with_untracked(|failed| failed.contains_key(&need));
        let Some((path, _)) = self.catalog.with_value(|catalog| catalog.file(need)) else { return };
        if on_its_way || failed {
            return;
        }
        self.asked.update_value(|asked| {
            asked.insert(need);
        });
        let arrived = move |bytes: Result<Vec<u8>, Error>| {
            self.asked.update_value(|asked| {
                asked.remove(&need);
            });
            let taken = bytes.and_then(|bytes| self.catalog.with_value(|catalog| catalog.receive(need, &bytes)));
            match taken {
                Ok(()) => {
                    self.count.update(|count| *count += 1);
                    then();
                }
                Err(why) => self.failed.update(|failed| drop(failed.insert(need, why))),
            }
        };
        (self.fetch)(path, Box::new(arrived));
    }
}
