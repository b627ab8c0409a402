# Deleted and forgotten drafts
drafts-deleted = Deleted drafts
drafts-deleted-on = Deleted { $deleted }. You can restore it until { $until }.
drafts-forgotten-on = Deleted { $deleted }, after 90 days without a change. You can restore it until { $until }.
drafts-restore = Restore
event-restored = Draft restored
case-event-restored = Draft restored
event-expiry-warned = Warned that the draft will be deleted
case-event-expiry-warned = Warned that the draft will be deleted
letter-draft-ends-subject = A draft will be deleted: { $company }
letter-draft-ends =
    Hello,

    { $company }: { $procedure }.

    Nobody has changed this draft for a long time. Unless it is changed or filed, the portal deletes it: { $due }
    For 14 days after that you can still restore it on the page "My applications".

    Go on with it: { $link }
# Two answers to one question
apart-legend = { $question }: two different answers
apart-hint = While this page was open, something else was written on another device or in another window. Nothing is lost: choose the right answer.
apart-stands = In the draft now; if you change the field below, what you write there stays
apart-stands-since = In the draft now, written { $moment }; if you change the field below, what you write there stays
apart-written-at = Written { $moment }
apart-meanwhile = Another device or window wrote here: “{ $text }”. Your answer is kept too: press “Save and continue” to choose.
problem-two-answers = Two different answers were written here: choose the right one
