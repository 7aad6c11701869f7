//! The names by which a program and the script that wasm-bindgen made for it know each other: made
//! short in both, because every one ends in a hash, which does not compress.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, Import, ImportSectionReader, Parser, Payload};

/// How wasm-bindgen begins the names that only it and its script say.
const OURS: [&str; 2] = ["__wb", "wasm_bindgen__"];

/// A program and its script with short names. Names of any other kind stay as they are; what a program
/// exports for its script and that never says is no longer exported.
///
/// # Errors
/// A sentence: the program cannot be read, or wants something that the script does not give.
pub fn shorten(program: &[u8], script: &str) -> Result<(Vec<u8>, String), String> {
    let [wanted, given] = names(program).map_err(|error| error.to_string())?;
    let words: Vec<&str> = words(script).collect();
    let said: BTreeSet<&str> = words.iter().copied().collect();
    if let Some(name) = wanted.iter().find(|name| !said.contains(name.as_str())) {
        return Err(format!("the script does not give {name}: it was made for another program"));
    }
    let free = (0..).map(short).filter(|name| !said.contains(name.as_str()));
    let known = wanted.union(&given).map(String::as_str).filter(|name| said.contains(name));
    let short: BTreeMap<&str, String> = known.zip(free).collect();
    let script = words.iter().map(|word| short.get(word).map_or(*word, String::as_str)).collect();
    let mut module = Module::new();
    Shortened(&short).parse_core_module(&mut module, Parser::new(0), program).map_err(|error| error.to_string())?;
    Ok((module.finish(), script))
}

/// The names of theirs that a program imports, and those that it exports.
fn names(program: &[u8]) -> wasmparser::Result<[BTreeSet<String>; 2]> {
    let mut names = [BTreeSet::new(), BTreeSet::new()];
    for payload in Parser::new(0).parse_all(program) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    names[0].insert(import?.name.to_owned());
                }
            }
            Payload::ExportSection(section) => {
                for export in section {
                    names[1].insert(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    names.iter_mut().for_each(|names| names.retain(|name| is_ours(name)));
    Ok(names)
}

fn is_ours(name: &str) -> bool {
    OURS.iter().any(|start| name.starts_with(start))
}

/// A script as words, which may be names, and what stands between them.
fn words(script: &str) -> impl Iterator<Item = &str> {
    let is_of_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let mut left = script;
    std::iter::from_fn(move || {
        let first = left.chars().next()?;
        let end = left.find(|letter| is_of_word(letter) != is_of_word(first)).unwrap_or(left.len());
        let (word, rest) = left.split_at(end);
        left = rest;
        Some(word)
    })
}

/// Names in the order `_0`, `_1`, …, `_z`, `_10`, …
fn short(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from_digit((number % 36) as u32, 36).unwrap_or_default());
        number /= 36;
        if number == 0 {
            return std::iter::once('_').chain(letters.into_iter().rev()).collect();
        }
    }
}

struct Shortened<'a>(&'a BTreeMap<&'a str, String>);

impl Reencode for Shortened<'_> {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.0.get(import.name).map_or(import.name, String::as_str);
            utils::parse_import(self, imports, Import { name, ..import })?;
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Error> {
        match self.0.get(export.name) {
            Some(name) => utils::parse_export(self, exports, Export { name, ..export }),
            None if is_ours(export.name) => Ok(()),
            None => utils::parse_export(self, exports, export),
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)]
mod tests {
    use super::*;

    const PROGRAM: &str = r#"
        (module
          (import "./app_bg.js" "__wbg_log_0123456789abcdef" (func $log (param i32)))
          (memory (export "memory") 1)
          (func (export "main") (call $log (i32.const 7)))
          (func (export "wasm_bindgen__closures__h89ab") (param i32))
          (func (export "__wbindgen_free")))"#;
    const SCRIPT: &str = "const _0 = { __wbg_log_0123456789abcdef: (x) => say(x) };\n\
                          const call = () => wasm.wasm_bindgen__closures__h89ab(wasm.memory, '__wbg_log');\n";

    #[test]
    fn what_both_say_has_a_short_name_and_what_only_the_program_says_is_not_exported() {
        let program = wat::parse_str(PROGRAM).expect("the program is right");
        let (made, script) = shorten(&program, SCRIPT).expect("they belong together");
        let all = |program: &[u8]| {
            let module = wasmi::Module::new(&wasmi::Engine::default(), program).expect("it is a program");
            let imports = module.imports().map(|import| format!("{} {}", import.module(), import.name()));
            let exports: Vec<String> = module.exports().map(|export| export.name().to_owned()).collect();
            (imports.collect::<Vec<_>>(), exports)
        };
        // A name that the script has already is not taken.
        assert_eq!(all(&made), (vec!["./app_bg.js _1".into()], vec!["_2".into(), "main".into(), "memory".into()]));
        assert_eq!(
            script,
            "const _0 = { _1: (x) => say(x) };\nconst call = () => wasm._2(wasm.memory, '__wbg_log');\n"
        );
        assert_eq!(shorten(&made, &script), Ok((made.clone(), script.clone())), "twice is as once");
    }

    #[test]
    fn a_script_that_does_not_give_what_the_program_wants_is_refused() {
        let program = wat::parse_str(PROGRAM).expect("the program is right");
        let why = shorten(&program, "wasm.main()").expect_err("it is another script");
        assert!(why.contains("__wbg_log_0123456789abcdef"), "{why}");
        assert!(shorten(b"no program", SCRIPT).is_err());
    }

    #[test]
    fn short_names_are_all_different() {
        let names: BTreeSet<String> = (0..5000).map(short).collect();
        assert_eq!((names.len(), short(0), short(35), short(36)), (5000, "_0".into(), "_z".into(), "_10".into()));
    }
}
