//! The rules of a curated collection, which `--strict` holds documents to: whatever is stated is
//! stated by a source, or it is said that the sources are silent.
//!
//! They are not for every collection. Records that a machine made from one article each are worth
//! exploring and would break most of these, and nobody would read ten thousand warnings. What no
//! document may lack is in `document::evidence`; what takes two documents to see, in
//! `corpus::kinship`.

use crate::corpus::document::evidence::cites;
use crate::corpus::finding::Report;
use crate::corpus::front_matter::Fields;
use crate::incident::taxonomy::{Category, UNKNOWN};
use crate::incident::{Choice, Label, Section, Source};

/// Which rules hold.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct House {
    /// Whether those of this file do. All checks are silent otherwise.
    pub(super) strict: bool,
    /// Whether the texts are in English: only there is it known how silence is put into words.
    pub(super) english: bool,
}

/// What a source says of itself, so that it is found again when its address is gone.
const TOLD: [&str; 4] = ["title", "publisher", "date", "url"];

/// The fields that a source leaves out. `"none"` tells that there is none, and is no value.
pub(super) fn untold(source: &mut Fields<'_>) -> Vec<&'static str> {
    let untold = TOLD.into_iter().filter(|name| !source.has(name)).collect();
    TOLD.into_iter().for_each(|name| source.take_word(name, "none"));
    untold
}

impl House {
    /// A source says what it is.
    pub(super) fn check_source(self, id: &str, untold: &[&str], line: usize, report: &mut Report) {
        for name in untold.iter().filter(|_| self.strict) {
            report.warning(
                line,
                format!("the source `{id}` has no {name}"),
                format!("add {name}, or write {name} = \"none\" where there is none"),
            );
        }
    }

    /// One source alone cannot be checked against another.
    pub(super) fn check_number_of_sources(self, sources: &[Source], report: &mut Report) {
        if self.strict && sources.len() == 1 {
            report.warning(2, "there is one source only", "add a second [[source]] that is independent of the first");
        }
    }

    /// A section has something to say, and what is no numbered statement cites or admits silence.
    pub(super) fn check_section(
        self,
        section: &Section,
        heading: &str,
        line: usize,
        sources: &[Source],
        report: &mut Report,
    ) {
        if !self.strict {
            return;
        }
        if section.blocks.is_empty() {
            report.warning(line, format!("{heading} is empty"), "state something, or say that the sources do not tell");
        }
        for block in section.blocks.iter().filter(|block| block.number.is_none()) {
            if !cites(&block.text, &block.points, sources) && !self.admits_silence(&block.text) {
                report.warning(
                    line,
                    format!("a paragraph of {heading} cites no source"),
                    "end it with [id] of a source, or say that the sources do not tell",
                );
            }
        }
    }

    /// Every chosen option is argued for, and every argument rests on a source.
    pub(super) fn check_label(
        self,
        category: &Category,
        label: &Label,
        line: usize,
        sources: &[Source],
        report: &mut Report,
    ) {
        // That a layer does not arise follows from the system, and needs no evidence of its own.
        if !self.strict || label.choice == Choice::NotApplicable {
            return;
        }
        let chosen = label.choice.options();
        for option in chosen {
            let argues = |about: &Option<String>| match about {
                Some(about) => about == option,
                None => chosen.len() == 1,
            };
            // Without any argument there is a finding for the whole label already.
            if !label.rationale.is_empty() && !label.rationale.iter().any(|segment| argues(&segment.option)) {
                report.warning(
                    line,
                    format!("nothing argues for `{option}` of {}", category.label),
                    format!("add - `{option}`: and why, with a citation"),
                );
            }
        }
        for segment in &label.rationale {
            let unknown = segment.option.as_deref() == Some(UNKNOWN) || chosen == [UNKNOWN];
            let silent = self.admits_silence(&segment.text) || unknown && !self.english;
            if !cites(&segment.text, &segment.points, sources) && !silent {
                let about = segment.option.as_ref().map_or_else(String::new, |option| format!(" about `{option}`"));
                report.warning(
                    line,
                    format!("the argument{about} under {} cites no source", category.label),
                    "end it with [id] of a source, or say that the sources do not tell",
                );
            }
        }
    }

    /// Whether a text says that the sources do not. In other languages it is taken at its word.
    fn admits_silence(self, text: &str) -> bool {
        const WHO: [&str; 5] = ["source", "report", "account", "record", "document"];
        const SILENT: [&str; 7] = [" not ", " no ", "none of", "nothing", "silent", "neither", " nor "];
        let text = format!(" {} ", text.to_lowercase().replace(['.', ',', ';', ':'], " "));
        !self.english || WHO.iter().any(|word| text.contains(word)) && SILENT.iter().any(|word| text.contains(word))
    }
}
