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
signature-file-hint = SHA-256 этого файла указан выше: его вычисляет sha256sum, а также страница проверки документов.
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
verify-compare-digest-hint = 64 знака, как их показывает sha256sum
verify-compare-button = Сравнить
verify-compare-empty = Выберите файл или введите его SHA-256
verify-compare-form = В SHA-256 64 знака: цифры и латинские буквы от a до f
verify-compare-filed = Совпадает: это то, что подано, без изменений
verify-compare-file = Совпадает: это документ, каким его создал портал, без изменений
verify-compare-other = Не совпадает: это не документ, каким его создал портал, и не то, что подано
