//! The portal as its people meet it: every claim in their words, on both databases.

mod acting_for_others;
mod active_logins;
mod appointment_changes;
mod appointments;
mod at_work;
mod book_a_time;
mod book_hidden;
mod channels;
mod clients_command;
mod commands;
mod desk_staff;
mod documents;
mod generated;
mod health_contacts;
mod home_care;
mod import;
mod inbox;
mod limits;
mod log_in;
mod metrics;
mod move_to;
mod notices;
mod open_pages;
mod overview;
mod postgres_backup;
mod readiness;
mod running;
mod server;
mod settings;
mod silence;
mod storage;
mod systems;
mod time_and_sessions;
#[cfg(feature = "otel")]
mod traces;
mod two_processes;
