//! Both halves: the table this build embeds, and the source the build script writes.

use super::*;
use std::path::PathBuf;

#[test]
fn the_style_sheet_is_embedded_under_the_name_given_out() {
    let sheet = get(stylesheet()).expect("the style sheet");
    assert_eq!(sheet.media_type, "text/css; charset=utf-8");
    assert!(std::str::from_utf8(sheet.bytes).is_ok_and(|css| css.contains('{')));
}

#[test]
fn the_islands_are_whole_or_absent() {
    assert_eq!(islands_script().is_some(), islands_wasm().is_some());
    for path in [islands_script(), islands_wasm()].into_iter().flatten() {
        assert!(get(path).is_some_and(Asset::immutable), "{path}");
    }
}

#[test]
fn public_files_keep_their_own_names_and_may_change() {
    let icon = get("favicon.svg").expect("the mark");
    assert_eq!(icon.media_type, "image/svg+xml");
    assert!(!icon.immutable());
}

#[test]
fn a_file_that_is_not_embedded_is_not_found() {
    for path in ["", "akno", "../Cargo.toml", "favicon.svg.br", "stamp", "FAVICON.SVG"] {
        assert!(get(path).is_none(), "{path}");
    }
}

#[test]
fn each_file_is_found_by_its_own_name() {
    for asset in all() {
        assert_eq!(get(asset.path).map(|found| found.path), Some(asset.path));
    }
}

#[test]
fn compressed_twins_are_smaller_than_the_file() {
    for asset in all() {
        for twin in [asset.br, asset.gz].into_iter().flatten() {
            assert!(twin.len() < asset.bytes.len(), "{}", asset.path);
        }
    }
}

#[test]
fn twins_go_with_their_file_and_the_stamp_stays_outside() {
    let files = ["akno.1.css", "akno.1.css.br", "akno.1.css.gz", "robots.txt", "stamp", ".keep"]
        .map(|n| PathBuf::from("/site").join(n));
    let entries = table::entries(&files).expect("entries");
    let names: Vec<_> = entries.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["akno.1.css", "robots.txt"]);
    assert_eq!(entries[0].br.as_deref(), Some(files[1].as_path()));
    assert_eq!(entries[0].gz.as_deref(), Some(files[2].as_path()));
    assert_eq!(entries[1].br, None);
}

#[test]
fn a_script_without_its_module_is_no_island() {
    let half = ["akno.1.css", "akno.2.js"].map(|n| PathBuf::from("/site").join(n));
    let source = table::source(table::entries(&half).expect("entries")).expect("source");
    assert!(source.contains("ISLANDS: Option<(&str, &str)> = None"), "{source}");
    let whole = ["akno.1.css", "akno.2.js", "akno.3.wasm"].map(|n| PathBuf::from("/site").join(n));
    let source = table::source(table::entries(&whole).expect("entries")).expect("source");
    assert!(source.contains(r#"Some(("akno.2.js", "akno.3.wasm"))"#), "{source}");
}

#[test]
fn the_build_stops_at_a_name_given_twice_a_type_unknown_and_a_missing_style_sheet() {
    let twice = ["/site/akno.css", "/public/akno.css"].map(PathBuf::from);
    assert!(table::source(table::entries(&twice).expect("entries")).is_err());
    assert!(table::entries(&[PathBuf::from("/public/notes.docx")]).is_err());
    let bare = table::entries(&[PathBuf::from("/public/robots.txt")]).expect("entries");
    assert!(table::source(bare).is_err());
}

#[test]
fn a_path_with_quotes_and_backslashes_stays_one_literal() {
    let odd = table::entries(&[PathBuf::from(r#"/si"te\/akno.css"#)]).expect("entries");
    let source = table::source(odd).expect("source");
    assert!(source.contains(r#"include_bytes!("/si\"te\\/akno.css")"#), "{source}");
}

#[test]
fn the_stamp_says_for_which_views_a_bundle_was_made() {
    assert_eq!(table::views_of("views erased\ninputs 12\n"), Some("erased"));
    assert_eq!(table::views_of("inputs 12\n"), None);
}
