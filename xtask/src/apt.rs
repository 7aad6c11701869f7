//! Debian's packages, for machines that have them and a user who may install them.

use crate::project::on_path;
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use std::process::Command;
use std::sync::Mutex;

/// Whether the package lists were refreshed by this run. The lock also keeps our own threads from
/// running apt twice at a time.
static REFRESHED: Mutex<bool> = Mutex::new(false);

/// Installs packages that are not there yet. `purpose` opens the sentence of a failure:
/// "the browser tests need Chromium".
pub fn install(step: &Step, purpose: &str, packages: &[&str]) -> Outcome {
    if on_path("apt-get").is_none() {
        return Err(format!("{purpose}: install it with this system's package manager and repeat the command"));
    }
    let mut refreshed = REFRESHED.lock().unwrap_or_else(|broken| broken.into_inner());
    if packages.iter().all(|package| is_installed(package)) {
        return Ok(());
    }
    let names = packages.join(" ");
    if !is_root() {
        return Err(format!("{purpose}: run `sudo apt-get install {names}` and repeat the command"));
    }
    if !*refreshed {
        run::unseen(step, "apt-update", &mut apt(&["update"]), Until::Done)?;
        *refreshed = true;
    }
    let log = format!("apt-install-{}", packages.first().unwrap_or(&"nothing"));
    let mut command = apt(&["install", "-y", "--no-install-recommends"]);
    run::unseen(step, &log, command.args(packages), Until::Done).map_err(|error| format!("{purpose}, and {error}"))
}

/// Whether [`install`] can install anything here.
pub fn usable() -> bool {
    on_path("apt-get").is_some() && is_root()
}

fn apt(words: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    // Another apt may be at work; waiting for it is what a person would do.
    command.args(words).args(["-o", "DPkg::Lock::Timeout=600"]).env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    run::output(query.args(["--show", "--showformat=${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

fn is_root() -> bool {
    run::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}
