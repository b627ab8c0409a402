question-section = Вопросы владельцу
question-none = Вопросов с ответами пока нет.
question-ask = Задать вопрос
question-by-mail = Вопросы о наборе принимает владелец по почте:
question-nameless = Без имени
question-title = Вопрос владельцу данных
question-lede = Отвечает { $owner }, обычно в течение 15 дней. Вопрос и ответ появятся на странице набора после ответа.
question-words = Ваш вопрос
question-words-hint = Назовите строку или столбец, если вопрос о них. Его прочтут все: не пишите адресов, телефонов и сведений о себе.
question-name = Имя (необязательно)
question-name-hint = Только имя, без фамилии. Можно оставить пустым.
question-email = Электронная почта (необязательно)
question-email-hint = Напишем один раз, когда ответят. Адрес никому не показываем и удаляем вместе с ответом.
question-send = Отправить вопрос
question-to-set = К набору
question-asked-title = Вопрос передан владельцу
question-asked-text = Ответ появится на странице набора. Обычно на это нужно не больше 15 дней.
question-mailed-title = Проверьте почту
question-mailed-text = Мы отправили ссылку, которая подтверждает адрес. Она действует 24 часа; вопрос уйдёт владельцу, когда вы её откроете и нажмёте кнопку.
question-confirm-title = Отправить вопрос владельцу
question-confirm-text = Нажмите кнопку: вопрос уйдёт владельцу набора, а на этот адрес придёт ответ.
question-confirm-button = Отправить
question-confirmed-title = Вопрос передан владельцу
question-confirmed-text = Мы напишем вам, когда на него ответят.
question-dead-title = Эта ссылка больше не действует
question-dead-text = Она действует 24 часа. Задайте вопрос ещё раз на странице набора.
question-problem-empty = Напишите вопрос
question-problem-contacts = Уберите из вопроса адреса почты и телефоны: его прочтут все. Для ответа есть отдельное поле ниже
question-problem-name = Напишите только имя, одним словом, или оставьте поле пустым
question-problem-too-many = Владелец ещё не ответил на много вопросов. Попробуйте через несколько дней
question-list = Вопросы
question-none-open = Вопросов без ответа нет.
question-closed = Отвеченные и скрытые
question-one = Вопрос о наборе
question-due = Ответить не позднее
question-due-on = Ответить не позднее { $date }
question-late = Просрочен
question-hidden = Скрыт
question-answered = Есть ответ
question-answer = Ответ
question-answer-hint = Вопрос и ответ появятся на странице набора.
question-answer-hint-mailed = Вопрос и ответ появятся на странице набора; ответ придёт и на почту спросившего.
question-answer-send = Опубликовать ответ
question-correct = Исправить ответ
question-correct-send = Сохранить
question-hide-it = Скрыть вопрос
question-hide-why = Почему вопрос не показывается
question-hide = Скрыть
question-hidden-by = Скрыт: { $who }, { $at }
question-hidden-personal = В вопросе есть личные сведения
question-hidden-off-topic = Вопрос не об этом наборе
question-hidden-abuse = Оскорбления или реклама
question-hidden-repeated = На такой вопрос уже ответили
question-overtaken = Пока вы писали, вопрос изменил коллега. Ниже то, что есть сейчас; написанное вами осталось в форме.
question-problem-no-answer = Напишите ответ
question-problem-no-reason = Выберите причину
mail-question-confirm-subject = Подтвердите вопрос о наборе данных
mail-question-confirm =
    Кто-то, скорее всего вы, задал вопрос о наборе данных:
    { $set }

    Чтобы отправить его владельцу, откройте ссылку и нажмите кнопку. Она действует 24 часа:
    { $link }

    Если это были не вы, ничего не делайте: больше мы не напишем.

    Портал «Акно»
mail-question-answered-subject = Ответ на ваш вопрос о наборе данных
mail-question-answered =
    Владелец набора ответил на ваш вопрос.

    Набор: { $set }

    Ответ:
    { $answer }

    На странице набора: { $link }

    Ваш адрес мы больше не храним.

    Портал «Акно»
mail-question-hidden-subject = Ваш вопрос о наборе данных останется без ответа
mail-question-hidden =
    Владелец набора не показывает ваш вопрос и не ответит на него.

    Набор: { $set }
    Причина: { $reason }

    Вопрос можно задать иначе: { $link }

    Ваш адрес мы больше не храним.

    Портал «Акно»
mail-data-question-subject = Вопрос о наборе { $set }
mail-data-question =
    Здравствуйте, { $name }!

    О наборе { $set } задали вопрос. Ответить нужно не позднее { $day }.

    Прочитать и ответить: { $address }

    Портал «Акно»
