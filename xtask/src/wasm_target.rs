//! A Rust that compiles to wasm: found, downloaded by rustup, or made from Debian's packages.
//!
//! Only commands for wasm are equipped with it; native ones keep the toolchain they were started
//! with, so both kinds share nothing but the source.

use crate::pins::{DEBIAN_RUST, WASM};
use crate::project::{self, NATIVE_TOOLCHAIN};
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use crate::{apt, cache, wasm_std};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// Where Debian's compiler is, and the name under which rustup knows it.
pub const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN: &str = "debian";

/// Long for a download of 20 MB. Where rustup cannot reach its site it hangs instead of failing,
/// and the tools that compile meanwhile hide the wait.
const DOWNLOAD_LIMIT: Duration = Duration::from_secs(60);
const NO_DOWNLOADS: &str = "rustup-cannot-download";

/// What a command needs in its environment to compile to wasm.
#[derive(Clone, Debug, Default)]
pub struct Toolchain {
    /// The name rustup knows it by; `None` is the default one.
    name: Option<&'static str>,
    /// Folders to have first on PATH.
    folders: Vec<PathBuf>,
}

impl Toolchain {
    /// A program that runs at the root with this toolchain and with `folders` first on PATH.
    pub fn command(&self, program: &str, folders: &[PathBuf]) -> Command {
        let mut command = project::native(program);
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = folders.iter().chain(&self.folders).cloned().chain(env::split_paths(&inherited));
        // A folder with a separator in its name cannot be on PATH at all: leave PATH as it is.
        if let Ok(path) = env::join_paths(all) {
            command.env("PATH", path);
        }
        if let Some(name) = self.name {
            command.env(NATIVE_TOOLCHAIN, env::var_os("RUSTUP_TOOLCHAIN").unwrap_or_default());
            command.env("RUSTUP_TOOLCHAIN", name);
            // Cargo told us where it is; children must find the other one.
            command.env_remove("CARGO");
        }
        command
    }

    /// Whether clippy came with this toolchain.
    pub fn has_clippy(&self) -> bool {
        run::output(self.command("cargo", &[]).args(["clippy", "--version"])).is_some()
    }
}

/// Finds a toolchain that compiles to wasm today, without installing anything.
pub fn find() -> Option<Toolchain> {
    if compiles(&mut project::native("rustc"), "default") {
        return Some(Toolchain::default());
    }
    let debian = Path::new(DEBIAN_RUSTC).is_file() && compiles(&mut Command::new(DEBIAN_RUSTC), DEBIAN);
    if debian { link_debian().ok() } else { None }
}

/// Finds a toolchain or makes one.
pub fn ensure() -> Outcome<Toolchain> {
    if let Some(toolchain) = find() {
        return Ok(toolchain);
    }
    let step = Step::begin("wasm target", "getting the standard library for wasm");
    step.end(download(&step).or_else(|problem| from_debian(&step, &problem)))
}

fn download(step: &Step) -> Outcome<Toolchain> {
    let problem = "rustup could not download the wasm target";
    if project::on_path("rustup").is_none() {
        return Err("rustup is not installed".to_owned());
    }
    if cache::remembers(NO_DOWNLOADS) {
        return Err(format!("{problem} today"));
    }
    let mut add = project::native("rustup");
    let added = run::unseen(step, "rustup", add.args(["target", "add", WASM]), Until::Time(DOWNLOAD_LIMIT));
    if added.is_ok() && compiles(&mut project::native("rustc"), "default") {
        return Ok(Toolchain::default());
    }
    cache::remember(NO_DOWNLOADS);
    Err(problem.to_owned())
}

fn from_debian(step: &Step, problem: &str) -> Outcome<Toolchain> {
    if project::on_path("rustup").is_none() || project::on_path("apt-get").is_none() {
        return Err(format!("{problem}: check the network, run `rustup target add {WASM}` and repeat the command"));
    }
    let purpose = format!("{problem}, and Debian's Rust that can stand in is missing");
    apt::install(step, &purpose, &DEBIAN_RUST)?;
    wasm_std::build(step)?;
    if !compiles(&mut Command::new(DEBIAN_RUSTC), DEBIAN) {
        return Err(format!(
            "{DEBIAN_RUSTC} does not accept the wasm library made from its own source: \
             reinstall {} and repeat the command",
            DEBIAN_RUST.join(" ")
        ));
    }
    link_debian()
}

/// Makes Debian's compiler known to rustup, and a linker for wasm known to it.
fn link_debian() -> Outcome<Toolchain> {
    let known = run::output(project::native("rustup").args(["toolchain", "list"])).unwrap_or_default();
    if !known.lines().any(|line| line.split_whitespace().next() == Some(DEBIAN)) {
        run::seen(project::native("rustup").args(["toolchain", "link", DEBIAN, "/usr"]))?;
    }
    Ok(Toolchain { name: Some(DEBIAN), folders: vec![linker()?] })
}

/// A folder with `rust-lld`: a link to the one inside the default toolchain, since Debian's
/// compiler asks for it by that name and has none.
fn linker() -> Outcome<PathBuf> {
    let folder = cache::inside("bin")?;
    let link = folder.join("rust-lld");
    if link.is_file() {
        return Ok(folder);
    }
    let sysroot = run::output(project::native("rustc").args(["--print", "sysroot"])).unwrap_or_default();
    let hosts = fs::read_dir(Path::new(sysroot.trim()).join("lib/rustlib")).into_iter().flatten().flatten();
    let lld = hosts
        .map(|host| host.path().join("bin/rust-lld"))
        .find(|path| path.is_file())
        .ok_or("no rust-lld in the default toolchain: run `rustup toolchain install stable` and repeat the command")?;
    let _ = fs::remove_file(&link);
    copy_or_link(&lld, &link)
        .map_err(|error| format!("{} cannot be made ({error}): free its folder", link.display()))?;
    Ok(folder)
}

#[cfg(unix)]
fn copy_or_link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(not(unix))]
fn copy_or_link(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::copy(from, to).map(|_| ())
}

/// The only honest question: an empty library, compiled for wasm. A missing, damaged or foreign
/// standard library fails here, in a tenth of a second.
fn compiles(rustc: &mut Command, who: &str) -> bool {
    let Ok(folder) = cache::inside("probe") else {
        return false;
    };
    let words = ["-", "--crate-type=lib", "--edition=2024", "--emit=metadata", "--target", WASM];
    rustc.args(words).args(["--crate-name", &format!("probe_{who}")]).arg("--out-dir").arg(folder);
    run::output(rustc).is_some()
}
