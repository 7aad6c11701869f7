//! A CSV table row by row, each with its place in the file.
//!
//! Rows are handed over one by one, so that a table need not become incidents all at once, and one
//! row can be read again with nothing but the heading row. It knows no column. The readers of
//! tables share it.

use std::collections::BTreeMap;

use crate::corpus::finding::Report;

/// Where a record stands in a file of many: bytes from which it can be read again alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowPlace {
    /// Where the heading row ends, which begins the file; 0 where there is none.
    pub heading: usize,
    /// Where the record begins.
    pub first: usize,
    /// Where the next one begins.
    pub end: usize,
}

/// One row.
pub(super) struct Row<'a> {
    /// Line of the file where it begins.
    pub(super) line: usize,
    /// Where it stands.
    pub(super) place: RowPlace,
    names: &'a csv::StringRecord,
    columns: &'a BTreeMap<String, usize>,
    cells: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The cell of a column, as it is.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        self.cells.get(*self.columns.get(column)?)
    }

    /// Every column with its cell, in the order of the table.
    pub(super) fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.names.iter().map(str::trim).zip(self.cells)
    }
}

/// Visits the rows that can be read; a row of the wrong length is reported and left out.
pub(super) fn each_row(text: &str, report: &mut Report, mut visit: impl FnMut(&Row<'_>, &mut Report)) {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let names = match reader.headers() {
        Ok(names) => names.clone(),
        Err(error) => {
            report.error(1, format!("the heading row cannot be read: {error}"), "save the file as CSV in UTF-8");
            return;
        }
    };
    let mut columns = BTreeMap::new();
    for (name, index) in names.iter().zip(0..) {
        if columns.insert(name.trim().to_owned(), index).is_some() {
            report.warning(1, format!("two columns are called `{}`; the later one counts", name.trim()), "rename one");
        }
    }
    let heading = reader.position().byte() as usize;
    let mut cells = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut cells) {
            Ok(false) => break,
            Ok(true) => {
                let (line, first) =
                    cells.position().map_or((1, heading), |at| (at.line() as usize, at.byte() as usize));
                let place = RowPlace { heading, first, end: reader.position().byte() as usize };
                visit(&Row { line, place, names: &names, columns: &columns, cells: &cells }, report);
            }
            Err(error) => {
                let line = error.position().map_or(1, |position| position.line() as usize);
                report.error(
                    line,
                    format!("this row cannot be read: {error}"),
                    "give it as many cells as the heading row",
                );
            }
        }
    }
}
