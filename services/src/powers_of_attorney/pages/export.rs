//! The powers of a person as data, for their own copy.

use access::{Deed, state};
use serde_json::{Value, json};
use web::{Acting, PageError, Portal};

use crate::powers_of_attorney::{
    SERVICE,
    seen::{self, Seen},
};

/// Everything given and received, over or not.
pub async fn export(portal: &Portal, acting: &Acting) -> Result<Value, PageError> {
    let allowed = acting.see(portal, &SERVICE, Deed::new("export")).await?;
    let mut powers = state::given_powers(&allowed).await?;
    powers.extend(state::received_powers(&allowed).await?);
    let seen = seen::see(portal, acting, powers).await?;
    Ok(seen.iter().map(one).collect())
}

fn one(power: &Seen) -> Value {
    let held = &power.given.power;
    json!({
        "side": if power.is_mine() { "giver" } else { "holder" },
        "other": power.other,
        "kind": held.kind.as_str(),
        "areas": held.areas,
        "may_act": held.may_act,
        "starts": held.starts.to_string(),
        "ends": held.last_day().map(|day| day.to_string()),
        "given_at": power.given.given_at.to_string(),
        "over": power.is_over(),
    })
}
