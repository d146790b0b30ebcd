//! Whom a reference names: a person or an organisation, by what the reference says and by what it contains.

use crate::appointment::parts::{phone, text_of};
use crate::json::Node;

/// Somebody or something that a resource refers to, as far as the resource itself tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Party {
    pub name: Option<String>,
    pub telephone: Option<String>,
    /// Type of it (`Practitioner`, `Patient` …), said, contained or read from the reference.
    pub kind: Option<String>,
    /// Of a role: the organisation that it is a role in.
    pub organisation: Option<String>,
}

impl Party {
    /// Reads a Reference that stands in `resource`.
    pub fn read(resource: &Node<'_>, reference: &Node<'_>) -> Self {
        let literal = reference.text_of("reference");
        let contained = literal.and_then(|it| it.strip_prefix('#')).and_then(|id| contained(resource, id));
        let referred = literal.and_then(|it| it.rsplit('/').nth(1)).map(str::to_owned);
        let display = text_of(reference, "display");
        let Some(inside) = contained else {
            return Self { name: display, kind: text_of(reference, "type").or(referred), ..Self::default() };
        };
        let kind = inside.text_of("resourceType");
        let practitioner = inside.get("practitioner").map(|it| Self::read_name(resource, it));
        Self {
            name: display.or_else(|| name(inside)).or_else(|| practitioner.flatten()),
            telephone: phone(inside),
            kind: kind.map(str::to_owned),
            organisation: inside.get("organization").and_then(|it| Self::read_name(resource, it)),
        }
    }

    /// The name that a reference says, or that what it contains has.
    pub fn read_name(resource: &Node<'_>, reference: &Node<'_>) -> Option<String> {
        let inside = reference.text_of("reference").and_then(|it| it.strip_prefix('#'));
        text_of(reference, "display").or_else(|| contained(resource, inside?).and_then(name))
    }
}

fn contained<'n>(resource: &'n Node<'n>, id: &str) -> Option<&'n Node<'n>> {
    resource.items("contained").iter().find(|it| it.text_of("id") == Some(id))
}

/// The name of a resource: a text, or a person's given and family names.
fn name(resource: &Node<'_>) -> Option<String> {
    if let Some(name) = text_of(resource, "name") {
        return Some(name);
    }
    let human = resource.items("name").first()?;
    text_of(human, "text").or_else(|| {
        let given = human.items("given").iter().filter_map(|it| it.text().map(str::trim));
        let whole: Vec<&str> =
            given.chain(human.text_of("family").map(str::trim)).filter(|it| !it.is_empty()).collect();
        (!whole.is_empty()).then(|| whole.join(" "))
    })
}
