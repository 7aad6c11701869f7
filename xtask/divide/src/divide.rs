//! The division: a first program that starts alone, and the rest that joins it later.
//!
//! Both share one memory and one table. A function that moved and is still wanted in the first
//! program leaves a door there: it calls through a place in the table which the rest fills when it
//! joins, and asks for the rest before if that place is empty. The rest imports what it needs from
//! what the first exports, under short names.

use std::collections::BTreeMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder, utils};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Module, TableSection, TableType, TypeSection,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, ExportSectionReader, FunctionSectionReader, Parser, TableSectionReader,
};

use crate::plan::Plan;
use crate::program::Program;

/// The rest: joins a program that exports what it imports from the module `""`.
///
/// # Errors
/// A sentence: it cannot be written.
pub fn rest(plan: &Plan) -> Result<Vec<u8>, String> {
    Ok(rest_of(plan).map_err(|error| error.to_string())?.finish())
}

/// The first program, which exports its memory under the name of the file with its rest as well, so
/// that no other rest is ever taken for its own.
///
/// # Errors
/// A sentence: it cannot be written.
pub fn first(file: &[u8], plan: &Plan, rest: &str) -> Result<Vec<u8>, String> {
    let own = (0..plan.program.imported).chain(plan.order.iter().copied());
    let mut module = Module::new();
    First { plan, rest, functions: own.zip(0..).collect() }
        .parse_core_module(&mut module, Parser::new(0), file)
        .map_err(|error| error.to_string())?;
    Ok(module.finish())
}

/// A program without its names, which visitors need not download.
///
/// # Errors
/// A sentence: it cannot be written.
pub fn whole(file: &[u8]) -> Result<Vec<u8>, String> {
    struct Nameless;
    impl Reencode for Nameless {
        type Error = Infallible;

        fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
            Ok(())
        }
    }
    let mut module = Module::new();
    Nameless.parse_core_module(&mut module, Parser::new(0), file).map_err(|error| error.to_string())?;
    Ok(module.finish())
}

/// Names in the order `~a`, `~b`, …: no export of the program itself begins with that sign.
fn short(mut number: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("~");
    loop {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        number /= LETTERS.len();
        if number == 0 {
            return name;
        }
    }
}

/// The table of functions with room for the doors.
fn with_doors(mut table: TableType, plan: &Plan) -> TableType {
    let more = plan.doors.len() as u64;
    table.minimum += more;
    table.maximum = table.maximum.map(|most| most + more);
    table
}

/// Writes the first program: the undivided one with other indices, and doors.
struct First<'a> {
    plan: &'a Plan<'a>,
    rest: &'a str,
    /// Where functions of the undivided program are in this one.
    functions: BTreeMap<u32, u32>,
}

