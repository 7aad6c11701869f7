//! Static pages as files: what a build writes, what another one takes away, what it never touches.

use std::collections::BTreeMap;

use serde_json::Value;

use super::sites::files;
use super::{DOCUMENT, Folder};

const HOME: &str = "https://example.org/failures/";

fn folder() -> Folder {
    let folder = Folder::with_documents();
    folder.write(
        "docs/failscope.toml",
        "title = \"Ferries & buses\"\nlicense = \"CC BY 4.0\"\nbase_url = \"https://example.org/failures\"\n\
         report_url = \"https://example.org/new?title={id}\"\nold_paths = [\"database/incident/{id}/\"]\n",
    );
    folder
}

fn build(folder: &Folder, words: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let (code, _, err) = folder.run(&[&["build", "docs", "--out", "site"], words].concat());
    assert_eq!(code, 0, "{err}");
    files(folder, "site")
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, path: &str) -> &'a str {
    std::str::from_utf8(files.get(path).unwrap_or_else(|| panic!("there is no {path}"))).unwrap()
}

#[test]
fn every_incident_has_a_page_that_says_where_it_is() {
    let files = build(&folder(), &[]);
    let page = text(&files, "incident/ferry-2014/index.html");
    for said in [
        "<link rel=\"canonical\" href=\"https://example.org/failures/incident/ferry-2014/\">",
        "<meta property=\"og:url\" content=\"https://example.org/failures/incident/ferry-2014/\">",
        "<meta name=\"citation_title\"",
        "<link rel=\"alternate\" type=\"text/markdown\" href=\"incident.md\"",
        "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"https://example.org/failures/incident/ferry-2014/oembed.json\"",
        "\"@type\":\"Report\"",
        "href=\"https://example.org/new?title=ferry-2014\"",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert!(!page.contains("<button"), "a page without a program has no buttons");
    let record: Value = serde_json::from_str(text(&files, "incident/ferry-2014/incident.json")).unwrap();
    assert_eq!(record["id"], "ferry-2014");
    let embed: Value = serde_json::from_str(text(&files, "incident/ferry-2014/oembed.json")).unwrap();
    assert_eq!((embed["version"].as_str(), embed["type"].as_str()), (Some("1.0"), Some("rich")));
    let old = text(&files, "database/incident/ferry-2014/index.html");
    assert!(old.contains("url=../../../incident/ferry-2014/"), "{old}");
}

#[test]
fn every_link_of_a_page_leads_to_a_file_of_the_site() {
    let files = build(&folder(), &[]);
    let mut followed = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let folder = path.strip_suffix("index.html").unwrap();
        for (at, _) in html.match_indices(" href=\"").chain(html.match_indices(" src=\"")) {
            let href = html[at..].split('"').nth(1).unwrap();
            let here = href.split('#').next().unwrap();
            if here.is_empty() || here.starts_with("http") || here.contains('?') {
                continue;
            }
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in here.split('/') {
                match part {
                    ".." => drop(parts.pop().unwrap_or_else(|| panic!("{path}: {href} leads out of the site"))),
                    "." | "" => {}
                    part => parts.push(part),
                }
            }
            let mut target = parts.join("/");
            if here.ends_with('/') {
                target = format!("{target}/index.html").trim_start_matches('/').to_owned();
            }
            assert!(files.contains_key(&target), "{path}: {href} leads to {target}");
            followed += 1;
        }
    }
    assert!(followed > 100, "{followed} links");
}

#[test]
fn feeds_and_the_map_have_every_incident_by_its_whole_address() {
    let files = build(&folder(), &[]);
    let feed: Value = serde_json::from_str(text(&files, "feed.json")).unwrap();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    let ids: Vec<&str> = feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 2);
    let atom = text(&files, "feed.atom");
    let map = text(&files, "sitemap.xml");
    for id in ids {
        assert!(id.starts_with(HOME) && id.ends_with('/'), "{id}");
        assert!(atom.contains(&format!("<id>{id}</id>")), "{atom}");
        assert!(map.contains(&format!("<loc>{id}</loc>")), "{map}");
    }
    assert!(atom.contains("Ferries &amp; buses"), "{atom}");
    let options: Vec<&String> = files.keys().filter(|path| path.starts_with("option/")).collect();
    for ending in ["index.html", "feed.atom", "feed.json"] {
        assert_eq!(options.iter().filter(|path| path.ends_with(ending)).count() * 3, options.len());
    }
}

#[test]
fn a_collection_without_a_home_has_pages_and_says_what_it_lacks() {
    let folder = Folder::with_documents();
    let (code, _, err) = folder.run(&["build", "docs", "--out", "site"]);
    assert_eq!(code, 0);
    assert!(err.contains("no feeds and no site map: they need base_url"), "{err}");
    let files = files(&folder, "site");
    assert!(files.contains_key("incident/ferry-2014/index.html") && !files.contains_key("sitemap.xml"));
    assert!(!text(&files, "incident/ferry-2014/index.html").contains("canonical"));
}

#[test]
fn a_build_removes_pages_of_before_and_nothing_that_somebody_wrote() {
    let folder = folder();
    let first = build(&folder, &[]);
    assert_eq!(build(&folder, &[]), first, "twice the same");
    folder.write("site/incident/ferry-2014/notes.txt", "mine");
    folder.write("site/incident/bus/incident.md", "mine, in place of theirs");
    folder.write("site/mine.html", "mine");
    folder.write("site/sitemap.xml", "<mine/>");
    let (code, _, err) = folder.run(&["build", "docs/bus.md", "docs/failscope.toml", "--out", "site"]);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("sitemap.xml is not a file that failscope wrote"), "{err}");
    let second = files(&folder, "site");
    assert!(!second.contains_key("incident/ferry-2014/index.html") && second.contains_key("incident/bus/index.html"));
    for (path, mine) in [
        ("incident/ferry-2014/notes.txt", "mine"),
        ("incident/bus/incident.md", "mine, in place of theirs"),
        ("mine.html", "mine"),
        ("sitemap.xml", "<mine/>"),
    ] {
        assert_eq!(text(&second, path), mine, "{path}");
    }
    let none = build(&folder, &["--no-pages"]);
    let left: Vec<&String> = none.keys().filter(|path| !path.starts_with("parts/")).collect();
    assert_eq!(
        left,
        ["bundle.json", "incident/bus/incident.md", "incident/ferry-2014/notes.txt", "mine.html", "sitemap.xml"]
    );
}

#[test]
fn an_app_is_copied_without_the_pages_of_its_own_collection() {
    let folder = folder();
    folder.write("app/index.html", "<html><head></head></html>");
    folder.write("app/icon.svg", "<svg/>");
    folder.write("own/other.md", &DOCUMENT.replace("ferry-2014", "other"));
    assert_eq!(folder.run(&["build", "own", "--out", "app"]).0, 0);
    assert!(files(&folder, "app").contains_key("incident/other/index.html"));
    // The app has its icons whether the site has pages or not.
    assert!(build(&folder, &["--app", "app", "--no-pages"]).contains_key("failscope-icons.svg"));
    let site = build(&folder, &["--app", "app"]);
    assert!(text(&site, "failscope-icons.svg").contains("lucide.dev/license"));
    assert!(site.contains_key("icon.svg") && site.contains_key("incident/bus/index.html"));
    assert!(!site.keys().any(|path| path.contains("incident/other")), "{:?}", site.keys());
    let page = text(&site, "incident/bus/index.html");
    assert!(page.contains("data-app=\"../../?"), "pages lead into the app where there is one");
}
