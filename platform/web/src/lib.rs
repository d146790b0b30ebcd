//! The face: layout, texts, extractors, errors and security headers.

pub mod assets;
pub mod cookie;
mod error;
mod form;
mod layers;
mod page;
pub mod pages;
mod portal;
mod site;
pub mod texts;
mod visitor;

pub use error::PageError;
pub use form::{Choice, Fault, Form};
pub use layers::{layers, reference::Reference};
pub use page::{Bell, Card, Chrome, Crumb, Help, Idle, MenuItem, Page, Person, Relationship, Tab, Turn, Who, render};
pub use portal::{Parts, Portal};
pub use site::Site;
pub use texts::{Language, Texts, Words};
pub use visitor::Visitor;
