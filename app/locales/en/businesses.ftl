# My businesses
nav-businesses = My businesses
business-due = What is due
business-nothing-due = Nothing needs to be done now.
business-more-due = { $count ->
    [one] { $count } more thing is due
   *[other] { $count } more things are due
  }
business-count-drafts = drafts: { $count }
business-count-under-way = under way: { $count }
business-count-decided = finished: { $count }
business-drafts = Drafts
business-day = Day
business-proceeding-whole = the whole of it: by { $date }
business-more-decided = All applications
business-register = What the register says
business-register-page = The public page and the whole history
business-person = Who
business-holders = Who may act
business-begin = Begin
business-documents = Documents received
home-businesses = My businesses and what is due

# What is due
duty-correct = Correct by the clerk’s remarks: { $procedure }
duty-correct-why = The office’s term stands still until you file the correction.
duty-pay = Pay the bill of { $sum }: { $procedure }
duty-pay-why = The office’s term begins on the day after the payment. There is no last day for paying, but nothing is decided before it.
duty-file = File: { $procedure }
duty-file-why = Your own term counts from the day you gave in the draft.
duty-hand-in = Hand in the paper: { $procedure }
duty-hand-in-why = It counts as filed only when the registering body has the signed paper.
duty-draft-ends = A draft will be deleted: { $procedure }
duty-draft-ends-why = Nobody has changed it for long. Change or file it, and it stays.
duty-head-ends = The head’s powers end
duty-head-ends-why = Tell the register that they are extended or who heads the company now.
duty-no-head = The register names no head
duty-no-head-why = The last head’s powers ended. Tell the register who heads the company now.
duty-passage-why = The next stage of the liquidation or of the end of the activity.
duty-proceeding = Finish the liquidation or the end of the activity
duty-proceeding-why = This is the last day of the whole of it, with every stage.
duty-right-ends = Your right to act ends
duty-right-ends-why = After that day you no longer see this company’s cases. Its head can give you a new right.
duty-until = by { $date }
duty-late = the term ended on { $date }
duty-next = next stage
duty-now = waits for you

# Rights to act
rights-title = Who may act for the company
rights-lede = Give an accountant or a lawyer a right to act until a certain day. You can take it away at any moment: it ends at once. The company’s cases stay with the company.
rights-give = Give a right
rights-give-or-take = Give a right or take one away
rights-allowed = What they may do
rights-email = The person’s email address
rights-email-hint = We write there. The person signs in under this address, or signs up with it, and accepts.
rights-scope = What the person may do
rights-read-about = See what is due, applications and documents
rights-prepare-about = Also draw applications up; you file them
rights-file-about = Also sign, file and withdraw in the company’s name
rights-from = First day, if not today
rights-from-hint = Leave it empty and the right begins when it is accepted
rights-until = Last day
rights-until-hint = At most { $months } months, and no longer than your own right
rights-button = Offer the right
rights-offers = Offered and not accepted yet
rights-waits = Waits
rights-expires = until { $date }
rights-replaces = took the place of an earlier offer
rights-withdraw = Take the offer back
rights-revoke = Take the right away
rights-give-back = Give the right back
notice-right-offered = The right is offered. We have written to that address.
notice-right-replaced = The offer to this address took the place of the earlier one: the link in the earlier email works no more. We have written to the address again.
notice-right-withdrawn = The offer is taken back.
notice-right-revoked = The right is taken away. It counts no more from this moment on.
invitation-title = You are offered a right to act
invitation-text = Accept it if you know this company. Everything you file will stand under your name and say whose right it was.
invitation-button = Accept
invitation-ended-title = This offer is no more
invitation-ended = { $company }: the right that we wrote to you about can no longer be accepted. It was replaced by another offer, taken back, or not accepted in time, or whoever offered it no longer heads the business.
invitation-ended-newer = You have been offered another right.
invitation-ended-ask = If you need the right, ask whoever heads the business now to offer it.
invitation-offered = { $company } offers you a right: { $scope }, { $period }.
invitation-look = Look and accept
problem-grant-email-missing = Enter the person’s email address
problem-grant-email-own = This is your own address: you have every right already
problem-grant-scope-missing = Choose what the person may do
problem-grant-from-past = The first day cannot lie in the past
problem-grant-until-missing = Enter the last day
problem-grant-until-before-start = The last day cannot come before the first, or before today
problem-grant-until-too-long = The right can last until { $until } at most
problem-grant-until-beyond-own = Your own right ends on { $until }: a right you give ends no later
filed-under = { $name }, under a right given by { $giver }
filed-under-power = { $name }, under a power of attorney shown to the registering body
status-filed-by = Filed by: { $who }
letter-invited-subject = You are offered a right to act: { $company }
letter-invited =
    Hello,

    { $company } offers you a right on the Akno portal: { $scope }, from { $from } to { $until }.

    Sign in under this address and accept: { $link }
    If you have no account yet, sign up with this address first: { $signup }

    If you do not know this company, do nothing: without your consent the right does not begin.
