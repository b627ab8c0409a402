# Emails that do not arrive
unreachable = Emails to your address do not arrive, so we have stopped sending them.
unreachable-mend = Check or change the address
address-title = Address for emails
address-now = Address
address-returned = Emails come back since
address-reason = What the mail server says
address-again-title = Is the address right?
address-again-text = We send an email with a link there. Once you open it, emails come again.
address-again-button = Send an email to this address
address-other-title = Another address
address-other-text = An email with a link goes to the new address. Until you open it, the old address stays, for emails and for signing in.
address-new = New email address
address-other-button = Send the link
address-sent = The email with the link is on its way. The link works for a day.
address-confirm-text = Press the button: the portal’s emails will come to { $address }, and you will sign in with this address.
dead-link-address = The link to confirm an address works once and for a day. You can get a new one on the page “Address for emails”.
notice-address-confirmed = The address is confirmed: emails come there.
mail-address-subject = Confirm the address for emails
mail-address =
    Hello!

    Somebody gave this address for the emails of the portal Akno. If it was you, open the link and press the button:

    { $link }

    The link works once, until { $until }. If it was not you, do nothing.
mail-address-changed-subject = The address of your account was changed
mail-address-changed =
    Hello!

    { $at } your account on the portal Akno got another address: emails now come there, and you sign in with it.

    If it was not you, contact the registering body.
mail-state-delayed = Delayed
mail-state-bounced = Not delivered
mail-state-withheld = Not sent: emails to this address do not arrive
mail-delayed = The email to { $recipient } was sent and is not delivered yet: the mail server keeps trying
mail-bounced = The email to { $recipient } was not delivered: the mail server returned it. The filing stands all the same.
mail-withheld = The email to { $recipient } was not sent: earlier ones came back from there. The filing stands all the same.
case-letter-delayed = delayed
case-letter-bounced = not delivered, came back
case-letter-withheld = not sent: nobody is reached there
case-unreached = The notice did not arrive. Tell the applicant in another way: by telephone or by post.
case-unreached-line = { $recipient }: “{ $subject }”
