//! Packages from npm: one tool in the cache, and the libraries of the end-to-end tests.

use crate::project;
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const QUIETLY: [&str; 4] = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];

/// The folder of the end-to-end tests.
pub fn end_to_end() -> PathBuf {
    project::root().join("tests/e2e")
}

/// Installs one package into a folder of its own.
pub fn install_package(step: &Step, folder: &Path, name: &str, version: &str) -> Outcome {
    fs::create_dir_all(folder).map_err(|error| {
        format!(
            "the folder {} cannot be made ({error}): set FAILSCOPE_CACHE to a folder that can be written",
            folder.display()
        )
    })?;
    let mut npm = npm()?;
    npm.args(["install", &format!("{name}@{version}"), "--prefix"]).arg(folder).args(QUIETLY);
    run::unseen(step, &format!("npm-{name}"), &mut npm, Until::Done)
}

/// Installs what the end-to-end tests import.
pub fn ensure_end_to_end() -> Outcome {
    ensure(&end_to_end(), "the end-to-end tests")
}

/// Installs what the scripts of a folder import, unless exactly that was installed before.
pub fn ensure(folder: &Path, whose: &str) -> Outcome {
    let lock = folder.join("package-lock.json");
    let installed = folder.join("node_modules/.installed-lock.json");
    // Contents, not times: a fresh clone's times say nothing.
    if let (Ok(wanted), Ok(present)) = (fs::read(&lock), fs::read(&installed))
        && wanted == present
    {
        return Ok(());
    }
    let step = Step::begin("npm", format_args!("installing the packages of {whose}"));
    let mut npm = npm()?;
    // The browser is the system's; no package is to bring its own.
    npm.current_dir(folder).arg("install").args(QUIETLY).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    // Two folders may be at it side by side, each with a log of its own.
    let log = format!("npm-{}", folder.file_name().unwrap_or_default().to_string_lossy());
    step.end(run::unseen(&step, &log, &mut npm, Until::Done))?;
    // A copy that cannot be written only means that npm looks again next time.
    let _ = fs::copy(&lock, &installed);
    Ok(())
}

fn npm() -> Outcome<Command> {
    match project::on_path("npm") {
        Some(npm) => Ok(Command::new(npm)),
        None => Err("npm is missing: install Node.js 20 or newer with npm and repeat the command".to_owned()),
    }
}
