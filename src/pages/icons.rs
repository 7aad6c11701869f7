//! The icons of the interface: Lucide's shapes side by side in one picture, of which a sheet shows each
//! through its mask, in the colour of the text around it.
//!
//! Who draws a page says a class; which shape that is and where it stands in the picture is said here and
//! in `style/icons.css`, and a test holds the two together. Native only: the command writes the picture.

use super::File;

/// What the sheets call the picture.
const PATH: &str = "failscope-icons.svg";

/// From the beginning of one icon to that of the next: 24 and a gap, so that no neighbour shows.
const STEP: usize = 30;

/// The names of the classes, in their order in the picture, with their shapes.
fn icons() -> [(&'static str, &'static str); 19] {
    [
        ("link", icondata_lu::LuLink.data),
        ("embed", icondata_lu::LuCode.data),
        ("theme", icondata_lu::LuSunMoon.data),
        ("light", icondata_lu::LuSun.data),
        ("dark", icondata_lu::LuMoon.data),
        ("saved", icondata_lu::LuBookmark.data),
        ("help", icondata_lu::LuCircleHelp.data),
        ("about", icondata_lu::LuInfo.data),
        ("close", icondata_lu::LuX.data),
        ("turn", icondata_lu::LuArrowLeftRight.data),
        ("up", icondata_lu::LuArrowUp.data),
        ("down", icondata_lu::LuArrowDown.data),
        ("previous", icondata_lu::LuChevronLeft.data),
        ("next", icondata_lu::LuChevronRight.data),
        ("search", icondata_lu::LuSearch.data),
        ("filters", icondata_lu::LuSlidersHorizontal.data),
        ("copy", icondata_lu::LuCopy.data),
        ("zoom", icondata_lu::LuZoomIn.data),
        ("compare", icondata_lu::LuColumns2.data),
    ]
}

/// The picture, for sites of any kind.
pub fn icons_file() -> File {
    let icons = icons();
    let width = icons.len() * STEP;
    let mut svg = format!(
        "<!-- Lucide, https://lucide.dev/license: ISC, copyright Lucide Icons and Contributors -->\n\
         <svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"24\" viewBox=\"0 0 {width} 24\" fill=\"none\" \
         stroke=\"#000\" stroke-width=\"2\" stroke-linecap=\"round\" stroke-linejoin=\"round\">\n"
    );
    for (place, (_, shape)) in icons.iter().enumerate() {
        let shape: String = shape.lines().map(str::trim).collect();
        svg.push_str(&format!("<g transform=\"translate({})\">{shape}</g>\n", place * STEP));
    }
    svg.push_str("</svg>\n");
    File { path: PATH.to_owned(), bytes: svg.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_and_the_picture_agree() {
        let sheet = include_str!("../../style/icons.css");
        assert!(sheet.contains(&format!("url({PATH})")));
        for (place, (name, shape)) in icons().iter().enumerate() {
            assert!(sheet.contains(&format!(".icon-{name} {{\n  --icon: {place};\n}}")), "{name} is icon {place}");
            assert!(shape.starts_with('<') && !shape.contains("<script"), "{name}");
        }
        assert_eq!(sheet.matches("\n.icon-").count(), icons().len());
    }
}
