//! The frame of every static page: its head, the way home, the foot.

use crate::page::tree::Element;
use crate::pages::html::{attribute, escape, write};
use crate::pages::places::From;
use crate::pages::{File, Pages};
use crate::words::Key;

/// How a page of ours is recognized.
pub(super) const OURS: &str = "<meta name=\"generator\" content=\"failscope build\">";

/// A link in the head of a page: relation, type, address, title.
pub(super) type Alternate = (&'static str, &'static str, String, String);

/// The longest description of a page: what searches and previews show.
const DESCRIPTION: usize = 300;

impl Pages<'_> {
    /// A page that is no incident.
    pub(super) fn page(
        &self,
        path: &str,
        title: &str,
        about: &str,
        tree: &Element,
        alternates: &[Alternate],
        data: Option<&str>,
    ) -> File {
        let mut head = String::new();
        meta(&mut head, "property", "og:type", "website");
        self.assemble(path, title, about, &head, std::slice::from_ref(tree), alternates, data)
    }

    /// A page in its folder.
    #[allow(clippy::too_many_arguments)] // Each is a different part of a page, said once.
    pub(super) fn assemble(
        &self,
        path: &str,
        title: &str,
        about: &str,
        head: &str,
        main: &[Element],
        alternates: &[Alternate],
        data: Option<&str>,
    ) -> File {
        let Pages { catalog, words, .. } = *self;
        let collection = &catalog.collection;
        let top = "../".repeat(path.matches('/').count());
        let from = From { catalog, top: &top, app: self.app };
        let language = if collection.language.is_empty() { "en" } else { &collection.language };
        let about = shortened(if about.is_empty() { &collection.description } else { about });
        let mut html = String::with_capacity(32 * 1024);
        html.push_str("<!doctype html>\n<html");
        attribute("lang", language, &mut html);
        html.push_str(
            ">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n",
        );
        html.push_str(OURS);
        html.push_str("\n<title>");
        escape(&format!("{title} · {}", collection.title), &mut html);
        html.push_str("</title>\n");
        meta(&mut html, "name", "description", &about);
        meta(&mut html, "property", "og:title", title);
        meta(&mut html, "property", "og:description", &about);
        meta(&mut html, "property", "og:site_name", &collection.title);
        meta(&mut html, "name", "twitter:card", "summary");
        html.push_str(head);
        if !self.home.is_empty() {
            let own = format!("{}{path}", self.home);
            meta(&mut html, "property", "og:url", &own);
            link(&mut html, &("canonical", "", own, String::new()));
        }
        alternates.iter().for_each(|alternate| link(&mut html, alternate));
        if self.app {
            link(&mut html, &("icon", "image/svg+xml", format!("{top}icon.svg"), String::new()));
        }
        link(&mut html, &("stylesheet", "", format!("{top}{}", self.style.path), String::new()));
        html.push_str("<script");
        attribute("src", &format!("{top}{}", self.script.path), &mut html);
        html.push_str("></script>\n");
        if let Some(data) = data {
            // A `<` would end the script; JSON may write it otherwise.
            let data = data.replace('<', "\\u003c");
            html.push_str(&format!("<script type=\"application/ld+json\">{data}</script>\n"));
        }
        html.push_str("</head>\n<body>\n<a class=\"skip\" href=\"#page\">");
        escape(words.say(Key::SkipToPage), &mut html);
        html.push_str("</a>\n<header class=\"top\">\n");
        let home = if self.app { top.clone() } else { format!("{top}incident/") };
        let mut way = |class: &str, href: &str, strong: &str, text: &str| {
            html.push_str("<a");
            if !class.is_empty() {
                attribute("class", class, &mut html);
            }
            attribute("href", href, &mut html);
            html.push_str(" target=\"_top\">");
            if !strong.is_empty() {
                html.push_str(&format!("<strong>{strong}</strong> "));
            }
            html.push_str("<span>");
            escape(text, &mut html);
            html.push_str("</span></a>\n");
        };
        way("brand", &home, "Failscope", &collection.title);
        way("", &format!("{top}incident/"), "", words.say(Key::AllIncidents));
        way("", &format!("{top}codebook/"), "", words.say(Key::Codebook));
        html.push_str("</header>\n<main class=\"incident\" id=\"page\" tabindex=\"-1\">\n");
        main.iter().for_each(|element| write(element, &from, &mut html));
        html.push_str("\n</main>\n<footer class=\"about\">\n");
        let mut line = |key: Key, text: &str| {
            if !text.is_empty() {
                html.push_str("<p>");
                escape(&words.fill(key, &[text.into()]), &mut html);
                html.push_str("</p>\n");
            }
        };
        line(Key::LicenceIs, &collection.license);
        line(Key::VersionIs, &catalog.version);
        html.push_str("</footer>\n</body>\n</html>\n");
        File { path: format!("{path}index.html"), bytes: html.into_bytes() }
    }
}

/// A `meta` of the head.
pub(super) fn meta(html: &mut String, kind: &'static str, name: &str, content: &str) {
    if !content.is_empty() {
        html.push_str("<meta");
        attribute(kind, name, html);
        attribute("content", content, html);
        html.push_str(">\n");
    }
}

fn link(html: &mut String, (relation, kind, href, title): &Alternate) {
    html.push_str("<link");
    attribute("rel", relation, html);
    if !kind.is_empty() {
        attribute("type", kind, html);
    }
    attribute("href", href, html);
    if !title.is_empty() {
        attribute("title", title, html);
    }
    html.push_str(">\n");
}

/// The beginning of a text, cut between words.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else { return text.to_owned() };
    let cut = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", text[..cut].trim_end())
}
