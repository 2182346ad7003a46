//! Places for a database where things go wrong: a disk of a few megabytes, a file that cannot grow.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

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
