//! The nouns as they stand in JSON: which fields each has, and which of them must be there.
//!
//! Serde writes them, and this reads them; both take the names of fields from the structs. What
//! may be missing is told to the schema by `serde(default)`, and a test holds the two together.
//! Only the bundle uses it.

use super::json::{Read, Reader, Result, record};
use crate::incident::taxonomy::{Answer, Category, Group, SectionKind};
use crate::incident::{
    Block, Choice, Collection, Date, Incident, Label, Maker, Provenance, Section, Segment, Source, Taxonomy,
};

record!(Incident {
    id, title;
    summary, published, occurred, responsible, impacted, sections, labels, sources, provenance
});
record!(Section { id, blocks; title });
record!(Block { text; number, points });
record!(Label { choice; rationale });
record!(Segment { text; option, mark, points });
record!(Source { id; title, publisher, date, url, archive });
record!(Provenance { made; date, note });
record!(Collection { title; description, license, method, language, base_url, report_url, old_paths });
record!(Taxonomy { title; origin, sections, groups });
record!(SectionKind { id, label; agreement });
record!(Group { id, label; categories });
record!(Category { id, label; definition, agreement, conditional, options });
record!(Answer { id, label; definition, aliases });

impl<'a> Read<'a> for Date {
    fn read(reader: &mut Reader<'a>) -> Result<Date> {
        let text = reader.string()?;
        Date::parse(&text).map_err(|why| reader.fault(&[&why]))
    }
}

impl<'a> Read<'a> for Maker {
    fn read(reader: &mut Reader<'a>) -> Result<Maker> {
        let word = reader.string()?;
        let maker = Maker::ALL.into_iter().find(|maker| maker.id() == word);
        maker.ok_or_else(|| reader.fault(&["nobody is called `", &word, "` who makes labels"]))
    }
}

/// `"missing"`, `"not_applicable"` or `{"chosen":[…]}`.
impl<'a> Read<'a> for Choice {
    fn read(reader: &mut Reader<'a>) -> Result<Choice> {
        if reader.peek() == Some(b'{') {
            let mut options = Vec::new();
            reader.record(&["chosen"], &[], &mut [&mut options])?;
            return Ok(Choice::Chosen(options));
        }
        let word = reader.string()?;
        match &*word {
            "missing" => Ok(Choice::Missing),
            "not_applicable" => Ok(Choice::NotApplicable),
            _ => Err(reader.fault(&["no choice is called `", &word, "`"])),
        }
    }
}
