//! A taxonomy as data: sections of a postmortem, groups of categories, their options.
//!
//! FAIL's own is a file that `corpus` reads; a collection may bring another. Nothing here
//! knows one category from the next.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::letters;

/// Option id of "the sources do not say", which every category admits.
pub const UNKNOWN: &str = "unknown";
/// How a link and an answer spell "the question does not arise".
pub const NOT_APPLICABLE: &str = "none";
/// How a link and an answer spell "nobody labelled it".
pub const MISSING: &str = "missing";

/// Parameters of links that no category may be called.
pub const RESERVED: [&str; 28] = [
    "bins",
    "q",
    "from",
    "to",
    "date",
    "year",
    "organization",
    "responsible",
    "impacted",
    "labels",
    "sort",
    "like",
    "view",
    "stack",
    "measure",
    "shares",
    "zoom",
    "rows",
    "columns",
    "open",
    "compare",
    "page",
    "v",
    "lang",
    "show",
    "theme",
    "chrome",
    "features",
];

/// Whether a value is an answer. That the question does not arise is one; that the sources do not say,
/// or that nobody labelled it, is none.
pub fn is_known(value: &str) -> bool {
    ![UNKNOWN, MISSING].contains(&value)
}

/// Whether a word may be an option: the special values are no options, and a comma would end it.
pub fn is_option(word: &str) -> bool {
    ![NOT_APPLICABLE, MISSING, ""].contains(&word) && word.trim() == word && !word.contains(',')
}

/// What a collection is labelled with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Taxonomy {
    /// Name, such as `FAIL`.
    pub title: String,
    /// Where it comes from, for the codebook.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
    /// Headings of the postmortem, in reading order.
    #[serde(default)]
    pub sections: Vec<SectionKind>,
    /// Groups of categories, in reading order.
    #[serde(default)]
    pub groups: Vec<Group>,
}

/// A heading that postmortems share.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct SectionKind {
    /// Identifier, part of anchors.
    pub id: String,
    /// Heading.
    pub label: String,
    /// How often a language model agreed with people on it, from 0 to 1, where measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<f32>,
}

/// Categories that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Group {
    /// Identifier.
    pub id: String,
    /// Heading.
    pub label: String,
    /// The categories, in reading order.
    #[serde(default)]
    pub categories: Vec<Category>,
}

/// One question of the taxonomy. Its answers are many-valued.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Category {
    /// Identifier: the parameter of links.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// What it asks, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// How often a language model agreed with people on it, from 0 to 1, where measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<f32>,
    /// Whether the question arises only for some systems, so that "not applicable" is an answer.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub conditional: bool,
    /// The answers, in the order that means something. `unknown` need not be listed.
    #[serde(default)]
    pub options: Vec<Answer>,
}

/// One answer to a category.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Answer {
    /// Identifier, unique only inside its category; no comma.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// What it means, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub definition: String,
    /// Other spellings in older records and links.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// What no taxonomy may have, because links and counts would mistake it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Two categories of one id.
    CategoryTwice(String),
    /// A category of an id that means something else in a link.
    CategoryName(String),
    /// Two options of one id.
    OptionTwice {
        /// The category.
        category: String,
        /// The id.
        option: String,
    },
    /// An option of an id that means something else in a link.
    OptionName {
        /// The category.
        category: String,
        /// The id.
        option: String,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::CategoryTwice(id) => write!(f, "two categories are called `{id}`"),
            Problem::CategoryName(id) => write!(f, "no category can be called `{id}`: links use the word"),
            Problem::OptionTwice { category, option } => write!(f, "{category} has two options called `{option}`"),
            Problem::OptionName { category, option } => {
                write!(f, "{category} cannot have an option called `{option}`")
            }
        }
    }
}

impl Taxonomy {
    /// Every category, in reading order.
    pub fn categories(&self) -> impl Iterator<Item = &Category> {
        self.groups.iter().flat_map(|group| &group.categories)
    }

    /// The category of an id.
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories().find(|category| category.id == id)
    }

    /// What is wrong with the identifiers: links would be ambiguous.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut categories = BTreeSet::new();
        for category in self.categories() {
            let id = category.id.as_str();
            if !categories.insert(id) {
                problems.push(Problem::CategoryTwice(id.to_owned()));
            }
            if RESERVED.contains(&id) || id.trim().is_empty() || id.contains(['.', '=', '&', ',']) {
                problems.push(Problem::CategoryName(id.to_owned()));
            }
            let mut options = BTreeSet::new();
            for option in &category.options {
                let names = || (id.to_owned(), option.id.clone());
                if !options.insert(option.id.as_str()) {
                    let (category, option) = names();
                    problems.push(Problem::OptionTwice { category, option });
                }
                if !is_option(&option.id) {
                    let (category, option) = names();
                    problems.push(Problem::OptionName { category, option });
                }
            }
        }
        problems
    }

    /// The section of an id.
    pub fn section(&self, id: &str) -> Option<&SectionKind> {
        self.sections.iter().find(|section| section.id == id)
    }
}

impl Category {
    /// The option id that a spelling stands for: letter case, hyphens, underscores and spaces
    /// are folded and aliases count. `None` for a spelling that the category does not know.
    pub fn resolve(&self, spelling: &str) -> Option<&str> {
        let folded = fold(spelling);
        if folded == UNKNOWN {
            return Some(UNKNOWN);
        }
        self.options
            .iter()
            .find(|option| fold(&option.id) == folded || option.aliases.iter().any(|alias| fold(alias) == folded))
            .map(|option| option.id.as_str())
    }

    /// The option of an id.
    pub fn option(&self, id: &str) -> Option<&Answer> {
        self.options.iter().find(|option| option.id == id)
    }

    /// What to call an option on screen; an option that the category does not know keeps its id.
    pub fn label_of<'a>(&'a self, id: &'a str) -> &'a str {
        match self.option(id) {
            Some(option) => &option.label,
            None if id == UNKNOWN => "unknown",
            None => id,
        }
    }
}

/// A name without letter case and diacritics, and with hyphens, underscores and spaces made one: `Non-human
/// actions`, `non-human_actions` and `non human actions` are the same.
pub fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for word in name.split(|c: char| c.is_whitespace() || c == '-' || c == '_') {
        if !word.is_empty() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            letters::plain_into(&mut folded, word);
        }
    }
    folded
}
