//! Text that must never be shown: no `Display`, no `Serialize`, a masked `Debug`, zeroed when dropped.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroize;

/// A secret access key, a session token, a passphrase, or text that may hold one.
#[derive(Clone)]
pub struct Secret(SecretString);

impl Secret {
    /// Takes over `text`; the buffer is zeroed with the secret.
    pub fn new(text: String) -> Self {
        Secret(SecretString::from(text))
    }

    /// Reads a secret from bytes that are zeroed afterwards, valid UTF-8 or not.
    ///
    /// # Errors
    /// Gives the offset of the first byte that is not UTF-8.
    pub fn from_bytes(mut bytes: Vec<u8>) -> Result<Self, usize> {
        let text = std::str::from_utf8(&bytes).map(str::to_owned).map_err(|error| error.valid_up_to());
        bytes.zeroize();
        text.map(Secret::new)
    }

    /// The text itself, for the one place that has to send or store it.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.expose() == other.expose()
    }
}

impl Eq for Secret {}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret::new(text.to_owned())
    }
}

/// Keeps this process's memory out of core dumps and of debuggers of the same user, where the system can do that.
pub fn forbid_dumps() {
    #[cfg(target_os = "linux")]
    let _ = nix::sys::prctl::set_dumpable(false);
    #[cfg(unix)]
    let _ = nix::sys::resource::setrlimit(nix::sys::resource::Resource::RLIMIT_CORE, 0, 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_is_masked() {
        assert_eq!(format!("{:?}", Secret::from("wJalrXUtnFEMI")), "[secret]");
    }

    #[test]
    fn bytes_that_are_no_text_are_located() {
        assert_eq!(Secret::from_bytes(vec![b'a', 0xff]).unwrap_err(), 1);
        assert_eq!(Secret::from_bytes(b"ok".to_vec()).unwrap().expose(), "ok");
    }
}
