//! What is wrong with a document, where, and how to mend it.
//!
//! Reading documents never fails: a reader returns what it could read together with
//! findings. Only the command turns findings into words on a terminal and an exit code.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Kept, but a reader will miss something.
    Warning,
    /// Something could not be used.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// One thing to know about a document. Prints as `file:line: severity: what; mend`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file as it was named.
    pub file: String,
    /// Line of the file, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub what: String,
    /// How to mend it; may be empty for a note.
    pub mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.severity, shorten(&self.what))?;
        if !self.mend.is_empty() {
            write!(f, "; {}", shorten(&self.mend))?;
        }
        Ok(())
    }
}

/// Findings of one file, in the order in which they were made.
#[derive(Debug)]
pub struct Report {
    file: String,
    /// The findings so far.
    pub findings: Vec<Finding>,
}

impl Report {
    /// An empty report about a file.
    pub fn new(file: &str) -> Report {
        Report { file: file.to_owned(), findings: Vec::new() }
    }

    /// Something could not be used.
    pub fn error(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Severity::Error, line, what.into(), mend.into());
    }

    /// Something a reader will miss.
    pub fn warning(&mut self, line: usize, what: impl Into<String>, mend: impl Into<String>) {
        self.add(Severity::Warning, line, what.into(), mend.into());
    }

    /// Something worth knowing.
    pub fn note(&mut self, line: usize, what: impl Into<String>) {
        self.add(Severity::Note, line, what.into(), String::new());
    }

    fn add(&mut self, severity: Severity, line: usize, what: String, mend: String) {
        self.findings.push(Finding { file: self.file.clone(), line, severity, what, mend });
    }
}

/// A finding is a line on a terminal: control characters and endless words are cut.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 300;
    let mut short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}
