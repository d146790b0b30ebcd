//! Tells systemd, where it started us, that we are open, alive, and on our way down (`sd_notify(3)`).

use std::{
    env, io,
    os::{
        linux::net::SocketAddrExt,
        unix::{
            ffi::OsStrExt,
            net::{SocketAddr, UnixDatagram},
        },
    },
    time::Duration,
};

use tokio::time::interval;
use tracing::warn;

/// The process that watches over this one; says nothing where there is none.
#[derive(Clone, Copy, Debug, Default)]
pub struct Supervisor;

impl Supervisor {
    /// The portal answers.
    pub fn ready(self) {
        tell("READY=1\nSTATUS=open");
    }

    /// SIGTERM came: what is under way is ended.
    pub fn stopping(self) {
        tell("STOPPING=1\nSTATUS=answering what came in");
    }

    /// Says now and then that the process still turns, where `WatchdogSec=` is set. Ends with its runtime.
    pub async fn stay_alive(self) {
        let Some(period) = env::var("WATCHDOG_USEC").ok().and_then(|micros| micros.parse().ok()) else { return };
        let mut ticks = interval(Duration::from_micros(period) / 2);
        loop {
            ticks.tick().await;
            tell("WATCHDOG=1");
        }
    }
}

fn tell(state: &str) {
    if let Some(socket) = env::var_os("NOTIFY_SOCKET")
        && let Err(fault) = send(socket.as_bytes(), state)
    {
        warn!(%fault, "systemd cannot be told: is NotifyAccess= set?");
    }
}

/// A name that begins with `@` lies in no folder.
fn send(socket: &[u8], state: &str) -> io::Result<()> {
    let address = match socket.strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(std::ffi::OsStr::from_bytes(socket))?,
    };
    UnixDatagram::unbound()?.send_to_addr(state.as_bytes(), &address).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_supervisor_hears_what_it_is_told_on_a_socket_of_either_kind() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notify");
        let in_folder = UnixDatagram::bind(&path).expect("a socket");
        let name = format!("helsevei-test-{}", std::process::id());
        let nowhere = SocketAddr::from_abstract_name(name.as_bytes()).expect("a name");
        let nowhere = UnixDatagram::bind_addr(&nowhere).expect("a socket");
        for (socket, address) in
            [(in_folder, path.as_os_str().as_bytes().to_vec()), (nowhere, format!("@{name}").into_bytes())]
        {
            send(&address, "READY=1").expect("told");
            let mut heard = [0; 64];
            let length = socket.recv(&mut heard).expect("heard");
            assert_eq!(&heard[..length], b"READY=1");
        }
    }
}
