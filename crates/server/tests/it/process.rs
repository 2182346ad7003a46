//! The binary as a child process of the test.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::wait::eventually;

/// How long the server may take to say where it is.
const START_WITHIN: Duration = Duration::from_secs(20);

/// Every value of the environment that the binary is given, by its name.
pub(crate) type Environment = Vec<(String, String)>;

/// A running binary; killed when it goes out of sight.
pub(crate) struct Process {
    child: Child,
}

/// What became of a run that ended by itself.
pub(crate) struct Ended {
    pub(crate) success: bool,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

const BINARY: &str = env!("CARGO_BIN_EXE_pilotlight");

fn command(folder: &Path, environment: &Environment) -> Command {
    prepared(Command::new(BINARY), folder, environment)
}

/// The binary under a shell's limit on the size of files, of which the hard part stays open. The
/// signal that comes with it is not heard, so that writing fails as on a full disk.
fn limited(folder: &Path, environment: &Environment, kilobytes: u64) -> Command {
    let mut command = Command::new("bash");
    let script = format!("trap '' XFSZ; ulimit -S -f {kilobytes}; exec \"$0\"");
    command.args(["-c", &script, BINARY]);
    prepared(command, folder, environment)
}

fn prepared(mut command: Command, folder: &Path, environment: &Environment) -> Command {
    // Nothing of the environment that the tests run in, and all files in one folder.
    command.env_clear().envs(environment.iter().map(|(name, value)| (name, value)));
    command.env("TMPDIR", folder).current_dir(folder).stdin(Stdio::null());
    command
}

impl Process {
    /// Starts the server, with its log at the end of `stderr.log`; gives it and its address.
    pub(crate) async fn serve(
        folder: &Path,
        environment: &Environment,
        most_file_kilobytes: Option<u64>,
    ) -> (Self, String) {
        let command = match most_file_kilobytes {
            Some(kilobytes) => limited(folder, environment, kilobytes),
            None => command(folder, environment),
        };
        let (process, said) = Self::start(folder, command, 1).await;
        let address = said.split_whitespace().find(|word| word.starts_with("http://"));
        let Some(address) = address else {
            let log = std::fs::read_to_string(folder.join("stderr.log")).unwrap_or_default();
            panic!("the server said {said:?}, and on stderr {log}");
        };
        (process, address.to_owned())
    }

    /// Starts the binary with arguments alone; gives it and the first lines that it says.
    pub(crate) async fn say(folder: &Path, arguments: &[&str], lines: usize) -> (Self, String) {
        let mut command = command(folder, &Environment::new());
        command.args(arguments);
        Self::start(folder, command, lines).await
    }

    /// Starts a command and waits for what it says first, or until it says no more.
    async fn start(folder: &Path, mut command: Command, lines: usize) -> (Self, String) {
        let log = folder.join("stderr.log");
        let log = std::fs::OpenOptions::new().create(true).append(true).open(log).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let process = Self { child };
        let (say, said) = tokio::sync::oneshot::channel();
        std::thread::spawn(move || {
            let mut text = String::new();
            for _ in 0..lines {
                let _ = stdout.read_line(&mut text);
            }
            let _ = say.send(text);
            let _ = stdout.read_to_end(&mut Vec::new());
        });
        let said = tokio::time::timeout(START_WITHIN, said).await;
        (process, said.expect("the process says in time where it is").unwrap())
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut would.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop.
    pub(crate) fn ask_to_stop(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits until it has ended.
    pub(crate) async fn ended(&mut self) -> ExitStatus {
        eventually("the process ends", async || self.child.try_wait().unwrap()).await
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs the binary until it ends by itself, which it must.
pub(crate) async fn run(folder: &Path, arguments: &[&str], environment: &Environment) -> Ended {
    let mut command = command(folder, environment);
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = Process { child: command.spawn().unwrap() };
    // Read on the side, so that a full pipe does not keep it from ending.
    let out = read_aside(process.child.stdout.take().unwrap());
    let err = read_aside(process.child.stderr.take().unwrap());
    let what = format!("{arguments:?} ends with {environment:?}");
    let ended = eventually(&what, async || process.child.try_wait().unwrap()).await;
    let success = ended.success();
    Ended { success, stdout: out.await.unwrap(), stderr: err.await.unwrap() }
}

fn read_aside(mut from: impl Read + Send + 'static) -> tokio::task::JoinHandle<String> {
    tokio::task::spawn_blocking(move || {
        let mut text = String::new();
        from.read_to_string(&mut text).unwrap();
        text
    })
}
