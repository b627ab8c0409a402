# Signing in
sign-in-title = Sign in
sign-in-again-title = Sign in again: what you typed is not lost
sign-in-kept = Your sign-in ended while the page was open. Sign in, and on the next page one button saves what you typed.
sign-in-email = Email address
sign-in-password = Password
sign-in-forgotten = Forgotten your password?
sign-in-no-account = No account yet?
sign-in-sign-up = Sign up
sign-in-signed-in-as = You are signed in as { $name }. If you sign in to another account, this sign-in ends.
sign-in-unconfirmed = Your email address is not confirmed yet
sign-in-unconfirmed-text = Open the link in the email we sent when you signed up. If you have no such email, we can send it again.
sign-in-demo-title = Sign in to the demo
sign-in-demo-note = Press a name and you are signed in. An address with the password works too; all have the same:
demo-account-elena = Entrepreneur: acts for four companies, one of which can no longer file.
demo-account-viktor = Entrepreneur: a sole proprietor and the head of two companies.
demo-account-irina = Clerk of the Leninsky district administration of Mogilev.
demo-account-sergei = Clerk of the Pervomaisky district administration of Bobruisk.
demo-account-natalya = Clerk of the Shklov district executive committee.
demo-account-andrei = Supervisor at the Leninsky district administration of Mogilev.
notice-email-confirmed = Your email address is confirmed. Now sign in.
notice-password-changed = Your password is changed. All earlier sign-ins have ended.
notice-signed-out = You are signed out.
notice-signed-out-everywhere = You are signed out on all devices.
notice-language-changed = The language of your emails is changed.

# The session had ended when the form was sent
kept-title = You are signed in again. Save what you typed
kept-text = What you sent has not been taken yet. Press the button and everything goes on as if you had stayed signed in.
kept-button = Save and continue

# Signing up
sign-up-title = Sign up
sign-up-lede = You need an account to file notifications and applications for a company. You can search the register without one.
sign-up-name = Name and surname
sign-up-name-hint = As they stand in your passport
sign-up-email-hint = We will send an email with a link to this address
password-hint = At least 8 characters. A few words that only you will remember are safest.
sign-up-button = Sign up
sign-up-have-account = I have an account
sign-up-staff = Clerks get their account from their registering body.

# Look into your mailbox
sent-title = Check your email
sent-confirm = We have sent an email to the address you gave. Open the link in it within 24 hours and enter your password to confirm the address.
sent-reset = If this address has an account, an email with a link is on its way. The link works for one hour.
sent-nothing = The email usually takes a minute. If it does not come, check your spam folder.
sent-again-title = No email came
sent-again-text = Check the address and ask for the email again. The earlier link will stop working.
sent-again-button = Send the email again
sent-demo = The demo sends no emails to anybody; you can read them here:

# Confirming the address
confirm-title = Confirm your email address
confirm-text = Enter the password you chose when you signed up. Your address will be confirmed and you will be signed in.
confirm-why = Somebody else may have signed up with your address. The password shows that it was you.
confirm-again = Forgotten the password, or does it not fit? Sign up again: a new link will come, and this one will stop working. If no new email comes, sign up again in an hour.
confirm-again-link = Sign up again
confirm-button = Confirm the address
dead-link-title = This link no longer works
dead-link-text = It has expired, has been used, or was replaced by a newer one.
dead-link-confirm = If you have confirmed your address, just sign in. If you have not, sign in too: we will offer to send a new email.
dead-link-reset = Ask for a new link: the email takes a minute.
dead-link-reset-link = Ask for a new link

# A forgotten password
forgotten-title = Forgotten your password?
forgotten-text = Give the address you signed up with. We will send you a link for choosing a new password.
forgotten-button = Send the link
forgotten-back = Back to sign-in
reset-title = Choose a new password
reset-text = For the account { $email }. All earlier sign-ins will end.
new-password = New password
reset-button = Save the password

