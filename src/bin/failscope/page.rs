//! Hints in the page of a built app: what it is going to fetch first, so that the browser begins
//! before the program is there to ask.
//!
//! Hints are `<link rel="preload">` for `bundle.json`, for the index and for the first titles.
//! Those of another build are replaced; nothing else of the page changes. The same site gives the
//! same bytes. `build` uses it.

use std::fs;
use std::path::Path;

use failscope::bundle::{self, Decoded};

use crate::command::Failure;
use crate::files;

/// Puts the hints of a manifest into `index.html` of a site. A page without hints gets them only
/// if it is `ours`: a page that somebody wrote beside the data stays as it is.
pub(crate) fn hint(site: &Path, manifest: &[u8], ours: bool) -> Result<(), Failure> {
    let path = site.join("index.html");
    let Ok(page) = fs::read_to_string(&path) else { return Ok(()) };
    let mut files = vec!["bundle.json".to_owned()];
    if let Decoded::Split(site) = bundle::decode(manifest)? {
        files.extend([&site.index].into_iter().chain(site.heads.first()).map(bundle::Part::path));
    }
    match with_hints(&page, &files, ours) {
        Some(hinted) if hinted != page => files::write(&path, hinted.as_bytes()),
        _ => Ok(()),
    }
}

/// The page with hints where its first hint stands, else at the end of its head.
fn with_hints(page: &str, files: &[String], ours: bool) -> Option<String> {
    let hints: Vec<String> =
        files.iter().map(|file| format!("<link rel=\"preload\" href=\"{file}\" as=\"fetch\" crossorigin>")).collect();
    let mut rest = page;
    let (mut result, mut placed) = (String::new(), false);
    while let Some((start, end)) = next_hint(rest) {
        if placed {
            // With the space before it, or blank lines would be left.
            result.push_str(rest[..start].trim_end());
        } else {
            result.push_str(&rest[..start]);
            let line = result.rsplit('\n').next().unwrap_or_default();
            let indent = if line.trim().is_empty() { format!("\n{line}") } else { String::new() };
            result.push_str(&hints.join(&indent));
            placed = true;
        }
        rest = &rest[end..];
    }
    if !placed {
        let head = rest.find("</head>").filter(|_| ours)?;
        result = format!("{}{}", &rest[..head], hints.join(""));
        rest = &rest[head..];
    }
    Some(result + rest)
}

/// Where the next link stands that preloads data: tags as they are written by hand, by Trunk and
/// by this file, and not all that HTML allows.
fn next_hint(page: &str) -> Option<(usize, usize)> {
    page.match_indices("<link").find_map(|(start, _)| {
        let end = start + page[start..].find('>')? + 1;
        let tag = &page[start..end];
        let is = |attribute: &str, value: &str| {
            ["\"", "'", ""].iter().any(|quote| tag.contains(&format!(" {attribute}={quote}{value}")))
        };
        (is("rel", "preload") && (is("href", "bundle.json") || is("href", "parts/"))).then_some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::with_hints;

    const FILES: [&str; 2] = ["bundle.json", "parts/index-1.json"];

    fn hinted(page: &str, ours: bool) -> Option<String> {
        with_hints(page, &FILES.map(str::to_owned), ours)
    }

    #[test]
    fn hints_of_any_build_are_replaced_and_nothing_else() {
        let link = |file: &str| format!("<link rel=\"preload\" href=\"{file}\" as=\"fetch\" crossorigin>");
        let (manifest, index) = (link("bundle.json"), link("parts/index-1.json"));
        let ours = format!("<head>\n  {manifest}\n  {index}\n  <link rel=\"preload\" href=\"app.wasm\">\n</head>");
        for before in [
            ours.clone(),
            ours.replace(&format!("\n  {index}"), ""),
            ours.replace("index-1", "index-0"),
            ours.replace(&index, &format!("{index}\n  {}", link("parts/heads-2.json"))),
            ours.replace("\"bundle.json\"", "bundle.json")
                .replace("\"preload\"", "'preload'")
                .replace("'preload' href=\"app", "\"preload\" href=\"app"),
        ] {
            assert_eq!(hinted(&before, false).as_deref(), Some(ours.as_str()), "{before}");
        }
        let one_line = format!("<head>{manifest}</head>");
        assert_eq!(hinted(&one_line, false), Some(format!("<head>{manifest}{index}</head>")));
    }

    #[test]
    fn a_page_without_hints_gets_them_only_in_a_copied_app() {
        let page = "<head><title>é</title></head>";
        assert!(
            hinted(page, true).is_some_and(|page| page.contains("index-1.json\" as=\"fetch\" crossorigin></head>"))
        );
        assert_eq!(hinted(page, false), None);
        assert_eq!(hinted("<html>", true), None);
        assert_eq!(hinted("<link", true), None);
    }
}
