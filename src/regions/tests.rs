use super::*;

#[test]
fn there_are_46_regions_in_8_partitions() {
    assert_eq!(PARTITIONS.len(), 8);
    assert_eq!(all().count(), 46);
    let mut names: Vec<_> = all().map(|(name, ..)| name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 46, "a region is listed twice");
}

#[test]
fn every_region_has_the_form_of_its_own_partition_and_of_no_other() {
    for (name, _, home) in all() {
        for partition in PARTITIONS {
            assert_eq!(partition.has_form_of(name), partition == home, "{name} in {}", partition.id);
        }
        assert!(is_listed(home.default_region));
    }
}

#[test]
fn a_new_region_of_a_known_form_is_plausible() {
    for (name, id) in [("us-east-9", "aws"), ("eusc-de-west-2", "aws-eusc"), ("us-isob-north-1", "aws-iso-b")] {
        assert_eq!(standing(name), Standing::Plausible(partition(id).unwrap()), "{name}");
        assert_eq!(partition_of(name).unwrap().id, id);
    }
    for name in
        ["", "us-east-1a", "US-EAST-1", "eu-west-1 ", "aws-global", "us-east-", "eusc-fr-west-1", "us--1", "x-y-1"]
    {
        assert_eq!(standing(name), Standing::Unknown, "{name}");
    }
}

#[test]
fn what_was_meant_is_suggested() {
    for (typed, meant) in [
        ("us-east-1a", "us-east-1"),
        ("US-EAST-1", "us-east-1"),
        (" eu-west-1 ", "eu-west-1"),
        ("us_west_2", "us-west-2"),
        ("us-wset-2", "us-west-2"),
        ("uswest2", "us-west-2"),
        ("us-west-2-lax-1a", "us-west-2"),
        ("Ireland", "eu-west-1"),
        ("Europe (Frankfurt)", "eu-central-1"),
        ("Virginia", "us-east-1"),
    ] {
        assert_eq!(suggest(typed), Some(meant), "{typed}");
    }
    assert_eq!(suggest("somewhere"), None);
    assert_eq!(suggest(""), None);
}

#[test]
#[allow(clippy::print_stderr)]
fn the_table_is_that_of_the_published_partitions() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/published/partitions.json");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("skipped 1: {path} is not here");
        return;
    };
    let published: serde_json::Value = serde_json::from_str(&text).unwrap();
    let published = published["partitions"].as_array().unwrap();
    assert_eq!(published.len(), PARTITIONS.len());
    for partition in PARTITIONS {
        let theirs = published.iter().find(|p| p["id"] == partition.id).unwrap();
        assert_eq!(theirs["outputs"]["dnsSuffix"], partition.dns_suffix);
        assert_eq!(theirs["outputs"]["dualStackDnsSuffix"], partition.dual_stack_dns_suffix);
        assert_eq!(theirs["outputs"]["implicitGlobalRegion"], partition.default_region);
        let regions: Vec<(&str, &str)> = theirs["regions"]
            .as_object()
            .unwrap()
            .iter()
            .filter(|(name, _)| !name.ends_with("-global"))
            .map(|(name, region)| (name.as_str(), region["description"].as_str().unwrap()))
            .collect();
        assert_eq!(regions, partition.regions);
        let regex = theirs["regionRegex"].as_str().unwrap().replace('\\', "");
        for prefix in partition.prefixes {
            let last = prefix.rsplit('-').next().unwrap();
            assert!(regex.contains(last), "{regex} does not speak of {prefix}");
        }
    }
}
