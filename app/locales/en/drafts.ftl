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
