//! The program in two files: what the first screen calls, and the rest (`xtask/divide`).
//!
//! Which functions the first screen calls is read off a browser, seldom and by hand
//! (`cargo xtask profile`); every build of the site divides by that list.

use crate::project::{self, native, root, target};
use crate::say::{Outcome, Step, line};
use crate::{browsers, install, npm, run, site};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Set for Trunk's hook by [`profile`]: the program is to remember what is called of it.
const REMEMBERS: &str = "FAILSCOPE_REMEMBERS_CALLS";

/// Divides the program that Trunk has staged.
pub fn staged(folder: &Path) -> Outcome {
    let files = || files(folder).ok_or_else(|| format!("{} has no program that Trunk made", folder.display()));
    let before = files()?;
    let program = folder.join(&before[0]);
    let mut command = divide();
    match env::var_os(REMEMBERS) {
        Some(_) => command.arg("count").arg(program),
        None => command.arg("split").arg(program).arg(list()),
    };
    run::seen(&mut command)?;
    let page = folder.join("index.html");
    let unusable = |error| format!("{} cannot be used ({error}): build again", page.display());
    let text = fs::read_to_string(&page).map_err(unusable)?;
    let text = before.iter().zip(&files()?).fold(text, |text, (before, after)| naming(&text, before, after));
    fs::write(&page, without_comments(&text)).map_err(unusable)
}

/// Reads off a browser what the first screen calls, and writes the list.
pub fn profile() -> Outcome {
    let kit = install::for_site()?;
    let chromium = browsers::ensure()?.chromium;
    npm::ensure_end_to_end()?;
    let folder = target().join("profile-site");
    let step = Step::begin("profile", "building a program that remembers what is called of it");
    fs::create_dir_all(&folder).map_err(|error| format!("{} cannot be made ({error}): free it", folder.display()))?;
    let mut trunk = site::trunk(&kit)?;
    trunk.args(["build", "--release", "--offline", "--dist"]).arg(&folder).env(REMEMBERS, "1");
    step.end(run::seen(&mut trunk))?;

    // Other collections need other things: this one has long lists and every kind of date.
    let (documents, made_up) = (target().join("profile-documents"), target().join("profile-made-up"));
    // `synth` writes into no folder that is there already.
    let _ = fs::remove_dir_all(&documents);
    let command = || project::cargo(&["run", "--quiet", "--bin", "failscope", "--"]);
    run::seen(command().args(["synth", "--count", "1500", "--seed", "1", "--out"]).arg(&documents))?;
    run::seen(command().arg("build").arg(&documents).args(["--no-pages", "--out"]).arg(&made_up))?;

    let mut look = native("node");
    look.arg(root().join("tests/e2e/profile.mjs")).arg(&folder).arg(made_up).env("CHROMIUM", chromium);
    let called =
        run::printed(&mut look).ok_or("the first screen could not be looked at: the message above says why")?;
    let calls = folder.join("called.txt");
    fs::write(&calls, called).map_err(|error| format!("{} cannot be written ({error})", calls.display()))?;
    run::seen(divide().arg("list").arg(list()).arg(calls))?;
    line("[profile] the next build divides by it: `cargo xtask size` says what that weighs");
    Ok(())
}

fn divide() -> Command {
    project::cargo(&["run", "--quiet", "--package", "divide", "--"])
}

fn list() -> PathBuf {
    root().join("xtask/divide/first-screen.txt")
}

/// The names of the program in a folder and of its script.
fn files(folder: &Path) -> Option<[String; 2]> {
    let files = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let files: Vec<String> = files.filter(|name| name.starts_with("app-")).collect();
    let ending = |end: &str| files.iter().find(|name| name.ends_with(end)).cloned();
    Some([ending("_bg.wasm")?, ending(".js")?])
}

/// A page with another file of the program. Trunk has written down the hash of what it made, and a
/// browser would refuse anything else.
fn naming(page: &str, before: &str, after: &str) -> String {
    let tags = page.split_inclusive('>').map(|tag| match tag.split_once(" integrity=\"") {
        Some((start, rest)) if start.contains(before) => {
            start.to_owned() + rest.split_once('"').map_or("", |(_, end)| end)
        }
        _ => tag.to_owned(),
    });
    tags.collect::<String>().replace(before, after)
}

/// A page without what only its authors read, and without the lines that this leaves empty.
fn without_comments(page: &str) -> String {
    let (before, commented) = page.split_once("<!--").unwrap_or((page, ""));
    let kept = commented.split("<!--").filter_map(|part| part.split_once("-->")).map(|(_, after)| after);
    let text: String = std::iter::once(before).chain(kept).collect();
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| line.to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_program_that_is_there_without_the_hash_of_another() {
        let style = "<link rel=\"stylesheet\" href=\"./main-1.css\" integrity=\"sha384-a\"/>\n";
        let page = |program: &str, hash: &str| {
            format!(
                "{style}<script>init('./{program}')</script><link href=\"./app-1.js\" integrity=\"sha384-b\">\
                 <link rel=\"preload\" href=\"./{program}\"{hash} as=\"fetch\"></head>"
            )
        };
        let made = page("app-1_bg.wasm", " integrity=\"sha384-c\"");
        assert_eq!(naming(&made, "app-1_bg.wasm", "app-2_bg.wasm"), page("app-2_bg.wasm", ""));
        assert_eq!(naming(&page("app-1_bg.wasm", ""), "app-1_bg.wasm", "app-1_bg.wasm"), page("app-1_bg.wasm", ""));
    }

    #[test]
    fn comments_of_a_page_are_not_published() {
        assert_eq!(without_comments("<p>\n  <!-- one\n two -->\n\n<!---->  a<!-- b -->c\n"), "<p>\n  ac\n");
        assert_eq!(without_comments("<p>a</p>\n"), "<p>a</p>\n");
    }
}
