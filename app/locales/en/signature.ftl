# Signing what is filed
signature-title = Sign
signature-hint = Your password and a code of your app confirm that it is you who files this.
signature-codes-needed = This portal takes what is filed on line only with a one-time code. Turn the codes on, then come back: nothing that you typed is lost.
signature-offer = You confirm as the person who has signed in. With an app for one-time codes you would confirm with password and code, and the receipt would say so.
signature-who = Confirmed by
signature-session = signed in on the portal
signature-password-totp = password and one-time code
signature-certificate = qualified signature
signature-line = { $name }: { $method }, { $moment }.
signature-line-founder = { $name }, founder: { $method }, { $moment }.
signature-certificate-of = Certificate of { $subject }, number { $serial }.
signature-file = What was confirmed, as a file (JSON)
signature-file-hint = The SHA-256 of the file is the one above: sha256sum computes it, and so does the page that checks documents.
verify-signed = How it was confirmed
verify-signed-founders = { $count ->
    [one] { $count } founder: { $method }
   *[other] { $count } founders: { $method }
  }
verify-compare-title = Compare a file
verify-compare-what = Choose the PDF or the JSON file that you have. Its SHA-256 is computed here and compared; nothing of the file is kept.
verify-compare-choose = File
verify-compare-choose-hint = At most 16 MB
verify-compare-digest = Or its SHA-256
verify-compare-digest-hint = 64 letters and digits, as sha256sum shows them
verify-compare-button = Compare
verify-compare-empty = Choose a file or type its SHA-256
verify-compare-form = A SHA-256 has 64 signs: digits and letters from a to f
verify-compare-filed = It fits: this is what was filed, unchanged
verify-compare-file = It fits: this is the document as the portal made it, unchanged
verify-compare-other = It does not fit: this is neither the document as the portal made it nor what was filed