letter-right-accepted-subject = The right was accepted: { $company }
letter-right-accepted =
    Hello,

    { $company }: { $address } accepted the right you offered: { $scope }, to { $until }.

    You can take it away at any moment: { $link }
letter-right-revoked-subject = Your right to act has ended: { $company }
letter-right-revoked =
    Hello,

    { $company } took away your right to act on the Akno portal. It counts no more. What you filed stays in force and belongs to the company.

# A calendar of deadlines
calendar-title = A calendar of deadlines
calendar-link = Deadlines in your own calendar
calendar-lede = Subscribe your calendar program to the deadlines of all your companies: what is due, and when the office decides.
calendar-address = The calendar’s address
calendar-once = Copy it now: we keep it in a form that cannot be shown again. In your calendar program choose “subscribe from URL”.
calendar-since = The address was made { $moment }.
calendar-secret = Whoever knows the address sees the deadlines. If it fell into other hands, make a new one: the former stops at once.
calendar-make = Make an address
calendar-anew = Make a new address
calendar-end = Delete the address
calendar-decision = the office decides: { $procedure }
calendar-decision-why = The last day by which the registering body decides.

# Messages
duty-message = Read the office’s message: { $procedure }
duty-message-why = The decision may depend on your answer.
messages-title = Messages
messages-none = There are no messages yet.
messages-unread = new: { $count }
messages-new = New
messages-from-office = registering body
messages-from-applicant = applicant
messages-closed = The case is finished: you can write only if the registering body allows it.
messages-words = Your message
messages-hint = The clerk and everybody who acts for the company will see it. It does not change the answers in the application.
messages-hint-office = Everybody who acts for the company will see it. Pin remarks on answers to the case’s fields.
messages-nobody = Nobody acts for the applicant on the portal: the message stays with the case, and nobody gets it. Print it and hand it over, or send it by post.
messages-answerable = The applicant may answer
messages-after-decision = The case is decided: without this mark no answer is possible
messages-send = Send
messages-back = Back to the application
message-empty = Write a message
message-too-long = Shorten the message to { $longest } characters
letter-message-subject = { filing-named } No. { $number }: the registering body wrote to you
letter-message =
    Hello,

    { $company }: { $procedure }, No. { $number }.

    { $office } sent you a message. Read it and answer on the portal: { $link }
letter-office-message-subject = Case No. { $number }: a message from the applicant
letter-office-message =
    Hello,

    The applicant wrote about case No. { $number }, which is in your hands: { $link }

# One’s own data
own-data-title = Your data
own-data-copy = Download all data about you (JSON)
own-mails-title = Emails we sent you
own-mails-lede = The last fifty. Here you see whether an email reached the mail server.
own-mails-failed = If an email could not be sent, check that your mailbox takes mail: everything important is on the portal too.
own-mails-none = There were no emails yet.
closure-title = Close the account
closure-lede = Nobody can sign in to it any more. It cannot be brought back; with the same address you can sign up anew.
closure-goes = What goes at once
closure-goes-sign-in = the sign-in and all open sessions, your address and password, the calendar of deadlines
closure-goes-rights = your rights to act for companies, and the rights you offered to others
closure-goes-drafts = drafts that belong to no company
closure-goes-mails = emails about the account
closure-stays = What stays because the law demands it
closure-stays-filed = applications that were filed, the decisions on them, and your name under what you signed
closure-stays-company = the cases and drafts of companies: they are the companies’
closure-stays-record = the record of who did what, and emails about applications that were filed
closure-copy-first = Download all data about you first
closure-button = Close it for ever
notice-account-closed = The account is closed.
mail-closed-subject = Your account is closed
mail-closed =
    Hello,

    Your account on the Akno portal was closed on { $at }. Everything you filed stays in force.

    If this was not you, turn to your registering body at once.
