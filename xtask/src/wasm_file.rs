//! What a WebAssembly file is made of: its sections, and every function with its name and size.
//!
//! Reads only what a size report needs. A file that ends early or says nonsense is an error, never
//! a panic. `size` uses it.

use std::collections::HashMap;

/// A function's name as its compiler wrote it, and the bytes of its code.
pub struct Function {
    /// Demangled by wasm-bindgen; a number where the file has no name for it.
    pub name: String,
    /// Bytes of its body, its length included.
    pub bytes: usize,
}

/// The parts of a file that weigh something.
pub struct Parts {
    /// Functions in the order of the file.
    pub functions: Vec<Function>,
    /// Every section but custom ones, with its whole size.
    pub sections: Vec<(&'static str, usize)>,
}

const SECTIONS: [&str; 14] = [
    "custom",
    "types",
    "imports",
    "functions",
    "tables",
    "memory",
    "globals",
    "exports",
    "start",
    "elements",
    "code",
    "data",
    "data count",
    "tags",
];
const CUSTOM: usize = 0;
const IMPORTS: usize = 2;
const CODE: usize = 10;

/// Takes a file apart.
pub fn parts(file: &[u8]) -> Option<Parts> {
    let mut rest = Reader(file.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut sections, mut sizes, mut names, mut imported) = (Vec::new(), Vec::new(), HashMap::new(), 0);
    while !rest.0.is_empty() {
        let before = rest.0.len();
        let kind = usize::from(rest.byte()?);
        let mut body = rest.block()?;
        match kind {
            CUSTOM => {
                if body.block()?.0 == b"name" {
                    names = function_names(body)?;
                }
                continue;
            }
            IMPORTS => imported = imported_functions(body)?,
            CODE => {
                for _ in 0..body.number()? {
                    let before = body.0.len();
                    body.block()?;
                    sizes.push(before - body.0.len());
                }
            }
            _ => {}
        }
        sections.push((*SECTIONS.get(kind)?, before - rest.0.len()));
    }
    let name = |index: usize| names.remove(&(imported + index)).unwrap_or_else(|| format!("function {index}"));
    let names: Vec<String> = (0..sizes.len()).map(name).collect();
    let functions = names.into_iter().zip(sizes).map(|(name, bytes)| Function { name, bytes }).collect();
    Some(Parts { functions, sections })
}

fn function_names(mut section: Reader) -> Option<HashMap<usize, String>> {
    const OF_FUNCTIONS: u8 = 1;
    while !section.0.is_empty() {
        let kind = section.byte()?;
        let mut names = section.block()?;
        if kind == OF_FUNCTIONS {
            let count = names.number()?;
            return (0..count)
                .map(|_| Some((names.number()?, String::from_utf8_lossy(names.block()?.0).into_owned())))
                .collect();
        }
    }
    Some(HashMap::new())
}

/// Imported functions come first in the numbering.
fn imported_functions(mut section: Reader) -> Option<usize> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.block()?;
        section.block()?;
        match section.byte()? {
            0 => {
                functions += 1;
                section.number()?;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.byte()?;
                section.byte()?;
            }
            _ => {
                section.byte()?;
                section.number()?;
            }
        }
    }
    Some(functions)
}

/// The bytes that have not been read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number of seven bits a byte, lowest first.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// As many bytes as a number before them says.
    fn block(&mut self) -> Option<Reader<'a>> {
        let length = self.number()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Reader(block))
    }

    fn limits(&mut self) -> Option<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Some(())
    }
}

/// A name without the hashes that tell versions and instances of a function apart.
pub fn plain(name: &str) -> String {
    let mut name = name.to_owned();
    while let Some((kept, hash)) = name.rsplit_once("::h")
        && hash.len() >= 16
        && hash.bytes().take(16).all(|byte| byte.is_ascii_hexdigit())
    {
        name = kept.to_owned();
    }
    while let Some(start) = name.find('[') {
        let Some(length) = name[start..].find(']') else { break };
        // Written without the zeros that it may begin with.
        let is_hash =
            (12..=17).contains(&length) && name[start + 1..start + length].bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hash {
            break;
        }
        name.replace_range(start..=start + length, "");
    }
    name
}

/// The crate that a function belongs to: of a method of a type parameter, that of the trait; of
/// drop glue, that of the type. Whatever the language itself has is `core`.
pub fn owner(name: &str) -> &str {
    let name = name.strip_prefix("core::ptr::drop_in_place<").unwrap_or(name);
    let is_path = |path: &str| path.contains("::") && !path.starts_with("::");
    let first = name.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).find(|path| is_path(path));
    let of_trait = name.strip_prefix('<').and_then(|rest| rest.split_once(" as "));
    let path = match of_trait {
        // `<T as tachys::…>`: a parameter is nobody's.
        Some((of, rest)) if !of.contains("::") => rest,
        _ => first.unwrap_or(name),
    };
    let krate = path.split("::").next().unwrap_or(path);
    match krate {
        "<str>" | "str" | "char" | "f32" | "f64" | "u8" | "u32" | "u64" | "usize" => "core",
        krate if krate.starts_with("function ") => "unnamed",
        krate => krate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_has_its_name_and_size() {
        let file = b"\0asm\x01\0\0\0\
            \x01\x04\x01\x60\0\0\
            \x02\x07\x01\x01m\x01f\0\0\
            \x03\x02\x01\0\
            \x0a\x05\x01\x03\0\x01\x0b\
            \0\x0c\x04name\x01\x05\x01\x01\x02aa";
        let found = parts(file).map(|found| {
            (found.functions.into_iter().map(|f| (f.name, f.bytes)).collect::<Vec<_>>(), found.sections.len())
        });
        assert_eq!(found, Some((vec![("aa".to_owned(), 4)], 4)));
        for end in 1..file.len() {
            let _ = parts(&file[..end]);
        }
        assert!(parts(b"").is_none());
    }

    #[test]
    fn names_lead_to_crates() {
        for (name, short, krate) in [
            ("core::fmt::write::h0123456789abcdef", "core::fmt::write", "core"),
            (
                "<T as tachys::view::any_view::IntoAny>::build",
                "<T as tachys::view::any_view::IntoAny>::build",
                "tachys",
            ),
            (
                "<&mut serde_json::de::De<R> as serde_core::de::D>::x",
                "<&mut serde_json::de::De<R> as serde_core::de::D>::x",
                "serde_json",
            ),
            (
                "core::ptr::drop_in_place<alloc::vec::Vec<u8>>::h0123456789abcdef",
                "core::ptr::drop_in_place<alloc::vec::Vec<u8>>",
                "alloc",
            ),
            ("<dlmalloc[e24a27700634d609]::Dl>::malloc", "<dlmalloc::Dl>::malloc", "dlmalloc"),
            ("<str>::to_lowercase", "<str>::to_lowercase", "core"),
            ("main", "main", "main"),
        ] {
            assert_eq!((plain(name).as_str(), owner(&plain(name))), (short, krate), "{name}");
        }
    }
}
