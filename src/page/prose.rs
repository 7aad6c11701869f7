//! Text with its citations: each leads to its source, and the source learns who cites it. What
//! has the form of a citation and cites nothing stays text, marked as such.

use crate::export::joined;
use crate::incident::citation::{Span, spans};
use crate::incident::{Block, Segment, Source};
use crate::page::shares;
use crate::page::tree::{Element, Node, To, el, link};
use crate::words::{Key, Words};

/// Ids that every page has.
const FIXED: [&str; 4] = ["sources", "made", "take", "related"];

/// The longest name of a source that is kept on one line.
const SHORT: usize = 24;

/// What is known of a page while it is written: the ids that are taken, and who cites what.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    /// The words of the page.
    pub(super) words: Words,
    /// What may be cited.
    pub(super) sources: &'a [Source],
    ids: Vec<String>,
    /// Per source, its id on the page.
    anchors: Vec<String>,
    /// Per source, the places that cite it, each once: an id and how the place is called.
    pub(super) cited: Vec<Vec<(String, String)>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(words: Words, sources: &'a [Source]) -> Draft<'a> {
        let mut draft =
            Draft { words, sources, ids: FIXED.map(str::to_owned).into(), anchors: Vec::new(), cited: Vec::new() };
        for source in sources {
            let anchor = draft.id(&joined(&["source-", &source.id]));
            draft.anchors.push(anchor);
            draft.cited.push(Vec::new());
        }
        draft
    }

    /// An id that no other element of the page has, as near to the wish as HTML allows.
    #[inline(never)]
    pub(super) fn id(&mut self, wish: &str) -> String {
        let wish: String = wish.chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { '-' }).collect();
        let mut id = wish.clone();
        let mut count = 2;
        while self.ids.contains(&id) {
            id = joined(&[&wish, "-", &count.to_string()]);
            count += 1;
        }
        self.ids.push(id.clone());
        id
    }

    /// The id of a source on the page.
    pub(super) fn anchor(&self, source: usize) -> &str {
        self.anchors.get(source).map_or("", String::as_str)
    }

    /// A text with its citations, which stands at a place of the page.
    pub(super) fn cited(&mut self, text: &str, place: &str, called: &str) -> Vec<Node> {
        let mut nodes = Vec::new();
        for span in spans(text, self.sources) {
            match span {
                Span::Text(text) => nodes.push(Node::Text(text.to_owned())),
                Span::Cite(text, index) => {
                    let places = &mut self.cited[index];
                    if places.last().is_none_or(|(last, _)| last != place) {
                        places.push((place.to_owned(), called.to_owned()));
                    }
                    let described = shares::source(self.words, &self.sources[index]);
                    // A short name stays on its line; a headline may be broken.
                    let class = if text.len() > SHORT { "cite long" } else { "cite" };
                    let chip = link(To::Here(self.anchor(index).to_owned()), text);
                    nodes.push(Node::Element(chip.class(class).attr("data-source", &described)));
                }
                Span::Dangling(text) => {
                    let mark = el("span").class("dangling").attr("title", self.words.say(Key::Dangling)).text(text);
                    nodes.push(Node::Element(mark));
                }
            }
        }
        nodes
    }

    /// Bullets under a text.
    pub(super) fn points(&mut self, points: &[String], place: &str, called: &str) -> Option<Element> {
        let items: Vec<Element> =
            points.iter().map(|point| el("li").auto().nodes(self.cited(point, place, called))).collect();
        el("ul").around(items)
    }

    /// A stretch of a rationale.
    pub(super) fn argument(&mut self, segment: &Segment, place: &str, called: &str) -> Vec<Element> {
        let why = el("p").class("why").auto().nodes(self.cited(&segment.text, place, called));
        [why].into_iter().chain(self.points(&segment.points, place, called)).collect()
    }

    /// Paragraphs and numbered statements; the numbers are the author's. Each has an id, which
    /// begins with that of the section.
    #[inline(never)]
    pub(super) fn blocks(&mut self, blocks: &[Block], section: &str, heading: &str) -> Vec<Element> {
        let mut parts: Vec<Element> = Vec::new();
        for (place, block) in blocks.iter().enumerate() {
            let name = place_name(block, place);
            let id = self.id(&joined(&[section, "-", &name]));
            let called = joined(&[heading, " ", &name]);
            let text = self.cited(&block.text, &id, &called);
            let points = self.points(&block.points, &id, &called);
            let Some(number) = block.number else {
                parts.push(el("p").place(&id).auto().nodes(text));
                parts.extend(points);
                continue;
            };
            let item = el("li").place(&id).attr("value", &number.to_string()).auto().nodes(text).maybe(points);
            match parts.last_mut().filter(|part| part.parts().tag == "ol") {
                Some(list) => list.parts_mut().children.push(Node::Element(item)),
                None => parts.push(el("ol").child(item)),
            }
        }
        parts
    }
}

/// How a block is told from the others of its section: by its author's number, else by its place.
pub(super) fn place_name(block: &Block, place: usize) -> String {
    block.number.map_or_else(|| (place + 1).to_string(), |number| number.to_string())
}
