//! A comma-separated list of options, as documents and records write it, made a choice.

use crate::corpus::finding::Report;
use crate::corpus::prose::fold_space;
use crate::incident::Choice;
use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN, fold};

/// The choice that a list spells. An option that the category does not know is kept and
/// reported; the two kinds of nothing are never taken for options.
pub fn choice(category: &Category, options: &str, line: usize, report: &mut Report) -> Choice {
    let (mut chosen, mut applicable) = (Vec::new(), true);
    for name in options.split(',').map(fold_space).filter(|name| !name.is_empty()) {
        if let Some(id) = category.resolve(&name) {
            chosen.push(id.to_owned());
            continue;
        }
        match fold(&name).as_str() {
            "not applicable" | NOT_APPLICABLE => applicable = false,
            MISSING => report.warning(
                line,
                format!("`{name}` is no option of {}; it is left out", category.label),
                format!("use one of {}", option_names(category)),
            ),
            _ => {
                report.warning(
                    line,
                    format!("`{name}` is no option of {}; it is kept as it is", category.label),
                    format!("use one of {}", option_names(category)),
                );
                chosen.push(name);
            }
        }
    }
    if applicable {
        return Choice::of(chosen);
    }
    if !category.conditional {
        report.warning(
            line,
            format!("{} is not applicable, but it applies to every system", category.label),
            "label it, or write unknown",
        );
    }
    if !chosen.is_empty() {
        report.error(
            line,
            format!("{} cannot be not applicable and {}; the latter is left out", category.label, chosen.join(", ")),
            "keep one of the two",
        );
    }
    Choice::NotApplicable
}

/// The option ids of a category, for a sentence.
pub fn option_names(category: &Category) -> String {
    let options = category.options.iter().map(|option| option.id.as_str());
    options.chain([UNKNOWN]).collect::<Vec<_>>().join(", ")
}
