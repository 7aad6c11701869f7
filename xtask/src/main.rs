//! The door of the chores: `cargo xtask <word>`.
//!
//! Reads the words, calls one room, and turns what it answers into an exit code: 0 for done, 1 for
//! one sentence about what went wrong, 2 for words that mean nothing here.

mod apt;
mod bench_browser;
mod bench_engine;
mod browsers;
mod cache;
mod checks;
mod counts;
mod division;
mod embeds;
mod engine;
mod install;
mod lighthouse;
mod npm;
mod pins;
mod project;
mod run;
mod say;
mod site;
mod size;
mod smallest;
mod style;
mod suite;
mod tools;
mod wasm_file;
mod wasm_std;
mod wasm_target;

use say::Outcome;
use std::process::ExitCode;

const USAGE: &str = "\
Usage: cargo xtask <word>

  serve [--port N]  install what is missing, build the release site, serve it (port 8080)
  test [--fast]     install what is missing, run all tests; --fast: no leptos, no browser
  build             the release site into dist/, the JavaScript module into dist/engine/
  engine            only the JavaScript module
  dev [--port N]    rebuild and reload at every change
  fmt               format the code
  lint              formatting and clippy, warnings denied
  deny              licences and sources of the dependencies
  bench browser     the app and its engine beside others in Chromium (half an hour; more words go to it)
  bench engine [--million]
                    the engine's times beside the machine's floor: docs/performance.md
  size              what the app weighs, file by file and crate by crate: docs/size.md
  profile           reads off a browser what the first screen calls: xtask/divide/first-screen.txt
  screenshots [DIR] the picture of the README; into a folder, every view at three sizes in two themes
  lighthouse        accessibility, performance and layout shift of the built site
  embeds            sites of documentation systems with embeds, for the tests: target/embeds/
  install           everything that serve and test need, and nothing else
  style, collection what Trunk calls before and after a build
";

const PORT: u16 = 8080;

/// What a person asked for.
#[derive(Debug, PartialEq, Eq)]
enum Chore {
    Serve { port: u16 },
    Test { fast: bool },
    Build,
    Engine,
    Bench(Bench),
    Dev { port: u16 },
    Fmt,
    Lint,
    Deny,
    Size,
    Profile,
    Screenshots { folder: Option<String> },
    Lighthouse,
    Embeds,
    Install,
    Style,
    Collection,
    Help,
}

