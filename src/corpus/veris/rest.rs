//! What a VERIS record says beyond fields and labels, told in sections: `state: MO` under Victim.
//!
//! Whatever is left in the record is here, whether VERIS knows it or not; nothing is judged.

use crate::corpus::foreign::{paragraph, section};
use crate::corpus::tree::Tree;
use crate::incident::{Block, Section, Taxonomy};

/// The section of each field of a record and its heading, in reading order; every other field is
/// told in the last, by its whole path.
const SECTIONS: [(&str, &str, &str); 11] = [
    ("notes", "notes", "Notes"),
    ("victim", "victim", "Victim"),
    ("actor", "actor", "Actor"),
    ("action", "action", "Action"),
    ("asset", "asset", "Asset"),
    ("attribute", "attribute", "Attribute"),
    ("timeline", "timeline", "Timeline"),
    ("discovery_method", "discovery", "Discovery"),
    ("impact", "impact", "Impact"),
    ("value_chain", "value-chain", "Value chain"),
    ("", "record", "Record"),
];

/// Sections of what is left of a record; `remarks` are what its references say.
pub(super) fn sections(tree: &Tree, remarks: Vec<Block>, taxonomy: &Taxonomy) -> Vec<Section> {
    let Tree::Fields(fields) = tree else { return Vec::new() };
    let is_known = |field: &str| SECTIONS.iter().any(|(name, ..)| *name == field);
    let mut sections = Vec::new();
    let mut remarks = section(taxonomy, "references", "References", remarks);
    for (name, id, heading) in SECTIONS {
        let is_last = name.is_empty();
        let mut blocks = Vec::new();
        for (field, value) in fields.iter().filter(|(field, _)| if is_last { !is_known(field) } else { field == name })
        {
            value.leaves(if is_last { field } else { "" }, &mut |path, text| {
                if !text.trim().is_empty() {
                    blocks.extend(paragraph(&if path.is_empty() {
                        text.to_owned()
                    } else {
                        format!("{path}: {text}")
                    }));
                }
            });
        }
        if is_last {
            sections.extend(remarks.take());
        }
        sections.extend(section(taxonomy, id, heading, blocks));
    }
    sections
}
