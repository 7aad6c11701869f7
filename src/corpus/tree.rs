//! What a record says as a tree that forgets nothing: the order of fields, fields of one name,
//! numbers as they are written.
//!
//! A tree is made to be taken apart: a reader takes the fields that it understands, and what is left
//! at the end is what it did not. It knows no format: `json` and `yaml` make trees, the readers of
//! records use them.

/// How deep a tree goes; what lies deeper is kept as text, or refused.
pub(super) const DEEPEST: usize = 32;

/// A value and all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// `null`: nothing is said.
    Null,
    /// A string, or a number or truth value as it is written.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// Fields in their order; a name may stand twice.
    Fields(Vec<(String, Tree)>),
}

impl Tree {
    /// Takes a field out of a value, by its path; the first of two that share a name.
    pub(super) fn take(&mut self, path: &[&str]) -> Option<Tree> {
        let (name, rest) = path.split_first()?;
        let Tree::Fields(fields) = self else { return None };
        let at = fields.iter().position(|(field, _)| field == name)?;
        if rest.is_empty() {
            return Some(fields.remove(at).1);
        }
        let taken = fields[at].1.take(rest);
        // A field that was emptied by this says nothing more.
        if taken.is_some() && fields[at].1 == Tree::Fields(Vec::new()) {
            fields.remove(at);
        }
        taken
    }

    /// A field of a value, by its path.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Tree> {
        path.iter().try_fold(self, |value, name| {
            let Tree::Fields(fields) = value else { return None };
            fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
        })
    }

    /// A field of a value, by its path, to take from.
    pub(super) fn at(&mut self, path: &[&str]) -> Option<&mut Tree> {
        path.iter().try_fold(self, |value, name| {
            let Tree::Fields(fields) = value else { return None };
            fields.iter_mut().find(|(field, _)| field == name).map(|(_, value)| value)
        })
    }

    /// The text of a value that is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Tree::Text(text) = self { Some(text) } else { None }
    }

    /// Every text in a value with the names that lead to it, joined by dots; texts of one list
    /// together.
    pub(super) fn leaves(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        match self {
            Tree::Null => {}
            Tree::Text(text) => visit(path, text),
            Tree::List(items) => {
                let texts: Option<Vec<&str>> = items.iter().map(Tree::text).collect();
                match texts {
                    Some(texts) if texts.is_empty() => {}
                    Some(texts) => visit(path, &texts.join("; ")),
                    None => items.iter().for_each(|item| item.leaves(path, visit)),
                }
            }
            Tree::Fields(fields) => {
                for (name, value) in fields {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    value.leaves(&path, visit);
                }
            }
        }
    }
}
