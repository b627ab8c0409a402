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
verify-compare-digest-hint = 64 letters and digits. You can also paste the whole line that sha256sum shows.
verify-compare-button = Compare
verify-compare-empty = Choose a file or type its SHA-256
verify-compare-form = A SHA-256 has 64 signs: digits and letters from a to f
verify-compare-both = This SHA-256 is not that of the chosen file. Erase it and choose the file again, or leave only the SHA-256
verify-compare-too-large = The file is larger than 16 MB and cannot be compared here. Choose another file or type its SHA-256
verify-compare-filed = It fits: this is what was filed, unchanged
verify-compare-file = It fits: this is the document as the portal made it, unchanged
verify-compare-other = This file is not the one that the portal issued
verify-mismatch = The file does not match the document
verify-mismatch-what = The portal has a document with this code, but your file differs from it, even if only by one character: it was changed, damaged or saved anew, or it belongs to another document. A scan or a photo does not match either.
verify-mismatch-do = Do not rely on what it says. Ask for the file as it was downloaded from the portal and compare it here.
verify-mismatch-digest = SHA-256 of your file:
verify-issued = What the portal issued with this code

# Qualified signatures
qualified-title = Or sign with a certificate
qualified-download = Download what you file, as a file (JSON).
qualified-sign = Sign it with your certificate: a detached CMS signature, a file that ends in .p7s.
qualified-choose = Choose the signature here and file. Tick the statement above first.
qualified-file = Signature
qualified-file-hint = .p7s in DER or PEM, at most 128 KB
qualified-button = File with the signature
qualified-detached = The qualified signature (.p7s)
qualified-refused-empty = Choose the file with the signature
qualified-refused-too-large = The file is too large for a signature: it is larger than 128 KB. Choose the .p7s file, not the signed document
qualified-refused-unreadable = The file cannot be read as a signature. Choose the .p7s file that your program made
qualified-refused-attached = The signature holds the document. Make a detached one
qualified-refused-signers = One person has to have signed, not several and not nobody
qualified-refused-no-certificate = Your certificate is not in the signature. Let your program add it
qualified-refused-attributes = The signature lacks signed attributes (content type and digest). Make it anew with them
qualified-refused-other-content = Another file was signed. Download what you file once more and sign that
qualified-refused-algorithm = This algorithm or key is not checked here. ECDSA over P-256 and P-384 and RSA from 2048 bits are, with SHA-256 and longer
qualified-refused-signature = The signature does not fit the certificate. Sign anew
qualified-refused-expired = The certificate has expired. Sign with one in force
qualified-refused-not-yet-valid = The certificate is not in force yet. Sign with one in force
qualified-refused-unknown-issuer = This portal does not trust whoever issued the certificate, or a certificate in between is missing
qualified-refused-usage = The certificate is not for signing documents. Choose another one
