//! The helsevei executable: configuration, wiring and commands.
