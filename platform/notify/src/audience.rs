//! Who may know of an item just now (R4, R8, S5).

use access::{
    GateError, Policy, items,
    rules::{Action, Basis, Flags, ItemSource},
};
use db::DbError;
use people::PersonId;
use uuid::Uuid;

use crate::{Alternative, Class, Kin, Notices, NotifyError, kin, settings};

/// What there is to know of.
pub(crate) struct About<'a> {
    pub subject: PersonId,
    pub policy: &'a Policy,
    pub item: Uuid,
    pub class: Class,
    pub kind: &'a str,
    pub kin: Kin,
}

/// One who may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hearer {
    pub person: PersonId,
    /// Whether their level includes it (N2): if not, the portal alone tells them.
    pub wants: bool,
    /// What they have chosen to be told by (S5).
    pub alternative: Option<Alternative>,
    /// The item is hidden from somebody (R4).
    pub hidden: bool,
}

impl Notices {
    /// Everyone who may open the item now and wants to know: the person, parents of children under 16, and holders of
    /// powers who have asked for it. What goes to chosen next of kin, the person knows.
    pub(crate) async fn audience(&self, about: &About<'_>) -> Result<Vec<Hearer>, NotifyError> {
        let oneself = (about.kin != Kin::Chosen).then_some(about.subject);
        let mut candidates: Vec<PersonId> = oneself.into_iter().collect();
        candidates.extend(self.gate().register().responsible_for(about.subject).await?);
        candidates.extend(access::state::holders(self.db(), about.subject).await?);
        candidates.sort_unstable();
        candidates.dedup();
        let mut hearers = Vec::new();
        for person in candidates {
            hearers.extend(self.hearer(about, person).await?);
        }
        Ok(hearers)
    }

    /// Whether one person may know of it now, asked of the rules that the page itself would be opened by.
    pub(crate) async fn hearer(&self, about: &About<'_>, person: PersonId) -> Result<Option<Hearer>, NotifyError> {
        let Some((flags, source)) = items::marks(self.db(), about.subject, about.item).await? else { return Ok(None) };
        let Some(basis) = self.basis(about, person, flags, source).await? else { return Ok(None) };
        if basis.is_power() && !self.is_for_holder(about, person).await? {
            return Ok(None);
        }
        let (level, alternative) = settings::choices(self.db(), person).await?;
        Ok(Some(Hearer { person, wants: level.includes(about.class), alternative, hidden: flags != Flags::default() }))
    }

    /// By what the person may open the item; `None` when they may not.
    async fn basis(
        &self,
        about: &About<'_>,
        person: PersonId,
        flags: Flags,
        source: ItemSource,
    ) -> Result<Option<Basis>, NotifyError> {
        let standing = match self.gate().standing(person, about.subject).await {
            Err(GateError::Refused(_) | GateError::Database(DbError::NoKey)) => return Ok(None),
            standing => standing?,
        };
        match self.gate().decide(&standing, about.policy, Action::See).await {
            Ok(granted) => Ok(granted.item(flags, source).is_ok().then_some(granted.basis)),
            Err(GateError::Refused(_)) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Whether one who holds a power has asked for it; and, where the event goes to chosen next of kin, uses the portal,
    /// wants news of its class and is let by the person (R7, B5).
    async fn is_for_holder(&self, about: &About<'_>, holder: PersonId) -> Result<bool, NotifyError> {
        if !settings::wants(self.db(), holder, about.subject).await? {
            return Ok(false);
        }
        if about.kin == Kin::All {
            return Ok(true);
        }
        let event = (about.policy.rules.service, about.kind);
        Ok(settings::choices(self.db(), holder).await?.0.includes(about.class)
            && self.uses_the_portal(holder).await?
            && kin::lets(self.db(), about.subject, holder, event, about.kin).await?)
    }

    /// Has accepted the terms (L3).
    async fn uses_the_portal(&self, person: PersonId) -> Result<bool, NotifyError> {
        let standing = self.gate().standing(person, person).await?;
        Ok(standing.subject.chosen_level(standing.today).is_some())
    }
}
