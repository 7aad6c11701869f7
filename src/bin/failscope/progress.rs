//! How far the command has come, for a person who waits: one line on a terminal, and nothing
//! where standard error is a file or another program.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

/// As often as an eye can read a number that changes.
const OFTEN: Duration = Duration::from_millis(200);

/// A line that is overwritten, and gone when this is dropped.
pub(crate) struct Progress {
    shown: bool,
    last: Instant,
    done: usize,
}

impl Progress {
    /// Says what begins.
    pub(crate) fn begin(phase: &str) -> Progress {
        let progress = Progress { shown: stderr().is_terminal(), last: Instant::now(), done: 0 };
        progress.phase(phase);
        progress
    }

    /// Says what is being done now.
    pub(crate) fn phase(&self, phase: &str) {
        self.line(phase);
    }

    /// One more of so many is done.
    pub(crate) fn step(&mut self, phase: &str, all: usize) {
        self.done += 1;
        if self.shown && self.last.elapsed() >= OFTEN {
            self.last = Instant::now();
            self.line(&format!("{phase}: {} of {all}", self.done));
        }
    }

    fn line(&self, text: &str) {
        if self.shown {
            // To the beginning of the line, and what stood there away.
            let _ = write!(stderr(), "\r\x1b[2K{text}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.line("");
    }
}
