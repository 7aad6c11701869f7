//! The per-user folder that outlives clones: tools by version, logs, and small memories.
//!
//! A second clone on the same machine finds everything here and starts at once. Deleting the
//! folder is always safe.

use crate::say::Outcome;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// The folder itself: `$FAILSCOPE_CACHE`, else `$XDG_CACHE_HOME/failscope`, else `~/.cache/failscope`.
pub fn folder() -> Outcome<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = set("FAILSCOPE_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|path| path.join("failscope")))
        .or_else(|| env::home_dir().map(|path| path.join(".cache/failscope")))
        .ok_or("this machine names no home folder: set FAILSCOPE_CACHE to a folder for the tools")?;
    std::path::absolute(&folder).map_err(|error| {
        format!("the cache folder {} cannot be used ({error}): set FAILSCOPE_CACHE to another", folder.display())
    })
}

/// A folder inside the cache, made if it is missing.
pub fn inside(name: &str) -> Outcome<PathBuf> {
    let path = folder()?.join(name);
    fs::create_dir_all(&path).map_err(|error| {
        format!(
            "the folder {} cannot be made ({error}): set FAILSCOPE_CACHE to a folder that can be written",
            path.display()
        )
    })?;
    Ok(path)
}

/// Where one version of one tool lives.
pub fn tool(name: &str, version: &str) -> Outcome<PathBuf> {
    Ok(folder()?.join("tools").join(format!("{name}-{version}")))
}

/// The file that keeps the output of a step which runs unseen.
pub fn log(name: &str) -> Outcome<PathBuf> {
    Ok(inside("logs")?.join(format!("{name}.log")))
}

/// Keeps in mind, for a day, that something does not work on this machine.
pub fn remember(what: &str) {
    if let Ok(folder) = inside("remembered") {
        // A memory that cannot be kept costs a minute next time, nothing else.
        let _ = fs::write(folder.join(what), "");
    }
}

/// Whether that was found out less than a day ago.
pub fn remembers(what: &str) -> bool {
    let age = folder()
        .ok()
        .and_then(|folder| fs::metadata(folder.join("remembered").join(what)).ok()?.modified().ok()?.elapsed().ok());
    age.is_some_and(|age| age < Duration::from_secs(24 * 60 * 60))
}
