use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const LIMITS: Limits = Limits { ordinary: 9, extended: 12 };

fn opened(kind: Kind) -> Proceeding {
    Proceeding::open(kind, day("2026-11-20"), day("2026-11-27"), 2, LIMITS, &Calendar::default())
}

fn through(kind: Kind, events: &[(Event, &str)]) -> Proceeding {
    events.iter().fold(opened(kind), |proceeding, (event, on)| proceeding.after(*event, day(on)).unwrap())
}

fn confirmed(kind: Kind) -> Proceeding {
    let mut events = vec![(Event::ExclusionAsked, "2027-02-02")];
    if kind == Kind::LegalEntity {
        events.insert(0, (Event::InterimApproved, "2027-02-01"));
    }
    events.extend(Body::ALL.map(|body| (Event::Answered(body, Answer::Confirmed), "2027-02-10")));
    through(kind, &events)
}

#[test]
fn terms_in_months_end_on_the_same_day_of_a_later_month_and_on_a_working_day() {
    let proceeding = opened(Kind::LegalEntity);
    assert_eq!(proceeding.claims_until, day("2027-01-27"));
    assert_eq!(proceeding.due_on, day("2027-08-20"));
    let calendar = Calendar::default();
    let short = Proceeding::open(Kind::LegalEntity, day("2026-12-31"), day("2026-12-31"), 2, LIMITS, &calendar);
    // February has no 31st, and the 28th of 2027 is a Sunday.
    assert_eq!(short.claims_until, day("2027-03-01"));
    assert_eq!(short.due_on, day("2027-09-30"));
}

#[test]
fn the_straight_way_leads_to_the_exclusion() {
    for kind in [Kind::LegalEntity, Kind::SoleProprietor] {
        let proceeding = confirmed(kind);
        assert_eq!(proceeding.stage, Stage::Confirmations);
        let excluded = proceeding.after(Event::Excluded, day("2027-02-12")).unwrap();
        assert_eq!(excluded.stage, Stage::Excluded);
        assert!(excluded.milestones(day("2027-02-12")).iter().all(|m| m.state == State::Done));
    }
}

#[test]
fn nothing_is_asked_for_before_the_creditors_term_is_over() {
    let until = day("2027-01-27");
    let refused = Err(Refused::CreditorsTerm(until));
    assert_eq!(opened(Kind::LegalEntity).after(Event::InterimApproved, until), refused);
    assert_eq!(opened(Kind::SoleProprietor).after(Event::ExclusionAsked, until), refused);
    assert!(opened(Kind::LegalEntity).after(Event::InterimApproved, day("2027-01-28")).is_ok());
    assert_eq!(
        opened(Kind::LegalEntity).after(Event::ExclusionAsked, day("2027-01-28")),
        Err(Refused::NotNow),
        "the interim balance comes first"
    );
}

#[test]
fn a_confirmation_is_final_and_an_objection_can_be_overcome() {
    let asked = through(Kind::SoleProprietor, &[(Event::ExclusionAsked, "2027-02-01")]);
    let on = day("2027-02-03");
    let objected = asked.after(Event::Answered(Body::Tax, Answer::Objected), on).unwrap();
    assert_eq!(objected.after(Event::Excluded, on), Err(Refused::Unconfirmed(Body::ALL.into())));
    let overcome = objected.after(Event::Answered(Body::Tax, Answer::Confirmed), on).unwrap();
    for again in [Answer::Confirmed, Answer::Objected] {
        assert_eq!(overcome.after(Event::Answered(Body::Tax, again), on), Err(Refused::NotNow));
    }
    let dropped = overcome.after(Event::ExclusionDropped, on).unwrap();
    assert_eq!((dropped.stage, dropped.answers.len()), (Stage::Claims, 0));
}

#[test]
fn the_term_is_extended_once_and_before_it_is_over_and_not_beyond_a_year() {
    let proceeding = opened(Kind::LegalEntity);
    let extend = |until: &str, on: &str| proceeding.after(Event::Extended(day(until)), day(on));
    assert_eq!(extend("2027-11-21", "2027-08-01"), Err(Refused::TooLong(day("2027-11-20"))));
    assert_eq!(extend("2027-08-20", "2027-08-01"), Err(Refused::NotLonger(day("2027-08-20"))));
    assert_eq!(extend("2027-10-20", "2027-08-21"), Err(Refused::TermOver(day("2027-08-20"))));
    let extended = extend("2027-11-20", "2027-08-20").unwrap();
    assert_eq!(extended.due_on, day("2027-11-20"));
    assert_eq!(extended.after(Event::Extended(day("2027-11-20")), day("2027-09-01")), Err(Refused::ExtendedBefore));
}

