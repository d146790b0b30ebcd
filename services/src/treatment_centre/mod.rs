//! Choosing a treatment centre from one's own referral (C12). The same pages stand open to all without it (P8).
//!
//! The referrals are health data of a row of their own in the table of rules; what is treated where is nobody's.

mod pages;
mod referral;
mod store;

use access::{Policy, rules::table};
use web::{Group, Service};

/// The service, for the register.
pub static SERVICE: Service = Service {
    export: pages::export,
    ..Service::new(
        Policy::everywhere(&table::TREATMENT_CENTRE),
        Group::FollowUp,
        "velg-behandlingssted",
        "place",
        web::texts!("treatment_centre"),
        pages::routes,
    )
    .shows(&["ServiceRequest"])
    .kept_under(&store::REFERRALS)
    .open_at("/behandlingssteder")
    .card(pages::card)
    .timeline(pages::timeline)
};
