//! What a site has for other pages: `embed.html`, which frames show, `embed/glance.json`, the numbers
//! of charts that need no explorer, and `embed/words.js`, what charts and the dialog say.
//!
//! The frame is made from the page of a built app, whose program and style it names; an app without
//! `embed/` has none. A frame that somebody wrote is left alone. `build` uses it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use failscope::export::glance::glance;
use failscope::words::entries;

use crate::answer;
use crate::command::Failure;
use crate::files;

const FRAME: &str = include_str!("embed.html");

/// How a frame of ours is recognized.
const OURS: &str = "<meta name=\"generator\" content=\"failscope build\">";

/// The scripts' own way of saying, around the messages.
const WORDS: &str = include_str!("words.js");

/// Every language: the messages of the program, and those that only embeds have.
const LANGUAGES: [(&str, [&str; 2]); 2] = [
    ("en", [include_str!("../../../words/en.txt"), include_str!("../../../words/embed/en.txt")]),
    ("de", [include_str!("../../../words/de.txt"), include_str!("../../../words/embed/de.txt")]),
];

/// The messages of the program that embeds say too.
const SHARED: [&str; 11] = [
    "Bar",
    "Close",
    "ExploreAll",
    "Incidents",
    "IncidentsOf",
    "NotApplicable",
    "NotLabelled",
    "OverTime",
    "Plurals",
    "Undated",
    "Unknown",
];

/// Writes them into a site whose data and page are there.
pub(crate) fn write(site: &Path) -> Result<(), Failure> {
    let Ok(page) = fs::read_to_string(site.join("index.html")) else { return Ok(()) };
    if !site.join("embed/frame.js").is_file() {
        return Ok(());
    }
    let path = site.join("embed.html");
    if let Some(frame) = frame(&page, site.join("incident").is_dir())
        && fs::read_to_string(&path).map_or(!path.exists(), |old| old.contains(OURS))
    {
        files::write(&path, frame.as_bytes())?;
    }
    files::write(&site.join("embed/words.js"), words().as_bytes())?;
    let (catalog, _) = answer::load(site)?;
    let numbers = serde_json::to_vec(&glance(&catalog)).map_err(|error| Failure::Outside(error.to_string()))?;
    files::write(&site.join("embed/glance.json"), &numbers)
}

/// The words of embeds as a module of JavaScript, in which JSON is an object and its texts are texts.
fn words() -> String {
    let said = LANGUAGES.map(|(language, [program, own])| {
        let shared = entries(program).filter(|(name, _)| SHARED.contains(name));
        (language, shared.chain(entries(own)).collect::<BTreeMap<_, _>>())
    });
    WORDS.replace("MESSAGES", &serde_json::json!(BTreeMap::from(said)).to_string())
}

/// The frame of the app of a page; `None` where the page names no program. Where incidents have
/// `pages` of their own, one that is shown alone needs no program.
fn frame(page: &str, pages: bool) -> Option<String> {
    let (app, program) = (address(page, ".js")?, address(page, "_bg.wasm")?);
    let sheet = |style: &str| format!("<link rel=\"stylesheet\" href=\"{style}\">");
    let styles: Vec<String> = addresses(page, ".css").map(sheet).collect();
    let pages = if pages { " data-pages" } else { "" };
    Some(
        FRAME
            .replace("STYLES", &styles.join("\n"))
            .replace("APP", app)
            .replace("PROGRAM", program)
            .replace(" PAGES", pages),
    )
}

/// The first address of a page's links that ends so.
fn address<'a>(page: &'a str, ending: &'a str) -> Option<&'a str> {
    addresses(page, ending).next()
}

/// The addresses of a page's links that end so: as Trunk writes them, and plain enough to be written into
/// an attribute.
fn addresses<'a>(page: &'a str, ending: &'a str) -> impl Iterator<Item = &'a str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    let links = page.match_indices("href=\"").map(|(at, start)| &page[at + start.len()..]);
    let addresses = links.filter_map(|rest| rest.split_once('"').map(|(address, _)| address));
    addresses.filter(move |address| address.ends_with(ending) && address.chars().all(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_names_what_the_page_names_and_runs_no_words_of_its_own() {
        let page = "<link rel=\"stylesheet\" href=\"./main-1.css\"/><link rel=\"stylesheet\" href=\"./incident-1.css\"/><link rel=\"modulepreload\" href=\"./app-1.js\">\
                    <link rel=\"preload\" href=\"./app-1_bg.wasm\">";
        let made = frame(page, false).unwrap_or_default();
        for named in [
            "href=\"./main-1.css\"",
            "href=\"./incident-1.css\"",
            "data-app=\"./app-1.js\"",
            "data-program=\"./app-1_bg.wasm\"",
            OURS,
        ] {
            assert!(made.contains(named), "{named}");
        }
        assert!(!made.contains("PAGES") && !made.contains("data-pages"));
        assert!(frame(page, true).is_some_and(|made| made.contains("_bg.wasm\" data-pages>")));
        // A strict policy admits neither script nor style inside a page.
        assert!(!made.contains("<style") && !made.contains("style=") && !made.contains(" on"));
        assert_eq!(made.matches("<script").count(), made.matches("<script src=").count());
        for broken in ["", "<link href=\"./main-1.css\">", &page.replace("app-1.js", "app'1.js")] {
            assert_eq!(frame(broken, true), None, "{broken}");
        }
    }
}
