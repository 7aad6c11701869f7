//! What is checked without running the code: its form, its lints, its licences. And pictures.

use crate::install;
use crate::pins::WASM;
use crate::project::{self, cargo};
use crate::say::{Outcome, line};
use crate::{browsers, npm, run, site, tools, wasm_target};

/// Formats everything.
pub fn fmt() -> Outcome {
    run::seen(&mut cargo(&["fmt", "--all"]))
}

/// Whether everything is formatted.
pub fn format() -> Outcome {
    run::seen(&mut cargo(&["fmt", "--check", "--all"]))
        .map_err(|_| "some files are not formatted: run `cargo xtask fmt`".to_owned())
}

/// Lints of the core, the command and these chores.
pub fn clippy_native() -> Outcome {
    run::seen(&mut cargo(&["clippy", "--workspace", "--no-default-features", "--all-targets", "--", "-D", "warnings"]))
}

/// All lints, those of the browser half included.
pub fn lint() -> Outcome {
    format()?;
    clippy_native()?;
    let wasm = wasm_target::ensure()?;
    if wasm.has_clippy() {
        let words = ["clippy", "--target", WASM, "--bin", "app", "--lib", "--test", "web", "--", "-D", "warnings"];
        run::seen(wasm.command("cargo", &[]).args(words))?;
        let words = ["clippy", "--target", WASM, "--no-default-features", "--features", "engine", "--bin", "engine"];
        return run::seen(wasm.command("cargo", &[]).args(words).args(["--", "-D", "warnings"]));
    }
    line("[lint] the Rust that compiles to wasm has no clippy here: linting the browser half natively");
    run::seen(&mut cargo(&["clippy", "--all-targets", "--", "-D", "warnings"]))
}

/// Licences, sources and bans of the dependencies. Advisories are a download, so they are not in.
pub fn deny() -> Outcome {
    // The metadata of every platform's dependencies is looked at, not only this one's.
    run::seen(&mut cargo(&["fetch", "--quiet"]))?;
    let folder = tools::installed_cargo_deny().map_or_else(tools::cargo_deny, Ok)?;
    let mut deny = project::native("cargo-deny");
    let program = folder.join("cargo-deny");
    if program.is_file() {
        deny = project::native(&program.to_string_lossy());
    }
    run::seen(deny.args(["--offline", "check", "licenses", "bans", "sources"]))
}

/// The picture of the README, taken from the release site, or those of every view into a folder.
pub fn screenshots(folder: Option<&str>) -> Outcome {
    let script = project::root().join("tests/e2e/screenshots.mjs");
    site::release(&install::for_site()?)?;
    npm::ensure_end_to_end()?;
    let browser = browsers::ensure()?;
    run::seen(project::native("node").arg(script).args(folder).env("CHROMIUM", browser.chromium))
}
