//! Everything the other chores need, installed side by side.
//!
//! Compiling Trunk takes minutes of one core and more; downloads, Debian's packages and the first
//! builds of the project fill the gaps. Nothing here runs when everything is there.

use crate::browsers::{self, Browser};
use crate::pins::WASM;
use crate::run::Until;
use crate::say::{Outcome, Step, elapsed, line};
use crate::wasm_target::{self, Toolchain};
use crate::{cache, embeds, npm, project, run, smallest, tools};
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ScopedJoinHandle};

/// What turns the source into a site.
#[derive(Clone, Debug)]
pub struct SiteKit {
    /// The Rust that compiles to wasm.
    pub wasm: Toolchain,
    /// Folders with Trunk, wasm-bindgen and wasm-opt.
    pub folders: Vec<PathBuf>,
}

/// What the browser tests need besides: each part may be missing for its own reason.
pub struct TestKit {
    /// For the release site.
    pub site: Outcome<SiteKit>,
    /// Chromium and its WebDriver.
    pub browser: Outcome<Browser>,
    /// Firefox, where it is there or could be installed.
    pub firefox: Outcome<Option<PathBuf>>,
    /// The packages of the end-to-end tests.
    pub packages: Outcome,
    /// Sites of documentation systems with embeds.
    pub embeds: Outcome,
}

/// Installs what a build needs.
pub fn for_site() -> Outcome<SiteKit> {
    // Everything below writes there; asked once, a full or forbidden disk is one sentence.
    cache::inside("logs")?;
    fetch()?;
    // On a machine that has Trunk the rest is quick, and Trunk builds the app itself.
    let cold = tools::installed_trunk().is_none();
    let in_vain = AtomicBool::new(false);
    thread::scope(|scope| {
        let native = scope.spawn(|| warm_up(cold, "command", &in_vain, COMMAND, project::native));
        let wasm = scope.spawn(|| {
            let wasm = noting(&in_vain, wasm_target::ensure())?;
            smallest::ensure(&wasm);
            warm_up(cold, "app", &in_vain, APP, |program| {
                let mut command = wasm.command(program, &[]);
                command.envs(smallest::settings(&wasm).iter().copied());
                command
            });
            Ok(wasm)
        });
        let tools = [
            scope.spawn(|| noting(&in_vain, tools::trunk())),
            scope.spawn(|| noting(&in_vain, tools::wasm_bindgen())),
            scope.spawn(|| noting(&in_vain, tools::wasm_opt())),
        ];
        let folders: Vec<Outcome<PathBuf>> = tools.into_iter().map(join).collect();
        let wasm = join(wasm);
        let _ = native.join();
        Ok(SiteKit { wasm: wasm?, folders: folders.into_iter().collect::<Outcome<_>>()? })
    })
}

/// Installs what the JavaScript module alone needs: no Trunk, which takes minutes to compile.
pub fn for_engine() -> Outcome<SiteKit> {
    cache::inside("logs")?;
    fetch()?;
    Ok(SiteKit { wasm: wasm_target::ensure()?, folders: vec![tools::wasm_bindgen()?, tools::wasm_opt()?] })
}

/// Without one of the parts there will be no build, so what only prepares it stops.
fn noting<T>(in_vain: &AtomicBool, result: Outcome<T>) -> Outcome<T> {
    in_vain.fetch_or(result.is_err(), Ordering::Relaxed);
    result
}

/// Installs what all tests need; what fails leaves the other parts usable.
pub fn for_tests() -> TestKit {
    thread::scope(|scope| {
        let browser = scope.spawn(browsers::ensure);
        let firefox = scope.spawn(browsers::ensure_firefox);
        let packages = scope.spawn(npm::ensure_end_to_end);
        let embeds = scope.spawn(embeds::build);
        let site = for_site();
        TestKit { site, browser: join(browser), firefox: join(firefox), packages: join(packages), embeds: join(embeds) }
    })
}

/// Installs everything there is, for a person who wants to wait only once.
pub fn everything() -> Outcome {
    let TestKit { site, browser, firefox, packages, embeds } = for_tests();
    site.and(browser.map(|_| ())).and(firefox.map(|_| ())).and(packages).and(embeds)
}

/// Downloads the dependencies, because Trunk is told to stay offline: else a tool at the wrong
/// version would be a download from somewhere instead of an error.
fn fetch() -> Outcome {
    let step = Step::begin("dependencies", "downloading what is missing");
    step.end(run::seen(&mut project::cargo(&["fetch", "--quiet"])).map_err(|_| {
        "the dependencies cannot be downloaded: the message above says why; without a network, \
         connect this machine to the internet and repeat the command"
            .to_owned()
    }))
}

const APP: &[&str] = &["cargo", "build", "--quiet", "--offline", "--release", "--target", WASM, "--bin", "app"];
const COMMAND: &[&str] = &["cargo", "build", "--quiet", "--offline", "--bin", "failscope"];

/// Compiles early what is compiled anyway, while a core would idle. Its errors are not ours to
/// report: the real build meets them again, in the person's sight.
fn warm_up(cold: bool, name: &str, in_vain: &AtomicBool, words: &[&str], command: impl Fn(&str) -> Command) {
    if !cold {
        return;
    }
    let step = Step::begin(name, "compiling ahead");
    let words = run::gently(words);
    let result = run::unseen(&step, name, command(words[0]).args(&words[1..]), Until::Abandoned(in_vain));
    line(format_args!("[{name}] {} after {}", if result.is_ok() { "done" } else { "left" }, elapsed(step.elapsed())));
}

/// A thread's result; a panic inside one is a bug, and still one sentence.
fn join<T>(thread: ScopedJoinHandle<'_, Outcome<T>>) -> Outcome<T> {
    thread.join().unwrap_or_else(|_| Err("a step stopped unexpectedly: please report the message above".to_owned()))
}
