//! A whole portal inside a test: TestPortal, people as browsers, pages as text.

mod answer;
mod visitor;

pub use answer::Answer;
pub use visitor::Visitor;
