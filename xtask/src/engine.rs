//! The JavaScript module of the engine, built into `dist/engine/` beside the site.

use crate::install::SiteKit;
use crate::pins::WASM;
use crate::project::{dist, root, target};
use crate::run;
use crate::say::{Outcome, Step};
use std::fs;
use std::path::PathBuf;

/// What people import and what types it: written by hand, copied as it is.
const BY_HAND: [&str; 2] = ["failscope-engine.js", "failscope-engine.d.ts"];

/// What today's compilers emit, because a stripped module does not say.
const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// The folder of the built module.
pub fn folder() -> PathBuf {
    dist().join("engine")
}

/// The last file that a build writes.
pub fn program() -> PathBuf {
    folder().join("failscope-engine.wasm")
}

/// Builds the module.
pub fn build(kit: &SiteKit) -> Outcome {
    let step = Step::begin("engine", "building the JavaScript module into dist/engine/");
    step.end(made(kit))
}

fn made(kit: &SiteKit) -> Outcome {
    let words = ["build", "--offline", "--profile", "engine", "--target", WASM, "--no-default-features"];
    let mut cargo = kit.wasm.command("cargo", &kit.folders);
    run::seen(cargo.args(words).args(["--features", "engine", "--bin", "engine"]))?;
    let unusable = |error| format!("{} cannot be written ({error}): free it", folder().display());
    fs::create_dir_all(folder()).map_err(unusable)?;
    let words = ["--target", "web", "--no-typescript", "--omit-default-module-path", "--out-name", "glue", "--out-dir"];
    let mut bindgen = kit.wasm.command("wasm-bindgen", &kit.folders);
    let compiled = target().join(WASM).join("engine/engine.wasm");
    run::seen(bindgen.args(words).arg(folder()).arg(compiled))?;
    for name in BY_HAND {
        fs::copy(root().join("src/bin/engine").join(name), folder().join(name)).map_err(unusable)?;
    }
    let plain = folder().join("glue_bg.wasm");
    let mut optimise = kit.wasm.command("wasm-opt", &kit.folders);
    run::seen(optimise.arg("-O3").args(FEATURES).arg(&plain).arg("-o").arg(program()))?;
    fs::remove_file(&plain).map_err(unusable)
}
