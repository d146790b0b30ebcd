//! Who may see and do what, decided in one place and written down before it is shown.

pub mod rules;
