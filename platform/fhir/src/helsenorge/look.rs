//! What the rules of the profile ask of an Appointment, read once.

use super::codes;
use crate::json::Node;

/// An Appointment with the answers that several rules need.
pub(super) struct Look<'n> {
    pub node: &'n Node<'n>,
    pub status: &'n str,
    /// Service category 27 or 30.
    pub specialist: bool,
    /// A municipal service of Volven 7619.
    pub municipal: bool,
    /// Service category 7.
    pub home_care: bool,
    pub part_of: bool,
    pub virtual_service: bool,
}

impl<'n> Look<'n> {
    pub fn at(node: &'n Node<'n>) -> Self {
        let category = |code: &str| {
            let mut codings = node.items("serviceCategory").iter().flat_map(|it| it.items("coding"));
            codings.any(|it| it.text_of("code") == Some(code))
        };
        let extended = |url: &str| node.items("extension").iter().any(|it| it.text_of("url") == Some(url));
        Self {
            node,
            status: node.text_of("status").unwrap_or_default(),
            specialist: codes::SPECIALIST.iter().any(|it| category(it)),
            municipal: codes::MUNICIPAL.iter().any(|it| category(it)),
            home_care: category(codes::HOME_CARE),
            part_of: extended(codes::PART_OF),
            virtual_service: codes::VIRTUAL_SERVICE.iter().any(|it| extended(it)),
        }
    }

    pub fn extended(&self, url: &str) -> bool {
        self.node.items("extension").iter().any(|it| it.text_of("url") == Some(url))
    }

    /// Contained resources of a type.
    pub fn contained(&self, kind: &'static str) -> impl Iterator<Item = &'n Node<'n>> + Clone {
        self.node.items("contained").iter().filter(move |it| it.text_of("resourceType") == Some(kind))
    }

    /// Whether a contained place is of this kind (v3 RoleCode).
    pub fn has_place(&self, code: &str) -> bool {
        self.contained("Location").any(|place| is_place(place, code))
    }

    /// Codes of the contained flags, in order.
    pub fn flags(&self) -> Vec<&'n str> {
        self.contained("Flag")
            .filter_map(|flag| flag.get("code"))
            .flat_map(|concept| concept.items("coding"))
            .filter_map(|coding| coding.text_of("code"))
            .collect()
    }
}

/// Whether a Location is of this kind (v3 RoleCode).
pub(super) fn is_place(place: &Node<'_>, code: &str) -> bool {
    let mut codings = place.items("type").iter().flat_map(|it| it.items("coding"));
    codings.any(|it| it.text_of("system") == Some(codes::ROLE_CODE) && it.text_of("code") == Some(code))
}
