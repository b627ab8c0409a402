question-section = Пытанні ўладальніку
question-none = Пытанняў з адказамі пакуль няма.
question-ask = Задаць пытанне
question-by-mail = Пытанні пра набор прымае ўладальнік па пошце:
question-nameless = Без імя
question-title = Пытанне ўладальніку даных
question-lede = Адказвае { $owner }, звычайна на працягу 15 дзён. Пытанне і адказ з’явяцца на старонцы набору пасля адказу.
question-words = Ваша пытанне
question-words-hint = Назавіце радок або слупок, калі пытанне пра іх. Яго прачытаюць усе: не пішыце адрасоў, тэлефонаў і звестак пра сябе.
question-name = Імя (неабавязкова)
question-name-hint = Толькі імя, без прозвішча. Можна пакінуць пустым.
question-email = Электронная пошта (неабавязкова)
question-email-hint = Напішам адзін раз, калі адкажуць. Адрас нікому не паказваем і выдаляем разам з адказам.
question-send = Адправіць пытанне
question-to-set = Да набору
question-asked-title = Пытанне перададзена ўладальніку
question-asked-text = Адказ з’явіцца на старонцы набору. Звычайна на гэта трэба не больш за 15 дзён.
question-mailed-title = Праверце пошту
question-mailed-text = Мы адправілі спасылку, якая пацвярджае адрас. Яна дзейнічае 24 гадзіны; пытанне пойдзе ўладальніку, калі вы яе адкрыеце і націснеце кнопку.
question-confirm-title = Адправіць пытанне ўладальніку
question-confirm-text = Націсніце кнопку: пытанне пойдзе ўладальніку набору, а на гэты адрас прыйдзе адказ.
question-confirm-button = Адправіць
question-confirmed-title = Пытанне перададзена ўладальніку
question-confirmed-text = Мы напішам вам, калі на яго адкажуць.
question-dead-title = Гэта спасылка больш не дзейнічае
question-dead-text = Яна дзейнічае 24 гадзіны. Задайце пытанне яшчэ раз на старонцы набору.
question-problem-empty = Напішыце пытанне
question-problem-contacts = Прыбярыце з пытання адрасы пошты і тэлефоны: яго прачытаюць усе. Для адказу ёсць асобнае поле ніжэй
question-problem-name = Напішыце толькі імя, адным словам, або пакіньце поле пустым
question-problem-too-many = Уладальнік яшчэ не адказаў на многа пытанняў. Паспрабуйце праз некалькі дзён
question-list = Пытанні
question-none-open = Пытанняў без адказу няма.
question-closed = З адказам і схаваныя
question-one = Пытанне пра набор
question-due = Адказаць не пазней за
question-due-on = Адказаць не пазней за { $date }
question-late = Пратэрмінавана
question-hidden = Схавана
question-answered = Ёсць адказ
question-answer = Адказ
question-answer-hint = Пытанне і адказ з’явяцца на старонцы набору.
question-answer-hint-mailed = Пытанне і адказ з’явяцца на старонцы набору; адказ прыйдзе і на пошту таго, хто спытаў.
question-answer-send = Апублікаваць адказ
question-correct = Выправіць адказ
question-correct-send = Захаваць
question-hide-it = Схаваць пытанне
question-hide-why = Чаму пытанне не паказваецца
question-hide = Схаваць
question-hidden-by = Схавана: { $who }, { $at }
question-hidden-personal = У пытанні ёсць асабістыя звесткі
question-hidden-off-topic = Пытанне не пра гэты набор
question-hidden-abuse = Абразы або рэклама
question-hidden-repeated = На такое пытанне ўжо адказалі
question-overtaken = Пакуль вы пісалі, пытанне змяніў калега. Ніжэй тое, што ёсць цяпер; напісанае вамі засталося ў форме.
question-problem-no-answer = Напішыце адказ
question-problem-no-reason = Выберыце прычыну
mail-question-confirm-subject = Пацвердзіце пытанне пра набор даных
mail-question-confirm =
    Нехта, хутчэй за ўсё вы, задаў пытанне пра набор даных:
    { $set }

    Каб адправіць яго ўладальніку, адкрыйце спасылку і націсніце кнопку. Яна дзейнічае 24 гадзіны:
    { $link }

    Калі гэта былі не вы, нічога не рабіце: больш мы не напішам.

    Партал «Акно»
mail-question-answered-subject = Адказ на ваша пытанне пра набор даных
mail-question-answered =
    Уладальнік набору адказаў на ваша пытанне.

    Набор: { $set }

    Адказ:
    { $answer }

    На старонцы набору: { $link }

    Ваш адрас мы больш не захоўваем.

    Партал «Акно»
mail-question-hidden-subject = Ваша пытанне пра набор даных застанецца без адказу
mail-question-hidden =
    Уладальнік набору не паказвае ваша пытанне і не адкажа на яго.

    Набор: { $set }
    Прычына: { $reason }

    Пытанне можна задаць інакш: { $link }

    Ваш адрас мы больш не захоўваем.

    Партал «Акно»
mail-data-question-subject = Пытанне пра набор { $set }
mail-data-question =
    Добры дзень, { $name }!

    Пра набор { $set } задалі пытанне. Адказаць трэба не пазней за { $day }.

    Прачытаць і адказаць: { $address }

    Партал «Акно»
