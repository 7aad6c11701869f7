//! Documents in, records out. Tests that read `../shared/data` say so and are skipped where
//! it is absent, because a user's clone has none; the made-up documents beside them hold the
//! same promises without it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

#[path = "documents/aiid.rs"]
mod aiid;
#[path = "documents/broken.rs"]
mod broken;
#[path = "documents/counted.rs"]
mod counted;
#[path = "documents/dates.rs"]
mod dates;
#[path = "documents/fail.rs"]
mod fail;
#[path = "documents/flood.rs"]
mod flood;
#[path = "documents/house.rs"]
mod house;
#[path = "documents/imported.rs"]
mod imported;
#[path = "documents/made_up.rs"]
mod made_up;
#[path = "documents/mistakes.rs"]
mod mistakes;
#[path = "documents/ours.rs"]
mod ours;
#[path = "documents/postmortems.rs"]
mod postmortems;
#[path = "documents/survey.rs"]
mod survey;
#[path = "documents/text.rs"]
mod text;
#[path = "documents/vcdb.rs"]
mod vcdb;
#[path = "documents/veris.rs"]
mod veris;
#[path = "documents/write.rs"]
mod write;

use failscope::corpus::{self, Corpus, File};

/// Reads files given as name and text.
fn read(files: &[(&str, &str)]) -> Corpus {
    let files: Vec<File> =
        files.iter().map(|(name, text)| File { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() }).collect();
    corpus::read(&files)
}

/// Reads them under the rules of a curated collection.
fn read_strictly(files: &[(&str, &str)]) -> Corpus {
    let files: Vec<File> =
        files.iter().map(|(name, text)| File { name: (*name).to_owned(), bytes: text.as_bytes().to_vec() }).collect();
    corpus::read_strictly(&files)
}

/// Every finding as it prints, one a line.
fn findings(corpus: &Corpus) -> String {
    corpus.findings.iter().map(|finding| format!("{finding}\n")).collect()
}

/// The files of a folder of third-party data, or `None` with a message where it is absent.
fn shared(folder: &str) -> Option<Vec<File>> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(folder);
    let Ok(entries) = std::fs::read_dir(&root) else {
        eprintln!("skipped: {} is not on this machine", root.display());
        return None;
    };
    let mut files: Vec<File> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| File { name: path.display().to_string(), bytes: std::fs::read(&path).unwrap() })
        .collect();
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Some(files)
}

/// How property tests run: failures are printed and not written into the source tree.
fn cases() -> proptest::prelude::ProptestConfig {
    proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() }
}
