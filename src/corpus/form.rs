//! Which form a file has, and which of the taxonomies that are built in belongs to it: the one place
//! that decides which reader a file is for.
//!
//! It looks at endings and first lines and reads nothing further, but for JSON, in which it looks for
//! an incident. It never decides that a file is wrong; readers do. The frame uses it.

use crate::corpus::{aiid, fail_csv, fail_page, has_ending, is_csv, postmortem, veris};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Settings or a taxonomy.
    Settings,
    /// Our own Markdown.
    Document,
    /// The text of a page of FAIL.
    FailPage,
    /// FAIL's table of incidents.
    FailTable,
    /// FAIL's table of articles.
    FailArticles,
    /// JSON, of VERIS if it is anything.
    Veris,
    /// The AI Incident Database's table of incidents.
    AiidTable,
    /// A table that classifies them.
    AiidClasses,
    /// A company's postmortem, in Markdown.
    Postmortem,
    /// A table that nobody here reads.
    UnknownTable,
    /// Nothing that is read here.
    Unknown,
}

impl Form {
    /// The form of a file, by its name and its text.
    pub(super) fn of(name: &str, text: &str) -> Form {
        if is_csv(name) {
            if fail_csv::is_incidents(text) {
                Form::FailTable
            } else if fail_csv::is_articles(text) {
                Form::FailArticles
            } else if aiid::is_incidents(text) {
                Form::AiidTable
            } else if aiid::is_classes(text) {
                Form::AiidClasses
            } else {
                Form::UnknownTable
            }
        } else if has_ending(name, "toml") {
            Form::Settings
        } else if has_ending(name, "json") {
            Form::Veris
        } else if fail_page::is_page(text) {
            Form::FailPage
        } else if postmortem::is_postmortem(text) {
            Form::Postmortem
        } else if has_ending(name, "md") || text.starts_with("+++") {
            Form::Document
        } else {
            Form::Unknown
        }
    }

    /// Whether two incidents may be given one id: databases of others hold such, nobody who publishes
    /// them can mend that, and both are to be seen. In documents it is a mistake.
    pub(super) fn renames(self) -> bool {
        matches!(self, Form::Veris | Form::AiidTable | Form::Postmortem)
    }

    /// The name of the taxonomy that incidents of this form are labelled with; `None` for what is
    /// no incident.
    pub(super) fn taxonomy(self, text: &str) -> Option<&'static str> {
        match self {
            Form::Document | Form::FailPage | Form::FailTable => Some("FAIL"),
            Form::Veris => veris::is_incidents(text).then_some("VERIS"),
            Form::AiidTable => Some("AIID"),
            Form::Postmortem => Some("postmortems"),
            Form::Settings | Form::FailArticles | Form::AiidClasses | Form::UnknownTable | Form::Unknown => None,
        }
    }
}
