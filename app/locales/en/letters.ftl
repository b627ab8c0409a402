letter-no-term = No deadline is set
letter-no-fee = No fee was made out
filing-named = { $slug ->
    [change-of-name] Application
    [change-of-charter] Application
    [correction] Application
    [name-approval] Application
    [registration-sole-proprietor] Application
    [registration-legal-entity] Application
    [certificate-duplicate] Application
   *[other] Notification
  }
filing-named-object = { $slug ->
    [change-of-name] application
    [change-of-charter] application
    [correction] application
    [name-approval] application
    [registration-sole-proprietor] application
    [registration-legal-entity] application
    [certificate-duplicate] application
   *[other] notification
  }
letter-received-subject = { filing-named } No. { $number } is filed
letter-returned-subject = { filing-named } No. { $number }: something to correct
letter-decided-subject = { filing-named } No. { $number }: decided
letter-received = 
    Hello,

    { $company }: { $procedure }.
    Number: { $number }

    Handled by: { $office }.
    Decision no later than: { $due }

    If something needs correcting, we will write to you.

    State and receipt: { $link }

    The Akno portal
letter-returned = 
    Hello,

    { $company }: { $procedure }, No. { $number }.

    { $office }: a clerk asks you to correct some fields. The clock is stopped while you do.

    The remarks: { $link }
    The remarks as a letter (PDF): { $letter }

    The Akno portal
letter-reopened = 
    Hello,

    { $company }: { $procedure }, No. { $number }.

    { $office }: the case is open again, the earlier decision is overtaken.
    Decision no later than: { $due }

    Why, and what comes next: { $link }
    Letter (PDF): { $letter }

    The Akno portal
letter-mended = 
    Hello,

    { $company }: { $procedure }, No. { $number }.

    { $office }: a clerk has mended a typing error in what you filed.

    Before, after and why: { $link }
    If you disagree, write to the office there.

    The Akno portal
letter-decided = 
    Hello,

    { $company }: { $procedure }, No. { $number }.

    { $office } has decided.

    The decision: { $link }
    The letter with the decision (PDF): { $letter }

    The Akno portal
pdf-issuer = Akno: a service portal for small and medium enterprises
pdf-page = Page { "{page}" } of { "{pages}" }
pdf-demo = Demo: invented data
pdf-footer = Anyone can verify this document: { $url }
pdf-receipt-title = Receipt
pdf-receipt-what = The portal received the { filing-named-object } and passed it to the registering body.
pdf-filed = Filed
pdf-office = Registering body
pdf-due = Decision by
pdf-digest = SHA-256 of what was filed
pdf-verify = Verify the document
pdf-verify-alt = QR code with the address that verifies the document
pdf-paper-mark = Not filed until a clerk has received it
pdf-paper-qr = For the clerk: scan or type the code
pdf-paper-alt = QR code by which the clerk opens the draft
pdf-paper-footer = Prepared on the Akno portal on { $moment }. If the answers change, this paper no longer counts.
pdf-paper-statement = We confirm that these facts are true.
pdf-sign-name = Name and post
pdf-sign-signature = Signature
pdf-sign-date = Date
applicant = Filed by

blank-form-what = Fill it in legibly, sign it, and bring or post it to the registering body. Leave empty what does not concern you.
blank-form-body = Registering body
blank-form-footer = A blank form from the Akno portal. It counts as filed on the day on which a clerk receives it.
