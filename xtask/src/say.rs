//! What a person sees: one line when a step starts, one when it ends, with the time it took.
//!
//! Steps run side by side, so each line names its step. A closed pipe is no reason to stop.

use std::fmt::Display;
use std::io::Write;
use std::time::{Duration, Instant};

/// What every chore returns: the failure is one sentence that says what is wrong and what to do.
pub type Outcome<T = ()> = Result<T, String>;

/// A step that has begun.
pub struct Step {
    name: String,
    since: Instant,
}

impl Step {
    /// Announces a step: its name and what it does.
    pub fn begin(name: &str, what: impl Display) -> Step {
        line(format_args!("[{name}] {what}"));
        Step { name: name.to_owned(), since: Instant::now() }
    }

    /// Says how the step ended and hands its result on.
    pub fn end<T>(&self, result: Outcome<T>) -> Outcome<T> {
        let took = elapsed(self.since.elapsed());
        match &result {
            Ok(_) => line(format_args!("[{}] done in {took}", self.name)),
            Err(problem) => line(format_args!("[{}] failed after {took}: {problem}", self.name)),
        }
        result
    }

    /// A sign of life from a step that takes long.
    pub fn heartbeat(&self) {
        line(format_args!("[{}] still at work, {}", self.name, elapsed(self.since.elapsed())));
    }

    /// The time since the step began.
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }
}

/// Prints one line, whole, even when several threads speak.
pub fn line(text: impl Display) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// A duration as people say it: `0.4 s`, `35 s`, `3 min 5 s`.
pub fn elapsed(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f32()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_like_speech() {
        for (millis, text) in [(40, "0.0 s"), (1_250, "1.2 s"), (35_900, "35 s"), (185_000, "3 min 5 s")] {
            assert_eq!(elapsed(Duration::from_millis(millis)), text);
        }
    }
}
