//! A server of a test's own, on a folder of its own.

use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use tempfile::TempDir;

use crate::process::{Environment, Process};

/// A sibling that refuses every connection. Only root may listen below 1024, so that no other test
/// can come to listen there.
pub(crate) const NOBODY: &str = "http://127.0.0.1:1";

/// What a server is started with: by default alone, with every sibling refusing connections.
#[derive(Clone)]
pub(crate) struct Setup {
    values: Environment,
    most_file_kilobytes: Option<u64>,
}

impl Setup {
    pub(crate) fn alone() -> Self {
        Self { values: Vec::new(), most_file_kilobytes: None }
            .set("server.port", "0")
            .set("telemetry.listen", "")
            .set("signals.url", NOBODY)
            .set("ml.url", NOBODY)
            .set("video.url", NOBODY)
    }

    /// Sets a value by its key, such as `checkin.deadline_ms`.
    pub(crate) fn set(mut self, key: &str, value: impl ToString) -> Self {
        self.values.push((variable(key), value.to_string()));
        self
    }

    /// Sets a variable of the environment that is none of the server's own.
    pub(crate) fn environment(mut self, name: &str, value: impl ToString) -> Self {
        self.values.push((name.to_owned(), value.to_string()));
        self
    }

    /// Lets no file of the server's grow beyond so many kilobytes.
    pub(crate) fn limit_files(mut self, kilobytes: u64) -> Self {
        self.most_file_kilobytes = Some(kilobytes);
        self
    }

    pub(crate) async fn start(self) -> Server {
        let folder = TempDir::new().unwrap();
        let database = folder.path().join("p.db");
        self.start_in(folder, &database).await
    }

    /// Starts with the database at a place of its own.
    pub(crate) async fn start_at(self, database: &Path) -> Server {
        self.start_in(TempDir::new().unwrap(), database).await
    }

    /// Starts a second server on another's database.
    pub(crate) async fn start_beside(self, other: &Server) -> Server {
        self.start_in(TempDir::new().unwrap(), &other.folder().join("p.db")).await
    }

    /// Starts in a folder on a database that may be there already.
    pub(crate) async fn start_in(self, folder: TempDir, database: &Path) -> Server {
        let setup = self.set("database.url", format!("sqlite://{}", database.display()));
        let (process, address) = setup.serve(folder.path()).await;
        let client = reqwest::Client::builder()
            .no_proxy()
            // Some servers here are slow on purpose.
            .tcp_user_timeout(None)
            .build()
            .unwrap();
        Server { process, address, client, setup, folder }
    }

    async fn serve(&self, folder: &Path) -> (Process, String) {
        Process::serve(folder, &self.values, self.most_file_kilobytes).await
    }
}

/// The variable of the environment that sets a key.
pub(crate) fn variable(key: &str) -> String {
    format!("PILOTLIGHT__{}", key.replace('.', "__").to_uppercase())
}

/// A running server. Requests to it are in `http`.
pub(crate) struct Server {
    process: Process,
    pub(crate) address: String,
    pub(crate) client: reqwest::Client,
    setup: Setup,
    folder: TempDir,
}

impl Server {
    pub(crate) async fn alone() -> Self {
        Setup::alone().start().await
    }

    /// Sets a value for the next start.
    pub(crate) fn set(&mut self, key: &str, value: impl ToString) {
        self.setup = self.setup.clone().set(key, value);
    }

    pub(crate) fn kill(&mut self) {
        self.process.kill();
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn ask_to_stop(&self) {
        self.process.ask_to_stop();
    }

    pub(crate) async fn ended(&mut self) -> ExitStatus {
        self.process.ended().await
    }

    /// Starts anew on the same folder, after whatever ended it.
    pub(crate) async fn start_again(&mut self) {
        self.process.kill();
        let (process, address) = self.setup.serve(self.folder.path()).await;
        (self.process, self.address) = (process, address);
    }

    /// Stops as it is asked to, and starts anew on the same folder.
    pub(crate) async fn restart(&mut self) {
        self.ask_to_stop();
        self.ended().await;
        self.start_again().await;
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("stderr.log")).unwrap()
    }

    /// The files of the folder in which these bytes stand.
    pub(crate) fn files_with(&self, bytes: &[u8]) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| contains(&std::fs::read(path).unwrap(), bytes)).collect()
    }

    /// A line of `/proc/PID/status`, in kilobytes.
    pub(crate) fn kilobytes(&self, name: &str) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// The files that the process has open.
    pub(crate) fn open_files(&self) -> Vec<PathBuf> {
        let descriptors = std::fs::read_dir(format!("/proc/{}/fd", self.process.id())).unwrap();
        let targets = descriptors.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        targets.filter(|target| target.is_absolute()).collect()
    }
}

/// Whether some bytes stand in others.
pub(crate) fn contains(hay: &[u8], needle: &[u8]) -> bool {
    assert!(!needle.is_empty());
    hay.windows(needle.len()).any(|window| window == needle)
}
