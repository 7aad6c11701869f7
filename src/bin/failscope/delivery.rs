//! The last steps of `failscope build`: the page for addresses that lead nowhere, the compressed
//! copies, the file that a host wants. It reads no incident, changes no data, and replaces no file
//! that somebody wrote. `build` uses it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::Failure;
use crate::hosts::{self, Host};
use crate::{files, precompress};

/// What `build` is asked for beside the data.
#[derive(Default)]
pub(crate) struct Wish {
    pub(crate) precompress: bool,
    pub(crate) host: Option<&'static Host>,
}

impl Wish {
    /// Fails, before anything is written, where a file that somebody wrote is in the way.
    pub(crate) fn check(&self, site: &Path) -> Result<(), Failure> {
        self.host.map_or(Ok(()), |host| host.check(site))
    }
}

/// The page for addresses that lead nowhere. A later build may replace its own, and no other.
const NOT_FOUND: &str = include_str!("404.html");

/// How a page of ours is recognized.
const OURS: &str = "<meta name=\"generator\" content=\"failscope build\">";

/// Completes a site whose data and app are written. `base_url` is the address that the
/// collection says it has, or empty; `app` are the files of the app that was copied.
pub(crate) fn finish(site: &Path, base_url: &str, app: &[PathBuf], wish: &Wish) -> Result<(), Failure> {
    let home = home(base_url);
    let page = site.join("404.html");
    // A folder of data alone is no site, and needs no page.
    if site.join("index.html").is_file() && fs::read_to_string(&page).map_or(!page.exists(), |old| old.contains(OURS)) {
        // Where the collection does not say where it is, the link is right for all addresses but
        // those in folders: a page cannot know how deep it is shown.
        let link = if base_url.is_empty() { "./" } else { &home };
        files::write(&page, NOT_FOUND.replace("HOME", link).as_bytes())?;
    }
    if wish.precompress {
        let done = precompress::refresh(site)?;
        let kb = |bytes: u64| bytes.div_ceil(1024);
        eprintln!(
            "{} files of {} KB are {} KB as .br and {} KB as .gz; {} copies were there already",
            done.files,
            kb(done.plain),
            kb(done.brotli),
            kb(done.gzip),
            done.kept
        );
    } else {
        precompress::remove_stale(site, app)?;
    }
    if let Some(host) = wish.host {
        host.write(site, &home)?;
        eprintln!("{}", host.says);
    }
    Ok(())
}

/// The host that a word names.
pub(crate) fn host(name: &str) -> Result<&'static Host, Failure> {
    hosts::HOSTS.iter().find(|host| host.name == name).ok_or_else(|| {
        let names: Vec<&str> = hosts::HOSTS.iter().map(|host| host.name).collect();
        Failure::Usage(format!("--host is one of {}, not `{name}`", names.join(", ")))
    })
}

/// The path of an address, with a slash at both ends: `/failures/`. What would mean something in
/// HTML or in a configuration is taken for the top: the path is written into both.
fn home(base_url: &str) -> String {
    let after = base_url.split_once("://").map_or("", |(_, rest)| rest);
    let path = after.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once('/').map_or("", |(_, path)| path).trim_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    if path.is_empty() || !path.chars().all(plain) { "/".to_owned() } else { format!("/{path}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_of_an_address_has_a_slash_at_both_ends() {
        for (address, path) in [
            ("", "/"),
            ("https://example.org", "/"),
            ("https://example.org/", "/"),
            ("https://example.org/failures", "/failures/"),
            ("https://example.org/a/b-1/?q=x#y", "/a/b-1/"),
            ("https://example.org/\"><script>", "/"),
            ("https://example.org/a;b{}", "/"),
        ] {
            assert_eq!(home(address), path, "{address}");
        }
    }

    #[test]
    fn the_page_for_nowhere_is_ours_and_has_no_script() {
        assert!(NOT_FOUND.contains(OURS) && NOT_FOUND.contains("href=\"HOME\""));
        assert!(!NOT_FOUND.contains("<script") && !NOT_FOUND.contains("src=") && !NOT_FOUND.contains("http"));
        assert_eq!(NOT_FOUND.matches("HOME").count(), 2);
    }
}
