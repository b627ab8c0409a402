//! What an invented company does.

use super::dice::Dice;
use portal::oked::{ALL, Activity, FARMING};

/// An activity for a farm or for any other company.
pub(super) fn draw(dice: &mut Dice, farm: bool) -> &'static Activity {
    if farm { dice.frequent(FARMING) } else { dice.frequent(ALL) }
}
