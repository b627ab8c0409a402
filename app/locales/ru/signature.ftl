# Подпись того, что подаётся
signature-title = Подпишите
signature-hint = Пароль и код из приложения подтверждают, что подаёте именно вы.
signature-codes-needed = На этом портале подать онлайн можно только с одноразовым кодом. Включите коды и возвращайтесь: всё, что вы ввели, сохранено.
signature-offer = Вы подтверждаете как человек, который вошёл на портал. С приложением для одноразовых кодов вы подтверждали бы паролем и кодом, и об этом было бы сказано в расписке.
signature-who = Кто подтвердил
signature-session = вход на портал
signature-password-totp = пароль и одноразовый код
signature-certificate = электронная цифровая подпись
signature-line = { $name }: { $method }, { $moment }.
signature-line-founder = { $name }, учредитель: { $method }, { $moment }.
signature-certificate-of = Сертификат: { $subject }, номер { $serial }.
signature-file = Что подтверждено, файлом (JSON)
signature-file-hint = Его контрольная сумма (SHA-256) указана выше; сверить её можно на странице проверки документов.
verify-signed = Как подтверждено
verify-signed-founders = { $count ->
    [one] { $count } учредитель: { $method }
    [few] { $count } учредителя: { $method }
   *[other] { $count } учредителей: { $method }
  }
verify-compare-title = Сравнить файл
verify-compare-what = Выберите PDF или файл JSON, который у вас есть. Здесь вычисляется и сравнивается его SHA-256; сам файл не сохраняется.
verify-compare-choose = Файл
verify-compare-choose-hint = Не больше 16 МБ
verify-compare-digest = Или его SHA-256
verify-compare-digest-hint = 64 знака. Можно вставить и всю строку, которую показывает sha256sum.
verify-compare-button = Сравнить
verify-compare-empty = Выберите файл или введите его SHA-256
verify-compare-form = В SHA-256 64 знака: цифры и латинские буквы от a до f
verify-compare-both = Этот SHA-256 не от выбранного файла. Сотрите его и выберите файл снова или оставьте только SHA-256
verify-compare-too-large = Файл больше 16 МБ, сравнить его здесь нельзя. Выберите другой файл или введите его SHA-256
verify-compare-filed = Совпадает: это то, что подано, без изменений
verify-compare-file = Совпадает: это документ, каким его создал портал, без изменений
verify-compare-other = Этот файл — не тот, что выдал портал
verify-mismatch = Файл не совпадает с документом
verify-mismatch-what = Документ с этим кодом у портала есть, но ваш файл отличается от него хотя бы одним знаком: его изменили, повредили или сохранили заново, или он от другого документа. Скан и фотография тоже не совпадают.
verify-mismatch-do = Не полагайтесь на то, что в нём написано. Попросите файл, скачанный прямо с портала, и сравните его здесь.
verify-mismatch-digest = SHA-256 вашего файла:
verify-issued = Что выдал портал с этим кодом

# Электронная цифровая подпись
qualified-title = Или подпишите ЭЦП
qualified-download = Скачайте то, что подаёте, файлом (JSON).
qualified-sign = Подпишите его своим сертификатом: нужна отсоединённая подпись CMS, файл с окончанием .p7s.
qualified-choose = Выберите здесь подпись и подайте. Сначала отметьте подтверждение выше.
qualified-file = Подпись
qualified-file-hint = .p7s в DER или PEM, не больше 128 КБ
qualified-button = Подать с подписью
qualified-detached = Электронная цифровая подпись (.p7s)
qualified-refused-empty = Выберите файл с подписью
qualified-refused-too-large = Файл слишком велик для подписи: он больше 128 КБ. Выберите файл .p7s, а не подписанный документ
qualified-refused-unreadable = Файл не удаётся прочитать как подпись. Выберите файл .p7s, который создала ваша программа
qualified-refused-attached = Подпись содержит сам документ. Создайте отсоединённую
qualified-refused-signers = Подписать должен один человек: не несколько и не никто
qualified-refused-no-certificate = В подписи нет вашего сертификата. Пусть программа добавит его
qualified-refused-attributes = В подписи нет подписанных атрибутов (вид содержимого и хеш). Создайте её заново с ними
qualified-refused-other-content = Подписан другой файл. Скачайте ещё раз то, что подаёте, и подпишите его
qualified-refused-algorithm = Такой алгоритм или ключ здесь не проверяется. Проверяются ECDSA на кривых P-256 и P-384 и RSA от 2048 бит с SHA-256 и длиннее
qualified-refused-signature = Подпись не подходит к сертификату. Подпишите заново
qualified-refused-expired = Срок действия сертификата истёк. Подпишите действующим
qualified-refused-not-yet-valid = Сертификат ещё не действует. Подпишите действующим
qualified-refused-unknown-issuer = Портал не доверяет тому, кто выдал сертификат, или не хватает промежуточного сертификата
qualified-refused-usage = Сертификат не предназначен для подписи документов. Выберите другой
