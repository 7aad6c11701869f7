//! The project itself: where it lies, what its lock file says, and commands of its own toolchain.

use crate::say::Outcome;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set by [`crate::wasm_target::Toolchain`] for the commands it equips: the toolchain that native
/// commands inside them (Trunk's hook) go back to. Empty: whatever rustup thinks right.
pub const NATIVE_TOOLCHAIN: &str = "FAILSCOPE_NATIVE_TOOLCHAIN";

/// The folder of the root Cargo.toml.
pub fn root() -> PathBuf {
    // Cargo sets the variable when it runs us; the compiled-in value serves a copied binary.
    let own =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or_else(|| own.clone(), Path::to_path_buf)
}

/// The folder cargo compiles into.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |path| root().join(path))
}

/// The built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// A program run from the root with the toolchain that was chosen for native work.
pub fn native(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    match env::var_os(NATIVE_TOOLCHAIN) {
        Some(name) if name.is_empty() => command.env_remove("RUSTUP_TOOLCHAIN"),
        Some(name) => command.env("RUSTUP_TOOLCHAIN", name),
        None => &mut command,
    };
    command
}

/// `cargo` with these words, run as [`native`].
pub fn cargo(words: &[&str]) -> Command {
    let mut command = native("cargo");
    command.args(words);
    command
}

/// The version of a package in Cargo.lock.
pub fn locked_version(package: &str) -> Outcome<String> {
    let path = root().join("Cargo.lock");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("{} cannot be read ({error}): run `cargo generate-lockfile`", path.display()))?;
    version_in_lock(&text, package)
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock names no {package}: run `cargo generate-lockfile`"))
}

/// The version on the line after a package's name; the lock file is written by a machine.
fn version_in_lock<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let mut lines = lock.lines();
    lines.find(|line| line.strip_prefix("name = ").is_some_and(|name| name.trim_matches('"') == package))?;
    lines.next()?.strip_prefix("version = ").map(|version| version.trim_matches('"'))
}

/// Where a program lies, by the rules of PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_belongs_to_the_whole_name() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        for (package, version) in
            [("wasm-bindgen", Some("0.2.130")), ("wasm-bindgen-macro", Some("0.1.0")), ("wasm", None)]
        {
            assert_eq!(version_in_lock(lock, package), version, "{package}");
        }
        assert_eq!(version_in_lock("", "wasm-bindgen"), None);
    }
}
