//! Findings of headers: lines 12 to 14 and 25 to 32 of the table.

use super::Scan;
use crate::aws_files::profile::is_portable_name;
use crate::aws_files::reading::{FileKind, aws_cli, go};
use crate::finding::Reader;
use crate::finding::Reader::{AwsCli, Go, Sdk};

impl Scan<'_> {
    pub(super) fn header(&mut self, line: &str, content: &str, number: usize) {
        self.above = None;
        self.keys.clear();
        if line.starts_with([' ', '\t']) {
            self.error(number, "indented-header", &[Sdk], ("an indented header", "start it at the left edge"));
        }
        let Some(name) = go::header(line) else {
            let named = aws_cli::header(content).map(str::to_owned);
            if named.is_some() {
                self.section = named;
            }
            let text = (
                "the provider ignores this header: the keys below it overwrite those of the section above",
                "write the name without `#`, `;` or anything behind the bracket",
            );
            let readers: &[Reader] = if content.contains(']') { &[Go, Sdk] } else { &Reader::ALL };
            self.error(number, "bad-header", readers, text);
            return;
        };
        self.section = Some(name.clone());
        self.header_name(&name, content, number);
        if let Some(first) = self.headers.insert(name, number) {
            let text = format!("this section is already there in line {first}: the AWS CLI refuses the whole file");
            self.error(number, "duplicate-section", &[AwsCli], (&text, "merge the two"));
        }
    }

    fn header_name(&mut self, name: &str, content: &str, number: usize) {
        let (kind, bare) = name.split_once(' ').map_or((None, name), |(kind, bare)| (Some(kind), bare));
        if !self.header_kind(name, kind, number) {
            self.bare_name(kind, bare, content, number);
        }
        let twin = if name == "default" { "profile default" } else { "default" };
        let is_config = self.file == FileKind::Config;
        if is_config && (name == "default" || name == "profile default") && self.headers.contains_key(twin) {
            let text = ("[default] beside [profile default]: readers take different ones", "merge the two");
            self.error(number, "default-twice", &[AwsCli], text);
        }
        if is_config && kind.is_some_and(|kind| !["profile", "sso-session", "services"].contains(&kind)) {
            let text = ("a kind of section that no reader knows", "remove it, or write [profile NAME]");
            self.warning(number, "unknown-section", &[], text);
        }
    }

    /// A header that is none of a profile for some reader. Gives whether it is such a one.
    fn header_kind(&mut self, name: &str, kind: Option<&str>, number: usize) -> bool {
        let is_config = self.file == FileKind::Config;
        let is_miscased = |kind: &str| kind != "profile" && kind.eq_ignore_ascii_case("profile");
        let all = &Reader::ALL;
        if name == "DEFAULT" {
            let text = ("the AWS CLI lets every profile inherit from [DEFAULT]", "write [default]");
            self.warning(number, "section-DEFAULT", &[AwsCli], text);
        } else if (name != "default" && name.eq_ignore_ascii_case("default")) || kind.is_some_and(is_miscased) {
            let text = ("no reader takes this header for a profile: case matters", "write it in lower case");
            self.error(number, "header-case", all, text);
        } else if is_config && kind.is_none() && name != "default" {
            let text = (
                "no reader takes this for a profile: in the config file a header is [profile NAME]",
                "write [profile NAME]",
            );
            self.error(number, "missing-profile-prefix", all, text);
        } else if !is_config && kind == Some("profile") {
            let text =
                ("in the credentials file a header is the name alone; no reader finds this profile", "write [NAME]");
            self.error(number, "profile-prefix-in-credentials", all, text);
        } else {
            return false;
        }
        true
    }

    /// A name that some reader takes for another one.
    fn bare_name(&mut self, kind: Option<&str>, bare: &str, content: &str, number: usize) {
        let inner = content[1..].split(']').next().unwrap_or_default();
        let is_config = self.file == FileKind::Config;
        if bare.contains(['"', '\'']) {
            let text =
                ("the provider takes the quotes for a part of the name", "use a name without blanks, and no quotes");
            self.error(number, "quoted-name", &[Go, Sdk], text).fixable =
                is_portable_name(bare.trim_matches(['"', '\'']));
        } else if bare.contains([' ', '\t']) || (!is_config && kind.is_some()) {
            let readers: &[Reader] = if is_config { &[AwsCli, Sdk] } else { &[Sdk] };
            let text = ("a name with a blank, which some readers ignore", "rename the profile");
            self.error(number, "name-with-blank", readers, text);
        } else if !is_portable_name(bare) {
            let text = ("a name with characters that other SDKs do not read", "rename the profile");
            self.warning(number, "name-characters", &[Sdk], text);
        } else if inner.trim() != inner && (kind.is_none() || inner.starts_with([' ', '\t'])) {
            let text = ("blanks inside of the brackets: the AWS CLI takes them for a part of the name", "remove them");
            self.error(number, "padded-header", &[AwsCli], text).fixable = true;
        }
    }
}
