//! The nouns: an incident with its sections, labels and sources, as every other room sees it.
//!
//! This room knows no file format, URL, clock or screen, and everything may use it. Text is
//! kept as its author wrote it; what can be derived from it (citations) is derived here
//! and not stored.

pub mod citation;
pub mod date;
pub mod letters;
pub mod moments;
pub mod taxonomy;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use date::Date;
pub use taxonomy::Taxonomy;

/// One software failure, told and labelled.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Incident {
    /// Unique in its collection; letters, digits, `-`, `_` and `.`; part of every link.
    pub id: String,
    /// One line. May be the literal `unknown` in machine-written records.
    pub title: String,
    /// Paragraphs of summary; often empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub summary: Vec<String>,
    /// When the failure was first reported; not the day it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
    /// When the failure happened, as precisely as its sources say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred: Option<Date>,
    /// Organizations that made, ran or attacked the failed system.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responsible: Vec<String>,
    /// Organizations that suffered from the failure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub impacted: Vec<String>,
    /// The postmortem, in the order of the document.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
    /// Category id to label. A category that is absent is missing, like `Choice::Missing`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, Label>,
    /// What the statements cite.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Who wrote text and labels.
    #[serde(default)]
    pub provenance: Provenance,
}

impl Incident {
    /// What the incident says of a category; missing when it says nothing.
    pub fn choice(&self, category: &str) -> &Choice {
        self.labels.get(category).map_or(&Choice::Missing, |label| &label.choice)
    }

    /// One line for a list: the summary, else the first impact, else the first statement.
    pub fn gist(&self) -> Option<&str> {
        fn first(section: &Section) -> Option<&str> {
            section.blocks.first().map(|block| block.text.as_str())
        }
        self.summary
            .first()
            .map(String::as_str)
            .or_else(|| self.sections.iter().find(|section| section.id == "impacts").and_then(first))
            .or_else(|| self.sections.iter().find_map(first))
    }
}

/// A heading of the postmortem with what stands under it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Section {
    /// Id of the section in the taxonomy, or a slug of a heading that it does not know.
    pub id: String,
    /// The heading as written, for headings that the taxonomy does not know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Paragraphs and numbered statements in order.
    pub blocks: Vec<Block>,
}

/// A paragraph or a numbered statement, with the bullet points inside it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Block {
    /// The number of a listed statement; `None` for a paragraph.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// The text, with its citations as written; white space folded.
    pub text: String,
    /// Bullets that followed the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
}

/// What an incident says of one category, and why.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Label {
    /// The options, or which kind of nothing.
    pub choice: Choice,
    /// The argument, in order; a segment may argue for one option, chosen or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rationale: Vec<Segment>,
}

/// The options of a category. `unknown` and `other` are options like any; the two kinds of
/// nothing are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Nobody labelled it: a gap.
    #[default]
    Missing,
    /// The question does not arise for this system.
    NotApplicable,
    /// One or more option ids, each once, in the order given. Never empty: see [`Choice::of`].
    Chosen(Vec<String>),
}

impl Choice {
    /// Options as a choice: repeats dropped, none at all is missing.
    pub fn of(options: Vec<String>) -> Choice {
        let mut unique: Vec<String> = Vec::with_capacity(options.len());
        for option in options {
            if !unique.contains(&option) {
                unique.push(option);
            }
        }
        if unique.is_empty() { Choice::Missing } else { Choice::Chosen(unique) }
    }

    /// The chosen options; empty for both kinds of nothing.
    pub fn options(&self) -> &[String] {
        match self {
            Choice::Chosen(options) => options,
            Choice::Missing | Choice::NotApplicable => &[],
        }
    }
}

/// A stretch of a rationale.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Segment {
    /// The option it argues about, whether chosen or only considered; `None`: about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<String>,
    /// The mark it opened with in the original, such as `(a)` or `(d) property:`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// The argument.
    pub text: String,
    /// Bullets that followed the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
}

/// Something an incident cites. Only the id is certain to be there.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Source {
    /// What citations name.
    pub id: String,
    /// Headline or title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Where it is: `http` or `https` only, which readers and the decoder check.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A kept copy of it, under the same rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<String>,
}

/// Whether a word may be the id of an incident: it is part of links and of file names.
pub fn is_id(word: &str) -> bool {
    let usable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !word.is_empty() && !word.starts_with('.') && word.chars().all(usable)
}

/// Whether an address may become a link: anything but the web's two schemes could run code.
pub fn is_web_address(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// Whether a pattern may be the path of incidents below a site: it becomes the name of a folder.
pub fn is_old_path(pattern: &str) -> bool {
    let rest = pattern.replacen("{id}", "", 1);
    let usable = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    rest.len() < pattern.len() && !pattern.starts_with('/') && rest.chars().all(usable)
}

/// Who wrote the text and the labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Provenance {
    /// Machine, machine with an editor, or person.
    pub made: Maker,
    /// When the labels were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// How, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Who made a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Maker {
    /// A language model, unedited.
    Machine,
    /// Drafted with a language model from the sources and checked against them.
    Assisted,
    /// A person.
    #[default]
    Person,
}

impl Maker {
    /// Every maker, in the order in which trust grows.
    pub const ALL: [Maker; 3] = [Maker::Machine, Maker::Assisted, Maker::Person];

    /// The word that documents, bundles and links use.
    pub fn id(self) -> &'static str {
        match self {
            Maker::Machine => "machine",
            Maker::Assisted => "assisted",
            Maker::Person => "person",
        }
    }
}

/// What a collection says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Collection {
    /// Its name, shown in the header.
    pub title: String,
    /// What it holds, in a sentence or two.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Licence of the texts, as a name or SPDX identifier.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub license: String,
    /// How incidents are chosen and labelled.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Language of the texts as a tag (BCP 47), such as `en-GB`; empty is English.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// Where the site lives; empty when it should work anywhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub base_url: String,
    /// Where to say that a label is wrong; `{id}`, `{title}`, `{url}` and `{version}` in it are
    /// filled in. Empty where nobody wants to know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub report_url: String,
    /// Paths under which incidents stood before, with `{id}` in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old_paths: Vec<String>,
}
