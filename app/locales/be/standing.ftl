# Адно паведамленне ўжо разглядаюць
choose-under-review = Ужо пададзена: № { $number }, { $filed }
choose-under-review-what = Падаваць другі раз не трэба, хіба што з таго часу было яшчэ адно змяненне.
choose-returned = № { $number }: спецыяліст просіць выправіць
choose-anew-under-review = Усё роўна пачаць новае

# Спіс пытанняў
tasks-begin = Пачаць адказваць
tasks-continue = Працягнуць
tasks-correct = Выправіць

# Выпраўленае адпраўляюць назад
check-title-correction = Праверце выпраўленні перад адпраўкай
check-remark = Заўвага рэгіструючага органа
check-unchanged = Пасля заўвагі не зменена: { $fields }. Адправіць можна і так, але спецыяліст убачыць тое самае.
check-unchanged-explain = Калі ўсё было правільна, растлумачце гэта ў перапісцы
check-confirm-correction = Пацвярджаю: выпраўленыя звесткі правільныя, і я маю права іх падаць
check-file-correction = Адправіць выпраўленні
check-next-correction = Выпраўленае ўбачыць спецыяліст, які прасіў выправіць. Тэрмін разгляду пойдзе далей з таго месца, на якім яго спынілі.

# Распіска па вырашанай справе
receipt-outcome = Што вырашана
receipt-accepted = { filing-named } прынята { $moment }
receipt-refused = { filing-named }: адмоўлена { $moment }
receipt-unconsidered = { filing-named } пакінута без разгляду { $moment }
receipt-withdrawn = Вы адклікалі { filing-named-object } { $moment }
receipt-accepted-then = Новыя звесткі ўжо ў рэгістры.
receipt-refused-then = Рэгістр не змяніўся. Прычыны і што можна зрабіць — у рашэнні.
receipt-unconsidered-then = Рэгістр не змяніўся. Чаму і што можна зрабіць — у рашэнні.
receipt-withdrawn-then = Рэгістр не змяніўся.
receipt-decision = Адкрыць рашэнне
receipt-application = Адкрыць { filing-named-object }
receipt-now = Што цяпер
receipt-returned = Спецыяліст просіць выправіць { filing-named-object }. Пакуль вы выпраўляеце, тэрмін прыпынены.
receipt-correct = Выправіць
receipt-file = Распіска аб атрыманні
receipt-file-correction = Распіска аб атрыманні выпраўленняў

# Падаць яшчэ раз пасля адмовы
again-title = Падаць яшчэ раз
again-what = Адказы ўжо будуць запоўнены так, як вы іх падалі. Выпраўце тое, з-за чаго адмовілі.
again-what-unconsidered = Адказы ўжо будуць запоўнены так, як вы іх падалі. Выпраўце тое, з-за чаго заяву не разгледзелі.
again-what-withdrawn = Адказы ўжо будуць запоўнены так, як вы іх падалі.
again-what-accepted = Адказы ўжо будуць запоўнены так, як вы іх падалі. Змяніце тое, што цяпер іншае.
again-button = Падаць { filing-named-object } яшчэ раз
reason-act = Падстава: { $act }

# Што казаў рэгістр, калі справу вырашалі
compare-title-decided = Што прасілі і што было ў рэгістры
compare-register-decided = У рэгістры да рашэння

# Ways on from a failure
failure-no-such-service-title = Такой паслугі тут няма
failure-no-such-service = Магчыма, у адрасе старонкі памылка. Паглядзіце, што можна зрабіць на партале.
failure-way-services = Усе паслугі
failure-way-application = Адкрыць заяву
failure-way-applications = Мае заявы
failure-way-case = Адкрыць справу яшчэ раз
failure-way-office = Усе справы органа
failure-way-counter = Прыём папер

# Checking a document by its code
verify-title = Праверыць дакумент
verify-code = Код дакумента
verify-code-hint = 26 лацінскіх літар і лічбаў у канцы адраса ўнізе дакумента, напрыклад 7k3v0m9x2c5b8n4h6j1d0r7t3w. Можна ўставіць увесь адрас.
verify-button = Праверыць
verify-register = Знайсці арганізацыю ў рэгістры

# The demo’s note on a phone
demo-note-short = Выдуманыя даныя.
demo-mail-short = Лісты
