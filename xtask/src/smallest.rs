//! The program of visitors, as small as the compiler can make it: its standard library is compiled
//! with it, for size, and a panic stops it where it is instead of carrying words about it.
//!
//! Trunk cannot tell cargo any of this, so it finds a `cargo` of ours first on its PATH, which says
//! it for the one command that compiles to wasm and hands everything else on. Where the source of
//! the standard library cannot be had, the program is a ninth larger and does the same.

use crate::pins::WASM;
use crate::project::{self, on_path, target};
use crate::run::{self, Until};
use crate::say::{Outcome, Step, line};
use crate::wasm_target::Toolchain;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What cargo's environment says. All of it is behind a word of the compiler's because names may
/// still change: one that a later compiler does not know stops the build with a sentence about it.
const SETTINGS: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
];

/// A download of 4 MB; where rustup cannot reach its site it hangs instead of failing.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(60);

/// Gets the source of the standard library and what that is made from, where there are any.
pub fn ensure(wasm: &Toolchain) {
    if is_possible(wasm) {
        return;
    }
    let step = Step::begin("std source", "getting the source of the standard library");
    let unseen = |mut command| run::unseen(&step, "rust-src", &mut command, Until::Time(DOWNLOAD_LIMIT));
    // Trunk is told to stay offline, so that nothing may be missing later.
    let fetch = || {
        let mut fetch = wasm.command("cargo", &[]);
        fetch.args(["fetch", "--quiet", "--target", WASM]).envs(SETTINGS);
        unseen(fetch)
    };
    // Debian's compiler has its source already; rustup's is asked for it.
    let got = fetch().or_else(|_| {
        let mut add = project::native("rustup");
        add.args(["component", "add", "rust-src"]);
        unseen(add).and_then(|()| fetch())
    });
    if step.end(got).is_err() {
        line("[std source] does without: the program will be a ninth larger");
    }
}

/// A folder to have first on PATH, in which `cargo` compiles the smallest program; `None` where that
/// is not possible.
pub fn folder(wasm: &Toolchain) -> Outcome<Option<PathBuf>> {
    let Some(cargo) = on_path("cargo").filter(|_| cfg!(unix) && is_possible(wasm)) else { return Ok(None) };
    let folder = target().join("smallest");
    let unusable = |error| format!("{} cannot be written ({error}): free it", folder.display());
    fs::create_dir_all(&folder).map_err(unusable)?;
    let script = script(&cargo);
    let path = folder.join("cargo");
    if fs::read_to_string(&path).ok().as_ref() != Some(&script) {
        fs::write(&path, script).map_err(unusable)?;
        make_executable(&path).map_err(unusable)?;
    }
    Ok(Some(folder))
}

/// What a command that compiles the program without Trunk has in its environment.
pub fn settings(wasm: &Toolchain) -> &'static [(&'static str, &'static str)] {
    if cfg!(unix) && is_possible(wasm) { &SETTINGS } else { &[] }
}

/// Whether the source and everything it needs are here, which only cargo can tell.
fn is_possible(wasm: &Toolchain) -> bool {
    let mut fetch = wasm.command("cargo", &[]);
    fetch.args(["fetch", "--quiet", "--offline", "--target", WASM]).envs(SETTINGS);
    run::output(&mut fetch).is_some()
}

fn script(cargo: &Path) -> String {
    let settings = SETTINGS.map(|(name, value)| format!("export {name}={value};")).join(" ");
    format!(
        "#!/bin/sh\ncase \" $* \" in *\" build \"*\"{WASM}\"*\" --release \"*) {settings} ;; esac\nexec '{}' \"$@\"\n",
        cargo.display()
    )
}

#[cfg(unix)]
fn make_executable(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn only_the_program_of_visitors_is_compiled_smallest() {
        // The words stand for what Trunk, its hook and people say; `env` for the real cargo.
        for (words, is_smallest) in [
            ("build --target=wasm32-unknown-unknown --manifest-path Cargo.toml --release --bin app", true),
            ("build --target=wasm32-unknown-unknown --manifest-path Cargo.toml --bin app", false),
            ("build --release --bin failscope", false),
            ("xtask collection", false),
        ] {
            let script = script(Path::new("/usr/bin/env")).replace("\"$@\"", "");
            let mut shell = std::process::Command::new("sh");
            let said = run::output(shell.args(["-c", &script, "cargo"]).args(words.split(' '))).unwrap_or_default();
            assert_eq!(said.contains("CARGO_PROFILE_RELEASE_PANIC=immediate-abort"), is_smallest, "{words}");
        }
    }
}
