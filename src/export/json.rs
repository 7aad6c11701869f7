//! One incident as JSON, in the shape of a bundle, written by hand.
//!
//! In the app every visitor pays for what a serializer brings; what is left out is left out here
//! as it is there, and a test reads the text back. Programs that have a serializer use it.

use crate::export::{append, joined};
use crate::incident::{Choice, Incident, Segment};

/// A text as JSON; safe in a page's script too, where `</` would end it.
pub fn string(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                written.push('\\');
                written.push(c);
            }
            '\n' => written.push_str("\\n"),
            '<' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let digit = |shift: u32| char::from_digit(c as u32 >> shift & 15, 16).unwrap_or_default();
                written.push_str("\\u");
                [12, 8, 4, 0].into_iter().for_each(|shift| written.push(digit(shift)));
            }
            c => written.push(c),
        }
    }
    written.push('"');
    written
}

/// An object that is being written; what is empty is left out.
struct Object(String);

impl Object {
    fn new() -> Object {
        Object("{".to_owned())
    }

    /// A field whose value is JSON already.
    #[inline(never)]
    fn raw(mut self, name: &str, value: &str) -> Object {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        append(&mut self.0, &[&string(name), ":", value]);
        self
    }

    #[inline(never)]
    fn text(self, name: &str, value: Option<&str>) -> Object {
        match value {
            Some(value) => self.raw(name, &string(value)),
            None => self,
        }
    }

    #[inline(never)]
    fn texts(self, name: &str, values: &[String]) -> Object {
        self.list(name, values.iter().map(|value| string(value)).collect())
    }

    #[inline(never)]
    fn list(self, name: &str, values: Vec<String>) -> Object {
        if values.is_empty() { self } else { self.raw(name, &array(&values)) }
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

fn array(values: &[String]) -> String {
    joined(&["[", &values.join(","), "]"])
}

/// The whole incident.
#[inline(never)]
pub fn incident(incident: &Incident) -> String {
    let date = |date: &Option<crate::incident::Date>| date.as_ref().map(|date| date.as_str().to_owned());
    let sections = incident.sections.iter().map(|section| {
        let blocks = section.blocks.iter().map(|block| {
            let object = Object::new();
            let object = match block.number {
                Some(number) => object.raw("number", &number.to_string()),
                None => object,
            };
            object.text("text", Some(&block.text)).texts("points", &block.points).end()
        });
        let blocks = array(&blocks.collect::<Vec<_>>());
        Object::new().text("id", Some(&section.id)).text("title", section.title.as_deref()).raw("blocks", &blocks).end()
    });
    let mut labels = Object::new();
    for (category, label) in &incident.labels {
        let choice = match &label.choice {
            Choice::Missing => string("missing"),
            Choice::NotApplicable => string("not_applicable"),
            Choice::Chosen(_) => Object::new().texts("chosen", label.choice.options()).end(),
        };
        let rationale = label.rationale.iter().map(segment).collect();
        let label = Object::new().raw("choice", &choice).list("rationale", rationale).end();
        labels = labels.raw(category, &label);
    }
    let sources = incident.sources.iter().map(|source| {
        Object::new()
            .text("id", Some(&source.id))
            .text("title", source.title.as_deref())
            .text("publisher", source.publisher.as_deref())
            .text("date", date(&source.date).as_deref())
            .text("url", source.url.as_deref())
            .text("archive", source.archive.as_deref())
            .end()
    });
    let provenance = Object::new()
        .text("made", Some(incident.provenance.made.id()))
        .text("date", date(&incident.provenance.date).as_deref())
        .text("note", incident.provenance.note.as_deref())
        .end();
    let object = Object::new()
        .text("id", Some(&incident.id))
        .text("title", Some(&incident.title))
        .texts("summary", &incident.summary)
        .text("published", date(&incident.published).as_deref())
        .text("occurred", date(&incident.occurred).as_deref())
        .texts("responsible", &incident.responsible)
        .texts("impacted", &incident.impacted)
        .list("sections", sections.collect());
    let object = if incident.labels.is_empty() { object } else { object.raw("labels", &labels.end()) };
    joined(&[&object.list("sources", sources.collect()).raw("provenance", &provenance).end(), "\n"])
}

fn segment(segment: &Segment) -> String {
    let mark = Some(segment.mark.as_str()).filter(|mark| !mark.is_empty());
    Object::new()
        .text("option", segment.option.as_deref())
        .text("mark", mark)
        .text("text", Some(&segment.text))
        .texts("points", &segment.points)
        .end()
}
