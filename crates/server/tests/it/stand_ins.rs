//! Running stand-ins for the siblings.

use std::collections::HashMap;

use tempfile::TempDir;

use crate::process::{Ended, Environment, Process, run};
use crate::server::{Setup, variable};

/// A running `pilotlight siblings serve`.
pub(crate) struct StandIns {
    pub(crate) process: Process,
    addresses: HashMap<String, String>,
    folder: TempDir,
}

impl StandIns {
    /// Starts them on free ports, with arguments besides.
    pub(crate) async fn start(arguments: &[&str]) -> Self {
        let folder = TempDir::new().unwrap();
        let ports = ["--signals-port", "0", "--ml-port", "0", "--video-port", "0"];
        let all = [&["siblings", "serve"], &ports[..], arguments].concat();
        let (process, said) = Process::say(folder.path(), &all, 3).await;
        let lines = said.lines().map(|line| line.split_once(' ').unwrap());
        let addresses =
            lines.map(|(name, address)| (name.to_owned(), address.to_owned())).collect();
        Self { process, addresses, folder }
    }

    pub(crate) fn address(&self, sibling: &str) -> &str {
        &self.addresses[sibling]
    }

    /// A server that has them for siblings.
    pub(crate) fn setup(&self) -> Setup {
        let with = |setup: Setup, name| setup.set(&format!("{name}.url"), self.address(name));
        ["signals", "ml", "video"].into_iter().fold(Setup::alone(), with)
    }

    /// Checks them, with these arguments and settings.
    pub(crate) async fn check(&self, arguments: &[&str], settings: &[(&str, &str)]) -> Ended {
        let urls = self.addresses.iter().map(|(name, url)| (variable(&format!("{name}.url")), url));
        let settings = settings.iter().map(|(key, value)| (variable(key), (*value).to_owned()));
        let environment: Environment =
            urls.map(|(name, url)| (name, url.clone())).chain(settings).collect();
        let all = [&["siblings", "check"], arguments].concat();
        run(self.folder.path(), &all, &environment).await
    }
}