#[test]
fn one_passage_is_due_next_until_the_end() {
    let on = day("2027-01-28");
    let due = |proceeding: &Proceeding| {
        proceeding.milestones(on).into_iter().find(|m| m.state == State::Current).map(|m| m.passage)
    };
    assert_eq!(due(&opened(Kind::LegalEntity)), Some(Passage::Interim));
    assert_eq!(due(&opened(Kind::SoleProprietor)), Some(Passage::Request));
    assert_eq!(due(&confirmed(Kind::LegalEntity)), Some(Passage::Exclusion));
    assert_eq!(due(&through(Kind::LegalEntity, &[(Event::DecisionWithdrawn, "2027-01-28")])), None);
}

#[test]
fn what_the_register_ends_is_over_at_any_stage_and_only_once() {
    let (on, entity) = (day("2027-01-28"), Kind::LegalEntity);
    let asked = through(entity, &[(Event::InterimApproved, "2027-02-01"), (Event::ExclusionAsked, "2027-02-02")]);
    for open in [opened(entity), asked] {
        for stage in Stage::ALL {
            let after = open.after(Event::EndedInRegister(stage), on);
            if !stage.is_over() {
                assert_eq!(after, Err(Refused::NotNow), "{stage:?} is no end");
                continue;
            }
            let after = after.unwrap();
            assert_eq!((after.stage, after.answers.len()), (stage, 0));
            assert!(after.milestones(on).iter().all(|m| m.state == State::Done), "nothing is due any more");
            assert_eq!(after.after(Event::EndedInRegister(Stage::Withdrawn), on), Err(Refused::NotNow));
        }
    }
}

#[test]
fn only_a_state_that_is_an_end_ends_a_proceeding() {
    for goes_on in [Standing::Active, Standing::InLiquidation, Standing::Suspended] {
        assert_eq!(Stage::of_register(goes_on), None, "{goes_on:?}");
    }
    assert_eq!(Stage::of_register(Standing::Bankrupt), Some(Stage::Bankrupt));
    for end in [Standing::Excluded, Standing::EndedByReorganisation, Standing::Annulled] {
        assert_eq!(Stage::of_register(end), Some(Stage::Excluded), "{end:?}");
    }
}

#[test]
fn codes_read_back() {
    assert!(Stage::ALL.into_iter().all(|stage| Stage::from_code(stage.code()) == Some(stage)));
    assert!(Body::ALL.into_iter().all(|body| Body::from_code(body.code()) == Some(body)));
    assert!(Answer::ALL.into_iter().all(|answer| Answer::from_code(answer.code()) == Some(answer)));
}

fn any_event() -> impl Strategy<Value = Event> {
    let body = prop::sample::select(Body::ALL.to_vec());
    let answer = prop::sample::select(Answer::ALL.to_vec());
    prop_oneof![
        Just(Event::InterimApproved),
        Just(Event::ExclusionAsked),
        Just(Event::ExclusionDropped),
        Just(Event::Excluded),
        Just(Event::LiquidatorReplaced),
        Just(Event::DecisionWithdrawn),
        Just(Event::BankruptcyOpened),
        (0_u64..500).prop_map(|days| Event::Extended(day("2026-11-20") + Days::new(days))),
        (body, answer).prop_map(|(body, answer)| Event::Answered(body, answer)),
    ]
}

proptest! {
    /// Whatever is sent in whatever order, the proceeding stays within its table: an end is final, and
    /// nobody is excluded before the creditors' term is over and every body has confirmed.
    #[test]
    fn no_sequence_of_events_leaves_the_table(
        entity in any::<bool>(),
        events in prop::collection::vec((any_event(), 0_u64..400), 0..40),
    ) {
        let mut proceeding = opened(if entity { Kind::LegalEntity } else { Kind::SoleProprietor });
        for (event, days) in events {
            let on = proceeding.published_on + Days::new(days);
            let Ok(after) = proceeding.after(event, on) else { continue };
            prop_assert!(!proceeding.stage.is_over());
            prop_assert!(after.due_on <= after.due_at_most && after.due_on >= proceeding.due_on);
            prop_assert_eq!(after.claims_until, proceeding.claims_until);
            prop_assert_eq!(after.stage == Stage::Settlement && !entity, false);
            if after.stage == Stage::Excluded {
                prop_assert!(after.claims_over(on) && after.unconfirmed().is_empty());
            }
            prop_assert!(after.milestones(on).iter().filter(|m| m.state == State::Current).count() <= 1);
            proceeding = after;
        }
    }

    #[test]
    fn no_day_makes_the_terms_panic(days in 0_i32..3_000_000, months in 0_u32..100_000) {
        let on = NaiveDate::from_num_days_from_ce_opt(days).unwrap_or(NaiveDate::MAX);
        let limits = Limits { ordinary: months, extended: months };
        Proceeding::open(Kind::LegalEntity, on, on, months, limits, &Calendar::default());
    }
}
