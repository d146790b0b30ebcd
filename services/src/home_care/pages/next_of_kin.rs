//! Those whom the person lets act for them in digital health services, with what they are told of.

use access::{Allowed, See, rules::Basis};
use people::PersonId;
use visits::KinWord;
use web::{Acting, PageError, Portal};

/// One of them.
pub struct NextOfKin {
    /// Tells them apart in the form, and nothing by itself.
    pub handle: String,
    pub name: String,
    pub word: KinWord,
}

/// Everyone, for the person and their parents. One who holds a power does not see the giver's other powers (R5): they
/// see themself.
pub async fn of(portal: &Portal, acting: &Acting, allowed: &Allowed<See>) -> Result<Vec<NextOfKin>, PageError> {
    let holders = match is_the_persons_own(allowed) {
        true => visits::next_of_kin(allowed).await?,
        false => vec![acting.person()],
    };
    let words = visits::kin(allowed, &holders).await?;
    let people = portal.gate().register().persons(&holders).await.map_err(PageError::unavailable)?;
    let one = |word: KinWord| {
        let person = people.iter().find(|person| person.id == word.holder)?;
        Some(NextOfKin { handle: handle(portal, acting, word.holder), name: person.name.full(), word })
    };
    Ok(words.into_iter().filter_map(one).collect())
}

/// The choices are the person's, or made by a parent for a child: not those of one who holds a power.
pub fn is_the_persons_own(allowed: &Allowed<See>) -> bool {
    matches!(allowed.basis(), Basis::Oneself | Basis::ParentalResponsibility)
}

fn handle(portal: &Portal, acting: &Acting, holder: PersonId) -> String {
    portal.handles().of(acting.person(), holder)
}
