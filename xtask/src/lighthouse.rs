//! Lighthouse over the built site: accessibility, performance, best practices, layout shift.
//!
//! The work is that of `tests/lighthouse`; this installs what it needs and tells it where things are.

use crate::say::Outcome;
use crate::{browsers, npm, project, run, site};

/// Fails where a score has fallen below what is promised.
pub fn score() -> Outcome {
    site::build()?;
    let folder = project::root().join("tests/lighthouse");
    npm::ensure(&folder, "Lighthouse")?;
    let browser = browsers::ensure()?;
    run::seen(&mut project::cargo(&["build", "--quiet", "--bin", "failscope"]))?;
    let mut node = project::native("node");
    node.arg(folder.join("run.mjs")).env("CHROMIUM", browser.chromium);
    run::seen(node.env("FAILSCOPE", project::target().join("debug/failscope")))
}
