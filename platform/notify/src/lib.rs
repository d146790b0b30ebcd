//! Notices: events, the outbox, and the channels they go out by.
