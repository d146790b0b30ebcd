//! A whole portal inside a test: TestPortal, people as browsers, pages as text.

mod answer;
mod portal;
mod visitor;

pub use answer::Answer;
pub use portal::{Process, TestPortal};
pub use visitor::Visitor;
