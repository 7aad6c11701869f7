//! Trunk, the wasm-bindgen CLI, wasm-opt and cargo-deny, each at one exact version.
//!
//! Every function answers with the folder to put on PATH, and installs only when neither the
//! cache nor PATH has that version already.

use crate::project::{self, on_path};
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use crate::{cache, npm, pins};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// A prebuilt binary is a download of some megabytes or it is not worth waiting for.
const PREBUILT_LIMIT: Duration = Duration::from_secs(120);

/// Tools are run a few times a day, and compiled while a newcomer waits: without the whole-program
/// optimisation that Trunk chooses for itself it is there in half the time.
const COMPILED_QUICKLY: [(&str, &str); 2] =
    [("CARGO_PROFILE_RELEASE_LTO", "off"), ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "256")];

/// A tool that is published as a crate.
struct CrateTool<'a> {
    name: &'a str,
    version: &'a str,
    programs: &'a [&'a str],
    /// Further words for `cargo install`.
    words: &'a [&'a str],
    /// Of those that compile at the same time, the one that the others wait for goes first.
    yields: bool,
    /// As little optimisation as its work allows.
    optimisation: &'static str,
}

/// Trunk, which bundles the site.
pub fn trunk() -> Outcome<PathBuf> {
    ensure(&TRUNK)
}

/// The folder of Trunk when it is there already.
pub fn installed_trunk() -> Option<PathBuf> {
    find(&TRUNK)
}

const TRUNK: CrateTool = CrateTool {
    name: "trunk",
    version: pins::TRUNK,
    programs: &["trunk"],
    // The default features only add a look for newer versions.
    words: &["--locked", "--no-default-features", "--features", "rustls"],
    yields: false,
    // It copies files and starts programs.
    optimisation: "0",
};

/// The wasm-bindgen CLI with its test runner, at the version of Cargo.lock.
pub fn wasm_bindgen() -> Outcome<PathBuf> {
    ensure(&CrateTool {
        name: "wasm-bindgen-cli",
        version: &project::locked_version("wasm-bindgen")?,
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        // Not `--locked`: its lock file may name versions that were published a moment later.
        words: &[],
        yields: true,
        // It rewrites tens of megabytes of debug build for every browser test.
        optimisation: "1",
    })
}

/// mdBook, one of the systems whose sites the tests put embeds into.
pub fn mdbook() -> Outcome<PathBuf> {
    ensure(&CrateTool {
        name: "mdbook",
        version: pins::MDBOOK,
        programs: &["mdbook"],
        // Neither a server nor a search is needed to look at a page.
        words: &["--locked", "--no-default-features"],
        yields: true,
        // It writes two pages.
        optimisation: "0",
    })
}

const DENY: CrateTool = CrateTool {
    name: "cargo-deny",
    version: pins::CARGO_DENY,
    programs: &["cargo-deny"],
    words: &["--locked"],
    yields: false,
    optimisation: "1",
};

/// The licence checker.
pub fn cargo_deny() -> Outcome<PathBuf> {
    ensure(&DENY)
}

/// The folder of the licence checker when it is there already, at whatever version PATH has.
pub fn installed_cargo_deny() -> Option<PathBuf> {
    find(&DENY).or_else(|| on_path("cargo-deny")?.parent().map(Path::to_path_buf))
}

/// `wasm-opt`, which Trunk runs over a release build.
pub fn wasm_opt() -> Outcome<PathBuf> {
    let folder = cache::tool("binaryen", pins::BINARYEN)?;
    let programs = folder.join("node_modules/.bin");
    if programs.join("wasm-opt").is_file() {
        return Ok(programs);
    }
    // It says "version 132", the package says 132.0.0.
    let major = pins::BINARYEN.split('.').next().unwrap_or_default();
    if let Some(folder) = folder_on_path("wasm-opt", major) {
        return Ok(folder);
    }
    let step = Step::begin("wasm-opt", format_args!("installing binaryen {} from npm", pins::BINARYEN));
    step.end(npm::install_package(&step, &folder, "binaryen", pins::BINARYEN).map(|()| programs))
}

fn ensure(tool: &CrateTool) -> Outcome<PathBuf> {
    if let Some(folder) = find(tool) {
        return Ok(folder);
    }
    let CrateTool { name, version, .. } = *tool;
    let root = cache::tool(name, version)?;
    let step = Step::begin(name, format_args!("installing {name} {version} (compiled once: some minutes)"));
    if on_path("cargo-binstall").is_some() && prebuilt(&step, tool, &root).is_ok() && find(tool).is_some() {
        return step.end(Ok(root.join("bin")));
    }
    let words = ["cargo", "install", name, "--version", version];
    let words = if tool.yields { run::gently(&words) } else { words.to_vec() };
    let mut command = project::native(words[0]);
    command
        .args(&words[1..])
        .args(tool.words)
        .arg("--root")
        .arg(&root)
        .envs(COMPILED_QUICKLY)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimisation);
    step.end(run::unseen(&step, name, &mut command, Until::Done).map(|()| root.join("bin")))
}

fn find(tool: &CrateTool) -> Option<PathBuf> {
    let folder = cache::tool(tool.name, tool.version).ok()?.join("bin");
    let file = |program: &&str| folder.join(format!("{program}{}", env::consts::EXE_SUFFIX)).is_file();
    if tool.programs.iter().all(file) {
        return Some(folder);
    }
    let folders: Option<Vec<_>> = tool.programs.iter().map(|program| folder_on_path(program, tool.version)).collect();
    folders?.into_iter().next()
}

fn prebuilt(step: &Step, tool: &CrateTool, root: &Path) -> Outcome {
    let mut command = project::cargo(&["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]);
    command.arg(root).arg(format!("{}@{}", tool.name, tool.version));
    run::unseen(step, &format!("{}-prebuilt", tool.name), &mut command, Until::Time(PREBUILT_LIMIT))
}

/// The folder of a program on PATH, if the program says that it has this version.
fn folder_on_path(program: &str, version: &str) -> Option<PathBuf> {
    let path = on_path(program)?;
    let said = run::output(Command::new(&path).arg("--version"))?;
    said.split_whitespace().any(|word| word == version).then(|| path.parent().map(Path::to_path_buf))?
}
