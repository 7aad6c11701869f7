//! A program that remembers which of its functions were called: every mark is a global of its own,
//! exported under its name, which the functions of that mark set to one. What the first screen
//! calls is read off such a program in a browser.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, ExportKind, ExportSection, GlobalSection, GlobalType, Instruction, Module, ValType,
};
use wasmparser::{ExportSectionReader, FunctionBody, GlobalSectionReader, Parser};

use crate::profile::mark;
use crate::program::Program;

/// What comes before a mark in the name of its export.
pub const CALLED: &str = "called-";

/// The program with marks.
///
/// # Errors
/// A sentence: the program cannot be written again.
pub fn counting(file: &[u8], program: &Program) -> Result<Vec<u8>, String> {
    let names = program.own().map(|function| program.name(function));
    let of: Vec<String> = names.map(mark).collect();
    let mut marks: BTreeMap<String, u32> = of.iter().cloned().map(|mark| (mark, 0)).collect();
    // They come after the program's own globals.
    marks.values_mut().zip(program.globals.len() as u32..).for_each(|(global, index)| *global = index);
    let mut module = Module::new();
    Counting { marks: &marks, of: of.iter() }
        .parse_core_module(&mut module, Parser::new(0), file)
        .map_err(|error| error.to_string())?;
    Ok(module.finish())
}

struct Counting<'a> {
    marks: &'a BTreeMap<String, u32>,
    /// The marks of the functions that are still to be written.
    of: std::slice::Iter<'a, String>,
}

impl Reencode for Counting<'_> {
    type Error = Infallible;

    fn parse_global_section(
        &mut self,
        globals: &mut GlobalSection,
        section: GlobalSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_global_section(self, globals, section)?;
        for _ in self.marks {
            globals
                .global(GlobalType { val_type: ValType::I32, mutable: true, shared: false }, &ConstExpr::i32_const(0));
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        for (mark, global) in self.marks {
            exports.export(&format!("{CALLED}{mark}"), ExportKind::Global, *global);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Error> {
        let mut function = utils::new_function_with_parsed_locals(self, &body)?;
        if let Some(global) = self.of.next().and_then(|mark| self.marks.get(mark)) {
            function.instruction(&Instruction::I32Const(1));
            function.instruction(&Instruction::GlobalSet(*global));
        }
        let mut reader = body.get_operators_reader()?;
        while !reader.eof() {
            function.instruction(&self.parse_instruction(&mut reader)?);
        }
        code.function(&function);
        Ok(())
    }
}
