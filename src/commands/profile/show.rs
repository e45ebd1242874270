//! `profile show`: every property of a profile, masked, with its place, and where readers differ.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::{Value as Json, json};

use super::super::{Context, Outcome};
use super::editing::unknown_profile;
use crate::aws_files::{Property, Reader, Store, Value, View, printable, shown_value, summaries};
use crate::ui::Report;

const EXAMPLES: &str = "Examples:
  awsn-setup profile show default";

/// Show every property of a profile, masked, with its place
#[derive(Args, Debug)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// The profile
    name: String,
}

/// Shows what the provider's reader sees, and what others see otherwise.
pub(super) fn run(args: ShowArgs, context: Context<'_>) -> Outcome {
    let store = Store::at(context.env)?;
    let contents = store.read()?;
    let views: Vec<(Reader, Option<View>)> =
        Reader::ALL.into_iter().map(|reader| (reader, contents.view(reader).ok())).collect();
    let all = summaries(&contents);
    let Some(summary) = all.iter().find(|one| one.name == args.name) else {
        return Err(unknown_profile(&args.name, all.into_iter().map(|one| one.name)));
    };
    let keys: BTreeSet<&String> = views
        .iter()
        .filter_map(|(_, view)| view.as_ref()?.profiles.get(&args.name))
        .flat_map(|section| section.properties.keys())
        .collect();
    let mut rows = Vec::new();
    let mut properties = Vec::new();
    for key in keys {
        let seen: Vec<(Reader, Option<&Property>)> = views
            .iter()
            .map(|(reader, view)| {
                (*reader, view.as_ref().and_then(|view| view.profiles.get(&args.name)?.properties.get(key)))
            })
            .collect();
        let Some(property) = seen.iter().find_map(|(_, property)| *property) else { continue };
        let differing: Vec<&str> = seen
            .iter()
            .filter(|(_, other)| other.map(|other| plain(&other.value)) != Some(plain(&property.value)))
            .map(|(reader, _)| reader.name())
            .collect();
        let path = store.locations().path(property.file);
        let value = shown(key, &property.value);
        let place = format!("{}:{}", context.env.display(path), property.line);
        let note =
            if differing.is_empty() { String::new() } else { format!("  seen otherwise by {}", differing.join(", ")) };
        let key = printable(key);
        rows.push(format!("  {key} = {}  {}{note}", text(&value), context.ui.out().dim(&place)));
        properties.push(json!({
            "key": key, "value": value, "file": path, "line": property.line, "seen_otherwise_by": differing,
        }));
    }
    let human = format!("{} ({})\n{}", args.name, summary.kind.words(), rows.join("\n"));
    let result = json!({
        "name": args.name, "kind": summary.kind, "account": summary.account, "region": summary.region,
        "unseen_by": summary.unseen_by, "properties": properties,
    });
    Ok(Report::new(result, human))
}

/// A block in one form, since one reader keeps it as text.
fn plain(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim_start_matches('\n').to_owned(),
        Value::Nested(block) => {
            block.iter().map(|(key, value)| format!("{key} = {value}")).collect::<Vec<_>>().join("\n")
        }
    }
}

fn shown(key: &str, value: &Value) -> Json {
    match value {
        Value::Text(text) => json!(shown_value(key, text)),
        Value::Nested(block) => {
            json!(
                block
                    .iter()
                    .map(|(key, value)| (key, shown_value(key, value)))
                    .collect::<std::collections::BTreeMap<_, _>>()
            )
        }
    }
}

fn text(value: &Json) -> String {
    match value {
        Json::String(text) => printable(&text.replace('\n', " | ")),
        Json::Object(block) => {
            let parts: Vec<String> = block
                .iter()
                .map(|(key, value)| format!("{key} = {}", printable(value.as_str().unwrap_or_default())))
                .collect();
            format!("{{ {} }}", parts.join(", "))
        }
        other => other.to_string(),
    }
}
