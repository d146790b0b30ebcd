//! A whole portal inside a test: TestPortal, people as browsers, pages as text, systems with their keys.

mod answer;
mod portal;
mod system;
mod visitor;

pub use answer::Answer;
pub use portal::{Process, TestPortal};
pub use system::{System, SystemError};
pub use visitor::Visitor;
