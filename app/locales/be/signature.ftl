# Подпіс таго, што падаецца
signature-title = Падпішыце
signature-hint = Пароль і код з праграмы пацвярджаюць, што падаяце менавіта вы.
signature-codes-needed = На гэтым партале падаць анлайн можна толькі з аднаразовым кодам. Уключыце коды і вяртайцеся: усё, што вы ўвялі, захавана.
signature-offer = Вы пацвярджаеце як чалавек, які ўвайшоў на партал. З праграмай для аднаразовых кодаў вы пацвярджалі б паролем і кодам, і пра гэта было б сказана ў распісцы.
signature-who = Хто пацвердзіў
signature-session = уваход на партал
signature-password-totp = пароль і аднаразовы код
signature-certificate = электронны лічбавы подпіс
signature-line = { $name }: { $method }, { $moment }.
signature-line-founder = { $name }, заснавальнік: { $method }, { $moment }.
signature-certificate-of = Сертыфікат: { $subject }, нумар { $serial }.
signature-file = Што пацверджана, файлам (JSON)
signature-file-hint = SHA-256 гэтага файла пазначаны вышэй: яго вылічвае sha256sum, а таксама старонка праверкі дакументаў.
verify-signed = Як пацверджана
verify-signed-founders = { $count ->
    [one] { $count } заснавальнік: { $method }
    [few] { $count } заснавальнікі: { $method }
   *[other] { $count } заснавальнікаў: { $method }
  }
verify-compare-title = Параўнаць файл
verify-compare-what = Выберыце PDF або файл JSON, які ў вас ёсць. Тут вылічваецца і параўноўваецца яго SHA-256; сам файл не захоўваецца.
verify-compare-choose = Файл
verify-compare-choose-hint = Не больш за 16 МБ
verify-compare-digest = Або яго SHA-256
verify-compare-digest-hint = 64 знакі, як іх паказвае sha256sum
verify-compare-button = Параўнаць
verify-compare-empty = Выберыце файл або ўвядзіце яго SHA-256
verify-compare-form = У SHA-256 64 знакі: лічбы і лацінскія літары ад a да f
verify-compare-filed = Супадае: гэта тое, што пададзена, без змен
verify-compare-file = Супадае: гэта дакумент, якім яго стварыў партал, без змен
verify-compare-other = Не супадае: гэта не дакумент, якім яго стварыў партал, і не тое, што пададзена
