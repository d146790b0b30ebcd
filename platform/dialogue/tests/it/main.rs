//! Dialogue on both databases: who sees what of a conversation, what follows from a message, and what files become.

mod attachments;
mod conversations;
mod files;
mod hidden;
mod house;
mod letters;
mod systems;
