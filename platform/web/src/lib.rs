//! The face: layout, texts, extractors, errors and security headers.

mod acting;
pub mod assets;
mod at_work;
pub mod cookie;
mod download;
mod error;
mod form;
mod handle;
mod item_id;
mod layers;
mod opening;
mod page;
pub mod pages;
mod portal;
pub mod service;
mod site;
mod spreadsheet;
pub mod texts;
pub mod treatments;
mod upload;
mod visitor;

pub use acting::Acting;
pub use at_work::{AtWork, DeskItem};
pub use db::{ClientAddress, oslo, start_of_day};
pub use download::download;
pub use error::{CHOOSE_OFFICE, PageError};
pub use form::{Choice, Fault, Form};
pub use handle::Handles;
pub use item_id::ItemId;
pub use layers::{
    Guard, Rates, TrustedProxies, language::of as reader_language, layers, numbered, reference::Reference,
    with_addresses,
};
pub use opening::Opening;
pub use page::{
    Bell, Card, Chrome, Crumb, Help, Idle, MenuItem, Page, Person, Relationship, Tab, Turn, Who, Workplace, again,
    again_if, render,
};
pub use pages::about::card as about_card;
pub use portal::{Parts, Portal};
pub use service::{Group, Notice, Service, TimelineItem};
pub use site::{Contact, Site};
pub use spreadsheet::inert;
pub use texts::{Language, Texts, Words};
pub use upload::{LONGEST_UPLOAD, Upload, UploadedFile, cleaned};
pub use visitor::{Prefix, Visitor};
