//! Loading: a download with progress, a failure with a retry, or a catalogue.
//!
//! A whole bundle is one file; of a split one the manifest and the index are fetched here, and
//! everything else when it is needed ([`super::Arrivals`]).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, Kept};
use crate::bundle::{self, Decoded};
use crate::query::Catalog;

/// How far loading has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Bytes are arriving: how many so far, and how many there will be if that is known.
    Arriving(usize, Option<usize>),
    /// It went wrong, in a sentence.
    Failed(String),
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

    async fn catalog(self) -> Result<Catalog, String> {
        let path = self.path.get_value();
        let said = |error: bundle::Error| format!("{path}: {error}");
        let arriving = move |bytes, total| self.stage.set(Stage::Arriving(bytes, total));
        let manifest = browser::fetch(&path, Kept::Never, arriving).await?;
        match bundle::decode(&manifest).map_err(said)? {
            Decoded::Whole(bundle) => Catalog::new(bundle).map_err(said),
            Decoded::Split(site) => {
                // The size of the index is known, whatever the server says of it.
                let before = manifest.len();
                drop(manifest);
                let total = usize::try_from(site.index.size).ok().map(|size| size + before);
                let arriving = move |bytes, _| arriving(before + bytes, total);
                let index = browser::fetch(&site.index.path(), Kept::Forever, arriving).await?;
                Catalog::of_site(site, &index).map_err(|error| error.to_string())
            }
        }
    }
}
