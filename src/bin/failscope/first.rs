//! The first screen in the page of a built app: list, counts and timeline, there before the program is.
//!
//! What is drawn is the app's own (`view::first_screen`); that of another build is replaced, nothing else
//! of the page changes, and the same site gives the same bytes. A command that was built without the
//! app's components takes an old screen away and draws none. `build` uses it.

use std::fs;
use std::path::Path;

use crate::command::Failure;
use crate::files;

/// Before what it stands: where our program will draw, as no page of somebody else says it.
const PLACE: &str = "<div id=\"app\" data-program=\"failscope\"";

/// How the screen begins and ends, by which a later build finds it.
const MARKS: (&str, &str) = ("<!-- first screen -->", "<!-- / first screen -->");

/// Draws the first screen of a site into its page. A page without a place for the program stays as it is.
pub(crate) fn draw(site: &Path) -> Result<(), Failure> {
    let path = site.join("index.html");
    let Ok(page) = fs::read_to_string(&path) else { return Ok(()) };
    if !page.contains(PLACE) {
        return Ok(());
    }
    let drawn = with_screen(&page, &screen(site)?);
    if drawn == page { Ok(()) } else { files::write(&path, drawn.as_bytes()) }
}

#[cfg(feature = "web")]
fn screen(site: &Path) -> Result<String, Failure> {
    use failscope::query::Need;

    let (catalog, folder) = crate::answer::load(site)?;
    // The same titles that the app fetches ahead.
    if let Some((path, _)) = catalog.file(Need::Heads(0)) {
        catalog.receive(Need::Heads(0), &files::read(&folder.join(path))?)?;
    }
    Ok(failscope::view::first_screen(catalog.into()))
}

#[cfg(not(feature = "web"))]
fn screen(_: &Path) -> Result<String, Failure> {
    Ok(String::new())
}

/// The page with a screen in place of the one that it has; an empty one is none.
fn with_screen(page: &str, screen: &str) -> String {
    let parts = page.split_once(MARKS.0).and_then(|(before, rest)| Some((before, rest.split_once(MARKS.1)?.1)));
    let bare = parts.map_or_else(|| page.to_owned(), |(before, after)| format!("{before}{after}"));
    if screen.is_empty() {
        return bare;
    }
    bare.replacen(PLACE, &format!("{}{screen}{}{PLACE}", MARKS.0, MARKS.1), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_is_replaced_by_another_or_none_and_nothing_else_changes() {
        let page = format!("<body>\n  {PLACE}>…</div>\n</body>");
        let page = page.as_str();
        let first = with_screen(page, "<p>one</p>");
        assert!(first.contains("<p>one</p>") && first.ends_with(&format!("{PLACE}>…</div>\n</body>")), "{first}");
        assert_eq!(with_screen(&first, "<p>two</p>"), first.replace("one", "two"));
        assert_eq!(with_screen(&first, ""), page);
        assert_eq!(with_screen(page, ""), page);
    }
}
