//! How large a split bundle is and how long its index takes to read: run by hand, for the table in
//! docs/bundle-format.md. It writes a site of made-up incidents and says what only a program can.

use std::path::PathBuf;
use std::time::Instant;

use failscope::bundle::{Columns, Content, Decoded, Error, decode, split};
use failscope::incident::{Collection, Date};
use failscope::synth::{self, Words};

/// The memory of this process in KB, where the system says.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

#[test]
#[ignore = "for measuring: writes $FAILSCOPE_SITE with $COUNT incidents, short or $WORDS=full"]
fn a_site_is_written() {
    let set = |name: &str| std::env::var(name).unwrap_or_default();
    let out = PathBuf::from(set("FAILSCOPE_SITE"));
    let words = if set("WORDS") == "full" { Words::Full } else { Words::Short };
    let mut incidents: Vec<_> = synth::incidents(set("COUNT").parse().unwrap(), 1, words).collect();
    incidents.sort_by_key(|incident| std::cmp::Reverse(incident.published.as_ref().map(Date::first)));
    let taxonomy = failscope::corpus::read(&[]).taxonomy;
    let content = Content { collection: Collection::default(), taxonomy, incidents };
    std::fs::create_dir_all(out.join("parts")).unwrap();
    let start = Instant::now();
    let manifest = split(&content, |path, bytes| {
        std::fs::write(out.join(path), bytes).unwrap();
        Ok::<(), Error>(())
    });
    eprintln!("written in {:?}", start.elapsed());
    std::fs::write(out.join("bundle.json"), manifest.unwrap()).unwrap();
}

/// In a process of its own, so that nothing that was freed before hides what it takes.
#[test]
#[ignore = "for measuring: reads $FAILSCOPE_SITE"]
fn an_index_is_read() {
    let site = PathBuf::from(std::env::var("FAILSCOPE_SITE").unwrap());
    let Decoded::Split(manifest) = decode(&std::fs::read(site.join("bundle.json")).unwrap()).unwrap() else {
        panic!("the site is one file");
    };
    let bytes = std::fs::read(site.join(manifest.index.path())).unwrap();
    let before = resident();
    let start = Instant::now();
    let columns = Columns::from_json(&bytes).unwrap();
    eprintln!("{} incidents read in {:?}, {} KB", columns.len(), start.elapsed(), resident() - before);
}
