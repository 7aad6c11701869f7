//! Where each page of a static site is, and how one page calls another.
//!
//! Paths are relative, so that a site works in any folder of any host. An id that is no fit name
//! for a folder gets one that is made from its hash.

use xxhash_rust::xxh3::xxh3_64;

use crate::incident::is_id;
use crate::link::{self, Link};
use crate::page::codebook;
use crate::page::tree::To;
use crate::query::{Catalog, Query};

/// The longest id that names a folder.
const LONGEST: usize = 100;

/// The name of the folder of an id.
pub(super) fn folder(id: &str) -> String {
    if is_id(id) && id.len() <= LONGEST { id.to_owned() } else { format!("_{:016x}", xxh3_64(id.as_bytes())) }
}

/// The folder of an incident's page.
pub(super) fn incident(id: &str) -> String {
    format!("incident/{}/", folder(id))
}

/// The folder of the page of an option.
pub(super) fn option(category: &str, option: &str) -> String {
    format!("option/{}/{}/", folder(category), folder(option))
}

/// How a page calls others.
#[derive(Clone, Copy, Debug)]
pub(super) struct From<'a> {
    pub(super) catalog: &'a Catalog,
    /// The way to the top of the site: `../../`, or the whole address for a page that is shown
    /// anywhere.
    pub(super) top: &'a str,
    /// Whether the site has the app.
    pub(super) app: bool,
}

/// A destination as a page writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Called {
    /// What `href` says.
    pub(super) href: String,
    /// What a program may make of it, where the app shows more.
    pub(super) app: Option<String>,
}

impl From<'_> {
    /// The address of a destination; `None` where this site has no such page.
    pub(super) fn call(&self, to: &To) -> Option<Called> {
        let top = self.top;
        let plain = |path: String| Some(Called { href: path, app: None });
        match to {
            To::Here(id) => plain(format!("#{id}")),
            To::Web(address) => plain(address.clone()),
            To::File(name) => plain((*name).to_owned()),
            To::Incident(id) => plain(format!("{top}{}", incident(id))),
            To::Back => plain(format!("{top}incident/")),
            To::Category(category) => plain(format!("{top}codebook/#{}", codebook::anchor(category))),
            // Nothing answers on a page that no program draws.
            To::Shares(_) => None,
            To::Compare(ids) => self.app.then(|| {
                let link = Link { compare: ids.clone(), ..Link::default() };
                Called { href: self.query(&link), app: None }
            }),
            To::Explorer(facet, value) => {
                self.app.then(|| Called { href: self.query(&of_value(facet, value)), app: None })
            }
            To::Value(facet, value) => {
                let app = self.app.then(|| self.query(&of_value(facet, value)));
                match self.catalog.taxonomy.category(facet) {
                    Some(_) => Some(Called { href: format!("{top}{}", option(facet, value)), app }),
                    None => Some(Called { href: app?, app: None }),
                }
            }
        }
    }

    fn query(&self, link: &Link) -> String {
        let query = link::print(link, self.catalog);
        let mark = if query.is_empty() { "" } else { "?" };
        // A page that is the top itself has no way up.
        let top = if self.top.is_empty() { "./" } else { self.top };
        format!("{top}{mark}{query}")
    }
}

fn of_value(facet: &str, value: &str) -> Link {
    if facet.is_empty() {
        return Link::default();
    }
    Link { query: Query::default().toggled(facet, value), ..Link::default() }
}
