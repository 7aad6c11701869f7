//! Loading the bundle: a download with progress, a failure with a retry, or an explorer.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::bundle;
use crate::query::Catalog;

/// How far loading has come.
#[derive(Clone, Debug)]
pub enum Stage {
    /// Bytes are arriving: how many so far, and how many there will be if the server said.
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
        let path = self.path.get_value();
        spawn_local(async move {
            let progress = move |bytes, total| self.stage.set(Stage::Arriving(bytes, total));
            let stage = match browser::fetch(&path, progress).await {
                Err(why) => Stage::Failed(why),
                Ok(bytes) => match bundle::decode_whole(&bytes) {
                    Err(error) => Stage::Failed(format!("{path}: {error}")),
                    Ok(bundle) => Stage::Ready(Arc::new(Catalog::new(bundle))),
                },
            };
            self.stage.set(stage);
        });
    }
}
