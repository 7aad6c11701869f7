//! An element tree: what a page says and where its links lead, as plain data.
//!
//! A tree knows no address and no browser. Whoever draws it decides what a destination is called
//! (a query string in the app, a folder on a static site) and makes text nodes and attributes of
//! its texts, so that nothing in them is ever read as HTML.

/// A piece of a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Words, as they are.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with what stands in it. It is built call by call and handed on: as one pointer, and by
/// calls that are never copied into their callers, it costs a page a few bytes each.
#[derive(Clone, Debug, PartialEq)]
pub struct Element(Box<Parts>);

/// What an element is made of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// Its name in HTML.
    pub tag: &'static str,
    /// Names and values; no name twice.
    pub attributes: Vec<(&'static str, String)>,
    /// Where it leads, for an `a`.
    pub to: Option<To>,
    /// What is copied by it, for a `button`. Only a page with a program has such buttons.
    pub copies: Option<String>,
    /// What stands in it, in order.
    pub children: Vec<Node>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// An element of the same page, by its id.
    Here(String),
    /// Somebody else's page: an address that the decoder let pass.
    Web(String),
    /// The page of an incident, by its id.
    Incident(String),
    /// Every incident that carries a value of a facet.
    Value(String, String),
    /// The same in the explorer, from a page that lists them itself; all, where both are empty.
    Explorer(String, String),
    /// The selection that the reader came from.
    Back,
    /// Incidents side by side, by their ids.
    Compare(Vec<String>),
    /// The same page with shares of everything, or of what is known alone.
    Shares(bool),
    /// What a category means.
    Category(String),
    /// A file beside the page; only static pages have such.
    File(&'static str),
}

/// An empty element.
#[inline(never)]
pub fn el(tag: &'static str) -> Element {
    Element(Box::new(Parts { tag, ..Parts::default() }))
}

/// A link with a text.
#[inline(never)]
pub fn link(to: To, text: &str) -> Element {
    el("a").to(to).text(text)
}

impl Element {
    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(mut self, name: &'static str, value: &str) -> Element {
        self.0.attributes.push((name, value.to_owned()));
        self
    }

    /// Sets its class.
    #[inline(never)]
    pub fn class(self, class: &str) -> Element {
        self.attr("class", class)
    }

    /// Sets its id.
    #[inline(never)]
    pub fn id(self, id: &str) -> Element {
        self.attr("id", id)
    }

    /// Sets its id, and makes it a place that links of the page lead to: with them goes the focus.
    #[inline(never)]
    pub fn place(self, id: &str) -> Element {
        self.id(id).attr("tabindex", "-1")
    }

    /// Lets the first strong letter decide in which direction its text runs.
    #[inline(never)]
    pub fn auto(self) -> Element {
        self.attr("dir", "auto")
    }

    /// Lets it lead somewhere.
    #[inline(never)]
    pub fn to(mut self, to: To) -> Element {
        self.0.to = Some(to);
        self
    }

    /// Lets it copy a text.
    #[inline(never)]
    pub fn copying(mut self, text: &str) -> Element {
        self.0.copies = Some(text.to_owned());
        self
    }

    /// Appends words.
    #[inline(never)]
    pub fn text(mut self, text: &str) -> Element {
        if !text.is_empty() {
            self.0.children.push(Node::Text(text.to_owned()));
        }
        self
    }

    /// Appends an element.
    #[inline(never)]
    pub fn child(mut self, child: Element) -> Element {
        self.0.children.push(Node::Element(child));
        self
    }

    /// Appends an element, if there is one.
    #[inline(never)]
    pub fn maybe(mut self, child: Option<Element>) -> Element {
        self.0.children.extend(child.map(Node::Element));
        self
    }

    /// Appends pieces.
    #[inline(never)]
    pub fn nodes(mut self, nodes: Vec<Node>) -> Element {
        self.0.children.extend(nodes);
        self
    }

    /// Appends elements.
    #[inline(never)]
    pub fn each(mut self, elements: Vec<Element>) -> Element {
        self.0.children.extend(elements.into_iter().map(Node::Element));
        self
    }

    /// An element around elements; none around none.
    #[inline(never)]
    pub fn around(self, elements: Vec<Element>) -> Option<Element> {
        (!elements.is_empty()).then(|| self.each(elements))
    }

    /// Its parts, to be looked at.
    pub fn parts(&self) -> &Parts {
        &self.0
    }

    /// Its parts, to be changed.
    pub fn parts_mut(&mut self) -> &mut Parts {
        &mut self.0
    }

    /// Its parts, to be used up.
    pub fn into_parts(self) -> Parts {
        *self.0
    }

    /// All its words, in order, as a reader sees them in a row.
    pub fn words(&self) -> String {
        let mut words = String::new();
        gather(&self.0.children, &mut words);
        words
    }

    /// Calls back with it and every element in it, from the outside in.
    pub fn visit<'a>(&'a self, seen: &mut dyn FnMut(&'a Element)) {
        seen(self);
        for child in &self.0.children {
            if let Node::Element(element) = child {
                element.visit(seen);
            }
        }
    }
}

fn gather(nodes: &[Node], words: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => words.push_str(text),
            Node::Element(element) => gather(&element.0.children, words),
        }
    }
}
