//! What a source says of notices about a resource, in its metadata (docs/norway.md: Helsenorge metadata).

use crate::json::Node;

const NOTICE: &str = "http://helsenorge.no/fhir/varsling";
const SENSITIVE_SENDER: &str = "http://helsenorge.no/fhir/sensitiv-avsender";
/// How the extension with the sender's name ends; its address differs between the profiles and their examples.
const NAME_EXTENSION: &str = "varselorganisasjon";

/// The source's wishes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoticeTags {
    /// Code 1: the citizen is not to be told.
    pub silent: bool,
    /// The name to call the sender by.
    pub sender: Option<String>,
    /// Who sends is itself sensitive. Any code says so: one that is misspelt must not name anybody.
    pub sensitive: bool,
}

impl NoticeTags {
    /// Reads the text of a resource; one that cannot be read has no wishes.
    pub fn read(text: &str) -> Self {
        let Ok(node) = Node::parse(text) else { return Self::default() };
        let labels = |name: &str| node.get("meta").map_or(&[][..], |meta| meta.items(name));
        let of = |system: &'static str| {
            let both = labels("tag").iter().chain(labels("security"));
            both.filter(move |label| label.text_of("system") == Some(system))
        };
        Self {
            silent: of(NOTICE).any(|label| label.text_of("code").map(str::trim) == Some("1")),
            sender: of(NOTICE).find_map(given_name),
            sensitive: of(SENSITIVE_SENDER).next().is_some(),
        }
    }
}

fn given_name(label: &Node<'_>) -> Option<String> {
    let mut extensions = label.items("extension").iter();
    let named = extensions.find(|it| it.text_of("url").is_some_and(|url| url.ends_with(NAME_EXTENSION)))?;
    named.text_of("valueString").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::NoticeTags;

    fn tags(meta: &str) -> NoticeTags {
        NoticeTags::read(&format!(r#"{{"resourceType": "Appointment", "meta": {{{meta}}}}}"#))
    }

    #[test]
    fn a_source_can_ask_for_silence_for_a_name_and_for_no_name() {
        let tag = r#""tag": [{"system": "http://helsenorge.no/fhir/varsling", "code": "#;
        assert!(tags(&format!("{tag}\"1\"}}]")).silent);
        let named = tags(&format!(
            r#"{tag}"9", "extension": [{{"url": "http://helsenorge.no/fhir/StructureDefinition/hn-extension-varselorganisasjon", "valueString": " Lindal "}}]}}]"#
        ));
        assert_eq!(named, NoticeTags { sender: Some("Lindal".into()), ..NoticeTags::default() });
        let label = r#""security": [{"system": "http://helsenorge.no/fhir/sensitiv-avsender", "code": "1"}]"#;
        assert!(tags(label).sensitive);
        assert_eq!(tags(""), NoticeTags::default());
        assert_eq!(NoticeTags::read("no JSON"), NoticeTags::default());
    }
}
