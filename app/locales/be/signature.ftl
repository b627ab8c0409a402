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
signature-file-hint = Яго кантрольная сума (SHA-256) пазначана вышэй; зверыць яе можна на старонцы праверкі дакументаў.
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
verify-compare-digest-hint = 64 знакі. Можна ўставіць і ўвесь радок, які паказвае sha256sum.
verify-compare-button = Параўнаць
verify-compare-empty = Выберыце файл або ўвядзіце яго SHA-256
verify-compare-form = У SHA-256 64 знакі: лічбы і лацінскія літары ад a да f
verify-compare-both = Гэты SHA-256 не ад выбранага файла. Сатрыце яго і выберыце файл зноў або пакіньце толькі SHA-256
verify-compare-too-large = Файл большы за 16 МБ, параўнаць яго тут нельга. Выберыце іншы файл або ўвядзіце яго SHA-256
verify-compare-filed = Супадае: гэта тое, што пададзена, без змен
verify-compare-file = Супадае: гэта дакумент, якім яго стварыў партал, без змен
verify-compare-other = Гэты файл — не той, што выдаў партал
verify-mismatch = Файл не супадае з дакументам
verify-mismatch-what = Дакумент з гэтым кодам у партала ёсць, але ваш файл адрозніваецца ад яго хаця б адным знакам: яго змянілі, пашкодзілі або захавалі нанова, або ён ад іншага дакумента. Скан і фота таксама не супадаюць.
verify-mismatch-do = Не спадзявайцеся на тое, што ў ім напісана. Папрасіце файл, спампаваны проста з партала, і параўнайце яго тут.
verify-mismatch-digest = SHA-256 вашага файла:
verify-issued = Што выдаў партал з гэтым кодам

# Электронны лічбавы подпіс
qualified-title = Або падпішыце ЭЛП
qualified-download = Спампуйце тое, што падаяце, файлам (JSON).
qualified-sign = Падпішыце яго сваім сертыфікатам: патрэбны аддзелены подпіс CMS, файл з канчаткам .p7s.
qualified-choose = Выберыце тут подпіс і падайце. Спачатку адзначце пацвярджэнне вышэй.
qualified-file = Подпіс
qualified-file-hint = .p7s у DER або PEM, не больш за 128 КБ
qualified-button = Падаць з подпісам
qualified-detached = Электронны лічбавы подпіс (.p7s)
qualified-refused-empty = Выберыце файл з подпісам
qualified-refused-too-large = Файл завялікі для подпісу: ён большы за 128 КБ. Выберыце файл .p7s, а не падпісаны дакумент
qualified-refused-unreadable = Файл не ўдаецца прачытаць як подпіс. Выберыце файл .p7s, які стварыла ваша праграма
qualified-refused-attached = Подпіс змяшчае сам дакумент. Стварыце аддзелены
qualified-refused-signers = Падпісаць павінен адзін чалавек: не некалькі і не ніхто
qualified-refused-no-certificate = У подпісе няма вашага сертыфіката. Няхай праграма дадасць яго
qualified-refused-attributes = У подпісе няма падпісаных атрыбутаў (від змесціва і хэш). Стварыце яго нанова з імі
qualified-refused-other-content = Падпісаны іншы файл. Спампуйце яшчэ раз тое, што падаяце, і падпішыце яго
qualified-refused-algorithm = Такі алгарытм або ключ тут не правяраецца. Правяраюцца ECDSA на крывых P-256 і P-384 і RSA ад 2048 біт з SHA-256 і даўжэйшымі
qualified-refused-signature = Подпіс не падыходзіць да сертыфіката. Падпішыце нанова
qualified-refused-expired = Тэрмін дзеяння сертыфіката скончыўся. Падпішыце дзейным
qualified-refused-not-yet-valid = Сертыфікат яшчэ не дзейнічае. Падпішыце дзейным
qualified-refused-unknown-issuer = Партал не давярае таму, хто выдаў сертыфікат, або не хапае прамежкавага сертыфіката
qualified-refused-usage = Сертыфікат не прызначаны для подпісу дакументаў. Выберыце іншы
