//! Places for a database where things go wrong: a disk of a few megabytes, a file that cannot grow.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::fcntl::{FcntlArg, fcntl};
use nix::libc::{self, SEEK_SET};
use tempfile::TempDir;

use crate::server::Server;

/// Runs a command of the system, and says whether it went well.
pub(crate) fn system(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}

/// A disk in memory, unmounted when it goes out of sight.
pub(crate) struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// `None` where this process may not mount anything.
    pub(crate) fn mount(kilobytes: u32) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let size = format!("size={kilobytes}k,mode=700");
        let path = folder.path().to_str().unwrap();
        system("mount", &["-t", "tmpfs", "-o", &size, "pilotlight-test", path])
            .then_some(Self { folder })
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn set_read_only(&self, is: bool) {
        let how = if is { "remount,ro" } else { "remount,rw" };
        assert!(system("mount", &["-o", how, self.path().to_str().unwrap()]), "{how}");
    }

    /// Fills what is left with a file, and gives its path.
    pub(crate) fn fill(&self) -> PathBuf {
        let filler = self.path().join("filler");
        let of = format!("of={}", filler.display());
        // dd ends with an error, for the disk is full.
        system("dd", &["if=/dev/zero", &of, "bs=1k"]);
        assert!(std::fs::write(self.path().join("one-more"), [0; 8192]).is_err());
        std::fs::remove_file(self.path().join("one-more")).unwrap();
        filler
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        system("umount", &["--lazy", self.folder.path().to_str().unwrap()]);
    }
}

/// Locks everything that SQLite's readers and writers need, as a process that hangs in the middle
/// of repairing the write-ahead log would.
pub(crate) fn lock_all(server: &Server) -> std::fs::File {
    let shared = server.folder().join("p.db-shm");
    let file = OpenOptions::new().read(true).write(true).open(shared).unwrap();
    // The eight locks of the write-ahead log's index, from byte 120.
    let locks = libc::flock {
        l_type: i16::try_from(libc::F_WRLCK).unwrap(),
        l_whence: i16::try_from(SEEK_SET).unwrap(),
        l_start: 120,
        l_len: 8,
        l_pid: 0,
    };
    fcntl(&file, FcntlArg::F_SETLKW(&locks)).unwrap();
    file
}