impl First<'_> {
    /// The one function that this program has more: it stands behind all others.
    fn keeper(&self) -> u32 {
        self.functions.len() as u32
    }
}

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        // Whoever stays calls only what stays or has a door.
        self.functions.get(&function).copied().ok_or(Error::InvalidConstExpr)
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        // The keeper takes and gives nothing, as the loader does.
        for function in self.plan.order.iter().chain([&self.plan.loader]) {
            functions.function(self.plan.program.functions[*function as usize]);
        }
        Ok(())
    }

    fn parse_table_section(&mut self, tables: &mut TableSection, section: TableSectionReader<'_>) -> Result<(), Error> {
        for (index, table) in section.into_iter().enumerate() {
            let kind = self.table_type(table?.ty)?;
            tables.table(if index as u32 == self.plan.program.table.0 { with_doors(kind, self.plan) } else { kind });
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error> {
        utils::parse_export_section(self, exports, section)?;
        exports.export(self.rest, ExportKind::Memory, 0);
        for (number, (kind, index)) in self.plan.shared.iter().enumerate() {
            let index = if *kind == ExportKind::Func { self.function_index(*index)? } else { *index };
            exports.export(&short(number), *kind, index);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, _: CodeSectionReader<'_>) -> Result<(), Error> {
        let program = self.plan.program;
        for function in &self.plan.order {
            match self.plan.doors.get(function) {
                Some(place) => {
                    code.function(&door(program, *function, *place, self.keeper()));
                }
                None => utils::parse_function_body(self, code, program.body(*function).clone())?,
            }
        }
        let loader = self.function_index(self.plan.loader)?;
        code.function(&keeper(program, loader));
        Ok(())
    }

    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Result<(), Error> {
        Ok(())
    }
}

/// A function that calls what moved, once the rest is there.
fn door(program: &Program, function: u32, place: u32, keeper: u32) -> Function {
    let kind = program.functions[function as usize];
    let mut door = Function::new([]);
    let mut code = door.instructions();
    code.call(keeper);
    for parameter in 0..program.types[kind as usize].params().len() {
        code.local_get(parameter as u32);
    }
    code.i32_const(place.cast_signed()).call_indirect(program.table.0, kind).end();
    door
}

/// The function that every door calls first: asks for the rest if it has not joined yet.
fn keeper(program: &Program, loader: u32) -> Function {
    let (table, place) = program.table;
    let mut keeper = Function::new([]);
    let mut code = keeper.instructions();
    code.i32_const(place.cast_signed()).table_get(table).ref_is_null();
    code.if_(BlockType::Empty).call(loader).end().end();
    keeper
}

/// Writes code of the rest.
struct Rest {
    functions: BTreeMap<u32, u32>,
    globals: BTreeMap<u32, u32>,
    tables: BTreeMap<u32, u32>,
}

impl Reencode for Rest {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        self.functions.get(&function).copied().ok_or(Error::InvalidConstExpr)
    }

    fn global_index(&mut self, global: u32) -> Result<u32, Error> {
        self.globals.get(&global).copied().ok_or(Error::InvalidConstExpr)
    }

    fn table_index(&mut self, table: u32) -> Result<u32, Error> {
        self.tables.get(&table).copied().ok_or(Error::InvalidConstExpr)
    }
}

fn rest_of(plan: &Plan) -> Result<Module, Error> {
    let program = plan.program;
    let imported = |kind| plan.shared.iter().filter(move |shared| shared.0 == kind).map(|shared| shared.1);
    let mut rest = Rest {
        functions: imported(ExportKind::Func).chain(plan.moved.iter().copied()).zip(0..).collect(),
        globals: imported(ExportKind::Global).zip(0..).collect(),
        tables: imported(ExportKind::Table).zip(0..).collect(),
    };

    let mut types = TypeSection::new();
    for kind in &program.types {
        types.ty().func_type(&RoundtripReencoder.func_type(kind.clone())?);
    }

    let mut imports = ImportSection::new();
    for (number, (kind, index)) in plan.shared.iter().enumerate() {
        let at = *index as usize;
        let kind: EntityType = match kind {
            ExportKind::Func => EntityType::Function(program.functions[at]),
            ExportKind::Table => {
                let table = RoundtripReencoder.table_type(program.tables[at])?;
                if *index == program.table.0 { with_doors(table, plan) } else { table }.into()
            }
            ExportKind::Global => RoundtripReencoder.global_type(program.globals[at])?.into(),
            _ => RoundtripReencoder.memory_type(program.memory)?.into(),
        };
        imports.import("", &short(number), kind);
    }

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for function in &plan.moved {
        functions.function(program.functions[*function as usize]);
        rest.parse_function_body(&mut code, program.body(*function).clone())?;
    }

    let mut places: Vec<(u32, u32)> =
        plan.doors.iter().map(|(function, place)| (*place, rest.functions[function])).collect();
    places.sort_unstable();
    let joined: Vec<u32> = places.into_iter().map(|(_, function)| function).collect();
    let mut elements = ElementSection::new();
    elements.active(
        Some(rest.tables[&program.table.0]),
        &ConstExpr::i32_const(program.table.1.cast_signed()),
        Elements::Functions(joined.into()),
    );

    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&elements).section(&code);
    Ok(module)
}
