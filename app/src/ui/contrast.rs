//! Every pair of colours that meets on a page, in both themes, against WCAG 2.2 AA: 4.5 to 1 for
//! words, 3 to 1 for edges and signs one needs. Reads the tokens from the style sheet itself.

use std::collections::HashMap;

const TOKENS: &str = include_str!("../../../style/00-tokens.css");

const WORDS: f64 = 4.5;
const SIGNS: f64 = 3.0;

/// Foreground, ground, least ratio.
const PAIRS: &[(&str, &str, f64)] = &[
    ("ink", "paper", 7.0),
    ("ink", "wash", 7.0),
    ("ink", "blue-wash", 7.0),
    ("ink", "amber-wash", 7.0),
    ("ink", "green-wash", 7.0),
    ("ink", "red-wash", 7.0),
    ("soft", "paper", WORDS),
    ("soft", "wash", WORDS),
    ("soft", "blue-wash", WORDS),
    ("soft", "amber-wash", WORDS),
    ("soft", "green-wash", WORDS),
    ("soft", "red-wash", WORDS),
    ("blue", "paper", WORDS),
    ("blue", "wash", WORDS),
    ("blue", "blue-wash", WORDS),
    ("blue", "green-wash", WORDS),
    ("blue", "red-wash", WORDS),
    ("blue", "amber-wash", WORDS),
    ("blue-deep", "paper", WORDS),
    ("blue-deep", "wash", WORDS),
    ("blue-deep", "blue-wash", WORDS),
    ("on-press", "press", WORDS),
    ("on-press", "press-deep", WORDS),
    ("paper", "ink", WORDS),
    ("amber-ink", "amber-wash", WORDS),
    ("amber-ink", "paper", WORDS),
    ("amber-ink", "wash", WORDS),
    ("amber-ink", "blue-wash", WORDS),
    ("green", "green-wash", WORDS),
    ("green", "paper", WORDS),
    ("green", "wash", WORDS),
    ("green", "blue-wash", WORDS),
    ("red", "red-wash", WORDS),
    ("red", "paper", WORDS),
    ("red", "wash", WORDS),
    ("red", "blue-wash", WORDS),
    ("red-deep", "paper", WORDS),
    ("on-red", "red", WORDS),
    ("on-red", "red-deep", WORDS),
    ("edge", "paper", SIGNS),
    ("edge", "wash", SIGNS),
    ("edge", "blue-wash", SIGNS),
    ("edge", "amber-wash", SIGNS),
    ("amber", "paper", SIGNS),
    ("amber", "amber-wash", SIGNS),
    ("press", "paper", SIGNS),
    ("press", "blue-wash", SIGNS),
    ("ring", "ring-ground", SIGNS),
    ("ring", "paper", SIGNS),
    ("ring", "wash", SIGNS),
    ("ring", "blue-wash", SIGNS),
    // on a filled button the band next to it is what is seen
    ("ring-ground", "press", SIGNS),
    ("ring-ground", "red", SIGNS),
];

#[test]
fn every_pair_of_colours_is_readable_in_the_light_theme() {
    check(&tokens(light()), "light");
}

#[test]
fn every_pair_of_colours_is_readable_in_the_dark_theme() {
    let mut colours = tokens(light());
    colours.extend(tokens(dark()));
    check(&colours, "dark");
}

#[test]
fn the_dark_theme_draws_every_colour_by_hand() {
    let drawn = tokens(dark());
    for name in tokens(light()).keys() {
        assert!(drawn.contains_key(name), "--{name} has no dark value");
    }
}

fn light() -> &'static str {
    &TOKENS[..dark_at()]
}

fn dark() -> &'static str {
    &TOKENS[dark_at()..]
}

fn dark_at() -> usize {
    TOKENS.find("prefers-color-scheme: dark").expect("a dark theme")
}

fn check(colours: &HashMap<String, [u8; 3]>, theme: &str) {
    let weak: Vec<String> = PAIRS
        .iter()
        .filter_map(|(front, ground, least)| {
            let ratio = ratio(colours[*front], colours[*ground]);
            (ratio < *least).then(|| format!("{theme}: {front} on {ground} is {ratio:.2}, wants {least}"))
        })
        .collect();
    assert!(weak.is_empty(), "{weak:#?}");
}

/// The six-digit colours by the names of their tokens.
fn tokens(css: &str) -> HashMap<String, [u8; 3]> {
    css.lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": #")?;
            let hex = u32::from_str_radix(value.strip_suffix(';')?, 16).expect("a colour in six digits");
            let [_, red, green, blue] = hex.to_be_bytes();
            Some((name.to_owned(), [red, green, blue]))
        })
        .collect()
}

/// Contrast ratio as WCAG 2.2 defines it.
fn ratio(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((ratio([0; 3], [255; 3]) - 21.0).abs() < 0.01);
}
