//! Templates ask nobody else for anything and carry no inline style or script: the content policy forbids both.

use super::Finding;
use crate::tree::{File, Tree};

pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files.iter().filter(|file| file.path.ends_with(".html")).flat_map(template).collect()
}

fn template(file: &File) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = file.text[from..].find('<') {
        let start = from + start;
        let end = file.text[start..].find('>').map_or(file.text.len(), |end| start + end);
        if let Some(message) = fault_of(&file.text[start..end]) {
            let line = file.text[..start].lines().count().max(1);
            found.push(Finding::at(file, line, message));
        }
        from = end;
    }
    found
}

/// What is wrong with one tag, without its `>`.
fn fault_of(tag: &str) -> Option<&'static str> {
    let name = tag[1..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let lower = tag.to_lowercase();
    let elsewhere = ["src=\"http", "src=\"//", "href=\"http", "href=\"//", "action=\"http", "action=\"//"];
    if name == "style" || attribute(&lower, "style") {
        return Some("inline style: it belongs in the service's or the portal's style sheet");
    }
    if name == "script" && !attribute(&lower, "src") {
        return Some("inline script: a page works without, and a script is a file of its own");
    }
    if name != "a" && elsewhere.iter().any(|place| lower.contains(place)) {
        return Some("asks a third party, who would learn that somebody is here");
    }
    let handlers = ["onclick", "onchange", "onsubmit", "oninput", "onload"];
    handlers
        .iter()
        .any(|handler| attribute(&lower, handler))
        .then_some("inline handler: a page works without, and a script is a file of its own")
}

fn attribute(tag: &str, name: &str) -> bool {
    tag.split_ascii_whitespace().any(|part| part.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_may_lead_elsewhere_and_a_picture_may_not() {
        assert!(fault_of("<a href=\"https://www.helsenorge.no\"").is_none());
        assert!(fault_of("<img alt=\"\" src=\"https://example.no/x.png\"").is_some());
        assert!(fault_of("<p style=\"color:red\"").is_some());
        assert!(fault_of("<script").is_some());
        assert!(fault_of("<script type=\"module\" src=\"/static/x.js\"").is_none());
    }
}
