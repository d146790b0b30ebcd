//! A whole portal inside a test: TestPortal, personas and builders.
