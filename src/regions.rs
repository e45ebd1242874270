//! The regions of AWS and their partitions, as botocore's `partitions.json` has them (botocore 1.43.11).
//!
//! A test holds the table against that file where it is at hand. Which endpoint a service has in a region is left to
//! the SDK.

mod suggest;
mod table;
#[cfg(test)]
mod tests;

pub use suggest::suggest;
pub use table::PARTITIONS;

/// A group of regions with accounts, ARNs and host names of its own.
#[derive(Debug, PartialEq, Eq)]
pub struct Partition {
    /// The name, as the second field of an ARN has it.
    pub id: &'static str,
    /// The domain below which its services answer: `sts.REGION.SUFFIX`.
    pub dns_suffix: &'static str,
    /// The same for hosts that answer on IPv4 and IPv6.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that is on for every account of the partition.
    pub default_region: &'static str,
    /// What a region of this partition begins with, before `-word-number`: the rule by which SDKs place a region
    /// that is newer than they are.
    pub prefixes: &'static [&'static str],
    /// The regions, by name, with AWS's own description.
    pub regions: &'static [(&'static str, &'static str)],
}

/// What is known about a region's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is in the list.
    Listed(&'static Partition),
    /// It is not in the list, but has the form of this partition's regions; a newer one, or a typing error.
    Plausible(&'static Partition),
    /// It is no region.
    Unknown,
}

/// What is known about `name`. Exact: neither case nor spaces are forgiven, since no SDK forgives them.
pub fn standing(name: &str) -> Standing {
    let listed = |partition: &&Partition| partition.regions.iter().any(|(region, _)| *region == name);
    if let Some(partition) = PARTITIONS.iter().find(listed) {
        return Standing::Listed(partition);
    }
    match PARTITIONS.iter().find(|partition| partition.has_form_of(name)) {
        Some(partition) => Standing::Plausible(partition),
        None => Standing::Unknown,
    }
}

/// Whether `name` is in the list of regions.
pub fn is_listed(name: &str) -> bool {
    matches!(standing(name), Standing::Listed(_))
}

/// The partition that a region belongs to, by the list or else by its form.
pub fn partition_of(region: &str) -> Option<&'static Partition> {
    match standing(region) {
        Standing::Listed(partition) | Standing::Plausible(partition) => Some(partition),
        Standing::Unknown => None,
    }
}

/// The partition with this id, as in `arn:aws-cn:…`.
pub fn partition(id: &str) -> Option<&'static Partition> {
    PARTITIONS.iter().find(|partition| partition.id == id)
}

/// All regions with their descriptions and partitions, the commercial ones first.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str, &'static Partition)> {
    PARTITIONS
        .iter()
        .flat_map(|partition| partition.regions.iter().map(move |(name, description)| (*name, *description, partition)))
}

impl Partition {
    /// Whether `name` is `PREFIX-word-number` with a prefix of this partition (`regionRegex` in `partitions.json`).
    fn has_form_of(&self, name: &str) -> bool {
        let word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let form =
            |rest: &str| rest.split_once('-').is_some_and(|(direction, digits)| word(direction) && number(digits));
        self.prefixes
            .iter()
            .any(|prefix| name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-')).is_some_and(form))
    }
}