# The account
account-title = Account
account-name = Name
account-role = Who you are here
account-role-entrepreneur = Entrepreneur
account-role-clerk = Clerk
account-role-supervisor = Supervisor
account-office = Registering body
account-companies = Companies you act for
account-companies-none = No companies yet
account-rights-first = To file, you need a right to act for a company. How to get one is explained below.
account-company = Company
account-unp = UNP
account-scope = What you may do
account-period-column = When
account-scope-read = See applications
account-scope-prepare = Prepare applications
account-scope-file = Sign and file
account-scope-head = Anything: the head, or the sole proprietor in person
account-period-open = from { $from }
account-period = from { $from } to { $until }
account-period-ended = Ended
account-period-ahead = Not yet
account-rights-title = How to get a right to act
account-rights-head = As the head of a company or a sole proprietor: come to your registering body with your passport. A clerk compares it with the register and enters your right under your email address.
account-rights-other = As a representative: its head offers you a right on the company’s page, and you accept it here under “My businesses”. Or bring your power of attorney to the registering body. It must say what you may do and until which day.
account-rights-demo = In the demo the entrepreneurs on the sign-in page have their rights already.
account-mails = Emails
account-language = Language of the emails we send you
account-language-button = Save the language
account-password = Change your password
account-old-password = Current password
account-password-button = Change the password
account-sessions = Sign-ins on other devices
account-sessions-text = If you did not sign out on somebody else’s computer, or lost a phone, end all sign-ins at once, this one included.
account-sessions-button = Sign out on all devices

# What to put right
account-problem-email-empty = Enter your email address
account-problem-email-form = Enter the whole email address, for example name@example.com
account-problem-name-empty = Enter your name and surname
account-problem-name-form = Enter your name and surname in letters, at most 150 characters
account-problem-password-empty = Enter a password
account-problem-password-short = Enter a password of at least 8 characters
account-problem-password-long = Enter a password of at most 200 characters
account-problem-password-common = This password is among the first that are guessed. Choose another, for example a few words in a row
account-problem-password-wrong = Another password was chosen at this sign-up. Check the keyboard layout and Caps Lock. If yours still does not fit, sign up again
account-problem-old-password-empty = Enter your current password
account-problem-old-password-wrong = Your current password is a different one. Check the keyboard layout and Caps Lock
account-problem-sign-in = The address or the password is not right. Check the keyboard layout and Caps Lock. “Forgotten your password?” lets you choose a new one
account-problem-too-many-tries = { $minutes ->
    [one] Too many tries. Try again in { $minutes } minute
   *[other] Too many tries. Try again in { $minutes } minutes
  }

# Emails
mail-confirm-subject = Confirm your email address
mail-confirm =
    Hello,

    Somebody signed up to the Akno portal with this address. If it was you, open the link and enter the password you chose when you signed up:

    { $link }

    The link works until { $until }, and only once. If it was not you, do nothing: nobody can use the account until the address is confirmed.
mail-already-here-subject = You already have an account
mail-already-here =
    Hello,

    Somebody wanted to sign up to the Akno portal with this address. It has an account already, so no second one is needed.

    Sign in: { $link }
    Choose a new password, if you have forgotten yours: { $forgotten }

    If it was not you, do nothing: nothing has changed.
mail-reset-subject = A new password
mail-reset =
    Hello,

    You asked for a link for choosing a new password on the Akno portal:

    { $link }

    The link works until { $until }, and only once. If it was not you, do nothing: your password stays as it is.
mail-password-changed-subject = Your password was changed
mail-password-changed =
    Hello,

    The password of your account on the Akno portal was changed on { $at }. All earlier sign-ins have ended.

    If you did not do this, choose a new password at once: { $forgotten }
mail-closing =
    The Akno portal
    { $portal }
    There is no need to answer this email.

# Emails in the demo
demo-mail-text = The demo sends no emails to anybody. Here are the newest fifty.
demo-mail-none = No emails yet. Sign up or file a notification, and an email will appear here.
demo-mail-subject = About
demo-mail-recipient = To
demo-mail-at = When
demo-mail-state = State
demo-mail-all = All emails
mail-state-waiting = Waiting to be sent
mail-state-sent = Sent
mail-state-failed = Could not be sent
