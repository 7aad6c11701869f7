//! The files of a split bundle on their way: asked for once, told of when they arrive, and, when
//! one fails, kept with why and a way to try again.

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
    /// Counts up with every file, for whoever reads more than a few.
    count: RwSignal<u32>,
    /// Files that somebody waits for: a list asks for dozens, and what one row lacks is no news to another.
    awaited: StoredValue<Vec<(Need, ArcTrigger)>>,
    asked: StoredValue<Vec<Need>>,
    failed: RwSignal<Vec<(Need, Error)>>,
}

impl Arrivals {
    /// Nothing asked for yet.
    pub fn new(catalog: Arc<Catalog>, fetch: Fetch) -> Arrivals {
        Arrivals {
            catalog: StoredValue::new(catalog),
            fetch,
            count: RwSignal::new(0),
            awaited: StoredValue::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
            failed: RwSignal::new(Vec::new()),
        }
    }

    /// Makes whoever calls this read again when any file has arrived.
    pub fn track_all(self) {
        self.count.track();
    }

    /// Makes whoever calls this read again when a file has arrived.
    pub fn track(self, need: Need) {
        self.awaited.update_value(|awaited| {
            let known = awaited.iter().position(|(of, _)| *of == need);
            let place = known.unwrap_or_else(|| {
                awaited.push((need, ArcTrigger::new()));
                awaited.len() - 1
            });
            awaited[place].1.track();
        });
    }

    /// Why files did not come, each once.
    pub fn failures(self) -> Vec<Error> {
        self.failed.with(|failed| failed.iter().map(|(_, why)| why.clone()).collect())
    }

    /// Forgets failures, so that what is asked for again is fetched again.
    pub fn forgive(self) {
        self.failed.set(Vec::new());
    }

    /// Asks for a file that is neither on its way nor failed; `then` runs when it has arrived.
    pub fn ask(self, need: Need, then: impl FnOnce() + 'static) {
        let on_its_way = self.asked.with_value(|asked| asked.contains(&need));
        let failed = self.failed.with_untracked(|failed| failed.iter().any(|(of, _)| *of == need));
        let Some((path, _)) = self.catalog.with_value(|catalog| catalog.file(need)) else { return };
        if on_its_way || failed {
            return;
        }
        self.asked.update_value(|asked| asked.push(need));
        let arrived = move |bytes: Result<Vec<u8>, Error>| {
            self.asked.update_value(|asked| asked.retain(|of| *of != need));
            let taken = bytes.and_then(|bytes| self.catalog.with_value(|catalog| catalog.receive(need, &bytes)));
            match taken {
                Ok(()) => {
                    let arrival = self.awaited.try_update_value(|awaited| {
                        let place = awaited.iter().position(|(of, _)| *of == need)?;
                        Some(awaited.swap_remove(place).1)
                    });
                    arrival.flatten().iter().for_each(ArcTrigger::notify);
                    self.count.update(|count| *count += 1);
                    then();
                }
                Err(why) => self.failed.update(|failed| failed.push((need, why))),
            }
        };
        (self.fetch)(path, Box::new(arrived));
    }
}
