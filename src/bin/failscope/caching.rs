//! How long a copy of a file may be kept, told from its path alone: the one definition that the
//! preview serves by and that the files for hosts are written from. It reads no file, and never
//! calls a name immutable that another content could have. The other files of the command use it.

/// For a file whose name is made from its content: it is never asked for again.
pub(crate) const FOREVER: &str = "public, max-age=31536000, immutable";

/// For every other: it may be kept, and is asked after each time.
pub(crate) const ASK: &str = "no-cache";

/// The folder of the data's parts, all named by their hash.
pub(crate) const PARTS: &str = "parts/";

/// What programs and styles end in. A page is never immutable, whatever its name looks like:
/// incidents are called as their authors like.
const ASSETS: [&str; 3] = [".js", ".wasm", ".css"];

/// The value of `Cache-Control` for a file, by its path inside the site.
pub(crate) fn policy(path: &str) -> &'static str {
    if named_by_content(path) { FOREVER } else { ASK }
}

/// Whether a path carries the hash of its content: `parts/index-0123456789abcdef.json`, and what
/// Trunk and xtask build, `app-0123456789abcdef_bg.wasm`. Trunk hashes a script before wasm-bindgen
/// has made it: whoever changes the version of that must change the program too, or visitors keep the
/// old script under the same name. It is pinned in Cargo.lock.
pub(crate) fn named_by_content(path: &str) -> bool {
    if let Some(name) = path.strip_prefix(PARTS) {
        let stem = name.strip_suffix(".json").or_else(|| name.strip_suffix(".bin"));
        return stem.is_some_and(|stem| ends_in_hash(stem, 16));
    }
    // Trunk leaves out leading zeros, so that one hash in sixteen is shorter. What is shorter
    // still is asked after, which is only slower.
    let asset = ASSETS.iter().find_map(|ending| path.strip_suffix(ending));
    asset.is_some_and(|stem| ends_in_hash(stem.strip_suffix("_bg").unwrap_or(stem), 12))
}

/// Whether a name ends in a hyphen and a hash of so many hexadecimal digits, or up to sixteen.
fn ends_in_hash(stem: &str, least: usize) -> bool {
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    (least..=16).contains(&hash.len()) && hash.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_hash_names_is_kept_for_ever() {
        for path in [
            "parts/index-0123456789abcdef.json",
            "parts/text-0123456789abcdef.bin",
            "app-4ec59445bc7f5600.js",
            "app-4ec59445bc7f5600_bg.wasm",
            "rest-4ec59445bc7f5600.wasm",
            "main-9f99ab2d6e05d57.css",
        ] {
            assert_eq!(policy(path), FOREVER, "{path}");
        }
        for path in [
            "",
            "bundle.json",
            "index.html",
            "icon.svg",
            "404.html",
            "engine/failscope-engine.js",
            "engine/failscope-engine.wasm",
            "parts/",
            "parts/notes.json",
            "parts/index-0123.json",
            "parts/index-0123456789abcdef.json.br",
            "incident/crash-0123456789abcdef.html",
            "data-0123456789abcdef.json",
            "main-0123456789ABCDEF.css",
            "main-0123456789abcdef0.css",
            "-.css",
        ] {
            assert_eq!(policy(path), ASK, "{path}");
        }
    }
}
