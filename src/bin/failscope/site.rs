//! The folder of a site while it is written: parts first, the manifest last and at once, then the
//! parts of builds before away.
//!
//! A visitor who has the manifest of before finds its parts until the new one is there. Nothing is
//! removed that a build did not write: a part carries the hash of its bytes in its name, and only
//! a file for which that is true is one. `build` uses it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use failscope::bundle::Part;

use crate::command::Failure;
use crate::files::{self, refuse};

/// Where a part is while it is written: one name for all, so that a build that was broken off
/// leaves a single file, which the next one takes away.
const WRITING: &str = ".writing";

/// A site that is being written.
pub(crate) struct SiteFolder {
    out: PathBuf,
    /// Names in the folder of parts.
    parts: BTreeSet<String>,
    bytes: u64,
}

/// What was written.
pub(crate) struct Written {
    pub(crate) files: usize,
    pub(crate) bytes: u64,
}

impl SiteFolder {
    /// A site in a folder, which need not be there yet.
    pub(crate) fn new(out: &Path) -> SiteFolder {
        SiteFolder { out: out.to_owned(), parts: BTreeSet::new(), bytes: 0 }
    }

    /// Writes a part. One that is there already keeps its date, by which tools that copy sites
    /// tell what is new.
    pub(crate) fn part(&mut self, path: &str, bytes: &[u8]) -> Result<(), Failure> {
        let name = path.rsplit('/').next().unwrap_or(path);
        if !self.parts.insert(name.to_owned()) {
            return Ok(());
        }
        self.bytes += bytes.len() as u64;
        let path = self.out.join(path);
        let same = fs::metadata(&path).is_ok_and(|file| file.len() == bytes.len() as u64)
            && fs::read(&path).is_ok_and(|there| there == bytes);
        if same { Ok(()) } else { files::write_by_way_of(&path, WRITING, bytes) }
    }

    /// Writes the manifest and removes the parts that no longer belong.
    pub(crate) fn finish(self, manifest: &[u8]) -> Result<Written, Failure> {
        files::write(&self.out.join("bundle.json"), manifest)?;
        let folder = self.out.join("parts");
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.map_err(|error| refuse("read", &folder, &error))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            if name == WRITING || !self.parts.contains(name) && is_part(&path, name) {
                fs::remove_file(&path).map_err(|error| refuse("remove", &path, &error))?;
            }
        }
        if self.parts.is_empty() {
            // Only an empty folder goes, and one with somebody's files stays.
            let _ = fs::remove_dir(&folder);
        }
        Ok(Written { files: self.parts.len() + 1, bytes: self.bytes + manifest.len() as u64 })
    }
}

/// Whether a file is a part that some build wrote: its name is the hash of its bytes.
fn is_part(path: &Path, name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // Most files that are no part are known by their name and need not be read.
    if Part::called(stem, 0, 0).is_none() {
        return false;
    }
    let Ok(bytes) = fs::read(path) else { return false };
    let part = Part::called(stem, bytes.len() as u64, 0);
    part.is_some_and(|part| part.path().ends_with(&format!("/{name}")) && part.check(&bytes).is_ok())
}
