//! Feeds of the newest incidents, all and for each value of a category, as Atom and as JSON Feed, and
//! the map of the site. All of them need addresses that are good anywhere: where the collection does
//! not say where it lives, there are none.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};
use serde_json::json;

use crate::incident::date::civil;
use crate::page::related;
use crate::pages::shell::Alternate;
use crate::pages::{File, Pages, places};
use crate::words::Key;

/// How many incidents a feed has.
pub const NEWEST: usize = 50;

/// The most addresses that a map of a site may have.
const MAPPED: usize = 50_000;

/// The feeds' files.
const ATOM: &str = "feed.atom";
const JSON: &str = "feed.json";

impl Pages<'_> {
    /// Links to the feeds beside a page.
    pub(super) fn own_feeds(&self, path: &str) -> Vec<Alternate> {
        let links = [("application/atom+xml", ATOM), ("application/feed+json", JSON)];
        let title = self.words.say(Key::NewIncidents);
        let links =
            links.map(|(kind, name)| ("alternate", kind, format!("{}{path}{name}", self.home), title.to_owned()));
        if self.home.is_empty() { Vec::new() } else { links.into() }
    }

    /// Links to the feeds of everything.
    pub(super) fn all_feeds(&self) -> Vec<Alternate> {
        self.own_feeds("")
    }

    /// The feeds in a folder: of a value of a category, which has a name, or of everything.
    pub(super) fn feeds(&self, path: &str, of: Option<(&str, &str, &str)>) -> Vec<File> {
        let Pages { catalog, home, .. } = self;
        if home.is_empty() {
            return Vec::new();
        }
        let mut newest: Vec<usize> = match of {
            Some((category, value, _)) => {
                let facet = catalog.facets.iter().find(|facet| facet.id == category);
                let carriers = facet.and_then(|facet| Some(facet.carriers(facet.place(value)?)));
                carriers.iter().flat_map(|carriers| carriers.iter().collect::<Vec<_>>()).collect()
            }
            None => (0..catalog.len()).collect(),
        };
        let day = |index: usize| {
            let date = catalog.columns.published(index).or(catalog.columns.occurred(index));
            date.map_or(0, |date| date.first())
        };
        newest.sort_by_key(|index| std::cmp::Reverse(day(*index)));
        newest.truncate(NEWEST);
        let title = match of {
            Some((_, _, name)) => format!("{} · {name}", catalog.collection.title),
            None => catalog.collection.title.clone(),
        };
        // A feed without a day would be none; before the first year nothing failed.
        let stamp = |index: Option<&usize>| {
            let (year, month, day) = index.map_or((1970, 1, 1), |index| civil(day(*index)));
            format!("{:04}-{month:02}-{day:02}T00:00:00Z", year.clamp(1, 9999))
        };
        let page = format!("{home}{}", if path.is_empty() { "incident/" } else { path });
        let own = |name: &str| format!("{home}{path}{name}");
        let (mut entries, mut items) = (Vec::new(), Vec::new());
        for index in &newest {
            let address = format!("{home}{}", places::incident(catalog.id(*index)));
            let name = related::title(catalog, self.words, *index);
            let gist = catalog.head(*index).ok().and_then(|head| head.gist).unwrap_or_default();
            let tags: Vec<String> = catalog
                .taxonomy
                .categories()
                .flat_map(|category| {
                    let choice = catalog.columns.choice(&category.id, *index);
                    let tags = choice
                        .options()
                        .iter()
                        .map(|option| format!("{}: {}", category.label, category.label_of(option)));
                    tags.collect::<Vec<_>>()
                })
                .collect();
            entries.push(Entry {
                id: address.clone(),
                title: Text::plain(name.clone()),
                updated: moment(&stamp(Some(index))),
                published: Some(moment(&stamp(Some(index)))),
                summary: Some(Text::plain(gist.clone())),
                links: vec![Link { href: address.clone(), rel: "alternate".to_owned(), ..Link::default() }],
                categories: tags.iter().map(|tag| Category { term: tag.clone(), ..Category::default() }).collect(),
                ..Entry::default()
            });
            items.push(json!({
                "id": address,
                "url": address,
                "title": name,
                "summary": gist,
                "content_text": gist,
                "date_published": stamp(Some(index)),
                "tags": tags,
            }));
        }
        let atom = Feed {
            id: own(ATOM),
            title: Text::plain(title.clone()),
            updated: moment(&stamp(newest.first())),
            authors: vec![Person { name: catalog.collection.title.clone(), ..Person::default() }],
            links: vec![
                Link { href: own(ATOM), rel: "self".to_owned(), ..Link::default() },
                Link { href: page.clone(), rel: "alternate".to_owned(), ..Link::default() },
            ],
            rights: Some(&catalog.collection.license).filter(|rights| !rights.is_empty()).map(Text::plain),
            entries,
            ..Feed::default()
        };
        let json = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": title,
            "home_page_url": page,
            "feed_url": own(JSON),
            "description": catalog.collection.description,
            "items": items,
        });
        let file = |name: &str, text: String| File { path: format!("{path}{name}"), bytes: text.into_bytes() };
        vec![file(ATOM, atom.to_string()), file(JSON, json.to_string())]
    }

    /// Every address of the site, in as many files as that takes.
    pub(super) fn site_map(&self) -> Vec<File> {
        let Pages { catalog, home, .. } = self;
        if home.is_empty() {
            return Vec::new();
        }
        let mut places: Vec<String> = vec![String::new(), "incident/".to_owned(), "codebook/".to_owned()];
        if !self.app {
            places.remove(0);
        }
        for category in catalog.taxonomy.categories() {
            let facet = catalog.facets.iter().find(|facet| facet.id == category.id);
            let values = facet.iter().flat_map(|facet| &facet.values).filter(|value| value.total > 0);
            places.extend(values.map(|value| places::option(&category.id, &value.id)));
        }
        places.extend((0..catalog.len()).map(|index| places::incident(catalog.id(index))));
        let listed = |root: &str, one: &str, addresses: &[String]| {
            let mut xml = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
            );
            for address in addresses {
                xml.push_str(&format!("<{one}><loc>"));
                super::html::escape(&format!("{home}{address}"), &mut xml);
                xml.push_str(&format!("</loc></{one}>\n"));
            }
            xml.push_str(&format!("</{root}>\n"));
            xml.into_bytes()
        };
        let file = |path: &str, bytes: Vec<u8>| File { path: path.to_owned(), bytes };
        if places.len() <= MAPPED {
            return vec![file("sitemap.xml", listed("urlset", "url", &places))];
        }
        let mut names = Vec::new();
        let mut files = Vec::new();
        for (number, part) in places.chunks(MAPPED).enumerate() {
            names.push(format!("sitemap-{}.xml", number + 1));
            files.push(file(&names[number], listed("urlset", "url", part)));
        }
        files.push(file("sitemap.xml", listed("sitemapindex", "sitemap", &names)));
        files
    }
}

/// A moment in the calendar; one that the crate cannot read does not come up, since it is made here.
fn moment(stamp: &str) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(stamp).unwrap_or_default()
}
