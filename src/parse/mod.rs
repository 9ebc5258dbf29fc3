//! Markdown to units, with diagnostics.
//!
//! Three steps, each a file: `front_matter` reads the lines between `---`; `leaves` flattens the Markdown events
//! to leaves (headings, paragraphs, rows) that know their lines and what they are nested in; `assemble` asks the
//! vocabulary what each leaf is and builds the tree. `checks` then looks for what is odd.
//!
//! Parsing never fails and never loses text: every source line that is not blank belongs to the front matter or to
//! exactly one unit.

mod assemble;
mod checks;
mod front_matter;
mod labels;
mod leaves;
mod prose;

use crate::model::{Diagnostic, DraftMeta, DraftSource, Parsed, Severity, SourceFile, is_web_address};
use crate::vocabulary::Vocabulary;
use assemble::Assembly;
use front_matter::FrontMatter;

/// Reads one draft with the words of a vocabulary.
///
/// Never fails: whatever is odd is told in the diagnostics, and its text is kept.
pub fn draft(source: &DraftSource, vocabulary: &Vocabulary) -> Parsed {
    let mut diagnostics = Vec::new();
    let mut front = FrontMatter::default();
    let mut files = Vec::with_capacity(source.files.len());
    for (position, file) in source.files.iter().enumerate() {
        let (matter, rest) = front_matter::split(&file.text);
        if matter.unclosed {
            diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                file: file.name.clone(),
                line: 1,
                message: "front matter is opened by `---` and never closed; read as text".to_owned(),
            });
        }
        files.push(leaves::leaves(&file.text, rest, u32::try_from(position).unwrap_or(u32::MAX)));
        diagnostics.extend(no_address(&file.name, &matter, source, &front));
        front.join(matter);
    }
    let only_title = files.iter().flatten().filter(|leaf| leaf.is_heading(1)).count() == 1;
    let mut assembly = Assembly::new(vocabulary, &source.declared.attributes, only_title);
    for (file, leaves) in source.files.iter().zip(files) {
        assembly.file(&file.text, leaves);
    }
    let mut draft = assembly.finish();
    draft.meta = meta(source, front, &draft.title_heading());
    diagnostics.extend(checks::checks(&draft, source));
    Parsed { draft: draft.into_draft(), diagnostics }
}

/// The keys that may name the official publication.
const PUBLICATION: [&str; 2] = ["publication", "url"];

/// Tells of a publication that nobody can be led to; one that is said elsewhere with more right is nobody's loss.
fn no_address(file: &str, matter: &FrontMatter, source: &DraftSource, before: &FrontMatter) -> Option<Diagnostic> {
    let said = source.declared.publication.is_some() || PUBLICATION.iter().any(|&key| before.values.contains_key(key));
    let key = *PUBLICATION.iter().find(|&&key| !said && matter.values.contains_key(key))?;
    (!is_web_address(&matter.values[key])).then(|| Diagnostic {
        severity: Severity::Warning,
        file: file.to_owned(),
        line: matter.lines.get(key).copied().unwrap_or(1),
        message: "the publication is no web address, so pages have no link to it".to_owned(),
    })
}

fn meta(source: &DraftSource, front: FrontMatter, heading: &str) -> DraftMeta {
    let declared = &source.declared;
    let mut values = front.values;
    let mut take = |names: &[&str]| names.iter().find_map(|name| values.remove(*name));
    let title = take(&["title"]).unwrap_or_else(|| heading.to_owned());
    let label = take(&["label"]);
    let version = declared.title.clone().or(take(&["version"])).or(label);
    DraftMeta {
        label: source.label.clone(),
        title,
        version,
        date: declared.date.clone().or(take(&["date"])),
        language: declared.language.clone().or(take(&["language", "lang"])).unwrap_or_else(|| "en".to_owned()),
        feedback_deadline: declared.feedback_deadline.clone().or(take(&["feedback-deadline", "feedback_deadline"])),
        feedback_address: declared.feedback_address.clone().or(take(&["feedback-address", "feedback_address"])),
        feedback: declared.feedback.clone(),
        publication: declared.publication.clone().or(take(&PUBLICATION)),
        source: source.source.clone(),
        files: source
            .files
            .iter()
            .map(|file| SourceFile { name: file.name.clone(), sha256: file.sha256.clone() })
            .collect(),
        other: values,
    }
}
