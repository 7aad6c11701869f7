//! The page of an incident and what lies beside it: Markdown, JSON, oEmbed, and pages at addresses
//! of before.

use crate::export::{json, markdown};
use crate::incident::Incident;
use crate::page::incident::{Sheet, article};
use crate::page::related;
use crate::pages::html::{attribute, escape};
use crate::pages::places;
use crate::pages::shell::{self, Alternate, OURS};
use crate::pages::{File, Pages, meta};
use crate::query::similar::{Relatives, relatives};
use crate::words::Key;

/// The most incidents of a collection in which each page says what resembles it: every one is held
/// against every other, which past this takes longer than everything else.
pub const MOST_COMPARED_WITH: usize = 10_000;

impl Pages<'_> {
    /// The files of an incident, by its number.
    pub fn incident(&self, index: usize, incident: &Incident) -> Vec<File> {
        let Pages { catalog, words, .. } = *self;
        let path = places::incident(&incident.id);
        let address = if self.home.is_empty() { String::new() } else { format!("{}{path}", self.home) };
        let title = words.title(&incident.title, &incident.id);
        let sheet = Sheet { catalog, incident, selected: None, address: &address, words, known: false, live: false };
        let near = if catalog.len() <= MOST_COMPARED_WITH { relatives(catalog, index) } else { Relatives::default() };
        let next = Some(index + 1).filter(|next| *next < catalog.len());
        let around = related::around(catalog, words, (index.checked_sub(1), index + 1, next), catalog.len());
        let main: Vec<_> =
            [around, article(&sheet)].into_iter().chain(related::related(catalog, words, index, &near)).collect();
        let mut head = String::new();
        meta::of_incident(&mut head, catalog, incident, &title, &address);
        let beside =
            |kind: &'static str, name: &str| -> Alternate { ("alternate", kind, name.to_owned(), title.clone()) };
        let mut alternates = vec![beside("text/markdown", "incident.md"), beside("application/json", "incident.json")];
        let markdown = markdown::incident(incident, &title, &catalog.taxonomy, &address);
        let file = |name: &str, text: String| File { path: format!("{path}{name}"), bytes: text.into_bytes() };
        let mut files = vec![file("incident.md", markdown), file("incident.json", json::incident(incident))];
        if !address.is_empty() {
            alternates.push(beside("application/json+oembed", &format!("{address}oembed.json")));
            files.push(file("oembed.json", meta::oembed(catalog, &title, &address, &self.home)));
        }
        let about = incident.gist().unwrap_or_default();
        let data = meta::json_ld(catalog, incident, &title, &address);
        files.insert(0, self.assemble(&path, &title, about, &head, &main, &alternates, Some(&data)));
        files.extend(self.redirects(incident, &path));
        files
    }

    /// Pages at addresses of before, which lead to the one of now.
    fn redirects(&self, incident: &Incident, path: &str) -> Vec<File> {
        let mut files = Vec::new();
        for pattern in &self.catalog.collection.old_paths {
            let old = pattern.replace("{id}", &places::folder(&incident.id));
            let old = format!("{}/", old.trim_end_matches('/'));
            if old == path || !crate::incident::is_old_path(pattern) {
                continue;
            }
            let target = format!("{}{path}", "../".repeat(old.matches('/').count()));
            let moved = self.words.say(Key::Moved);
            let mut html = format!("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n{OURS}\n");
            shell::meta(&mut html, "name", "robots", "noindex");
            html.push_str("<meta http-equiv=\"refresh\"");
            attribute("content", &format!("0; url={target}"), &mut html);
            html.push_str(">\n<title>");
            escape(moved, &mut html);
            html.push_str("</title>\n<link rel=\"canonical\"");
            attribute(
                "href",
                &if self.home.is_empty() { target.clone() } else { format!("{}{path}", self.home) },
                &mut html,
            );
            html.push_str(">\n</head>\n<body>\n<p><a");
            attribute("href", &target, &mut html);
            html.push('>');
            escape(moved, &mut html);
            html.push_str("</a></p>\n</body>\n</html>\n");
            files.push(File { path: format!("{old}index.html"), bytes: html.into_bytes() });
        }
        files
    }
}
