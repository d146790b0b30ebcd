//! A letter as an e-mail message.

use std::time::{Duration, UNIX_EPOCH};

use jiff::Timestamp;
use lettre::{
    Address, Message,
    message::{
        Mailbox,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};

use crate::{Fault, Letter};

/// The recipient and the bytes of the message: plain text, without a name or a link that logs in (N3).
pub(super) fn of(letter: &Letter, from: &Mailbox, now: Timestamp) -> Result<(Address, Vec<u8>), Fault> {
    let to: Address = letter.to.parse().map_err(|_| Fault::Never("the address is none".to_owned()))?;
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to.clone()))
        .subject(&letter.subject)
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .message_id(Some(format!("<{}@{}>", letter.id, from.email.domain())))
        .header(AutoSubmitted)
        .header(ContentLanguage(letter.language.to_owned()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(|_| Fault::Never("the letter cannot be written".to_owned()))?;
    Ok((to, message.formatted()))
}

/// RFC 3834: nobody's out-of-office answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The tag of the language that the letter is in.
#[derive(Clone)]
struct ContentLanguage(String);

impl Header for ContentLanguage {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Content-Language")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), self.0.clone())
    }
}
