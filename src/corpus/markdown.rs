//! CommonMark as headings with paragraphs and lists beneath, all as plain text.
//!
//! Only what documents need is kept apart: numbered and bulleted lists, one level of bullets
//! inside an item, and a code span that opens an item. HTML stays as the characters it is.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A heading and what stands beneath it.
#[derive(Debug, Default)]
pub struct Part {
    /// 1 to 6; 0 for what stands before the first heading.
    pub level: usize,
    /// The heading's text.
    pub heading: String,
    /// Byte offset of the heading.
    pub offset: usize,
    /// What stands beneath.
    pub body: Vec<Body>,
}

/// A paragraph or a list.
#[derive(Debug)]
pub enum Body {
    /// A paragraph, quotation or code block.
    Paragraph(String),
    /// A list, numbered from `start` or bulleted.
    List {
        /// First number.
        start: Option<u32>,
        /// Its items.
        items: Vec<Item>,
    },
}

/// An item of a list.
#[derive(Debug, Default)]
pub struct Item {
    /// The code span that it opens with.
    pub code: Option<String>,
    /// Its text, that code included.
    pub text: String,
    /// The bullets inside it.
    pub points: Vec<String>,
}

/// Takes a document apart.
pub fn parts(text: &str) -> Vec<Part> {
    let mut walk = Walk { parts: vec![Part::default()], ..Walk::default() };
    let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
    for (event, range) in events.by_ref() {
        walk.event(event, range.start);
    }
    // `[name]: address` gives no event; it stays as a paragraph of the part it stands in.
    let mut definitions: Vec<_> = events.reference_definitions().iter().map(|(_, found)| found.span.clone()).collect();
    definitions.sort_by_key(|span| span.start);
    for span in definitions {
        if let Some(part) = walk.parts.iter_mut().rfind(|part| part.offset <= span.start) {
            part.body.push(Body::Paragraph(crate::corpus::prose::fold_space(&text[span])));
        }
    }
    walk.parts
}

#[derive(Default)]
struct Walk {
    parts: Vec<Part>,
    /// Text collected since the last block began.
    text: String,
    code: Option<String>,
    list: Option<(Option<u32>, Vec<Item>)>,
    depth: usize,
}

impl Walk {
    fn event(&mut self, event: Event<'_>, offset: usize) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.flush();
                self.parts.push(Part { level: level as usize, offset, ..Part::default() });
            }
            Event::End(TagEnd::Heading(_)) => {
                let heading = self.take_text();
                if let Some(part) = self.parts.last_mut() {
                    part.heading = heading;
                }
            }
            Event::Start(Tag::List(start)) => {
                self.depth += 1;
                if self.depth == 1 {
                    self.flush();
                    self.list = Some((start.map(|number| u32::try_from(number).unwrap_or(1)), Vec::new()));
                } else {
                    self.flush_item();
                }
            }
            Event::End(TagEnd::List(_)) => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some((start, items)) = self.list.take()
                {
                    self.push(Body::List { start, items });
                }
            }
            Event::Start(Tag::Item) if self.depth == 1 => {
                if let Some((_, items)) = &mut self.list {
                    items.push(Item::default());
                }
            }
            Event::End(TagEnd::Item) => self.flush_item(),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                if self.depth == 0 {
                    self.flush()
                } else {
                    self.text.push(' ')
                }
            }
            Event::Code(code) => {
                if self.text.trim().is_empty() && self.depth == 1 {
                    self.code = Some(code.to_string());
                }
                self.text.push_str(&code);
            }
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text.push_str(&text),
            Event::End(TagEnd::Link | TagEnd::Image) => {}
            Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
                // An address in running text is text too; links are made from sources only.
                self.text.push_str(&format!("{dest_url} {title} "));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                self.text.push_str(&format!("{language} "))
            }
            Event::SoftBreak | Event::HardBreak => self.text.push(' '),
            _ => {}
        }
    }

    fn take_text(&mut self) -> String {
        crate::corpus::prose::fold_space(&std::mem::take(&mut self.text))
    }

    fn flush(&mut self) {
        let text = self.take_text();
        if !text.is_empty() {
            self.push(Body::Paragraph(text));
        }
    }

    fn flush_item(&mut self) {
        let (text, code) = (self.take_text(), self.code.take());
        let Some(item) = self.list.as_mut().and_then(|(_, items)| items.last_mut()) else { return };
        if text.is_empty() {
        } else if item.text.is_empty() && self.depth <= 2 && item.points.is_empty() {
            item.text = text;
            item.code = code;
        } else {
            item.points.push(text);
        }
    }

    fn push(&mut self, body: Body) {
        if let Some(part) = self.parts.last_mut() {
            part.body.push(body);
        }
    }
}
