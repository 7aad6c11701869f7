//! The look: which sheets there are, in the order in which they hold, and who wears them.
//!
//! The one list of them. The app's build writes the sheets of the app as one file (`cargo xtask style`,
//! which Trunk calls), the static pages take theirs from here; both are Rust, so the list is.

/// Who wears a sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wearer {
    /// The app only: what a visitor can change.
    App,
    /// Static pages only.
    Pages,
    /// Both: what is read.
    Both,
}

use Wearer::{App, Both, Pages};

/// Later sheets hold over earlier ones; none relies on more than on tokens and base coming first, and on
/// frames, paper and static pages having the last word.
const SHEETS: [(Wearer, &str); 18] = [
    (Both, include_str!("tokens.css")),
    (Both, include_str!("base.css")),
    (Both, include_str!("icons.css")),
    (Both, include_str!("top.css")),
    (App, include_str!("tools.css")),
    (Both, include_str!("page.css")),
    (App, include_str!("filters.css")),
    (App, include_str!("values.css")),
    (App, include_str!("selection.css")),
    (App, include_str!("chart.css")),
    (App, include_str!("rows.css")),
    (Both, include_str!("reading.css")),
    (Both, include_str!("moments.css")),
    (Both, include_str!("cards.css")),
    (Both, include_str!("tables.css")),
    (App, include_str!("embed.css")),
    (Both, include_str!("print.css")),
    (Pages, include_str!("pages.css")),
];

/// The sheets of the app or of static pages as one, without what only people need.
pub fn worn_by(wearer: Wearer) -> String {
    let worn = SHEETS.iter().filter(|(by, _)| *by == wearer || *by == Both);
    worn.map(|(_, sheet)| squeezed(sheet)).collect()
}

/// A sheet without its comments and without the white space at the ends of lines.
fn squeezed(sheet: &str) -> String {
    let mut squeezed = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        squeezed.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    squeezed.push_str(rest);
    squeezed.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}
