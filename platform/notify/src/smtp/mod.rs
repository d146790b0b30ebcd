//! E-mail by SMTP.

mod connection;
mod message;

use std::{sync::Arc, time::Duration};

use db::Clock;
use futures_util::future::BoxFuture;
use lettre::{
    message::Mailbox,
    transport::smtp::{
        authentication::Credentials,
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        extension::ClientId,
    },
};
use thiserror::Error;
use tokio::sync::Mutex;

use crate::{Channel, ChannelKind, Fault, Letter, Receipt};

/// Connections that wait for the next letter.
const IDLE: usize = 4;

/// How to reach the mail server.
#[derive(Clone)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub tls: Tls,
    /// Certificates (PEM) of an authority of one's own that vouches for the server, beside those the machine trusts.
    pub authority: Option<Vec<u8>>,
    /// User and password, where the server asks for them.
    pub credentials: Option<(String, String)>,
    /// Who the letters are from, as in `Helsevei <varsel@helse.example>`.
    pub from: String,
    /// For each step of the conversation.
    pub timeout: Duration,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tls {
    /// The connection begins in clear and must be encrypted before anything is said.
    #[default]
    StartTls,
    /// Encrypted from the first byte.
    Implicit,
    /// In clear: for a server on the same machine.
    None,
}

/// Why e-mail cannot be set up.
#[derive(Debug, Error)]
pub enum SmtpError {
    #[error("the sender's address cannot be read")]
    From,
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] lettre::transport::smtp::Error),
}

/// The channel. Connections are kept open between letters.
pub struct Smtp {
    settings: SmtpSettings,
    from: Mailbox,
    hello: ClientId,
    tls: Option<TlsParameters>,
    credentials: Option<Credentials>,
    clock: Clock,
    idle: Arc<Mutex<Vec<AsyncSmtpConnection>>>,
}

impl Smtp {
    /// # Errors
    /// A sender that is no address, or certificates that cannot be read.
    pub fn new(settings: SmtpSettings, clock: Clock) -> Result<Self, SmtpError> {
        let from: Mailbox = settings.from.parse().map_err(|_| SmtpError::From)?;
        let tls = match settings.tls {
            Tls::None => None,
            Tls::StartTls | Tls::Implicit => Some(trust(&settings)?),
        };
        let credentials = settings.credentials.clone().map(|(user, password)| Credentials::new(user, password));
        // Not the machine's own name, which is nobody's business.
        let hello = ClientId::Domain(from.email.domain().to_owned());
        Ok(Self { settings, from, hello, tls, credentials, clock, idle: Arc::default() })
    }

    async fn send(&self, letter: &Letter) -> Result<Receipt, Fault> {
        let (to, message) = message::of(letter, &self.from, self.clock.now())?;
        let (mut connection, waited) = match self.idle.lock().await.pop() {
            Some(connection) => (connection, true),
            None => (self.connect().await?, false),
        };
        let mut opened = self.introduce(&mut connection, &to).await;
        if waited && opened.is_err() {
            // The server closes connections that have waited too long: that is no fault of the letter's or of its own.
            connection = self.connect().await?;
            opened = self.introduce(&mut connection, &to).await;
        }
        let sent = match opened {
            Ok(()) => self.say(&mut connection, to, &message).await,
            fault => fault,
        };
        match sent {
            Ok(()) => {
                self.keep(connection).await;
                Ok(Receipt)
            }
            Err(fault) => {
                self.close(connection).await;
                Err(fault)
            }
        }
    }

    async fn keep(&self, connection: AsyncSmtpConnection) {
        let mut idle = self.idle.lock().await;
        if idle.len() < IDLE {
            idle.push(connection);
        } else {
            drop(idle);
            self.close(connection).await;
        }
    }
}

/// Whom the mail server's certificate is believed from.
fn trust(settings: &SmtpSettings) -> Result<TlsParameters, SmtpError> {
    let mut trusted = TlsParameters::builder(settings.host.clone());
    if let Some(pem) = &settings.authority {
        trusted = trusted.add_root_certificate(Certificate::from_pem(pem)?);
    }
    Ok(trusted.build_rustls()?)
}

impl Channel for Smtp {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Email
    }

    fn deliver<'a>(&'a self, letter: &'a Letter) -> BoxFuture<'a, Result<Receipt, Fault>> {
        Box::pin(self.send(letter))
    }
}
