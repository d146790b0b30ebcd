//! A new service: one folder and one line.

/// Makes the folder `services/src/NAME` and its line in the register.
pub fn run(_name: &str) -> Result<(), String> {
    Err(String::new())
}
