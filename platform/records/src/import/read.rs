//! The documents in a file: one JSON value, or one on each line (NDJSON).

use fhir::json::{JsonError, Node};

/// Each document with the line it stands on, when there are several.
pub(super) struct Document<'a> {
    pub line: Option<usize>,
    pub text: &'a str,
    pub node: Result<Node<'a>, JsonError>,
}

/// Reads the file as one document, else as NDJSON when its first line is one.
pub(super) fn documents(text: &str) -> Result<Vec<Document<'_>>, JsonError> {
    // Some systems put a byte order mark first; JSON has none.
    let text = text.trim_start_matches('\u{feff}');
    let fault = match Node::parse(text) {
        Ok(node) => return Ok(vec![Document { line: None, text, node: Ok(node) }]),
        Err(fault) => fault,
    };
    let lines = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    if lines().count() < 2 || lines().next().is_none_or(|(_, line)| Node::parse(line).is_err()) {
        return Err(fault);
    }
    Ok(lines().map(|(at, line)| Document { line: Some(at + 1), text: line, node: Node::parse(line) }).collect())
}
