//! The app's style sheet: what Trunk calls before a build, because it knows no way to make one file of many.

use crate::project::root;
use crate::say::Outcome;
use std::fs;

#[path = "../../style/mod.rs"]
mod sheets;

/// Writes the sheets of the app as one file, where `index.html` takes it from.
pub fn write() -> Outcome {
    let folder = root().join("target/style");
    let path = folder.join("failscope.css");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&path, sheets::worn_by(sheets::Wearer::App)))
        .map_err(|error| format!("{} cannot be written ({error}): free it", path.display()))
}
