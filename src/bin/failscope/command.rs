//! The command: argv, files and exit codes around the library.
//!
//! 0 is done, 1 is findings of severity error (or files that cannot be read or written),
//! 2 is a wrong call. Everything it knows of incidents is the library's.

use std::path::PathBuf;
use std::process::ExitCode;

use failscope::bundle::{self, Content};
use failscope::corpus::{self, Corpus, finding::Severity};
use lexopt::{Arg, Parser, ValueExt};

use crate::{answer, files, synth};

const USAGE: &str = "\
failscope: build, check and question collections of software failures

  failscope build <docs>... --out <site> [--app <dir>] [--strict]
      reads incident documents and writes <site>/bundle.json; with --app, copies a built
      app beside it, so that <site> can be put on any static host
  failscope check <docs>... [--strict]
      reports every problem as file:line: severity: what; how to mend it
  failscope answer <site> '<link query>'
      prints the answer to a link, such as 'domain=finance&q=rollback', as JSON
  failscope synth --count <n> --out <dir> [--seed <n>] [--words short|full]
      writes incidents that never happened, shaped like FAIL's, to try and to measure;
      the same seed gives the same bytes

<docs> are files or folders: Markdown documents, FAIL pages (.txt), FAIL's CSV, failscope.toml.
--strict counts warnings as errors, and build then writes nothing.

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
            Arg::Long("out") if word == "build" || word == "synth" => call.out = Some(PathBuf::from(parser.value()?)),
            Arg::Long("app") if word == "build" => call.app = Some(PathBuf::from(parser.value()?)),
            Arg::Long("strict") if word == "build" || word == "check" => call.strict = true,
            Arg::Long("count") if word == "synth" => call.synth.count = Some(parser.value()?.parse()?),
            Arg::Long("seed") if word == "synth" => call.synth.seed = parser.value()?.parse()?,
            Arg::Long("words") if word == "synth" => call.synth.words = synth::words(&parser.value()?.string()?)?,
            Arg::Value(value) if word != "synth" => call.words.push(value.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    match word.as_str() {
        "build" => build(&call),
        "check" => check(&call),
        "answer" => answer::run(&call.words),
        "synth" => synth::run(&call.synth, call.out.as_ref()),
        _ => Err(Failure::Usage(format!("there is no command `{word}`"))),
    }
}

/// What stands behind the command word.
#[derive(Default)]
struct Call {
    words: Vec<String>,
    out: Option<PathBuf>,
    app: Option<PathBuf>,
    strict: bool,
    synth: synth::Wish,
}

fn build(call: &Call) -> Result<ExitCode, Failure> {
    let out = call.out.as_ref().ok_or_else(|| Failure::Usage("build needs --out <site>".to_owned()))?;
    let (corpus, failed) = read(call)?;
    if call.strict && failed {
        eprintln!("nothing was written: --strict refuses findings");
        return Ok(ExitCode::from(1));
    }
    let Corpus { collection, taxonomy, incidents, .. } = corpus;
    let count = incidents.len();
    let content = Content { collection, taxonomy, incidents };
    let bytes = bundle::encode(&content).map_err(|error| Failure::Outside(error.to_string()))?;
    if let Some(app) = &call.app {
        files::copy_app(app, out)?;
    }
    let path = out.join("bundle.json");
    files::write(&path, &bytes)?;
    eprintln!("{count} incidents, {} KB: {}", bytes.len().div_ceil(1024), path.display());
    Ok(ExitCode::from(u8::from(failed)))
}

fn check(call: &Call) -> Result<ExitCode, Failure> {
    let (corpus, failed) = read(call)?;
    eprintln!("{} incidents, {} findings", corpus.incidents.len(), corpus.findings.len());
    Ok(ExitCode::from(u8::from(failed)))
}

/// Reads the documents of a call, prints the findings, and says whether they are a failure.
fn read(call: &Call) -> Result<(Corpus, bool), Failure> {
    if call.words.is_empty() {
        return Err(Failure::Usage("name at least one document or folder".to_owned()));
    }
    let corpus = corpus::read(&files::gather(&call.words)?);
    let limit = if call.strict { Severity::Warning } else { Severity::Error };
    corpus.findings.iter().for_each(|finding| eprintln!("{finding}"));
    let failed = corpus.findings.iter().any(|finding| finding.severity >= limit);
    Ok((corpus, failed))
}
