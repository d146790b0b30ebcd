//! Home care (C14): who comes when, visits that were made, cancelling one, and which next of kin are told of what.

mod pages;

use web::{Group, Service};

/// The service, for the register. Its tables are the platform's, where sources and jobs meet them too.
pub static SERVICE: Service =
    Service::new(visits::HOME_CARE, Group::FollowUp, "hjemmetjeneste", "home", web::texts!("home_care"), pages::routes)
        .exports(pages::export)
        .shows(&["Encounter"])
        .followed_by(visits::follow)
        .card(pages::card)
        .timeline(pages::timeline);
