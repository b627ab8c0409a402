//! A line through points in their order, with round numbers at its side. For the eye: the table that
//! says the same stands below it.

use leptos::prelude::*;

const WIDTH: f64 = 680.0;
const HEIGHT: f64 = 268.0;
const LEAST_LEFT: f64 = 72.0;
const LEAST_RIGHT: f64 = 16.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 56.0;
/// Labels below the line at most; the others are left out evenly.
const MOST_LABELS: usize = 8;
/// How wide a letter of a label is on the narrowest phones. The drawing shrinks there and its words do not: the style
/// writes them larger, and there is room for fewer of them.
const LETTER: f64 = 15.6;
/// Between two labels there.
const APART: f64 = 12.0;

/// A point, with the word below it.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    label: String,
    value: f64,
}

impl Point {
    /// What is not finite stands at nothing.
    pub fn new(label: impl Into<String>, value: f64) -> Point {
        Point { label: label.into(), value: if value.is_finite() { value } else { 0.0 } }
    }
}

/// The line of these points.
#[component]
pub fn LineChart(
    /// What the chart shows, for whoever does not see it.
    #[prop(into)]
    label: String,
    /// In their order.
    points: Vec<Point>,
    /// How a number beside the line is written.
    written: fn(f64) -> String,
) -> impl IntoView {
    let steps = steps(
        points.iter().map(|point| point.value).fold(0.0, f64::min),
        points.iter().map(|point| point.value).fold(0.0, f64::max),
    );
    let (low, high) = (steps[0], steps[steps.len() - 1]);
    let y = move |value: f64| TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM);
    let written: Vec<String> = steps.iter().map(|step| written(*step)).collect();
    let widest = width(points.iter().map(|point| &point.label)).min(WIDTH / 4.0);
    let left = (width(&written) + 16.0).min(WIDTH / 2.0).max(widest / 2.0).max(LEAST_LEFT);
    let right = LEAST_RIGHT.max(widest / 2.0);
    let gap = (WIDTH - left - right) / (points.len().max(2) - 1) as f64;
    let x = move |place: usize| left + gap * place as f64;
    let way: Vec<String> =
        points.iter().enumerate().map(|(place, point)| format!("{:.1},{:.1}", x(place), y(point.value))).collect();
    let sides: Vec<_> = steps
        .iter()
        .zip(written)
        .map(|(step, written)| {
            let at = format!("{:.1}", y(*step));
            view! {
                <line x1=format!("{left:.1}") x2=format!("{:.1}", WIDTH - right) y1=at.clone() y2=at.clone()></line>
                <text class="side" x=format!("{:.1}", left - 8.0) y=at>{written}</text>
            }
        })
        .collect();
    let every = points.len().div_ceil(MOST_LABELS).max(1);
    let every_on_phones = every * ((widest + APART) / (gap * every as f64)).ceil().max(1.0) as usize;
    let below: Vec<_> = points
        .iter()
        .enumerate()
        .filter(|(place, _)| place % every == 0)
        .map(|(place, point)| {
            let class = if place % every_on_phones == 0 { "below" } else { "below roomy" };
            view! {
                <text class=class x=format!("{:.1}", x(place)) y=(HEIGHT - 8.0).to_string()>{point.label.clone()}</text>
            }
        })
        .collect();
    view! {
        <svg class="line-chart" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            {sides}
            {below}
            <polyline points=way.join(" ")></polyline>
        </svg>
    }
}

/// How wide the longest of these labels is where they are largest.
fn width<'a>(labels: impl IntoIterator<Item = &'a String>) -> f64 {
    labels.into_iter().map(|label| label.chars().count()).max().unwrap_or_default() as f64 * LETTER
}

/// Round numbers from at most the least to at least the most: always two or more.
fn steps(least: f64, most: f64) -> Vec<f64> {
    let span = most - least;
    if !span.is_finite() || span <= 0.0 {
        return vec![0.0, 1.0];
    }
    let rough = span / 4.0;
    let unit = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].map(|times| times * unit).into_iter().find(|step| *step >= rough);
    let step = step.unwrap_or(10.0 * unit);
    let (first, last) = ((least / step).floor() as i64, (most / step).ceil() as i64);
    (first..=last).map(|number| number as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::proof::{html, stays_text};

    fn chart(values: &[f64]) -> String {
        let points = values.iter().map(|value| Point::new("2026", *value)).collect::<Vec<_>>();
        html(|| view! { <LineChart label="L" points written=|n| n.to_string()/> }.into_any())
    }

    #[test]
    fn words_stay_text() {
        stays_text(|s| {
            let points = vec![Point::new(s.clone(), 1.0), Point::new(s.clone(), 2.0)];
            view! { <LineChart label=s points written=|n| n.to_string()/> }.into_any()
        });
    }

    #[test]
    fn the_side_has_round_numbers_around_all_points() {
        assert_eq!(steps(0.0, 87.0), [0.0, 50.0, 100.0]);
        assert_eq!(steps(-3.0, 9.0), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(steps(0.0, 0.0), [0.0, 1.0]);
    }

    #[test]
    fn strange_points_are_drawn_without_fault() {
        for values in [&[][..], &[0.0], &[f64::NAN, f64::INFINITY], &[-1e300, 1e300], &[1e-9, 2e-9]] {
            let out = chart(values);
            assert!(!out.contains("NaN") && !out.contains("inf"), "{out}");
            assert!(out.len() < 20_000, "{}", out.len());
        }
    }

    #[test]
    fn of_many_points_a_few_have_their_word() {
        let out = chart(&[1.0; 100]);
        assert!(out.matches("class=\"below").count() <= MOST_LABELS, "{out}");
    }

    #[test]
    fn words_that_are_as_large_on_a_phone_find_room_there() {
        for (label, many) in [("2026", 8), ("2026", 30), ("2026-01", 12), ("2026-01", 480), ("2026-01-31", 3)] {
            let points = (0..many).map(|n| Point::new(label, f64::from(n) * 40_000.0)).collect::<Vec<_>>();
            let out = html(|| view! { <LineChart label="L" points written=|n| format!("{n:.0}")/> }.into_any());
            // Where each word of a class stands, and how wide it is.
            let words = |class: &str| -> Vec<(f64, f64)> {
                let class = format!("class=\"{class}\"");
                let place = |word: &str| -> Option<(f64, f64)> {
                    let x = word.split(" x=\"").nth(1)?.split('"').next()?.parse().ok()?;
                    Some((x, word.split('>').nth(1)?.split('<').next()?.len() as f64 * LETTER))
                };
                out.split("<text").filter(|word| word.contains(&class)).filter_map(place).collect()
            };
            let (below, side) = (words("below"), words("side"));
            assert!(!below.is_empty() && side.len() > 1, "{label} {many}: {out}");
            let inside = |(x, wide): &(f64, f64)| *x >= wide / 2.0 && x + wide / 2.0 <= WIDTH + 0.1;
            assert!(below.iter().all(inside), "{label} {many}: {below:?}");
            assert!(below.windows(2).all(|two| two[1].0 - two[0].0 > two[0].1), "{label} {many}: {below:?}");
            assert!(side.iter().all(|(x, wide)| x >= wide), "{label} {many}: {side:?}");
        }
    }
}
