letter-no-term = Тэрмін не ўстаноўлены
letter-received-subject = Паведамленне № { $number } пададзена
letter-returned-subject = Паведамленне № { $number }: трэба выправіць
letter-decided-subject = Паведамленне № { $number }: ёсць рашэнне
letter-received = 
    Добры дзень!

    { $company }: { $procedure }.
    Нумар: { $number }

    Разглядае: { $office }.
    Рашэнне не пазней за: { $due }

    Калі трэба будзе нешта выправіць, мы напішам.

    Стан і распіска: { $link }

    Партал «Акно»
letter-returned = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: спецыяліст просіць выправіць асобныя палі. Пакуль вы выпраўляеце, тэрмін разгляду прыпынены.

    Заўвагі: { $link }
    Заўвагі лістом (PDF): { $letter }

    Партал «Акно»
letter-decided = 
    Добры дзень!

    { $company }: { $procedure }, № { $number }.

    { $office }: разгляд скончаны.

    Што вырашылі: { $link }
    Ліст з рашэннем (PDF): { $letter }

    Партал «Акно»
pdf-issuer = Акно: партал паслуг для малога і сярэдняга прадпрымальніцтва
pdf-page = Старонка { "{page}" } з { "{pages}" }
pdf-demo = Дэма: прыдуманыя даныя
pdf-footer = Праверыць гэты дакумент можа кожны: { $url }
pdf-receipt-title = Распіска аб атрыманні
pdf-receipt-what = Партал атрымаў паведамленне і перадаў яго рэгіструючаму органу.
pdf-filed = Пададзена
pdf-office = Рэгіструючы орган
pdf-due = Рашэнне не пазней за
pdf-digest = SHA-256 пададзенага
pdf-verify = Праверка дакумента
pdf-verify-alt = QR-код з адрасам праверкі дакумента
pdf-paper-mark = Не пададзена, пакуль не прынята спецыялістам
pdf-paper-qr = Для спецыяліста: адсканіруйце або ўвядзіце код
pdf-paper-alt = QR-код, па якім спецыяліст адкрывае чарнавік
pdf-paper-footer = Падрыхтавана на партале «Акно» { $moment }. Калі адказы зменяцца, гэта папера страціць сілу.
pdf-paper-statement = Пацвярджаем, што звесткі дакладныя.
pdf-sign-name = Прозвішча, імя, імя па бацьку, пасада
pdf-sign-signature = Подпіс
pdf-sign-date = Дата
applicant = Хто падаў
