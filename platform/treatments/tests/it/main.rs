//! Treatments from a file to a choice: what is read, what is refused, what is kept, and in which order it is shown.

mod choosing;
mod file;
mod files;
mod finding;
mod kept;
