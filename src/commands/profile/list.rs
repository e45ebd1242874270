//! `profile list`: all profiles at a glance.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;

use super::super::{Context, Outcome};
use crate::aws_files::check::check;
use crate::aws_files::{Locations, Reader, Store, Summary, printable, summaries_of};
use crate::error::Failure;
use crate::ui::Report;

const EXAMPLES: &str = "Examples:
  awsn-setup profile list
  awsn-setup profile list --format json";

/// List all profiles
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ListArgs {}

/// Findings by profile.
type Counts = BTreeMap<String, usize>;

/// Lists what any reader sees.
pub(super) fn run(_: ListArgs, context: Context<'_>) -> Outcome {
    let store = Store::at(context.env)?;
    let contents = store.read()?;
    let views = Reader::ALL.map(|reader| (reader, contents.view(reader)));
    for (reader, view) in &views {
        if let Err(error) = view {
            let failure = Failure::of_unreadable(error, store.locations());
            let place = context.env.display(store.locations().path(error.file));
            context.ui.warn(format!("{} cannot read {place} line {}: {}", reader.name(), error.line, failure.message));
        }
    }
    let all = summaries_of(&views);
    let mut found = BTreeMap::new();
    for noted in check(context.env, &store, &contents, &[]) {
        *found.entry(noted.profile.unwrap_or_default()).or_insert(0) += 1;
    }
    let result: Vec<_> = all.iter().map(|one| shown(one, &found, store.locations())).collect();
    if all.is_empty() {
        context.ui.say("there are no profiles yet; make one: `awsn-setup profile add NAME`");
    }
    Ok(Report::new(result, table(&all, &found, store.locations(), context)))
}

fn count(one: &Summary, found: &Counts) -> usize {
    found.get(&one.name).copied().unwrap_or(0)
}

fn shown(one: &Summary, found: &Counts, locations: &Locations) -> serde_json::Value {
    let mut value = json!(one);
    value["file"] = json!(locations.path(one.file));
    value["findings"] = json!(count(one, found));
    value
}

fn table(all: &[Summary], found: &Counts, locations: &Locations, context: Context<'_>) -> String {
    let rows: Vec<[String; 5]> = all.iter().map(|one| row(one, count(one, found), locations, context)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(width).collect();
    let line = |row: &[String; 5]| {
        let cells: Vec<String> =
            row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}", width = *width)).collect();
        format!("{}  {}", cells.join("  "), context.ui.out().dim(&row[4]))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn row(one: &Summary, findings: usize, locations: &Locations, context: Context<'_>) -> [String; 5] {
    let account = match &one.account {
        Some(account) if account.guessed => format!("{}?", account.id),
        Some(account) => account.id.clone(),
        None => "-".to_owned(),
    };
    let mut place = format!("{}:{}", context.env.display(locations.path(one.file)), one.line);
    if !one.unseen_by.is_empty() {
        let readers: Vec<&str> = one.unseen_by.iter().map(|reader| reader.name()).collect();
        place.push_str(&format!("  not seen by {}", readers.join(", ")));
    }
    if findings > 0 {
        let plural = if findings == 1 { "" } else { "s" };
        place.push_str(&format!("  {findings} finding{plural}"));
    }
    let region = one.region.clone().unwrap_or_else(|| "-".to_owned());
    [printable(&one.name), one.kind.words().to_owned(), printable(&account), printable(&region), place]
}
