//! Loading: a download with progress, a failure with a retry, or a catalogue.
//!
//! A whole bundle is one file; of a split one the manifest, the index and the first titles are fetched
//! here, and everything else when it is needed ([`super::Arrivals`]).

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, Kept};
use crate::bundle::{self, Decoded, Error};
use crate::query::{Catalog, Need};

/// How often the browser may see to other things before the list is drawn without titles: some
/// milliseconds, in which it hands over what has arrived together with the index.
const TURNS: usize = 4;

/// How far loading has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Bytes are arriving: how many so far, and how many there will be if that is known.
    Arriving(usize, Option<usize>),
    /// It went wrong.
    Failed(Error),
    /// The catalogue is here.
    Ready(Arc<Catalog>),
}

/// The loading of one bundle.
#[derive(Clone, Copy)]
pub struct Load {
    path: StoredValue<String>,
    stage: RwSignal<Stage>,
}

impl Load {
    /// Starts loading a file beside the page.
    pub fn start(path: &str) -> Load {
        let load = Load { path: StoredValue::new(path.to_owned()), stage: RwSignal::new(Stage::Arriving(0, None)) };
        load.fetch();
        load
    }

    /// How far it has come.
    pub fn stage(self) -> ReadSignal<Stage> {
        self.stage.read_only()
    }

    /// Tries again after a failure.
    pub fn retry(self) {
        self.stage.set(Stage::Arriving(0, None));
        self.fetch();
    }

    fn fetch(self) {
        spawn_local(async move {
            let stage = match self.catalog().await {
                Ok(catalog) => Stage::Ready(Arc::new(catalog)),
                Err(why) => Stage::Failed(why),
            };
            self.stage.set(stage);
        });
    }

    async fn catalog(self) -> Result<Catalog, Error> {
        let path = self.path.get_value();
        let said = |why: Error| Error::In { path: path.clone(), why: Box::new(why) };
        let arriving = move |bytes, total| self.stage.set(Stage::Arriving(bytes, total));
        let manifest = browser::fetch(&path, Kept::Never, arriving).await?;
        if bundle::is_whole(&manifest) {
            // What reads one is not among what every first screen needs.
            browser::rest::join().await;
        }
        match bundle::decode(&manifest).map_err(said)? {
            Decoded::Whole(bundle) => Catalog::new(bundle).map_err(said),
            Decoded::Split(site) => {
                // The size of the index is known, whatever the server says of it.
                let before = manifest.len();
                drop(manifest);
                let total = usize::try_from(site.index.size).ok().map(|size| size + before);
                let arriving = move |bytes, _| arriving(before + bytes, total);
                let titles = Rc::new(Cell::new(None));
                if let Some(file) = site.heads.first() {
                    let (path, titles) = (file.path(), Rc::clone(&titles));
                    spawn_local(async move { titles.set(browser::fetch(&path, Kept::Forever, |_, _| {}).await.ok()) });
                }
                let index = browser::fetch(&site.index.path(), Kept::Forever, arriving).await?;
                let catalog = Catalog::of_site(site, &index)?;
                // Where they have come by now, the list is drawn once. Where not, or where something is
                // wrong with them, they are asked for like any others.
                for _ in 0..TURNS {
                    if let Some(titles) = titles.take() {
                        let _ = catalog.receive(Need::Heads(0), &titles);
                        break;
                    }
                    browser::pause().await;
                }
                Ok(catalog)
            }
        }
    }
}
