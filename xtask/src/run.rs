//! Running other programs: unseen with a log and signs of life, or seen by the person.
//!
//! The only file that waits for a child process. Every way a program can fail becomes a sentence.

use crate::cache;
use crate::project::on_path;
use crate::say::{Outcome, Step};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

const HEARTBEAT: Duration = Duration::from_secs(30);

/// How long a program may run unseen.
#[derive(Clone, Copy)]
pub enum Until<'a> {
    /// To its end.
    Done,
    /// No longer than this.
    Time(Duration),
    /// Only while its result is of use: true means that nobody waits for it any more.
    Abandoned(&'a AtomicBool),
}

impl Until<'_> {
    fn is_over(self, time: Duration) -> bool {
        match self {
            Until::Done => false,
            Until::Time(limit) => time >= limit,
            Until::Abandoned(flag) => flag.load(Ordering::Relaxed),
        }
    }
}

/// Runs a program unseen, its output in the step's log; prints a heartbeat every half minute, and
/// stops the program at the time limit if there is one.
pub fn unseen(step: &Step, log: &str, command: &mut Command, until: Until) -> Outcome {
    let path = cache::log(log)?;
    let unusable = |error: io::Error| format!("the log {} cannot be written ({error}): free it", path.display());
    let out = File::create(&path).map_err(unusable)?;
    let err = out.try_clone().map_err(unusable)?;
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    let mut child = command.spawn().map_err(|error| cannot_start(&name(command), &error))?;
    let status = wait(step, &mut child, until).map_err(|error| format!("{log} cannot be waited for ({error})"))?;
    match status {
        Some(status) if status.success() => Ok(()),
        Some(_) => Err(format!("{log} failed: {} (all of it is in {})", reason(&path), path.display())),
        None => Err(format!("{log} was stopped before its end")),
    }
}

/// Waits; `None` means its time was over and the child is gone.
fn wait(step: &Step, child: &mut Child, until: Until) -> io::Result<Option<ExitStatus>> {
    let begun = step.elapsed();
    let mut beats = 1;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        let time = step.elapsed() - begun;
        if until.is_over(time) {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        if time >= HEARTBEAT * beats {
            step.heartbeat();
            beats += 1;
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// The words of a command that gives way to others, where the system can arrange it.
pub fn gently<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let nice: &[&str] = if on_path("nice").is_some() { &["nice", "-n", "5"] } else { &[] };
    [nice, words].concat()
}

/// Runs a program whose output the person sees as it comes.
pub fn seen(command: &mut Command) -> Outcome {
    let program = name(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{program} failed: its messages above say why")),
        Err(error) => Err(cannot_start(&program, &error)),
    }
}

/// Becomes the program where the system can, so that whoever stops this process stops that one.
pub fn instead(command: &mut Command) -> Outcome {
    #[cfg(unix)]
    {
        let error = std::os::unix::process::CommandExt::exec(command);
        Err(cannot_start(&name(command), &error))
    }
    #[cfg(not(unix))]
    seen(command)
}

/// What a program prints, when it runs and succeeds at all.
pub fn output(command: &mut Command) -> Option<String> {
    printed(command.stderr(Stdio::null()))
}

/// What a program printed, where it went well; what it complains of is shown.
pub fn printed(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().ok()?.wait_with_output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The sentence for a program that could not even start.
pub fn cannot_start(program: &str, error: &io::Error) -> String {
    if error.kind() == ErrorKind::NotFound {
        format!("{program} is not installed: install it and repeat the command")
    } else {
        format!("{program} cannot be started ({error})")
    }
}

/// A program's name as the person knows it, with its first plain word.
pub fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    match command.get_args().next() {
        Some(word) if !word.to_string_lossy().starts_with('-') => {
            format!("{program} {}", word.to_string_lossy())
        }
        _ => program,
    }
}

/// The likeliest reason in a log, as part of a sentence.
fn reason(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    why(&String::from_utf8_lossy(&text))
}

fn why(log: &str) -> String {
    const NO_NETWORK: [&str; 9] = [
        "Could not resolve",
        "Couldn't resolve",
        "could not resolve",
        "Temporary failure resolving",
        "Failed to fetch",
        "spurious network error",
        "failed to download",
        "EAI_AGAIN",
        "ENOTFOUND",
    ];
    if NO_NETWORK.iter().any(|sign| log.contains(sign)) {
        return "the network did not answer; connect this machine to the internet and repeat the command".to_owned();
    }
    if log.contains("No space left on device") {
        return "the disk is full; free some space and repeat the command".to_owned();
    }
    let lines = || log.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_error = |line: &&str| {
        let line = line.to_ascii_lowercase();
        line.starts_with("error") || line.starts_with("e: ") || line.starts_with("npm error")
    };
    lines().find(is_error).or_else(|| lines().next_back()).unwrap_or("it said nothing").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_gives_its_likeliest_reason() {
        for (log, reason) in [
            ("", "it said nothing"),
            ("Compiling a\nerror: linker `cc` not found\nerror: could not compile", "error: linker `cc` not found"),
            ("E: Unable to locate package x\n", "E: Unable to locate package x"),
            ("one\ntwo\n\n", "two"),
        ] {
            assert_eq!(why(log), reason);
        }
        assert!(why("warning: spurious network error (3 tries remaining)").starts_with("the network"));
    }
}
