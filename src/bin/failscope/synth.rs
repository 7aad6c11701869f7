//! `failscope synth`: made-up incidents as documents, to try and to measure at any size.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use failscope::corpus::{collection::fail_taxonomy, write};
use failscope::synth::{self, Words};

use crate::command::Failure;
use crate::files;

/// No folder holds more documents than a file manager shows with ease.
const IN_A_FOLDER: usize = 1000;

/// What `synth` is asked for.
#[derive(Default)]
pub(crate) struct Wish {
    pub(crate) count: Option<usize>,
    pub(crate) seed: u64,
    pub(crate) words: Words,
}

/// The length that a word names.
pub(crate) fn words(name: &str) -> Result<Words, Failure> {
    match name {
        "short" => Ok(Words::Short),
        "full" => Ok(Words::Full),
        _ => Err(Failure::Usage(format!("--words is short or full, not `{name}`"))),
    }
}

/// Writes the documents, in folders of a thousand, and a `failscope.toml`.
pub(crate) fn run(wish: &Wish, out: Option<&PathBuf>) -> Result<ExitCode, Failure> {
    let count = wish.count.ok_or_else(|| Failure::Usage("synth needs --count <incidents>".to_owned()))?;
    let out = out.ok_or_else(|| Failure::Usage("synth needs --out <folder>".to_owned()))?;
    if fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(Failure::Outside(format!("{} is not empty: name a new folder", out.display())));
    }
    let taxonomy = fail_taxonomy();
    let mut bytes = 0;
    for (at, incident) in synth::incidents(count, wish.seed, wish.words).enumerate() {
        let text = write::document(&incident, &taxonomy);
        bytes += text.len();
        let folder = out.join(format!("{:03}", at / IN_A_FOLDER));
        files::write(&folder.join(format!("{}.md", incident.id)), text.as_bytes())?;
    }
    files::write(&out.join("failscope.toml"), settings(wish, count).as_bytes())?;
    eprintln!("{count} made-up incidents, {} KB: {}", bytes.div_ceil(1024), out.display());
    Ok(ExitCode::SUCCESS)
}

fn settings(wish: &Wish, count: usize) -> String {
    let words = if wish.words == Words::Full { "full" } else { "short" };
    format!(
        "title = \"Made-up failures\"\n\
         description = \"{count} incidents that never happened, for trying and measuring.\"\n\
         license = \"CC0-1.0\"\n\
         method = \"Made by failscope synth --count {count} --seed {seed} --words {words}: labels, dates, \
         organizations and words are as frequent as in FAIL; the sentences mean nothing.\"\n",
        seed = wish.seed
    )
}
