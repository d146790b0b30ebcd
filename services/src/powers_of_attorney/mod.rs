//! Powers of attorney (S3, R5, R6, R9): given and received, for the portal and for the pharmacy; give, replace, end.

mod change;
mod pages;
mod receiver;
mod seen;
mod terms;
mod watch;

use access::{Policy, rules::table};
use web::{Group, Service};

pub use watch::run as watch_powers;

/// What the portal knows of the service. The powers are the platform's: the gate decides by them.
pub static SERVICE: Service = Service {
    export: |portal, acting| Box::pin(pages::export(portal, acting)),
    ..Service::new(POLICY, Group::Management, "fullmakter", "key", web::texts!("powers_of_attorney"), pages::routes)
};

/// For its jobs as for its pages.
const POLICY: Policy = Policy::everywhere(&table::POWERS_OF_ATTORNEY);
