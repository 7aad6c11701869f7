//! The app and the engine beside hand-written JavaScript and libraries, in Chromium.
//!
//! The work is that of `benches/browser`, which says what is measured; this installs what it
//! needs and tells it where things are.

use crate::say::Outcome;
use crate::{browsers, npm, project, run, site};

/// Runs the comparison; `words` go to its runner.
pub fn compare(words: &[String]) -> Outcome {
    site::build()?;
    let folder = project::root().join("benches/browser");
    npm::ensure(&folder, "the browser benchmark")?;
    let browser = browsers::ensure()?;
    let mut cargo = project::native("cargo");
    run::seen(cargo.args(["build", "--profile", "bench", "--example", "split"]))?;
    let mut node = project::native("node");
    // A hundred thousand records in memory are more than Node allows itself.
    let (script, words) = match words {
        [word, rest @ ..] if word == "--million" => ("million.mjs", rest),
        words => ("run.mjs", words),
    };
    node.arg("--max-old-space-size=8192").arg(folder.join(script)).args(words);
    node.env("CHROMIUM", browser.chromium).env("FAILSCOPE_BENCH_DATA", project::target().join("bench-browser"));
    node.env("FAILSCOPE_SPLIT", project::target().join("release/examples/split"));
    run::seen(&mut node)
}
