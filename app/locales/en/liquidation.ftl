procedure-liquidation = Liquidation of a company
procedure-liquidation-short = Give notice of the decision to wind a company up: the liquidation begins and creditors see the notice.
procedure-termination = End of a sole proprietor’s activity
procedure-termination-short = Give notice that you end your business activity.
procedure-liquidation-stage = Next stage of a liquidation
procedure-liquidation-stage-short = Interim balance, exclusion, extension, another liquidator, withdrawal of the decision.
guide-liquidation-who = The company, through its head or a representative
guide-liquidation-deadline-note = Counted from the day of the decision.
guide-liquidation-lede = You tell the registering body that the company is to be wound up and by whom. After its decision the register shows the company as in liquidation, the notice to creditors is published, and at each stage this site shows what is due next and when.
guide-liquidation-ready-1 = the decision: its date, number, who took it and how the liquidation is done
guide-liquidation-ready-2 = the full name of the liquidator or of the chair of the commission
guide-liquidation-ready-3 = the creditors’ term, and the address and telephone for their claims
guide-liquidation-after-1 = A clerk checks the notice. Once it is accepted, creditors see it on this site at once.
guide-liquidation-after-2 = The liquidator then acts for the company; the former head’s rights on the portal end.
guide-liquidation-after-3 = When the creditors’ term is over, approve the interim balance, pay the creditors and file the final balance.
guide-liquidation-after-4 = The tax office, the social fund, customs and the archive answer here. After that the company is excluded from the register.
guide-liquidation-wrong-1 = The creditors’ term is set shorter than two months.
guide-liquidation-wrong-2 = The final balance is filed before the papers are given to the archive.
guide-liquidation-wrong-3 = The nine months from the decision run out. They can be extended to twelve, but only before they are over.
guide-termination-who = The sole proprietor
guide-termination-deadline-note = Counted from the day of the decision.
guide-termination-lede = You give notice that you end your activity. A notice to creditors is published, and when their term is over you ask to be excluded from the register.
guide-termination-ready-1 = the date of your decision
guide-termination-ready-2 = the creditors’ term: two months at least
guide-termination-ready-3 = an address and telephone for claims: everybody will see them, so they need not be your home’s
guide-termination-after-1 = Once the notice is accepted, creditors see it on this site at once.
guide-termination-after-2 = While the term runs, take claims and settle them.
guide-termination-after-3 = Then ask for the exclusion through “Next stage of a liquidation”.
guide-termination-after-4 = The tax office, the social fund, customs and the archive answer here, and you are excluded from the register.
guide-termination-wrong-1 = The work stops but no notice is given: a proprietor’s duties stay.
guide-termination-wrong-2 = The exclusion is asked for before the creditors’ term is over.
guide-termination-wrong-3 = The last returns to the tax office and the fund are missing: then they object.
guide-liquidation-stage-who = The liquidator, the chair of the commission or the proprietor
guide-liquidation-stage-deadline-note = Depends on the stage.
guide-liquidation-stage-lede = Everything that follows the beginning of a liquidation is filed here. What is due now and until when, the page of the liquidation under “My applications” shows.
guide-liquidation-stage-ready-1 = the decision or the balance: its date, number and who took it
guide-liquidation-stage-ready-2 = for the interim balance, the number and the sum of the creditors’ claims
guide-liquidation-stage-ready-3 = for the exclusion, creditors paid and papers given to the archive
guide-liquidation-stage-after-1 = You get a number and a receipt in PDF at once.
guide-liquidation-stage-after-2 = If you ask for the exclusion, four bodies get the question at once. While they answer, the office’s term stands still.
guide-liquidation-stage-after-3 = You see each body’s answer on the page of the liquidation.
guide-liquidation-stage-after-4 = After the decision the register shows the change.
guide-liquidation-stage-wrong-1 = The interim balance is filed while creditors may still make claims.
guide-liquidation-stage-wrong-2 = The extension is asked for when the term is already over.
guide-liquidation-stage-wrong-3 = A new liquidator is not made known: until the decision the former one keeps the rights on the portal.
ineligible-sole-proprietor-liquidation = For a sole proprietor there is a service of its own: “End of a sole proprietor’s activity”.
ineligible-entity-termination = This service is for sole proprietors. For a company there is “Liquidation of a company”.
ineligible-already-in-liquidation = The liquidation is under way. Balances, the exclusion and the rest are filed through “Next stage of a liquidation”.
ineligible-proceeding-elsewhere = This liquidation was not begun on the portal. Give the papers to the registering body that keeps the file.
ineligible-not-in-liquidation = No liquidation is under way. Begin with “Liquidation of a company” or “End of a sole proprietor’s activity”.
step-liquidation-decision = What was decided?
step-liquidation-liquidator = Who carries the liquidation out?
step-liquidation-claims = How do creditors make their claims?
step-termination-decision = When did you decide to end your activity?
step-termination-claims = How do creditors make their claims?
step-liquidation-stage-stage = What are you filing?
step-liquidation-stage-basis = On which decision does it rest?
field-liquidation-order = Order and terms of the liquidation
field-liquidator-kind = Who it is
field-liquidator-name = Full name
field-liquidator-name-be = Full name in Belarusian
field-liquidator-name-be-optional = Full name in Belarusian, if known
field-liquidator-email = E-mail on the portal
field-liquidator-email-optional = E-mail of their account on the portal, if there is one
field-claims-months = Creditors’ term, in months
field-claims-address = Address for claims
field-claims-phone = Telephone
field-claims-email = E-mail for claims
field-claims-email-optional = E-mail for claims, if any
field-stage = What is filed
field-claims-count = Number of claims
field-claims-total = Their sum, in roubles
field-settled = Settlement with creditors
field-settled-statement = All creditors have been settled with
field-archived = Papers
field-archived-statement = Staff records were given to the archive, or there were none
field-extended = Extended until
field-extended-day = Extended until
hint-liquidation-order = As the decision says: who takes claims, when balances are drawn up
hint-liquidator-email = The right to act for the company on the portal goes to this address. The register will not show it.
hint-claims-address = For example, 213010, Shklov, Leninskaya 10
hint-stage-decided-by = For example, the general meeting; in bankruptcy, the court
hint-stage-interim = When the creditors’ term is over
hint-stage-final = When creditors have been paid
hint-stage-extension = Once, to twelve months from the decision at most
hint-stage-liquidator = The rights on the portal go to the new liquidator
hint-stage-withdrawal = The company or proprietor goes on
hint-stage-bankruptcy = If assets do not suffice and a court has opened the case
hint-claims-total = For example, 12 500,40
hint-claims-months = At least { $least }. Counted from the day on which the notice is published.
claims-why = These are published in the notice to creditors: everybody will see them.
answer-liquidator-liquidator = Liquidator
answer-liquidator-commission = Chair of the liquidation commission
answer-stage-interim = Interim liquidation balance
answer-stage-final = Final balance and exclusion from the register
answer-stage-extension = Extension of the term
answer-stage-liquidator = Another liquidator
answer-stage-withdrawal = Withdrawal of the decision
answer-stage-bankruptcy = Change to bankruptcy
answer-settled-yes = Finished
answer-archived-yes = Given to the archive, or there were none
document-liquidation-title = Notice of liquidation
document-liquidation-new = The liquidation
receipt-liquidation-then = Once it is accepted, the register shows the liquidation, creditors see the notice, and the liquidator acts for the company.
document-termination-title = Notice of the end of activity
document-termination-new = The end of the activity
receipt-termination-then = Once it is accepted, the register shows that the activity is ending, and creditors see the notice.
document-liquidation-stage-title = Filing within a liquidation
document-liquidation-stage-new = What is filed
receipt-liquidation-stage-then = After the decision the page of the liquidation shows what is due next and until when.
problem-liquidation-order-missing = Enter the order and terms from the decision
problem-liquidator-kind-missing = Choose: a liquidator, or the chair of a commission
problem-liquidator-name-missing = Enter the full name
problem-claims-months-missing = Enter the creditors’ term in months
problem-claims-months-form = Enter the number of months in digits, for example 2
problem-claims-address-missing = Enter the address for creditors’ claims
problem-stage-missing = Choose what you are filing
problem-stage-not-now = This cannot be filed at this stage. The page of the liquidation shows what is due now.
problem-stage-not-for-proprietor = A sole proprietor does not need this: there is no liquidator and no interim balance
problem-stage-extended-before = The term was extended already. It can be extended once.
problem-stage-no-proceeding = The portal has no liquidation under way: give the papers to the registering body
problem-settled-missing = Confirm that all creditors have been settled with
problem-archived-missing = Confirm that the records were given to the archive, or that there were none
problem-claims-count-missing = Enter the number of claims; 0 if there were none
problem-claims-count-form = Enter the number of claims in digits, for example 3
problem-claims-total-missing = Enter the sum of the claims; 0 if there were none
problem-claims-total-form = Enter the sum in roubles, for example 12 500,40
problem-extended-missing = Enter the day until which to extend the term
problem-claims-months-few = The creditors’ term cannot be shorter than { $least } months
problem-claims-months-many = More than { $most } months leave no time to settle: the whole liquidation takes nine months
problem-stage-creditors-term = Creditors may make claims up to and including { $until }: file this later
problem-stage-term-over = The term was over on { $due }: it could be extended only before
problem-stage-too-long = It can be extended until { $most } at most
problem-stage-not-longer = The term lasts until { $due } as it is: enter a later day
problem-stage-before-decision = The liquidation rests on the decision of { $decided }: this one cannot be earlier
reason-claims-unsettled = Creditors have not been settled with
event-bodies-asked = The bodies that confirm the exclusion were asked
case-event-bodies-asked = The bodies that confirm the exclusion were asked
event-bodies-answered = All bodies have answered; the term runs on
case-event-bodies-answered = All bodies have answered; the term runs on
event-body-confirmed = A body confirmed: nothing stands in the way
case-event-body-confirmed = A body confirmed: nothing stands in the way
event-body-objected = A body objected
case-event-body-objected = A body objected
proceeding-title-legal-entity = Liquidation
proceeding-title-sole-proprietor = End of activity
proceeding-stage-claims = Creditors’ claims
proceeding-stage-settlement = Settlement with creditors
proceeding-stage-confirmations = Answers of the bodies
proceeding-stage-excluded = Excluded from the register
proceeding-stage-withdrawn = Decision withdrawn
proceeding-stage-bankrupt = Bankruptcy
proceeding-next = What is due next
proceeding-next-published = The notice to creditors.
proceeding-next-claims = Take creditors’ claims.
proceeding-next-interim = Approve the interim liquidation balance and file it.
proceeding-next-request = Finish the settlement, give the papers to the archive and ask for the exclusion.
proceeding-next-answers = Nothing is needed from you: the bodies answer. If one objects, the reason appears below.
proceeding-next-exclusion = All bodies have answered: the registering body decides.
proceeding-until = Until { $date }
proceeding-limit = The whole procedure must end by { $date }
proceeding-limit-passed = The term of the whole procedure was over on { $date }
proceeding-file-next = File the next stage
proceeding-way = The whole way
proceeding-passage-published = Notice published
proceeding-passage-claims = Creditors’ term
proceeding-passage-interim = Interim balance
proceeding-passage-request = Request for exclusion
proceeding-passage-answers = Answers of the bodies
proceeding-passage-exclusion = Exclusion from the register
proceeding-about-published = Everybody sees it on the portal.
proceeding-about-claims = Counted in months from the publication; a last day that is not worked moves to the next working day.
proceeding-about-interim = Filed when the creditors’ term is over.
proceeding-about-request = With the final balance, where one is needed.
proceeding-about-answers = The tax office, the social fund, customs, the archive.
proceeding-about-exclusion = The term counts in months from the decision.
proceeding-day-published = { $date }
proceeding-day-claims = until { $date }
proceeding-day-exclusion = by { $date }
proceeding-state-done = Done
proceeding-state-current = Now
proceeding-state-ahead = Ahead
proceeding-days = Dates
proceeding-decided = Day of the decision
proceeding-published = Notice published
proceeding-claims-until = Claims until
proceeding-due = To end by
proceeding-due-at-most = Can be extended until
proceeding-claims-where = Where claims are made
proceeding-bodies = What the bodies answered
proceeding-application = Open the application
proceeding-event-opened = The notice was accepted and published
proceeding-event-interim-approved = Interim balance accepted
proceeding-event-exclusion-asked = Exclusion asked for; the bodies were asked
proceeding-event-body-confirmed = A body confirmed
proceeding-event-body-objected = A body objected
proceeding-event-exclusion-dropped = The request for exclusion was dropped
proceeding-event-excluded = Excluded from the register
proceeding-event-extended = The term was extended
proceeding-event-liquidator-replaced = The liquidator was replaced
proceeding-event-decision-withdrawn = The decision was withdrawn
proceeding-event-bankruptcy-opened = Bankruptcy was opened
body-tax = Tax office
body-social-fund = Social protection fund
body-customs = Customs
body-archive = Archive
body-answer-waiting = Waiting
body-answer-confirmed = Confirmed
body-answer-objected = Objects
body-reason = Reason
body-column = Body
body-column-answer = Answer
body-column-day = Day of the answer, or until when
tasks-title = Questions about exclusions
tasks-lede = Companies and sole proprietors ask to be excluded from the register. Answer whether anything on your side stands in the way.
tasks-none = Nobody waits for an answer
tasks-none-what = A new question appears here, and you get a mail.
tasks-waiting = Waiting
tasks-answered = Answered
tasks-asked = Asked on
tasks-due = Answer by
tasks-late = { $date }, overdue
task-office = Registering body
task-question-tax = Is anything owed to the budget?
task-question-social-fund = Is anything owed to the fund?
task-question-customs = Are there any obligations to customs?
task-question-archive = Were the records taken into custody?
task-confirm = Nothing stands in the way
task-confirm-tax = Nothing is owed
task-confirm-social-fund = Nothing is owed
task-confirm-customs = There are none
task-confirm-archive = They were taken, or there were none
task-object = Something stands in the way
task-reason = What it is
task-reason-hint = The applicant reads these words. Say what has to be done.
task-reason-missing = Say what stands in the way
task-answer-missing = Choose an answer
task-final = A confirmation cannot be taken back. An objection can be lifted later.
task-send = Answer
task-back = Back to the questions
task-settled = The answer was given. It cannot be changed.
task-over = No answer is wanted any more: the request was dropped, or the procedure is over.
nav-tasks = Questions
home-tasks = Questions that wait for an answer
notices-title = Notices of liquidation
notices-lede = Who is being wound up or ends their activity, and until when creditors can make claims.
notices-company = Who
notices-published = Published
notices-claims-until = Claims until
notices-claims = Where to turn
notices-claims-over = The creditors’ term is over
notices-none = There are no such notices
notices-none-what = Only liquidations begun on this portal are here. Check the name or the UNP.
notices-found = Notices: { $count }
notices-feed = Feed of notices (Atom)
notices-all = All notices of liquidation
notice-legal-entity = The company is being wound up
notice-sole-proprietor = The sole proprietor ends the activity
notice-claims = Published on { $published }. Creditors can make claims until { $until }
notice-claims-over = Published on { $published }. The creditors’ term was over on { $until }
notice-where = Where to turn: { $where }
finding-claims-over = The creditors’ term was over on { $date }
finding-claims-running = The creditors’ term lasts until { $date }
finding-limit-kept = Filed within the term of the whole procedure: until { $date }
finding-limit-passed = The term of the whole procedure was over on { $date }
finding-body-confirmed = { $body }: nothing stands in the way.
finding-body-waiting = { $body }: no answer yet.
finding-body-objected = { $body } objects. { $reason }
finding-bodies-missing = Not confirmed by: { $bodies }
decide-accept-standing = The state in the register changes to: { $standing }.
decide-accept-notice = The notice to creditors is published today, with a term of { $months } months.
decide-accept-extended = The term of the whole procedure lasts until { $date }
decide-accept-interim = The settlement with creditors begins.
applications-proceedings = Liquidations
status-see-proceeding = What is due next and when: the page of the liquidation
account-role-tax = Officer of the tax office
account-role-social-fund = Officer of the social protection fund
account-role-customs = Customs officer
account-role-archive = Archivist
demo-account-marina = Officer of the tax office: answers before an exclusion.
demo-account-pavel = Officer of the social protection fund: answers before an exclusion.
demo-account-olga = Customs officer: answers before an exclusion.
demo-account-igor = Archivist: answers before an exclusion.
register-event-990021 = Interim liquidation balance approved
register-event-990022 = Term of the liquidation extended
register-event-990023 = Liquidator replaced
register-event-990024 = Decision to wind up withdrawn
guide-fee-whole =
    { $values ->
        [one] { $values } base value
       *[other] { $values } base values
    }
letter-bodies-answered-subject = Notice No. { $number }: the bodies have answered
letter-bodies-answered =
    Hello!

    { $company }: { $procedure }, No. { $number }.

    All bodies have answered; nothing stands in the way. Considered by: { $office }.
    Decision by: { $due }

    More: { $link }

    Akno portal
letter-body-objected-subject = Notice No. { $number }: a body objects
letter-body-objected =
    Hello!

    { $company }: { $procedure }, No. { $number }.

    One of the bodies objects to the exclusion. When its reason is dealt with, it can answer again.

    Who objects and why: { $link }

    Akno portal
letter-body-asked-subject = Exclusion from the register: { $company }
letter-body-asked =
    Hello!

    { $company }, UNP { $unp }, asks to be excluded from the register. Does anything on your side stand in the way?

    Answer by: { $due }

    Answer: { $link }

    Akno portal
