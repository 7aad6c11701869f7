//! The site: built into `dist/`, served from there, or rebuilt at every change.

use crate::install::{self, SiteKit};
use crate::project::{dist, root, target};
use crate::say::{Outcome, Step, line};
use crate::{division, engine, project, run, smallest};
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

/// What people edit.
const EDITED: [&str; 8] = ["src", "words", "style", "public", "incidents", "index.html", "Trunk.toml", "Cargo.toml"];

/// What a build reads besides.
const READ: [&str; 3] = ["Cargo.lock", ".cargo", "xtask/divide"];

/// Builds the release site unless it is as new as its sources.
pub fn build() -> Outcome {
    if is_fresh() {
        line("[site] dist/ is up to date");
        return Ok(());
    }
    release(&install::for_site()?)
}

/// Builds the release site with tools that are there already.
pub fn release(kit: &SiteKit) -> Outcome {
    if is_fresh() {
        line("[site] dist/ is up to date");
        return Ok(());
    }
    let step = Step::begin("site", "building the release site into dist/");
    // Read before the build: what changes while it runs makes it stale again.
    let newest = newest_source();
    step.end(trunk(kit).and_then(|mut trunk| run::seen(trunk.args(["build", "--release", "--offline"]))))?;
    // Trunk empties dist/, so the module comes after it.
    engine::build(kit)?;
    // Without the stamp the next run builds again, which is slow and right.
    let _ = fs::create_dir_all(target()).and_then(|()| fs::write(stamp(), stamp_text(newest)));
    Ok(())
}

/// Builds only the JavaScript module of the engine. Cargo knows what is up to date.
pub fn engine() -> Outcome {
    engine::build(&install::for_engine()?)
}

/// Builds the site and shows it with the command's own preview until the person stops it.
pub fn serve(port: u16) -> Outcome {
    // Nobody should wait for a build to learn that the port was taken all the time.
    drop(listen("serve", port)?);
    build()?;
    // The same words as in the hook below, so that what it compiled is used again.
    let words = ["run", "--quiet", "--bin", "failscope", "--", "preview"];
    run::instead(project::cargo(&words).arg(dist()).arg("--port").arg(port.to_string()))
}

/// Trunk's watch mode: a debug build, rebuilt and reloaded at every change.
pub fn dev(port: u16) -> Outcome {
    drop(listen("dev", port)?);
    let kit = install::for_site()?;
    // A folder of its own: dist/ always holds the release site. And served from the root, where a
    // relative public URL has no meaning.
    let folder = target().join("dev-site");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("the folder {} cannot be made ({error}): free it", folder.display()))?;
    line(format_args!("[dev] Failscope will be at http://127.0.0.1:{port} (Ctrl+C stops it)"));
    let mut command = trunk(&kit)?;
    command.args(["serve", "--offline", "--address", "127.0.0.1", "--public-url", "/", "--port"]);
    command.arg(port.to_string()).arg("--dist").arg(folder);
    // Trunk would watch everything below the root, and its watcher breaks under the flood of files
    // that a first compilation writes to target/.
    for path in EDITED.iter().map(|name| root().join(name)).filter(|path| path.exists()) {
        command.arg("--watch").arg(path);
    }
    run::seen(&mut command)
}

/// Trunk's hook: the program in the folder that Trunk is about to publish is divided, and the
/// collection goes there.
pub fn collection() -> Outcome {
    let out = env::var_os("TRUNK_STAGING_DIR")
        .ok_or("TRUNK_STAGING_DIR is not set: `collection` is what Trunk calls; run `cargo xtask build` instead")?;
    if env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release") {
        division::staged(Path::new(&out))?;
    }
    let words = ["run", "--quiet", "--bin", "failscope", "--", "build", "incidents", "--out"];
    run::seen(project::cargo(&words).arg(out))
}

/// Trunk with the tools of a kit.
pub fn trunk(kit: &SiteKit) -> Outcome<Command> {
    let folders: Vec<PathBuf> = smallest::folder(&kit.wasm)?.into_iter().chain(kit.folders.clone()).collect();
    let mut command = kit.wasm.command("trunk", &folders);
    // Trunk takes the usual `NO_COLOR=1` for a mistake and stops.
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}

fn listen(word: &str, port: u16) -> Outcome<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => format!(
            "port {port} is in use: stop what uses it or choose another, e.g. cargo xtask {word} --port {}",
            port.checked_add(1).unwrap_or(8080)
        ),
        ErrorKind::PermissionDenied => {
            format!("port {port} is not for ordinary users: choose one above 1023, e.g. cargo xtask {word} --port 8080")
        }
        _ => format!("port {port} cannot be opened ({error}): choose another, e.g. cargo xtask {word} --port 8081"),
    })
}

/// Whether `dist/` was built from the sources as they are now, and not touched since.
fn is_fresh() -> bool {
    engine::program().is_file() && fs::read_to_string(stamp()).is_ok_and(|text| text == stamp_text(newest_source()))
}

fn stamp() -> PathBuf {
    target().join("site.stamp")
}

/// Both ends of a build: the newest source it read and the page it wrote.
fn stamp_text(newest: Option<SystemTime>) -> String {
    let nanos = |time: Option<SystemTime>| time.and_then(|time| Some(time.duration_since(UNIX_EPOCH).ok()?.as_nanos()));
    let page = fs::metadata(dist().join("index.html")).and_then(|page| page.modified()).ok();
    format!("sources {:?} page {:?}\n", nanos(newest), nanos(page))
}

fn newest_source() -> Option<SystemTime> {
    EDITED.iter().chain(&READ).filter_map(|source| newest(&root().join(source))).max()
}

/// The newest time in a folder; its own tells of files added and removed.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).ok()?.modified().ok()?;
    let inside = fs::read_dir(path).into_iter().flatten().flatten();
    inside.filter_map(|entry| newest(&entry.path())).chain([own]).max()
}
