alert-title = Tell me when this changes
alert-lede = We will write to you whenever the register changes for { $company }: one email for each change, until you stop it.
alert-email-hint = We first ask this address whether it wants to be told
alert-button = Send the confirmation
alert-asked-title = Check your email
alert-asked-text = We sent a link that confirms the address. It works for 24 hours.
alert-confirm-title = Confirm the address
alert-confirm-text = Press the button and we will write to this address when the register changes for the company.
alert-confirm-button = Yes, tell me
alert-confirmed-title = We will tell you
alert-confirmed-text = An email comes with each change. The link to stop is in every one.
alert-stop-title = Stop these emails
alert-stop-text = We will no longer write to you about this company.
alert-stop-button = Stop
alert-stopped-title = We write no more
alert-stopped-text = You get no more emails about this company. You can ask for them again on its page.
alert-dead-title = This link does not work any more
alert-dead-text = It works for 24 hours. Ask for a new one on the company’s page.
alert-to-company = To the company’s page
mail-alert-confirm-subject = Confirm that we should tell you about changes
mail-alert-confirm =
    Somebody, probably you, asked to be told when the register changes for this company:
    { $company }

    To confirm, open the link and press the button. It works for 24 hours:
    { $link }

    If it was not you, do nothing: we will not write again.
mail-alert-subject = Changed in the register: { $company }
mail-alert-change = { $what }: { $now } (before: { $before })
mail-alert =
    The register has changed for this company:
    { $company }

    { $changes }

    Its page:
    { $link }

    To stop these emails:
    { $stop }
