//! The FHIR API over real HTTP, on both databases, with tokens from the portal's own end point.

mod bundles;
mod clinic;
mod digital_users;
mod examples;
mod faults;
mod feed;
mod isolation;
mod large_answers;
mod misbehaving;
mod resources;
mod search;
mod search_terms;
mod statements;
mod subscriptions;
mod writing;
