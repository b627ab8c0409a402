# One-time codes: signing in and signing with an app
second-step-title = One-time codes
second-step-lede = An app on your phone shows a code of six digits that changes every half minute. With it, knowing your password is not enough to act in your name.
second-step-why-sign-in = Signing in asks for the code after the password.
second-step-why-sign = What you file you confirm with your password and a code. The receipt says so.
second-step-why-app = Any authenticator app will do. It needs no network and sends nothing anywhere.
second-step-is-on = Signing in and filing ask for a code of your app.
second-step-is-off = Now the password alone is enough to sign in and to file.
second-step-change = New phone, new recovery codes, turning them off
second-step-turn-on = Turn one-time codes on
second-step-begin = Turn them on
second-step-begin-button = Continue
second-step-since = One-time codes have been on since { $moment }
second-step-anew = New phone or new recovery codes
second-step-anew-text = The app is set up anew. Until you have typed the first new code, the old ones still work.
second-step-anew-button = Set up anew
second-step-new-title = Connect the app
second-step-new-app = Open an authenticator app on your phone, or install one.
second-step-new-scan = Add an account in it: scan the picture or type the key.
second-step-new-code = Type the six digits that the app then shows.
second-step-scan-alt = Code to scan with the app; the key below says the same
second-step-secret = Key to type:
second-step-here = Open the app on this device
second-step-new-button = Check the code and turn on
second-step-late = This key waited too long for its first code. Begin anew
second-step-notice-on = One-time codes are on
second-step-notice-off = One-time codes are off
second-step-removal-title = Turn one-time codes off
second-step-removal-lede = The password alone will then be enough to sign in and to file. You can turn the codes on again at any time.
second-step-removal-button = Turn off
recovery-codes-title = Keep your recovery codes
recovery-codes-lede = If the phone is lost, each of these codes lets you sign in once. Print them or write them down, and keep them apart from the phone.
recovery-codes-once = They are shown only now: the portal does not keep them. Anybody who has lost them can have new ones made.
recovery-codes-kept = I have kept them
recovery-codes-left = { $left ->
    [0] No recovery codes are left. Have new ones made.
    [one] { $left } recovery code is left
   *[other] { $left } recovery codes are left
  }
code-label = Code
code-hint = Six digits that the app shows now
code-hint-recovery = Six digits that the app shows now, or a recovery code
sign-in-code-title = Type the code
sign-in-code-back = Begin again
sign-in-code-late = This sign-in waited too long for the code. Type your address and password again
sign-in-code-lost = I have no phone with me
sign-in-code-lost-recovery = Type one of the recovery codes that you kept when you turned the codes on.
sign-in-code-lost-both = Without them come to your registering body with your passport: the codes will be turned off.
account-problem-code-empty = Type the code
account-problem-code-wrong = This code does not fit. Type the one that the app shows now, and check the time on your phone
account-problem-code-used = This code was used already. Wait for the next one, at most half a minute

mail-second-step-on-subject = One-time codes are on
mail-second-step-on =
    Hello!

    For your account on the portal Akno an app for one-time codes was connected on { $at }. From now on signing in and filing ask for its codes.

    If it was not you, choose a new password at once and tell your registering body: { $forgotten }
mail-second-step-off-subject = One-time codes are off
mail-second-step-off =
    Hello!

    One-time codes of your account on the portal Akno were turned off on { $at }. From now on the password alone is enough to sign in.

    If it was not you, choose a new password at once: { $forgotten }
