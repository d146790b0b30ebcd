//! The demo's systems: a file each, ready to call, kept from start to start.

use std::{collections::BTreeSet, fs, os::unix::fs::PermissionsExt, path::Path};

use db::{Clock, Random};
use testing::{DemoSystem, TestPortal};

fn files(folder: &Path) -> Vec<DemoSystem> {
    DemoSystem::all(folder).expect("files")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ready_system_gets_a_token_and_keeps_its_key_when_the_port_changes() {
    for portal in TestPortal::both().await {
        let portal = portal.with_appointments().await;
        // The systems read this machine's clock.
        portal.clock.set(Clock::system().now());
        let data = tempfile::tempdir().expect("a folder");
        let folder = data.path().join("clients");
        let elsewhere = portal.house.clients("http://127.0.0.1:1").await.expect("clients");
        demo::systems::write(&elsewhere, &folder, &Random::system()).await.expect("written");
        let first = files(data.path());

        let here = portal.house.clients(&portal.origin).await.expect("clients");
        demo::systems::write(&here, &folder, &Random::system()).await.expect("written again");
        let again = files(data.path());
        assert_eq!(first.len(), demo::appointments::sources().len());
        for (one, other) in first.iter().zip(&again) {
            assert_eq!((&one.client_id, &one.private_key_jwk), (&other.client_id, &other.private_key_jwk));
            assert_eq!(other.token_url, format!("{}/oauth/token", portal.origin));
            assert_eq!(other.fhir_base, format!("{}/fhir", portal.origin));
        }
        assert_eq!(again.iter().map(|it| &it.organisation).collect::<BTreeSet<_>>().len(), again.len());
        assert!(!again[0].token().await.expect("a token").is_empty(), "{}", portal.engine);
        for entry in fs::read_dir(&folder).expect("the folder") {
            let mode = entry.expect("a file").metadata().expect("its rights").permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "private keys are for their owner alone");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_ended_by_command_or_whose_file_is_gone_does_not_keep_the_demo_from_starting() {
    let portal = TestPortal::sqlite().await.with_appointments().await;
    let data = tempfile::tempdir().expect("a folder");
    let clients = portal.house.clients(&portal.origin).await.expect("clients");
    let random = Random::system();
    demo::systems::write(&clients, data.path(), &random).await.expect("written");
    let source = demo::appointments::sources().remove(0);
    clients.registry().end(&format!("demo-{}", source.organisation), "test").await.expect("ended");
    for entry in fs::read_dir(data.path()).expect("the folder") {
        fs::remove_file(entry.expect("a file").path()).expect("gone");
    }
    demo::systems::write(&clients, data.path(), &random).await.expect("written again, with new keys");
}
