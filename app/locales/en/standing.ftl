# One notification is under review already
choose-under-review = Filed already: No. { $number }, { $filed }
choose-under-review-what = There is no need to file twice unless something else has changed since.
choose-returned = No. { $number }: a clerk asks you to correct something
choose-anew-under-review = Start a new one all the same

# The list of questions
tasks-begin = Begin
tasks-continue = Continue
tasks-correct = Correct it

# A correction goes back
check-title-correction = Check your corrections before you send them
check-remark = Remark of the registering body
check-unchanged = Not changed since the remark: { $fields }. You can send it all the same, but the clerk will see what was there before.
check-unchanged-explain = If it was right, explain that in a message
check-confirm-correction = I confirm that the corrected facts are right and that I may file them
check-file-correction = Send the corrections
check-next-correction = The clerk who asked for the corrections sees them. The clock goes on from where it was stopped.

# The receipt of a decided case
receipt-outcome = What was decided
receipt-accepted = The { filing-named-object } was accepted { $moment }
receipt-refused = The { filing-named-object } was refused { $moment }
receipt-unconsidered = The { filing-named-object } was left without consideration { $moment }
receipt-withdrawn = You withdrew the { filing-named-object } { $moment }
receipt-accepted-then = The register shows the new facts.
receipt-refused-then = The register has not changed. The decision gives the reasons and says what you can do.
receipt-unconsidered-then = The register has not changed. The decision says why and what you can do.
receipt-withdrawn-then = The register has not changed.
receipt-decision = Open the decision
receipt-application = Open the { filing-named-object }
receipt-now = Where it stands
receipt-returned = A clerk asks you to correct the { filing-named-object }. The clock is stopped until you do.
receipt-correct = Correct it
receipt-file = Receipt
receipt-file-correction = Receipt for the corrections

# Filing again after a refusal
again-title = File again
again-what = The answers will be there as you filed them. Mend what it was refused for.
again-what-unconsidered = The answers will be there as you filed them. Put right what it was not considered for.
again-what-withdrawn = The answers will be there as you filed them.
again-what-accepted = The answers will be there as you filed them. Change what is different now.
again-button = File the { filing-named-object } again
reason-act = Legal act: { $act }

# What the register said when the case was decided
compare-title-decided = What was asked and what the register said
compare-register-decided = The register before the decision

# Ways on from a failure
failure-no-such-service-title = There is no such service here
failure-no-such-service = There may be a mistake in the address of the page. See what can be done on the portal.
failure-way-services = All services
failure-way-application = Open the application
failure-way-applications = My applications
failure-way-case = Open the case again
failure-way-office = All cases of the office
failure-way-counter = Counter

# Checking a document by its code
verify-title = Check a document
verify-code = Code of the document
verify-code-hint = 26 letters and digits at the end of the address at the foot of the document, for example 7k3v0m9x2c5b8n4h6j1d0r7t3w. You can paste the whole address.
verify-button = Check
verify-register = Find a company in the register

# The demo’s note on a phone
demo-note-short = Invented data.
demo-mail-short = Emails
