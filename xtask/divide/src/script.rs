//! The script that fetches and starts the program, without what only people read.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module that does the same in fewer letters.
///
/// # Errors
/// A sentence: it is no module.
pub fn minified(script: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, script, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(format!("the script of the program cannot be read: {problem}"));
    }
    let mut program = parsed.program;
    let done = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    Ok(Codegen::new().with_options(CodegenOptions::minify()).with_scoping(done.scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_keeps_what_it_gives_and_loses_its_comments() {
        let script = "/** Greets. */\nfunction greet(name) {\n  return `<${name}>`;\n}\nexport { greet as default };\n";
        let made = minified(script).unwrap_or_default();
        assert!(made.contains("as default") && made.contains("}>`"), "{made}");
        assert!(!made.contains("Greets") && !made.contains("name"), "{made}");
        assert!(minified("export {").is_err());
    }
}
