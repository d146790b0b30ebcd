//! Health data as FHIR R4 documents: the embedded store, versions and visibility.

mod consequence;
mod delivery;
mod directory;
mod ended;
pub mod feed;
mod ids;
pub mod import;
pub mod intake;
mod of_office;
mod offered;
mod organisations;
mod patient;
mod patient_ids;
mod read;
mod record;
pub mod search;
mod source;
mod source_reads;
pub mod terms;
mod write;

pub use consequence::{Admission, Change, Consequence, Fit, Kind, as_it_comes, nothing};
pub use delivery::{Delivery, Index, OFFICE, index_of};
pub use directory::{
    SharedResource, find_shared, find_shared_in, put_shared, put_shared_expecting, replace_shared, shared_identified,
    shared_version, shared_versions,
};
pub use ended::{Ended, appointments_ended};
pub use ids::{identifier_key, is_shared, record_id, shared_id};
pub use of_office::{AtOffice, OfficeRecords, Unit};
pub use offered::{Offered, free_in, has_schedule, in_office, one_of_office};
pub use organisations::Organisations;
pub use patient_ids::{patient_id, patient_of, patient_reference, unknown_person};
pub use read::{find, find_in, find_some, list, past, route, upcoming, versions};
pub use record::{Record, Version};
pub use source::{Profile, Source};
pub use source_reads::{of_source, of_unit, source_version, source_versions, upcoming_at};
pub use write::{
    Expected, ReceiveError, Received, Stored, change, erase, identified, receive, receive_expecting, set_marks,
};

/// The store's tables.
pub const SCHEMA: db::Schema = db::Schema {
    name: "records",
    migrations: &[
        db::Migration {
            name: "20261121T1200_create_records",
            sql: include_str!("../migrations/20261121T1200_create_records.sql"),
        },
        db::Migration {
            name: "20261122T0215_create_feeds_and_identifiers",
            sql: include_str!("../migrations/20261122T0215_create_feeds_and_identifiers.sql"),
        },
        db::Migration {
            name: "20261122T0601_index_shared_resources_by_what_they_belong_to",
            sql: include_str!("../migrations/20261122T0601_index_shared_resources_by_what_they_belong_to.sql"),
        },
        db::Migration {
            name: "20261122T0611_index_appointments_by_end",
            sql: include_str!("../migrations/20261122T0611_index_appointments_by_end.sql"),
        },
        db::Migration {
            name: "20261122T0920_add_service_to_records",
            sql: include_str!("../migrations/20261122T0920_add_service_to_records.sql"),
        },
    ],
    columns: include_str!("../migrations/columns.toml"),
};
