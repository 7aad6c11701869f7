//! Sites of four documentation systems with embeds in them, for the end-to-end tests: their tools in the
//! cache, their pages in `target/embeds/`.
//!
//! The sources are in tests/embeds. Tools are installed side by side; a site is built again only when its
//! sources or its tools have changed. Nothing of this is part of what visitors get.

use crate::project::{on_path, root, target};
use crate::run::{self, Until};
use crate::say::{Outcome, Step};
use crate::{apt, cache, npm, pins, tools};
use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// A documentation system: its name, and how its tools are installed and its site is built.
struct System {
    name: &'static str,
    /// What its tools are, as text that changes when they do.
    tools: fn() -> Outcome<String>,
    /// Builds the sources of one folder into another.
    build: fn(&Step, &Path, &Path) -> Outcome,
}

const SYSTEMS: [System; 4] = [
    System { name: "mdbook", tools: || Ok(pins::MDBOOK.to_owned()), build: mdbook },
    System { name: "mkdocs", tools: requirements, build: mkdocs },
    System { name: "sphinx", tools: requirements, build: sphinx },
    System { name: "docusaurus", tools: || read(&sources().join("docusaurus/package-lock.json")), build: docusaurus },
];

/// Builds every site that is not as new as its sources.
pub fn build() -> Outcome {
    thread::scope(|scope| {
        let sites: Vec<_> = SYSTEMS.iter().map(|system| scope.spawn(|| site(system))).collect();
        let joined = |site: thread::ScopedJoinHandle<'_, Outcome>| {
            site.join()
                .unwrap_or_else(|_| Err("a site stopped unexpectedly: please report the message above".to_owned()))
        };
        // Every site is waited for, and the first that failed is told.
        sites.into_iter().map(joined).collect::<Vec<_>>().into_iter().collect()
    })
}

fn sources() -> PathBuf {
    root().join("tests/embeds")
}

fn site(system: &System) -> Outcome {
    let (from, to) = (sources().join(system.name), target().join("embeds").join(system.name));
    let stamp = target().join("embeds").join(format!("{}.stamp", system.name));
    let made_of = format!("{}\n{}", (system.tools)()?, contents(&from)?);
    if to.join("index.html").is_file() && fs::read_to_string(&stamp).is_ok_and(|text| text == made_of) {
        return Ok(());
    }
    let step = Step::begin(system.name, "building a site with embeds");
    let _ = fs::remove_dir_all(&to);
    step.end((system.build)(&step, &from, &to))?;
    // Without the stamp the next run builds again, which is slow and right.
    let _ = fs::write(stamp, made_of);
    Ok(())
}

fn mdbook(step: &Step, from: &Path, to: &Path) -> Outcome {
    let program = tools::mdbook()?.join(format!("mdbook{EXE_SUFFIX}"));
    unseen(step, "mdbook", Command::new(program).arg("build").arg(from).arg("--dest-dir").arg(to))
}

fn mkdocs(step: &Step, from: &Path, to: &Path) -> Outcome {
    let mut command = Command::new(python()?.join("mkdocs"));
    unseen(
        step,
        "mkdocs",
        command.args(["build", "--quiet", "--config-file"]).arg(from.join("mkdocs.yml")).arg("--site-dir").arg(to),
    )
}

fn sphinx(step: &Step, from: &Path, to: &Path) -> Outcome {
    let mut command = Command::new(python()?.join("sphinx-build"));
    let doctrees = target().join("embeds/sphinx-doctrees");
    unseen(step, "sphinx", command.args(["-q", "-b", "html"]).arg("-d").arg(doctrees).arg(from).arg(to))
}

/// Docusaurus looks for its packages above its site, so the site is built where they are.
fn docusaurus(step: &Step, from: &Path, to: &Path) -> Outcome {
    let folder = cache::tool("docusaurus", pins::DOCUSAURUS)?;
    copy(from, &folder).map_err(|error| format!("the folder {} cannot be written ({error})", folder.display()))?;
    npm::ensure(&folder, "the site with Docusaurus")?;
    let mut command = Command::new(folder.join("node_modules/.bin/docusaurus"));
    command.current_dir(&folder).args(["build", "--out-dir"]).arg(to);
    unseen(step, "docusaurus", command.env("DOCUSAURUS_NO_TELEMETRY", "1").env("NODE_ENV", "production"))
}

/// The programs of an environment that has exactly the packages of requirements.txt.
fn python() -> Outcome<PathBuf> {
    // Two sites ask for the one environment.
    static MAKING: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _made = MAKING.lock().unwrap_or_else(|broken| broken.into_inner());
    let folder = cache::tool("docs-python", pins::MKDOCS_MATERIAL)?;
    let programs = folder.join("bin");
    let installed = folder.join("requirements.txt");
    if fs::read_to_string(&installed).is_ok_and(|text| requirements().is_ok_and(|wanted| wanted == text)) {
        return Ok(programs);
    }
    let step = Step::begin("python", "installing MkDocs Material and Sphinx from PyPI");
    let made = || {
        let python =
            on_path("python3").ok_or("Python is missing: install Python 3.11 or newer and repeat the command")?;
        let venv = |log| unseen(&step, log, Command::new(&python).args(["-m", "venv", "--clear"]).arg(&folder));
        // Debian keeps the module apart.
        if venv("python-venv").is_err() {
            apt::install(&step, "the sites of the tests need Python's venv", &["python3-venv"])?;
            venv("python-venv")?;
        }
        let list = sources().join("requirements.txt");
        let mut pip = Command::new(programs.join("pip"));
        unseen(
            &step,
            "pip",
            pip.args(["install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&list),
        )?;
        fs::copy(&list, &installed)
            .map(drop)
            .map_err(|error| format!("{} cannot be written ({error})", installed.display()))
    };
    step.end(made())?;
    Ok(programs)
}

fn unseen(step: &Step, log: &str, command: &mut Command) -> Outcome {
    run::unseen(step, log, command, Until::Done)
}

fn requirements() -> Outcome<String> {
    read(&sources().join("requirements.txt"))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("{} cannot be read ({error}): restore it", path.display()))
}

/// Every text of a folder in one, in the order of names.
fn contents(folder: &Path) -> Outcome<String> {
    let unusable = |error: io::Error| format!("{} cannot be read ({error}): restore it", folder.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).map_err(unusable)?.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| if path.is_dir() { contents(path) } else { read(path) }).collect()
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (path, copy) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if path.is_dir() { copy_over(&path, &copy)? } else { fs::copy(&path, &copy).map(drop)? }
    }
    Ok(())
}

/// A folder in place of the one of before, of which nothing stays.
fn copy_over(from: &Path, to: &Path) -> io::Result<()> {
    let _ = fs::remove_dir_all(to);
    copy(from, to)
}
