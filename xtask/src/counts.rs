//! How many tests passed and failed, read from what cargo and Playwright print.

use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Tests that passed, those that needed a second try included.
    pub passed: usize,
    /// Tests that failed.
    pub failed: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// Who printed the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printer {
    /// `cargo test`, and the runner of wasm-bindgen which speaks the same way.
    Cargo,
    /// Playwright's list reporter.
    Playwright,
}

impl Printer {
    /// What one line of output adds.
    pub fn count(self, line: &str) -> Counts {
        let line = without_colours(line);
        match self {
            Printer::Cargo => cargo(line.trim()),
            Printer::Playwright => playwright(line.trim()),
        }
    }
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; …`
fn cargo(line: &str) -> Counts {
    let Some(numbers) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else {
        return Counts::default();
    };
    numbers.1.split(';').map(number_and_word).fold(Counts::default(), |mut sum, part| {
        match part {
            Some((number, "passed")) => sum.passed += number,
            Some((number, "failed")) => sum.failed += number,
            _ => {}
        }
        sum
    })
}

/// `12 passed (3.4s)`, and `1 failed` on a line of its own.
fn playwright(line: &str) -> Counts {
    let line = line.split_once(" (").map_or(line, |(line, _)| line);
    match number_and_word(line) {
        Some((passed, "passed" | "flaky")) => Counts { passed, failed: 0 },
        Some((failed, "failed" | "interrupted" | "did not run")) => Counts { passed: 0, failed },
        _ => Counts::default(),
    }
}

fn number_and_word(text: &str) -> Option<(usize, &str)> {
    let (number, word) = text.trim().split_once(' ')?;
    Some((number.parse().ok()?, word))
}

/// The line without escape sequences such as `ESC [ 32 m`.
fn without_colours(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once(|end: char| end.is_ascii_alphabetic()).map_or("", |(_, rest)| rest));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_counted_and_other_lines_are_not() {
        use Printer::{Cargo, Playwright};
        for (printer, line, passed, failed) in [
            (
                Cargo,
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
                12,
                0,
            ),
            (Cargo, "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2),
            (Cargo, "test result: \u{1b}[32mok\u{1b}[0m. 7 passed; 0 failed; 0 ignored", 7, 0),
            (Cargo, "test tells_12_passed ... ok", 0, 0),
            (Cargo, "12 passed", 0, 0),
            (Playwright, "  5 passed (3.2s)", 5, 0),
            (Playwright, "\u{1b}[31m  1 failed\u{1b}[39m", 0, 1),
            (Playwright, "  1 flaky", 1, 0),
            (Playwright, "  2 did not run", 0, 2),
            (Playwright, "  2 skipped", 0, 0),
            (Playwright, "Running 6 tests using 1 worker", 0, 0),
            (Playwright, "  ✓  1 facets.spec.ts:3:1 › 3 passed records stay (1.0s)", 0, 0),
        ] {
            assert_eq!(printer.count(line), Counts { passed, failed }, "{line}");
        }
    }
}
