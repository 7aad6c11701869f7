//! Static pages: what the app shows, as complete HTML for search engines, previews of links, and
//! people without JavaScript.
//!
//! Trees of `page` become files: one an incident, one a value of a category, the codebook, feeds, a
//! site map. The same catalogue gives the same bytes; nothing here reads a file, knows a clock or
//! writes one. Native only: the command uses it.

mod feeds;
mod html;
mod meta;
mod one;
mod places;
mod shell;

use xxhash_rust::xxh3::xxh3_64;

use crate::page::{codebook, listing};
use crate::query::Catalog;
use crate::words::{self, Locale, Words};

pub use feeds::NEWEST;
pub use one::MOST_COMPARED_WITH;

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path in the site.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The static pages of a catalogue whose titles are all there.
#[derive(Debug)]
pub struct Pages<'a> {
    catalog: &'a Catalog,
    words: Words,
    /// Where the site lives, with a slash at the end; empty where nobody says.
    home: String,
    /// Whether the site has the app, to which pages lead.
    app: bool,
    style: File,
    script: File,
}

/// What pages look like: the app's own style.
const STYLE: [&str; 4] = [
    include_str!("../../style/main.css"),
    include_str!("../../style/incident.css"),
    include_str!("../../style/print.css"),
    include_str!("../../style/pages.css"),
];

/// The words of the languages that are not compiled into the app.
const GERMAN: &str = include_str!("../../words/de.txt");

/// What a program adds where there is one: the theme that was asked for, and the way into the app.
const SCRIPT: &str = include_str!("pages.js");

impl<'a> Pages<'a> {
    /// The pages of a catalogue, beside the app or without it, in the language of the collection.
    pub fn new(catalog: &'a Catalog, app: bool) -> Pages<'a> {
        let words = match words::language(&catalog.collection.language) {
            Some("de") => Words::of("de", GERMAN, Locale::GERMAN),
            _ => Words::plain(),
        };
        let base = catalog.collection.base_url.trim_end_matches('/');
        let home = if base.is_empty() { String::new() } else { format!("{base}/") };
        let named = |ending: &str, text: &str| File {
            path: format!("pages-{:016x}.{ending}", xxh3_64(text.as_bytes())),
            bytes: text.as_bytes().to_vec(),
        };
        let style = named("css", &squeezed(&STYLE.concat()));
        Pages { catalog, words, home, app, style, script: named("js", SCRIPT) }
    }

    /// Everything but the pages of incidents: those of values, the list of all, the codebook, feeds,
    /// the map of the site, style and script.
    pub fn frame(&self) -> Vec<File> {
        let mut files = vec![self.style.clone(), self.script.clone()];
        let Pages { catalog, words, .. } = *self;
        let about = &catalog.collection.description;
        let all = listing::of_all(catalog, words);
        files.push(self.page("incident/", &catalog.collection.title, about, &all, &self.all_feeds(), None));
        let book = codebook::codebook(catalog, words);
        let origin = &catalog.taxonomy.origin;
        let terms = meta::terms(catalog, &self.home);
        files.push(self.page("codebook/", &catalog.taxonomy.title, origin, &book, &[], Some(&terms)));
        for category in catalog.taxonomy.categories() {
            let facet = catalog.facets.iter().find(|facet| facet.id == category.id);
            for value in facet.iter().flat_map(|facet| &facet.values).filter(|value| value.total > 0) {
                files.extend(self.of_value(category, &value.id));
            }
        }
        files.extend(self.feeds("", None));
        files.extend(self.site_map());
        files
    }

    fn of_value(&self, category: &crate::incident::taxonomy::Category, value: &str) -> Vec<File> {
        let Some(tree) = listing::of_value(self.catalog, self.words, &category.id, value) else { return Vec::new() };
        let path = places::option(&category.id, value);
        let title = format!("{}: {}", category.label, category.label_of(value));
        let about = category.option(value).map(|option| option.definition.as_str()).unwrap_or_default();
        let mut files = vec![self.page(&path, &title, about, &tree, &self.own_feeds(&path), None)];
        files.extend(self.feeds(&path, Some((&category.id, value, &title))));
        files
    }
}

/// A style without its comments and without the white space that only people need.
fn squeezed(style: &str) -> String {
    let mut squeezed = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        squeezed.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    squeezed.push_str(rest);
    squeezed.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
