//! Chromium and its WebDriver, for the tests that only a browser can pass, and Firefox for the smoke path.

use crate::pins::{DEBIAN_CHROMIUM, DEBIAN_FIREFOX};
use crate::project::on_path;
use crate::say::{Outcome, Step};
use crate::{apt, run};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

const PURPOSE: &str = "the browser tests need Chromium and its chromedriver";

/// The programs that the tests start.
#[derive(Clone, Debug)]
pub struct Browser {
    /// The browser; the end-to-end tests read it from `CHROMIUM`.
    pub chromium: PathBuf,
    /// Its WebDriver; the wasm tests read it from `CHROMEDRIVER`.
    pub driver: PathBuf,
}

/// Finds both programs, or installs them.
pub fn ensure() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let step = Step::begin("Chromium", "installing Chromium and its WebDriver");
    step.end(apt::install(&step, PURPOSE, &DEBIAN_CHROMIUM).and_then(|()| find().ok_or_else(|| PURPOSE.to_owned())))
}

/// Finds Firefox, or installs it; nothing where only a person could, which is no reason to fail.
pub fn ensure_firefox() -> Outcome<Option<PathBuf>> {
    if let Some(firefox) = find_firefox() {
        return Ok(Some(firefox));
    }
    if !apt::usable() {
        return Ok(None);
    }
    let step = Step::begin("Firefox", "installing Firefox");
    let installed = apt::install(&step, "the smoke path needs Firefox", &DEBIAN_FIREFOX);
    step.end(installed.map(|()| find_firefox()))
}

/// Debian's, or the one that a person names: what is called `firefox` may be a container that sees no folder
/// of ours.
fn find_firefox() -> Option<PathBuf> {
    set("FIREFOX").or_else(|| on_path("firefox-esr"))
}

/// Both programs, where the environment or PATH has them.
fn find() -> Option<Browser> {
    let chromium = set("CHROMIUM").or_else(|| {
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        let mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
        names.into_iter().find_map(on_path).or_else(|| mac.is_file().then(|| mac.to_path_buf()))
    })?;
    let driver = set("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?;
    // Ubuntu has a placeholder of this name that only points to another store.
    run::output(Command::new(&driver).arg("--version"))?;
    Some(Browser { chromium, driver })
}

fn set(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
