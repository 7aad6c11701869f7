//! Static pages: what the app shows, as complete HTML for search engines, previews of links, and
//! people without JavaScript.
//!
//! Trees of `page` become files: one an incident, one a value of a category, the codebook, feeds, a
//! site map. The same catalogue gives the same bytes; nothing here reads a file, knows a clock or
//! writes one. Native only: the command uses it.

mod feeds;
mod html;
mod icons;
mod meta;
mod one;
mod places;
mod shell;
/// What pages look like: the app's own style.
#[path = "../../style/mod.rs"]
mod style;

use xxhash_rust::xxh3::xxh3_64;

use crate::page::{codebook, listing};
use crate::query::Catalog;
use crate::words::{Locale, Words};

pub use feeds::NEWEST;
pub use icons::icons_file;
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

/// What a program adds where there is one: the theme that was asked for, and the way into the app.
const SCRIPT: &str = include_str!("pages.js");

impl<'a> Pages<'a> {
    /// The pages of a catalogue, beside the app or without it, in the language of the collection.
    pub fn new(catalog: &'a Catalog, app: bool) -> Pages<'a> {
        let words = Words::ahead(&catalog.collection.language, Locale::PLAIN);
        let base = catalog.collection.base_url.trim_end_matches('/');
        let home = if base.is_empty() { String::new() } else { format!("{base}/") };
        let named = |ending: &str, text: &str| File {
            path: format!("pages-{:016x}.{ending}", xxh3_64(text.as_bytes())),
            bytes: text.as_bytes().to_vec(),
        };
        let style = named("css", &style::worn_by(style::Wearer::Pages));
        Pages { catalog, words, home, app, style, script: named("js", SCRIPT) }
    }

    /// Everything but the pages of incidents: those of values, the list of all, the codebook, feeds,
    /// the map of the site, style and script.
    pub fn frame(&self) -> Vec<File> {
        let mut files = vec![self.style.clone(), self.script.clone(), icons_file()];
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
