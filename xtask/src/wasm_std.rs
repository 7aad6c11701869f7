//! The standard library for wasm, compiled from Debian's source into Debian's own Rust.
//!
//! Done once per version of `rustc-web`, as root. Afterwards everything is ordinary cargo, which
//! is why this is a library in the sysroot and not `-Z build-std` in every build.

use crate::pins::WASM;
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use crate::wasm_target::DEBIAN_RUSTC;
use crate::{cache, project};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

const SYSROOT: &str = "/usr/lib/rustlib";
const EMPTY: &str = "empty_for_std";

/// Compiles the library and puts it where Debian's compiler looks, whole or not at all.
pub fn build(step: &Step) -> Outcome {
    let folder = cache::inside("wasm-std")?;
    let unusable = |error: io::Error| {
        format!(
            "the standard library for wasm cannot be put in place ({error}): free {SYSROOT} or {}",
            folder.display()
        )
    };
    write_empty_crate(&folder).map_err(unusable)?;
    run::unseen(step, "wasm-std", &mut cargo_build(&folder), Until::Done)?;
    install(&folder.join("target").join(WASM).join("release/deps")).map_err(unusable)?;
    // Two hundred megabytes that nobody needs again.
    let _ = fs::remove_dir_all(&folder);
    // What was compiled against an earlier library would be refused with an error that only
    // compiler people understand.
    let stale = project::target().join(WASM);
    if stale.exists() {
        fs::remove_dir_all(&stale).map_err(|error| {
            format!("{} belongs to an older compiler and cannot be deleted ({error}): delete it", stale.display())
        })?;
    }
    Ok(())
}

fn write_empty_crate(folder: &Path) -> io::Result<()> {
    let manifest = format!("[package]\nname = \"{EMPTY}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n");
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")
}

fn cargo_build(folder: &Path) -> Command {
    let mut command = Command::new(Path::new(DEBIAN_RUSTC).with_file_name("cargo"));
    command
        .current_dir(folder)
        .args(["build", "--release", "--target", WASM, "--target-dir", "target"])
        // `test` is what wasm-bindgen-test needs.
        .args(["-Z", "build-std=std,panic_abort,test"])
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        // Without bitcode inside, link-time optimisation of the app would refuse the library.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}

/// Moves the libraries into the sysroot by renaming one complete folder.
fn install(deps: &Path) -> io::Result<()> {
    let home = Path::new(SYSROOT).join(WASM);
    let (new, old) = (home.join("lib.new"), home.join("lib"));
    let _ = fs::remove_dir_all(&new);
    fs::create_dir_all(&new)?;
    for entry in fs::read_dir(deps)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        let ours = name.to_string_lossy().contains(EMPTY);
        if path.extension() == Some(OsStr::new("rlib")) && !ours {
            fs::copy(&path, new.join(name))?;
        }
    }
    let _ = fs::remove_dir_all(&old);
    fs::rename(new, old)
}
