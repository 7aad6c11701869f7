//! A program as its division sees it: which function calls which, and what else it touches.
//!
//! Reads and never writes. What it does not understand is an error that names it, because a
//! program divided by half an understanding would fail in the visitor's browser.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use wasmparser::{
    BinaryReaderError, ElementItems, ExternalKind, FuncType, FunctionBody, KnownCustom, Name, Operator, Parser,
    Payload, TypeRef,
};

/// What is known of a program. Functions have their index in the program, imported ones first.
pub struct Program<'a> {
    /// The types of functions, by index.
    pub types: Vec<FuncType>,
    /// The type of each function.
    pub functions: Vec<u32>,
    /// How many of them are imported.
    pub imported: u32,
    /// What somebody outside can call: exports, and the table.
    pub seen: BTreeSet<u32>,
    /// What is exported of them, by its name.
    pub exports: HashMap<&'a str, u32>,
    /// The table of functions, and how long it is.
    pub table: (u32, u32),
    /// The types of all globals, imported ones first.
    pub globals: Vec<wasmparser::GlobalType>,
    /// The types of all tables, imported ones first.
    pub tables: Vec<wasmparser::TableType>,
    /// Its only memory.
    pub memory: wasmparser::MemoryType,
    /// The code of each function that is not imported.
    bodies: Vec<FunctionBody<'a>>,
    /// What each of them touches.
    uses: Vec<Uses>,
    names: HashMap<u32, &'a str>,
}

/// What the code of a function touches.
#[derive(Default)]
pub struct Uses {
    /// The functions that it calls.
    pub calls: BTreeSet<u32>,
    /// The globals that it reads or writes.
    pub globals: BTreeSet<u32>,
    /// The tables that it reads, writes or calls through.
    pub tables: BTreeSet<u32>,
}

impl<'a> Program<'a> {
    /// Reads a program.
    ///
    /// # Errors
    /// A sentence: no program, or one with parts that a division does not understand.
    pub fn read(file: &'a [u8]) -> Result<Program<'a>, String> {
        let said = |error: BinaryReaderError| format!("this is no WebAssembly program that can be divided: {error}");
        let (mut types, mut functions, mut bodies, mut uses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (mut seen, mut globals, mut tables, mut names) = (BTreeSet::new(), Vec::new(), Vec::new(), HashMap::new());
        let (mut imported, mut memory, mut table, mut exports) = (0, None, None, HashMap::new());
        for payload in Parser::new(0).parse_all(file) {
            match payload.map_err(said)? {
                Payload::TypeSection(section) => {
                    for kind in section.into_iter_err_on_gc_types() {
                        types.push(kind.map_err(said)?);
                    }
                }
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        match import.map_err(said)?.ty {
                            TypeRef::Func(kind) => functions.push(kind),
                            TypeRef::Global(kind) => globals.push(kind),
                            TypeRef::Table(kind) => tables.push(kind),
                            TypeRef::Memory(kind) => memory = Some(kind),
                            other => return Err(format!("an import of {other:?} is not understood")),
                        }
                    }
                    imported = functions.len() as u32;
                }
                Payload::FunctionSection(section) => {
                    for kind in section {
                        functions.push(kind.map_err(said)?);
                    }
                }
                Payload::TableSection(section) => {
                    for one in section {
                        tables.push(one.map_err(said)?.ty);
                    }
                }
                Payload::MemorySection(section) => {
                    for one in section {
                        if memory.replace(one.map_err(said)?).is_some() {
                            return Err("a second memory is not understood".to_owned());
                        }
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        globals.push(global.map_err(said)?.ty);
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.map_err(said)?;
                        if export.kind == ExternalKind::Func {
                            seen.insert(export.index);
                            exports.insert(export.name, export.index);
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        let element = element.map_err(said)?;
                        let ElementItems::Functions(items) = element.items else {
                            return Err("a table filled with expressions is not understood".to_owned());
                        };
                        if let wasmparser::ElementKind::Active { table_index, .. } = element.kind {
                            table = Some(table_index.unwrap_or(0));
                        }
                        for item in items {
                            seen.insert(item.map_err(said)?);
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    uses.push(Uses::of(&body)?);
                    bodies.push(body);
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        for part in section {
                            if let Name::Function(map) = part.map_err(said)? {
                                for naming in map {
                                    let naming = naming.map_err(said)?;
                                    names.insert(naming.index, naming.name);
                                }
                            }
                        }
                    }
                }
                Payload::StartSection { .. } => {
                    return Err("a program that starts by itself is not understood".to_owned());
                }
                _ => {}
            }
        }
        let memory = memory.ok_or("a program without a memory is not understood")?;
        let table = table.ok_or("a program without a table of functions is not understood")?;
        let length = tables.get(table as usize).and_then(|kind| u32::try_from(kind.initial).ok());
        let table = (table, length.ok_or("its table of functions is missing")?);
        Ok(Program { types, functions, imported, seen, exports, table, globals, tables, memory, bodies, uses, names })
    }

    /// The functions that are not imported.
    pub fn own(&self) -> Range<u32> {
        self.imported..self.functions.len() as u32
    }

    /// The name of a function as its compiler wrote it; nothing where the program is stripped.
    pub fn name(&self, function: u32) -> &'a str {
        self.names.get(&function).copied().unwrap_or_default()
    }

    /// What the code of a function touches; nothing for an imported one.
    pub fn uses(&self, function: u32) -> Option<&Uses> {
        self.uses.get(function.checked_sub(self.imported)? as usize)
    }

    /// The code of a function that is not imported.
    pub fn body(&self, function: u32) -> &FunctionBody<'a> {
        &self.bodies[(function - self.imported) as usize]
    }

    /// What functions that resemble each other share for some way: their type, then their code.
    pub fn shape(&self, function: u32) -> (u32, &[u8]) {
        (self.functions[function as usize], self.body(function).as_bytes())
    }
}

impl Uses {
    fn of(body: &FunctionBody) -> Result<Uses, String> {
        let mut uses = Uses::default();
        let said = |error: BinaryReaderError| format!("code cannot be read: {error}");
        for operator in body.get_operators_reader().map_err(said)? {
            match operator.map_err(said)? {
                Operator::Call { function_index } | Operator::ReturnCall { function_index } => {
                    uses.calls.insert(function_index);
                }
                Operator::CallIndirect { table_index, .. } | Operator::ReturnCallIndirect { table_index, .. } => {
                    uses.tables.insert(table_index);
                }
                Operator::TableGet { table }
                | Operator::TableSet { table }
                | Operator::TableGrow { table }
                | Operator::TableSize { table }
                | Operator::TableFill { table } => {
                    uses.tables.insert(table);
                }
                Operator::GlobalGet { global_index } | Operator::GlobalSet { global_index } => {
                    uses.globals.insert(global_index);
                }
                Operator::RefFunc { .. }
                | Operator::TableInit { .. }
                | Operator::TableCopy { .. }
                | Operator::ElemDrop { .. }
                | Operator::MemoryInit { .. }
                | Operator::DataDrop { .. } => {
                    return Err("code that handles whole segments is not understood".to_owned());
                }
                _ => {}
            }
        }
        Ok(uses)
    }
}
