//! Starts the portal: see `portal::run`.

fn main() {}