/// What can be measured.
#[derive(Debug, PartialEq, Eq)]
enum Bench {
    /// The app and the JavaScript module in a browser, with the words for its runner.
    Browser(Vec<String>),
    /// The engine natively, up to a million incidents or only a tenth of that.
    Engine { million: bool },
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let chore = match parse(&words) {
        Ok(chore) => chore,
        Err(problem) => {
            eprint!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(chore) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs a chore; false when it has already said what failed.
fn run(chore: Chore) -> Outcome<bool> {
    match chore {
        Chore::Serve { port } => site::serve(port),
        Chore::Test { fast } => return Ok(suite::test(fast)),
        Chore::Build => site::build(),
        Chore::Engine => site::engine(),
        Chore::Bench(Bench::Browser(words)) => bench_browser::compare(&words),
        Chore::Bench(Bench::Engine { million }) => bench_engine::measure(million),
        Chore::Dev { port } => site::dev(port),
        Chore::Fmt => checks::fmt(),
        Chore::Lint => checks::lint(),
        Chore::Deny => checks::deny(),
        Chore::Size => size::report(),
        Chore::Profile => division::profile(),
        Chore::Screenshots { folder } => checks::screenshots(folder.as_deref()),
        Chore::Lighthouse => lighthouse::score(),
        Chore::Embeds => embeds::build(),
        Chore::Install => install::everything(),
        Chore::Style => style::write(),
        Chore::Collection => site::collection(),
        Chore::Help => {
            say::line(USAGE.trim_end());
            Ok(())
        }
    }
    .map(|()| true)
}

fn parse(words: &[&str]) -> Outcome<Chore> {
    let Some((&word, rest)) = words.split_first() else {
        return Err("which chore?".to_owned());
    };
    let chore = match (word, rest) {
        ("serve", rest) => Chore::Serve { port: port(rest)? },
        ("dev", rest) => Chore::Dev { port: port(rest)? },
        ("test", ["--fast"]) => Chore::Test { fast: true },
        ("test", []) => Chore::Test { fast: false },
        ("build", []) => Chore::Build,
        ("engine", []) => Chore::Engine,
        ("bench", ["browser", words @ ..]) => {
            Chore::Bench(Bench::Browser(words.iter().map(|word| (*word).to_owned()).collect()))
        }
        ("bench", ["engine"]) => Chore::Bench(Bench::Engine { million: false }),
        ("bench", ["engine", "--million"]) => Chore::Bench(Bench::Engine { million: true }),
        ("bench", ["engine", other, ..]) => return Err(format!("bench engine does not know `{other}`: --million")),
        ("bench", []) => return Err("bench needs to know what: browser, engine".to_owned()),
        ("bench", [other, ..]) => return Err(format!("bench does not know `{other}`: browser, engine")),
        ("fmt", []) => Chore::Fmt,
        ("lint", []) => Chore::Lint,
        ("deny", []) => Chore::Deny,
        ("size", []) => Chore::Size,
        ("profile", []) => Chore::Profile,
        ("screenshots", []) => Chore::Screenshots { folder: None },
        ("screenshots", [folder]) => Chore::Screenshots { folder: Some((*folder).to_owned()) },
        ("lighthouse", []) => Chore::Lighthouse,
        ("embeds", []) => Chore::Embeds,
        ("install", []) => Chore::Install,
        ("style", []) => Chore::Style,
        ("collection", []) => Chore::Collection,
        ("help" | "--help" | "-h", _) => Chore::Help,
        (
            "test" | "build" | "engine" | "fmt" | "lint" | "deny" | "size" | "profile" | "screenshots" | "lighthouse"
            | "embeds" | "install" | "style" | "collection",
            [first, ..],
        ) => {
            return Err(format!("{word} does not know `{first}`"));
        }
        _ => return Err(format!("there is no chore called `{word}`")),
    };
    Ok(chore)
}

fn port(words: &[&str]) -> Outcome<u16> {
    let text = match words {
        [] => return Ok(PORT),
        ["--port", text] => text,
        ["--port"] => return Err("--port needs a number, for example --port 8081".to_owned()),
        [text] if text.starts_with("--port=") => text.trim_start_matches("--port="),
        ["--port", _, word, ..] | [word, ..] => {
            return Err(format!("only --port is known here, not `{word}`"));
        }
    };
    match text.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!("`{text}` is no port: choose a number from 1 to 65535, for example --port 8081")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_chores() {
        for (words, chore) in [
            (&["serve"][..], Ok(Chore::Serve { port: 8080 })),
            (&["serve", "--port", "9000"], Ok(Chore::Serve { port: 9000 })),
            (&["dev", "--port=9000"], Ok(Chore::Dev { port: 9000 })),
            (&["test"], Ok(Chore::Test { fast: false })),
            (&["test", "--fast"], Ok(Chore::Test { fast: true })),
            (&["test", "--slow"], Err("test does not know `--slow`")),
            (&["serve", "--port"], Err("--port needs a number, for example --port 8081")),
            (&["serve", "--port", "1", "x"], Err("only --port is known here, not `x`")),
            (&["engine"], Ok(Chore::Engine)),
            (&["size"], Ok(Chore::Size)),
            (&["screenshots", "x"], Ok(Chore::Screenshots { folder: Some("x".into()) })),
            (&["lighthouse", "x"], Err("lighthouse does not know `x`")),
            (&["bench", "browser", "--n", "2500"], Ok(Chore::Bench(Bench::Browser(vec!["--n".into(), "2500".into()])))),
            (&["bench", "brwser"], Err("bench does not know `brwser`: browser, engine")),
            (&["bench", "engine", "--million"], Ok(Chore::Bench(Bench::Engine { million: true }))),
            (&["bench", "engine", "--fast"], Err("bench engine does not know `--fast`: --million")),
            (&["bench"], Err("bench needs to know what: browser, engine")),
            (&["tset"], Err("there is no chore called `tset`")),
            (&[], Err("which chore?")),
        ] {
            assert_eq!(parse(words), chore.map_err(str::to_owned), "{words:?}");
        }
        for port in ["0", "65536", "-1", "http", ""] {
            assert!(parse(&["serve", "--port", port]).is_err(), "{port}");
        }
    }
}
