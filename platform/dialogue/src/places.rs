//! Where a message goes or comes from: an office of an organisation, or the organisation itself.

use access::{GateError, PersonTx, rules::ItemSource};
use offices::{Office, OfficeKind};
use uuid::Uuid;

/// The health service's side of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Organisation number.
    pub organisation: String,
    pub office: Option<Uuid>,
    /// As citizens know it.
    pub name: String,
    pub source: ItemSource,
    /// Days after which a letter that nobody has opened goes by post (L8).
    pub post_after_days: Option<u16>,
    /// Who sends is itself sensitive: notices name no sender (N3).
    pub sensitive: bool,
}

impl From<&Office> for Place {
    fn from(office: &Office) -> Self {
        Self {
            organisation: office.organisation.clone(),
            office: Some(office.id),
            name: office.name.clone(),
            source: office.kind.item_source(),
            post_after_days: office.post_after_days,
            sensitive: matches!(office.kind, OfficeKind::YouthCentre | OfficeKind::Midwife),
        }
    }
}

impl Place {
    /// The place of a conversation that stands: its office, or its organisation where it has none.
    pub(crate) async fn of(
        tx: &mut PersonTx<'_>,
        organisation: &str,
        office: Option<Uuid>,
        source: ItemSource,
    ) -> Result<Self, GateError> {
        let found = match office {
            Some(id) => offices::find_in(&mut tx.shared(), id).await?,
            None => None,
        };
        Ok(found.as_ref().map_or_else(|| Self::bare(organisation, office, source), Self::from))
    }

    fn bare(organisation: &str, office: Option<Uuid>, source: ItemSource) -> Self {
        Self {
            organisation: organisation.to_owned(),
            office,
            name: String::new(),
            source,
            post_after_days: None,
            sensitive: false,
        }
    }
}
