//! YAML as a tree, every value as it is written: `no` is the word and no truth value, `1628` no
//! number.
//!
//! `saphyr_parser` reads every token. An alias is refused where it stands, because a few lines of them
//! unfold into gigabytes. It knows no format. The readers of front matter use it.

use saphyr_parser::{Event, Parser, ScalarStyle, StrInput};

use crate::corpus::tree::{DEEPEST, Tree};

/// What is wrong, and at which line, counted from the text's first.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) what: String,
}

/// Reads a document; nothing at all is a document without fields.
///
/// # Errors
/// Where it is no YAML, or no single document that can be read.
pub(super) fn parse(text: &str) -> Result<Tree, Fault> {
    let mut reader = Reader { parser: Parser::new_from_str(text), line: 1 };
    loop {
        match reader.next()? {
            Event::StreamEnd => return Ok(Tree::Fields(Vec::new())),
            Event::StreamStart | Event::DocumentStart(_) | Event::Nothing => {}
            event => {
                let tree = reader.value(event, 0)?;
                while !matches!(reader.next()?, Event::StreamEnd) {
                    // A second document would begin here.
                    if matches!(reader.parser.peek(), Some(Ok((Event::DocumentStart(_), _)))) {
                        return Err(reader.fault("a second document begins here"));
                    }
                }
                return Ok(tree);
            }
        }
    }
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    line: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<Event<'a>, Fault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => {
                self.line = span.start.line();
                Ok(event)
            }
            Some(Err(error)) => Err(Fault { line: error.marker().line(), what: error.info().to_owned() }),
            None => Ok(Event::StreamEnd),
        }
    }

    fn fault(&self, what: &str) -> Fault {
        Fault { line: self.line, what: what.to_owned() }
    }

    fn value(&mut self, event: Event<'a>, depth: usize) -> Result<Tree, Fault> {
        if depth > DEEPEST {
            return Err(self.fault("this lies too deep"));
        }
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) if ["", "~", "null"].contains(&text.as_ref()) => Ok(Tree::Null),
            Event::Scalar(text, ..) => Ok(Tree::Text(text.into_owned())),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        Event::SequenceEnd => return Ok(Tree::List(items)),
                        event => items.push(self.value(event, depth + 1)?),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut fields = Vec::new();
                loop {
                    let name = match self.next()? {
                        Event::MappingEnd => return Ok(Tree::Fields(fields)),
                        Event::Scalar(name, ..) => name.into_owned(),
                        _ => return Err(self.fault("a field has no plain name")),
                    };
                    let event = self.next()?;
                    fields.push((name, self.value(event, depth + 1)?));
                }
            }
            Event::Alias(_) => Err(self.fault("an alias is not followed")),
            _ => Err(self.fault("the document breaks off")),
        }
    }
}
