//! The conversation with the mail server, step by step: which step fails decides what the fault means.
//!
//! Before a recipient is named it is the server that does not work. From then on it may be this letter.

use std::time::Duration;

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::Mechanism,
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt},
        extension::{Extension, MailParameter},
    },
};
use tokio::time::timeout;

use super::{Smtp, Tls};
use crate::Fault;

/// A farewell may not hold anything up.
const FAREWELL: Duration = Duration::from_secs(2);

impl Smtp {
    /// Connects, encrypts and logs in.
    pub(super) async fn connect(&self) -> Result<AsyncSmtpConnection, Fault> {
        self.step("connecting", self.open()).await.map_err(Fault::Down)
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Error> {
        let implicit = self.tls.clone().filter(|_| self.settings.tls == Tls::Implicit);
        let server = (self.settings.host.as_str(), self.settings.port);
        let limit = Some(self.settings.timeout);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, limit, &self.hello, implicit, None).await?;
        if let (Tls::StartTls, Some(tls)) = (self.settings.tls, &self.tls) {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }

    /// `MAIL FROM`: refused, it is us that the server does not want.
    pub(super) async fn introduce(&self, connection: &mut AsyncSmtpConnection, to: &Address) -> Result<(), Fault> {
        let international = !to.to_string().is_ascii();
        if international && !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Fault::Never("the server takes no such address".to_owned()));
        }
        let parameters = if international { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
        let mail = Mail::new(Some(self.from.email.clone()), parameters);
        self.step("MAIL", connection.command(mail)).await.map(drop).map_err(Fault::Down)
    }

    /// `RCPT TO`, `DATA` and the message itself: it is the server's when the last is answered.
    pub(super) async fn say(
        &self,
        connection: &mut AsyncSmtpConnection,
        to: Address,
        message: &[u8],
    ) -> Result<(), Fault> {
        self.letter_step("RCPT", connection.command(Rcpt::new(to, Vec::new()))).await?;
        self.letter_step("DATA", connection.command(Data)).await?;
        self.letter_step("the message", connection.message(message)).await
    }

    /// Leaves without waiting long for an answer.
    pub(super) async fn close(&self, mut connection: AsyncSmtpConnection) {
        let _left = timeout(FAREWELL, connection.abort()).await;
    }

    /// The step's answer, or its name and code: never the server's own words, which may quote an address.
    async fn step<T>(&self, name: &str, step: impl Future<Output = Result<T, Error>>) -> Result<T, String> {
        match timeout(self.settings.timeout, step).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(fault)) => Err(match fault.status() {
                Some(code) => format!("{name} was answered {code}"),
                None if fault.is_tls() => format!("TLS failed at {name}"),
                None => format!("the connection failed at {name}"),
            }),
            Err(_) => Err(format!("no answer in time at {name}")),
        }
    }

    /// A step that may fail for this letter's sake: 5xx for good, anything else for now. 421 closes the whole service.
    async fn letter_step<T>(&self, name: &str, step: impl Future<Output = Result<T, Error>>) -> Result<(), Fault> {
        let mut code = None;
        let watched = async {
            let answer = step.await;
            code = answer.as_ref().err().and_then(Error::status).map(u16::from);
            answer
        };
        match self.step(name, watched).await {
            Ok(_) => Ok(()),
            Err(reason) => Err(match code {
                Some(421) => Fault::Down(reason),
                Some(500..) => Fault::Never(reason),
                _ => Fault::Later(reason),
            }),
        }
    }
}
