nav-publishing = Publishing data
demo-account-tamara = Editor of open data of the Shklov district executive committee.
demo-account-roman = A second editor there: checks and approves what was prepared.
account-role-editor = Editor of open data
editor-title = Publishing data
editor-lede = Your body’s sets: prepare one, have a colleague check it, publish.
editor-new = New set
editor-new-lede = First give the set a name for its address. Its title in three languages comes later.
editor-name = Name in the address
editor-name-hint = Small Latin letters, digits, hyphens. For example: playgrounds. It cannot be changed later.
editor-name-empty = Write a name for the address
editor-name-form = A name has up to 40 small Latin letters, digits and hyphens and begins with a letter
editor-name-taken = This name is taken. Choose another
editor-begin = Begin
editor-drafts = Being prepared
editor-no-drafts = There are no drafts.
editor-sets = Published
editor-no-sets = Nothing is published yet
editor-gone = Withdrawn
editor-column-set = Set
editor-column-status = Status
editor-column-changed = Changed
editor-column-due = Due
editor-column-ways = What to do
editor-by-portal = The portal keeps it up to date
editor-next-version = New version
editor-withdraw = Withdraw
editor-untitled = Set without a title
editor-status-draft = Draft
editor-status-review = In review
editor-status-approved = Approved
editor-status-published = Published
editor-status-discarded = Given up
editor-remark = Sent back from review
editor-passport = Passport of the set
editor-passport-owner = Owner: { $owner }. All fields are required but for the note.
editor-passport-title = Title
editor-passport-about = What the data are
editor-passport-about-hint = A sentence or two for somebody who has never seen the set.
editor-passport-note = Note
editor-passport-note-hint = What one must know of the figures: what is left out and why. Leave it empty where there is nothing to say.
editor-passport-keywords = Keywords
editor-passport-keywords-hint = Parted by commas, in the same order in each language.
editor-passport-area = Territory
editor-passport-theme = Theme
editor-passport-covers-from = Data from
editor-passport-covers-from-hint = The first day, for example 01.01.2026
editor-passport-covers-until = Data until
editor-passport-covers-until-hint = The last day, for example 31.12.2026
editor-passport-period = How often it is brought up to date
editor-passport-next-on = Next version no later than
editor-passport-next-on-hint = We remind you by mail a week before. Leave it empty for a set that is published once.
editor-passport-licence = Licence
editor-passport-languages = Languages of the values in the table
editor-passport-officer = Post of the person responsible
editor-passport-contact = Mail for questions
editor-in-be = in Belarusian
editor-in-ru = in Russian
editor-in-en = in English
editor-choose = Choose
editor-problem-empty = { $field }: fill it in
editor-problem-long = { $field }: make it shorter
editor-problem-choice = { $field }: choose
editor-problem-email = { $field }: write the whole address, for example data@example.by
editor-problem-day = { $field }: there is no such day. Write it as 31.12.2026
editor-problem-day-order = { $field }: before the first day
editor-problem-next-order = { $field }: must be after the last day of the data
editor-problem-name = The column’s name begins with a small Latin letter; letters, digits and _ follow
editor-problem-name-twice = Another column has this name
editor-problem-number = Write a number, for example 12.5
editor-problem-limits = The greatest is less than the least
editor-problem-nothing-kept = Keep at least one column
editor-problem-no-key = Mark the key: the columns that together tell rows apart
editor-save = Save
editor-back = Back to the set
editor-overtaken = { $who } is saving this draft at the same time as you
editor-overtaken-unsaved = Yours is not saved yet.
editor-overtaken-what = What stands there now:
editor-overtaken-status = The draft now stands as: { $status }. To change it, take it back first.
editor-overtaken-mine = You wrote:
editor-file-again = Choose the file again
editor-file = File with the data
editor-file-lede = We read the table, name each fault, and what we can mend ourselves.
editor-file-label = File
editor-file-hint = CSV, XLSX, ODS or JSON, up to 20 MB. The first row holds the names of the columns.
editor-file-send = Upload
editor-file-before = Now: { $name }, rows: { $count }. A new file takes its place; what you said of the columns stays.
editor-file-is = { $name }, rows: { $count }
editor-file-none = Choose a file
editor-file-other = Upload another file
editor-report = Check of the file
editor-columns = Columns
editor-columns-lede = We guessed the types by the values. Check them, name the columns in three languages and mark the key.
editor-columns-are = Columns: { $count }. Key: { $key }
editor-column-nameless = Column without a name
editor-column-missing = The new file does not have this column. Bring it back, or do not publish it.
editor-column-kept = Publish
editor-column-key = Key: tells rows apart
editor-column-more = Name, unit, limits, description
editor-column-name = Name in the files
editor-column-name-hint = Programs see the column by it.
editor-column-required = Every row has a value
editor-column-unit = Unit
editor-column-unit-hint = For example BYN, kg, m2, %
editor-column-categories = Possible values
editor-column-categories-hint = One a line; empty for any.
editor-column-least = Least
editor-column-most = Greatest
editor-column-unp = It is a UNP: check its last digit
editor-column-about = Description
editor-task-done = Done
editor-task-todo = Not uploaded
editor-task-open = Left to fill in: { $count }
editor-task-faults = Faults: { $count }
editor-task-no-key = No key
editor-differences = How it differs from what is published
editor-rows-added = Rows added
editor-rows-removed = Rows removed
editor-rows-changed = Rows changed
editor-columns-added = New columns
editor-columns-removed = Columns removed
editor-what = What
editor-becomes = Will be published
editor-was = Published now
editor-same = unchanged
editor-change-changed = Changed
editor-change-new = New column
editor-change-gone = Removed
editor-left-out = In the file and not published: { $columns }
editor-all-rows = All rows as they will be published (CSV)
editor-preview = How it will look
editor-submit = Send to review
editor-not-ready = It can go to review once the passport, a file without faults and the columns are done
editor-discard = Give the draft up
editor-waits = A second person checks and approves it: another editor or the supervisor.
editor-recall = Take back to work on
editor-publishes-on = It will be published on { $day }
editor-publishes-now = Being published. It takes a minute or two: reload the page
editor-published-as = Published as version { $number }
editor-see-published = See the set
editor-second = The second person’s decision
editor-second-what = Look through the passport, the columns and the rows above. Once published, a version stays for ever.
editor-publish-when = When to publish
editor-publish-now = At once
editor-publish-later = On a day
editor-publish-day = Day of publication
editor-day-hint = For example 31.12.2026
editor-day-wrong = Write the day of publication: tomorrow or later
editor-approve = Approve
editor-return-remark = What to correct
editor-return = Send back
editor-remark-missing = Write what is to be corrected
editor-words-too-long = No more than { $longest } characters
editor-history = What happened
editor-history-when = When
editor-history-what = What
editor-history-who = Who
editor-history-note = Words
editor-portal = The portal
editor-event-begun = Draft begun
editor-event-passport = Passport changed
editor-event-file = File uploaded
editor-event-mended = Repairs chosen
editor-event-columns = Columns changed
editor-event-submitted = Sent to review
editor-event-sent-back = Sent back
editor-event-recalled = Taken back
editor-event-approved = Approved
editor-event-published = Published
editor-event-described = Published: the rows are as before, the passport changed
editor-event-unchanged = Published before: nothing had changed
editor-event-discarded = Draft given up
editor-withdrawal = Withdraw the set
editor-withdrawal-what = All versions and files will be gone and cannot be brought back. A page with the reason stays at the set’s address.
editor-withdrawal-why = Why
editor-withdrawal-missing = Choose the reason
editor-withdrawal-words = Explanation for readers
editor-withdrawal-words-hint = Everybody sees it. It may be left empty.
editor-withdraw-do = Withdraw for ever
editor-successor = Name of the new set
editor-successor-hint = As in its address: playgrounds-7121
editor-successor-unknown = There is no such set
data-gone = This set was withdrawn. Its files are no more.
data-gone-at = When
data-gone-why = Why
data-gone-words = Explanation
data-gone-successor = In its place
data-gone-others = Other sets
data-gone-mistake = Published by mistake
data-gone-personal = It held personal data
data-gone-replaced = Another set took its place
data-gone-ended = It is no longer kept
data-at-least = at least { $number }
data-at-most = at most { $number }
data-one-of = one of: { $values }
data-filter-format = Format
data-filter-licence = Licence
data-filter-quality = Quality of the description
data-sort = Order:
data-sort-usual = general first
data-sort-newest = newest first
data-sort-title = by title
data-sort-complete = most complete first
data-downloads = Downloaded in the last 30 days: { $lately }, in all: { $ever }.
data-downloads-csv = By day (CSV)
failure-draft-moved-on-title = The draft has moved on
failure-draft-moved-on = While the page was open the draft was sent to review, approved or given up. Open it again.
failure-draft-changed-meanwhile-title = Somebody else changed the draft
failure-draft-changed-meanwhile = Another editor changed the draft at the same time. Theirs is saved, yours is not yet. Open the draft again and repeat.
failure-not-your-own-review-title = A second person is wanted
failure-not-your-own-review = What one prepared is approved by another editor or the supervisor.
failure-no-file-yet-title = The file comes first
failure-no-file-yet = The draft has no file with data yet. Upload one and repeat.
failure-way-draft = To the draft
failure-way-publishing = To publishing data
mail-data-review-subject = The set { $set } waits for your review
mail-data-review =
    Dear { $name },

    A colleague has prepared the set { $set } and sent it to review.

    Check and approve it: { $address }

    The portal Akno
mail-data-sent-back-subject = The set { $set } was sent back
mail-data-sent-back =
    Dear { $name },

    The set { $set } was sent back. What to correct stands in the draft: { $address }

    The portal Akno
mail-data-published-subject = The set { $set } is published
mail-data-published =
    Dear { $name },

    The set { $set } is published: { $address }

    The portal Akno
mail-data-due-subject = The set { $set }: next version due on { $day }
mail-data-due =
    Dear { $name },

    The next version of the set { $set } is due on { $day }.

    Prepare it: { $address }

    The portal Akno
