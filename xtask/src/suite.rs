//! All tests in order: each a timed step, every step tried, and the sums in the last line.

use crate::counts::{Counts, Printer};
use crate::install::{self, TestKit};
use crate::pins::WASM;
use crate::say::{Outcome, Step, elapsed, line};
use crate::{checks, npm, project, run, site, tools};
use std::io::{self, BufRead, BufReader, IsTerminal};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A step that was run.
struct Row {
    name: &'static str,
    time: Duration,
    counts: Counts,
    /// Why the step failed as a whole.
    problem: Option<String>,
}

/// Runs all tests, or only those that need neither leptos nor a browser; true when all passed.
pub fn test(fast: bool) -> bool {
    let since = Instant::now();
    let mut rows = vec![
        row("format", || uncounted(checks::format())),
        row("clippy", || uncounted(checks::clippy_native())),
        row("core tests", || counted(project::cargo(CORE), Printer::Cargo)),
    ];
    if !fast {
        let kit = install::for_tests();
        rows.push(row("state tests", || counted(project::cargo(&["test", "--test", "state"]), Printer::Cargo)));
        rows.push(row("browser tests", || counted(browser_tests(&kit)?, Printer::Cargo)));
        rows.push(row("release site", || uncounted(kit.site.as_ref().map_err(Clone::clone).and_then(site::release))));
        rows.push(row("embedding sites", || uncounted(kit.embeds.clone())));
        rows.push(row("end to end", || counted(end_to_end(&kit)?, Printer::Playwright)));
        match &kit.firefox {
            Ok(None) => line(NO_FIREFOX),
            firefox => rows.push(row("in Firefox", || {
                counted(in_firefox(&kit, firefox.clone()?.as_deref())?, Printer::Playwright)
            })),
        }
        // Compiling it costs minutes, which CI spends and a person need not.
        if tools::installed_cargo_deny().is_some() || std::env::var_os("CI").is_some() {
            rows.push(row("licences", || uncounted(checks::deny())));
        } else {
            line("[licences] skipped: cargo-deny is not installed; `cargo xtask deny` installs it");
        }
    }
    report(&rows, since.elapsed())
}

const CORE: &[&str] = &["test", "--workspace", "--no-default-features", "--no-fail-fast"];

const NO_FIREFOX: &str =
    "[in Firefox] skipped: there is no Firefox; install firefox-esr, or set FIREFOX to the program";

fn browser_tests(kit: &TestKit) -> Outcome<Command> {
    let (site, browser) = (kit.site.as_ref().map_err(Clone::clone)?, kit.browser.as_ref().map_err(Clone::clone)?);
    let mut command = site.wasm.command("cargo", &site.folders);
    command
        .args(["test", "--target", WASM, "--test", "web"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", &browser.driver)
        // A busy machine takes longer than the runner's twenty seconds to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    Ok(command)
}

fn end_to_end(kit: &TestKit) -> Outcome<Command> {
    let browser = kit.browser.as_ref().map_err(Clone::clone)?;
    let mut command = playwright(kit, "chromium")?;
    command.env("CHROMIUM", &browser.chromium);
    Ok(command)
}

/// The smoke path in the second engine.
fn in_firefox(kit: &TestKit, firefox: Option<&Path>) -> Outcome<Command> {
    let mut command = playwright(kit, "firefox")?;
    command.envs(firefox.map(|program| ("FIREFOX", program)));
    Ok(command)
}

fn playwright(kit: &TestKit, project: &str) -> Outcome<Command> {
    kit.packages.clone()?;
    if !project::dist().join("index.html").is_file() {
        return Err("there is no built site: mend the release build first".to_owned());
    }
    let mut command = project::native("npx");
    command.args(["--no-install", "playwright", "test", "--project", project]).current_dir(npm::end_to_end());
    // Made by the tests of the core before; one spec builds a site of its own with it.
    command.env("FAILSCOPE", project::target().join("debug/failscope"));
    Ok(command)
}

fn row(name: &'static str, work: impl FnOnce() -> Outcome<(Counts, Outcome)>) -> Row {
    let step = Step::begin(name, "testing");
    let (mut counts, result) = work().unwrap_or_else(|problem| (Counts::default(), Err(problem)));
    // A step that failed for a reason which no test names still failed.
    if result.is_err() && counts.failed == 0 {
        counts.failed = 1;
    }
    let problem = step.end(result).err();
    Row { name, time: step.elapsed(), counts, problem }
}

/// A check either holds or does not; it adds no tests.
fn uncounted(result: Outcome) -> Outcome<(Counts, Outcome)> {
    Ok((Counts::default(), result))
}

/// Runs tests, shows their output as it comes, and counts.
fn counted(mut command: Command, printer: Printer) -> Outcome<(Counts, Outcome)> {
    let name = run::name(&command);
    let broken = |error: io::Error| format!("the output of {name} cannot be read ({error}): repeat the command");
    if io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    // One pipe for both streams keeps their lines in order.
    let (output, input) = io::pipe().map_err(broken)?;
    command.stdin(Stdio::null()).stdout(input.try_clone().map_err(broken)?).stderr(input);
    let mut child = command.spawn().map_err(|error| run::cannot_start(&name, &error))?;
    // The command holds the writing end, without which the output would never end.
    drop(command);
    let mut counts = Counts::default();
    for text in BufReader::new(output).split(b'\n') {
        let text = String::from_utf8_lossy(&text.map_err(broken)?).into_owned();
        line(&text);
        counts += printer.count(&text);
    }
    let success = child.wait().map_err(broken)?.success();
    let result = match (success, counts) {
        (false, _) => Err(format!("{name} failed: its messages above say why")),
        // Nothing found is nothing proven.
        (true, Counts { passed: 0, failed: 0 }) => {
            Err(format!("{name} ran no test at all: look at its messages above"))
        }
        (true, _) => Ok(()),
    };
    Ok((counts, result))
}

/// The table of steps, the problems, and the sums; true when nothing failed.
fn report(rows: &[Row], total: Duration) -> bool {
    line("");
    let mut sum = Counts::default();
    for Row { name, time, counts, .. } in rows {
        let verdict = if counts.failed == 0 { "ok" } else { "FAILED" };
        let numbers = format!("{} passed, {} failed", counts.passed, counts.failed);
        line(format_args!("{name:<16} {verdict:<7} {numbers:<24} {:>12}", elapsed(*time)));
        sum += *counts;
    }
    line(format_args!("{:<49} {:>12}", "total", elapsed(total)));
    for Row { name, problem, .. } in rows {
        if let Some(problem) = problem {
            line(format_args!("{name}: {problem}"));
        }
    }
    line(format_args!("{} passed, {} failed", sum.passed, sum.failed));
    sum.failed == 0
}
