//! A message written and sent as a citizen does it without scripts: four forms, each leading to the next.

use std::io;

use uuid::Uuid;

use crate::load::Connection;

/// Citizens who write to an office, one after the other.
pub struct Errand {
    /// The address of each one's inbox, and header `cookie`.
    pub writers: Vec<(String, String)>,
    pub office: Uuid,
}

impl Errand {
    /// The first form: to whom.
    pub fn first(&self, at: usize) -> Vec<u8> {
        let (inbox, cookie) = &self.writers[at % self.writers.len()];
        form(&format!("{inbox}/ny"), cookie, &format!("mottaker={}", self.office))
    }

    /// All of them over one connection; 200 where the message has been sent.
    pub async fn run(&self, connection: &mut Connection, at: usize) -> io::Result<u16> {
        let (_, cookie) = &self.writers[at % self.writers.len()];
        let mut next = step(connection, &self.first(at)).await?;
        for typed in ["type=question", "emne=Vondt+kne&tekst=Det+har+vart+i+to+uker.&gjor=videre", ""] {
            next = step(connection, &form(&next, cookie, typed)).await?;
        }
        if next.ends_with("?sendt=ja") { Ok(200) } else { Err(io::Error::other("the message is not sent")) }
    }
}

/// Where a form leads.
async fn step(connection: &mut Connection, request: &[u8]) -> io::Result<String> {
    let status = connection.ask(request).await?;
    connection.header("location").ok_or_else(|| io::Error::other(format!("a form is answered {status}")))
}

fn form(path: &str, cookie: &str, typed: &str) -> Vec<u8> {
    let length = typed.len();
    format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{typed}"
    )
    .into_bytes()
}
