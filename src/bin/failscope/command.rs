//! The command: argv, files and exit codes around the library.
//!
//! 0 is done, 1 is findings of severity error (or files that cannot be read or written),
//! 2 is a wrong call. Everything it knows of incidents is the library's.

use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::{Arg, Parser, ValueExt};

use crate::{answer, build, delivery, import, preview, synth};

const USAGE: &str = "\
failscope: build, check and question collections of software failures

  failscope build <docs>... --out <site> [--app <dir>] [--strict] [--whole] [--no-pages]
                  [--precompress] [--host <name>]
      reads incident documents and writes <site>/bundle.json and what it lists, <site>/parts/;
      with --app, copies a built app beside them, so that <site> can be put on any static host
      --whole writes everything into bundle.json: for small collections and single files
      every incident and label also becomes a page that needs no script, with feeds and a site map
      where the collection has a base_url: docs/pages.md; --no-pages leaves them out
      --precompress writes .br and .gz copies beside every text; --host <name> writes what
      github-pages, gitlab-pages, netlify, cloudflare-pages, s3 or nginx wants: docs/hosting.md
  failscope check <docs>... [--strict]
      reports every problem as file:line: severity: what; how to mend it
  failscope import <docs>... --out <dir> [--strict]
      writes every incident as a Markdown document of our own form, and failscope.toml beside them
  failscope answer <site> '<link query>'
      prints the answer to a link, such as 'domain=finance&q=rollback', as JSON
  failscope preview <site> [--port <n>] [--base /path/]
      serves a site on this machine as a static host does, until Ctrl-C
  failscope synth --count <n> --out <dir> [--seed <n>] [--words short|full]
      writes incidents that never happened, shaped like FAIL's, to try and to measure;
      the same seed gives the same bytes

<docs> are files or folders: Markdown documents, postmortems (Markdown with YAML), FAIL pages (.txt),
CSV of FAIL or of the AI Incident Database, VERIS JSON, failscope.toml.
--strict counts warnings as errors, asks of documents what a curated collection promises
(docs/documents.md), and build then writes nothing.

exit codes: 0 done; 1 findings of severity error, or a file that cannot be read or written;
2 a wrong call
";

/// Does what the arguments ask.
pub(crate) fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(Failure::Usage(what)) => {
            eprintln!("failscope: {what}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Outside(what)) => {
            eprintln!("failscope: {what}");
            ExitCode::from(1)
        }
    }
}

/// Why the command stopped.
pub(crate) enum Failure {
    /// It was called wrongly.
    Usage(String),
    /// A file or folder would not have it.
    Outside(String),
}

impl From<failscope::bundle::Error> for Failure {
    fn from(error: failscope::bundle::Error) -> Failure {
        Failure::Outside(error.to_string())
    }
}

impl From<lexopt::Error> for Failure {
    fn from(error: lexopt::Error) -> Failure {
        Failure::Usage(error.to_string())
    }
}

fn run() -> Result<ExitCode, Failure> {
    let mut parser = Parser::from_env();
    let word = match parser.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => {
            println!("{USAGE}");
            return Ok(ExitCode::SUCCESS);
        }
        Some(Arg::Short('V') | Arg::Long("version")) => {
            println!("failscope {}", env!("CARGO_PKG_VERSION"));
            return Ok(ExitCode::SUCCESS);
        }
        Some(Arg::Value(word)) => word.string()?,
        Some(other) => return Err(other.unexpected().into()),
    };
    let mut call = Call::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Arg::Long("out") if ["build", "import", "synth"].contains(&word.as_str()) => {
                call.out = Some(PathBuf::from(parser.value()?))
            }
            Arg::Long("app") if word == "build" => call.app = Some(PathBuf::from(parser.value()?)),
            Arg::Long("strict") if ["build", "check", "import"].contains(&word.as_str()) => call.strict = true,
            Arg::Long("whole") if word == "build" => call.whole = true,
            Arg::Long("no-pages") if word == "build" => call.no_pages = true,
            Arg::Long("precompress") if word == "build" => call.delivery.precompress = true,
            Arg::Long("host") if word == "build" => {
                call.delivery.host = Some(delivery::host(&parser.value()?.string()?)?)
            }
            Arg::Long("port") if word == "preview" => call.preview.port = Some(parser.value()?.parse()?),
            Arg::Long("base") if word == "preview" => call.preview.base = Some(parser.value()?.string()?),
            Arg::Long("count") if word == "synth" => call.synth.count = Some(parser.value()?.parse()?),
            Arg::Long("seed") if word == "synth" => call.synth.seed = parser.value()?.parse()?,
            Arg::Long("words") if word == "synth" => call.synth.words = synth::words(&parser.value()?.string()?)?,
            Arg::Value(value) if word != "synth" => call.words.push(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match word.as_str() {
        "build" => build::build(&call),
        "check" => build::check(&call),
        "import" => import::import(&call),
        "answer" => answer::run(&call.words),
        "preview" => preview::run(&call.words, &call.preview),
        "synth" => synth::run(&call.synth, call.out.as_ref()),
        _ => Err(Failure::Usage(format!("there is no command `{word}`"))),
    }
}

/// What stands behind the command word.
#[derive(Default)]
pub(crate) struct Call {
    pub(crate) words: Vec<String>,
    pub(crate) out: Option<PathBuf>,
    pub(crate) app: Option<PathBuf>,
    pub(crate) strict: bool,
    /// Everything in one file.
    pub(crate) whole: bool,
    /// No static pages beside the data.
    pub(crate) no_pages: bool,
    pub(crate) delivery: delivery::Wish,
    preview: preview::Wish,
    synth: synth::Wish,
}
