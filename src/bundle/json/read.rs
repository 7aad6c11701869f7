//! What values are read into. A type says in one line which fields it has; no code of its own
//! comes of that but a list of places.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{Fault, Reader, Result, What};

/// What can be read from JSON.
pub trait Read<'a>: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    fn read(reader: &mut Reader<'a>) -> Result<Self>;
}

/// A place that holds something which can be read, whatever it is.
pub trait Place<'a> {
    /// Reads the value that belongs here.
    ///
    /// # Errors
    /// As [`Read::read`].
    fn fill(&mut self, reader: &mut Reader<'a>) -> Result<()>;
}

impl<'a, T: Read<'a>> Place<'a> for T {
    fn fill(&mut self, reader: &mut Reader<'a>) -> Result<()> {
        *self = T::read(reader)?;
        Ok(())
    }
}

/// The text that bytes are.
///
/// # Errors
/// The place from which on they are none.
pub fn text(bytes: &[u8]) -> Result<&str> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        Fault::new(What::Other("the bytes are no text".to_owned()), before)
    })
}

/// Reads a whole text.
///
/// # Errors
/// What is wrong with it, and where; no text makes this panic.
pub fn read<'a, T: Read<'a>>(text: &'a str) -> std::result::Result<T, Fault> {
    let mut reader = Reader::new(text);
    let value = T::read(&mut reader)?;
    reader.end()?;
    Ok(value)
}

/// Makes a struct with a default readable: `record!(Head { title; gist })`. Fields before the
/// semicolon must be there. A field that is not named here does not compile.
macro_rules! record {
    ($type:ident $(<$life:lifetime>)? { $($needed:ident),*; $($other:ident),* }) => {
        impl<'a> $crate::bundle::json::Read<'a> for $type $(<$life>)? {
            fn read(reader: &mut $crate::bundle::json::Reader<'a>) -> $crate::bundle::json::Result<Self> {
                let mut new = Self::default();
                let Self { $($needed,)* $($other,)* } = &mut new;
                let (needed, others) = (&[$(stringify!($needed)),*], &[$(stringify!($other)),*]);
                reader.record(needed, others, &mut [$($needed,)* $($other,)*])?;
                Ok(new)
            }
        }
    };
}
pub(crate) use record;

/// A value as it is spelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Raw<'a>(pub &'a str);

impl<'a> Read<'a> for Raw<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Raw<'a>> {
        reader.raw().map(Raw)
    }
}

impl<'a> Read<'a> for Cow<'a, str> {
    fn read(reader: &mut Reader<'a>) -> Result<Cow<'a, str>> {
        reader.string()
    }
}

impl<'a> Read<'a> for String {
    fn read(reader: &mut Reader<'a>) -> Result<String> {
        reader.string().map(Cow::into_owned)
    }
}

impl<'a> Read<'a> for bool {
    fn read(reader: &mut Reader<'a>) -> Result<bool> {
        reader.truth()
    }
}

impl<'a> Read<'a> for u32 {
    fn read(reader: &mut Reader<'a>) -> Result<u32> {
        reader.whole(u32::MAX.into()).map(|number| number as u32)
    }
}

impl<'a> Read<'a> for u64 {
    fn read(reader: &mut Reader<'a>) -> Result<u64> {
        reader.whole(u64::MAX)
    }
}

impl<'a> Read<'a> for usize {
    fn read(reader: &mut Reader<'a>) -> Result<usize> {
        reader.whole(usize::MAX as u64).map(|number| number as usize)
    }
}

impl<'a> Read<'a> for f32 {
    fn read(reader: &mut Reader<'a>) -> Result<f32> {
        reader.float().map(|number| number as f32)
    }
}

impl<'a, T: Read<'a>> Read<'a> for Option<T> {
    fn read(reader: &mut Reader<'a>) -> Result<Option<T>> {
        if reader.null()? { Ok(None) } else { T::read(reader).map(Some) }
    }
}

impl<'a, T: Read<'a>> Read<'a> for Vec<T> {
    fn read(reader: &mut Reader<'a>) -> Result<Vec<T>> {
        let mut items = Vec::new();
        reader.list(&mut |reader| {
            items.push(T::read(reader)?);
            Ok(())
        })?;
        Ok(items)
    }
}

/// Of two fields of one name the later one stands.
impl<'a, T: Read<'a>> Read<'a> for BTreeMap<String, T> {
    fn read(reader: &mut Reader<'a>) -> Result<BTreeMap<String, T>> {
        let mut fields = BTreeMap::new();
        reader.fields(&mut |name, reader| {
            fields.insert(name.into_owned(), T::read(reader)?);
            Ok(())
        })?;
        Ok(fields)
    }
}
