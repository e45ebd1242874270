use std::fs;

use super::*;

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Home(tempfile::tempdir().unwrap())
    }

    fn change(&self) -> ChangeSet {
        let env = Environment::of(self.0.path(), [("HOME", self.0.path().to_str().unwrap())]);
        let mut change = ChangeSet::begin(&env, "test", false);
        change.journal = Some(Journal::at(&self.0.path().join("state")));
        change
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .unwrap()
            .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

#[test]
fn two_files_change_together_and_come_back() {
    let home = Home::new();
    fs::write(home.path("a"), "old").unwrap();
    let mut change = home.change();
    for name in ["a", "b"] {
        change.open(&home.path(name), Privacy::Secret, unmasked).unwrap();
        change.stage(&home.path(name), b"new".to_vec());
    }
    let receipt = change.commit().unwrap();
    assert_eq!(receipt.written, [home.path("a"), home.path("b")]);
    assert!(receipt.not_undoable.is_none());
    assert_eq!(home.names(), ["a", "b", "state"]);

    let journal = Journal::at(&home.path("state"));
    let entries = journal.entries();
    let env = Environment::of(home.0.path(), [("HOME", "/nowhere")]);
    journal.restore(&env, &entries[0], false, false).unwrap().commit().unwrap();
    assert_eq!(fs::read(home.path("a")).unwrap(), b"old");
    assert!(!home.path("b").exists());
}

#[test]
fn undo_refuses_a_file_that_was_changed_since() {
    let home = Home::new();
    let mut change = home.change();
    change.open(&home.path("a"), Privacy::Secret, unmasked).unwrap();
    change.stage(&home.path("a"), b"ours".to_vec());
    change.commit().unwrap();
    fs::write(home.path("a"), "theirs").unwrap();
    let journal = Journal::at(&home.path("state"));
    let env = Environment::of(home.0.path(), [("HOME", "/nowhere")]);
    let refused = journal.restore(&env, &journal.entries()[0], false, false);
    assert!(matches!(refused, Err(ChangeError::ChangedMeanwhile { .. })));
    assert_eq!(fs::read(home.path("a")).unwrap(), b"theirs");
}

#[test]
fn a_write_by_another_program_is_noticed() {
    let home = Home::new();
    fs::write(home.path("a"), "old").unwrap();
    let mut change = home.change();
    change.open(&home.path("a"), Privacy::Secret, unmasked).unwrap();
    change.stage(&home.path("a"), b"ours".to_vec());
    fs::write(home.path("a"), "theirs").unwrap();
    assert!(matches!(change.commit(), Err(ChangeError::ChangedMeanwhile { .. })));
    assert_eq!(fs::read(home.path("a")).unwrap(), b"theirs");
    assert_eq!(home.names(), ["a", "state"]);
}

#[test]
fn a_held_lock_names_its_holder() {
    let home = Home::new();
    let mut first = home.change();
    first.open(&home.path("a"), Privacy::Secret, unmasked).unwrap();
    match home.change().open(&home.path("a"), Privacy::Secret, unmasked) {
        Err(ChangeError::Locked { holder, .. }) => {
            assert!(holder.contains("awsn-setup test"), "{holder}")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_dry_run_writes_nothing_at_all() {
    let home = Home::new();
    let mut change = home.change();
    change.dry_run = true;
    change.open(&home.path("dir/a"), Privacy::Secret, unmasked).unwrap();
    change.stage(&home.path("dir/a"), b"x".to_vec());
    assert!(change.is_changed());
    change.commit().unwrap();
    assert_eq!(home.names(), Vec::<String>::new());
}

#[test]
fn a_diff_shows_masked_lines_and_still_sees_a_changed_secret() {
    let home = Home::new();
    fs::write(home.path("a"), "id = 1\nsecret = old\n").unwrap();
    let mask: Mask =
        |text| text.lines().map(|l| if l.starts_with("secret") { "secret = ****".into() } else { l.into() }).collect();
    let mut change = home.change();
    change.open(&home.path("a"), Privacy::Secret, mask).unwrap();
    change.stage(&home.path("a"), b"id = 1\nsecret = new\n".to_vec());
    let env = Environment::of(home.0.path(), [("HOME", "/nowhere")]);
    assert_eq!(change.diff(&env), "--- a\n+++ a\n@@ -1,2 +1,2 @@\n id = 1\n-secret = ****\n+secret = ****\n");
}
