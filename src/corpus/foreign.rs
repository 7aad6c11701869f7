//! What records of other vocabularies have in common when they become incidents: names that become
//! options, and texts that become sections.
//!
//! Nothing of a record is dropped: a name that its category does not know is kept and reported, and
//! "not applicable" beside an answer stays as text. It knows no vocabulary; the readers of other
//! people's records share it.

use crate::corpus::choice::option_names;
use crate::corpus::finding::Report;
use crate::corpus::prose::fold_space;
use crate::incident::taxonomy::{Category, is_option};
use crate::incident::{Block, Choice, Label, Section, Segment, Taxonomy};

/// A label that is being gathered, name by name.
pub(super) struct Gathered<'a> {
    category: &'a Category,
    options: Vec<String>,
    /// What was said to be not applicable, and about what.
    void: Vec<Segment>,
    rationale: Vec<Segment>,
}

impl<'a> Gathered<'a> {
    /// Nothing yet.
    pub(super) fn new(category: &'a Category) -> Gathered<'a> {
        Gathered { category, options: Vec::new(), void: Vec::new(), rationale: Vec::new() }
    }

    /// A name as the record spells it, with what the record says about it.
    pub(super) fn name(&mut self, name: &str, argument: &str, line: usize, report: &mut Report) {
        let (name, argument) = (fold_space(name), fold_space(argument));
        let segment = |option: Option<&str>, text: String| Segment {
            option: option.map(str::to_owned),
            text,
            ..Segment::default()
        };
        if let Some(option) = self.category.resolve(&name) {
            self.options.push(option.to_owned());
            if !argument.is_empty() {
                self.rationale.push(segment(Some(option), argument));
            }
        } else if ["NA", "N/A", "Not applicable"].iter().any(|void| name.eq_ignore_ascii_case(void)) {
            self.void.push(segment(None, if argument.is_empty() { name } else { format!("{argument}: {name}") }));
        } else if !name.is_empty() {
            // A comma would end the option in a link.
            let option = name.replace(',', ";");
            let what = format!("`{name}` is no option of {}; it is kept as it is", self.category.label);
            report.warning(line, what, format!("use one of {}", option_names(self.category)));
            if is_option(&option) {
                if !argument.is_empty() {
                    self.rationale.push(segment(Some(&option), argument));
                }
                self.options.push(option);
            } else {
                self.rationale.push(segment(None, format!("{argument} {name}").trim().to_owned()));
            }
        }
    }

    /// Something that the record says about an option, or about the whole.
    pub(super) fn argue(&mut self, option: Option<&str>, text: &str) {
        let option = option.map(|option| self.category.resolve(option).unwrap_or(option).to_owned());
        let text = fold_space(text);
        if !text.is_empty() {
            self.rationale.push(Segment { option, text, ..Segment::default() });
        }
    }

    /// The label; `None` where nothing was said. Not applicable counts where nothing else is.
    pub(super) fn label(mut self) -> Option<Label> {
        let choice = if !self.options.is_empty() {
            self.rationale.append(&mut self.void);
            Choice::of(self.options)
        } else if !self.void.is_empty() {
            self.rationale.extend(self.void.into_iter().filter(|segment| segment.text.contains(": ")));
            Choice::NotApplicable
        } else {
            Choice::Missing
        };
        let label = Label { choice, rationale: self.rationale };
        (label != Label::default()).then_some(label)
    }
}

/// A section by its id; `heading` is shown where the taxonomy has no such section. `None` where
/// there is nothing to say.
pub(super) fn section(taxonomy: &Taxonomy, id: &str, heading: &str, blocks: Vec<Block>) -> Option<Section> {
    let title = taxonomy.section(id).is_none().then(|| heading.to_owned());
    (!blocks.is_empty()).then(|| Section { id: id.to_owned(), title, blocks })
}

/// A paragraph; `None` for one without a word.
pub(super) fn paragraph(text: &str) -> Option<Block> {
    let text = fold_space(text);
    (!text.is_empty()).then(|| Block { number: None, text, points: Vec::new() })
}

/// The beginning of a text for a title: its first sentence, or as many words as fit a line.
pub(super) fn opening(text: &str) -> String {
    const LINE: usize = 100;
    let text = fold_space(text);
    let ends = [". ", "! ", "? "].iter().filter_map(|end| text.find(end)).min();
    let sentence = ends.map_or(text.as_str(), |end| &text[..end]).trim_end_matches('.');
    if sentence.chars().count() <= LINE {
        return sentence.to_owned();
    }
    let mut cut = String::new();
    for word in sentence.split(' ') {
        if cut.chars().count() + 1 + word.chars().count() > LINE {
            break;
        }
        cut.push_str(if cut.is_empty() { "" } else { " " });
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = sentence.chars().take(LINE).collect();
    }
    cut + "…"
}
