"""One question on each relation between documents, in each of the six languages."""

from __future__ import annotations

NEWEST = {
    "en": "What is the newest resolution on the Centre?",
    "fr": "Quelle est la résolution la plus récente sur le Centre ?",
    "ru": "Какая резолюция о Центре самая новая?",
    "es": "¿Cuál es la última resolución sobre el Centro?",
    "ar": "ما هو أحدث قرار بشأن المركز؟",
    "zh": "关于中心的最新决议是什么？",
}
NEWER = {
    "en": "Is there a newer resolution on the Centre?",
    "fr": "Existe-t-il une résolution plus récente sur le Centre ?",
    "ru": "Есть ли более новая резолюция о Центре?",
    "es": "¿Hay una resolución más reciente sobre el Centro?",
    "ar": "هل يوجد قرار أحدث بشأن المركز؟",
    "zh": "有没有关于中心的更新的决议？",
}
STILL = {
    "en": "Is A/RES/72/7 still the latest?",
    "fr": "La résolution 72/7 est-elle toujours la plus récente ?",
    "ru": "A/RES/72/7 всё ещё самая новая?",
    "es": "¿Sigue siendo A/RES/72/7 la más reciente?",
    "ar": "هل لا يزال A/RES/72/7 الأحدث؟",
    "zh": "A/RES/72/7仍是最新的吗？",
}
BECAME = {
    "en": "What did draft {draft} become?",
    "fr": "Qu'est devenu le projet {draft} ?",
    "ru": "Чем стал проект {draft}?",
    "es": "¿En qué se convirtió el proyecto {draft}?",
    "ar": "ماذا أصبح مشروع القرار {draft}؟",
    "zh": "{draft}号草案后来成为什么？",
}
ADOPTED = {
    "en": "Was the draft A/75/L.72 adopted?",
    "fr": "Le projet A/75/L.72 a-t-il été adopté ?",
    "ru": "Был ли проект A/75/L.72 принят?",
    "es": "¿Se aprobó el proyecto A/75/L.72?",
    "ar": "هل اعتمد مشروع القرار A/75/L.72؟",
    "zh": "A/75/L.72号草案通过了吗？",
}
RECALL = {
    "en": "Which resolutions recall A/RES/72/7?",
    "fr": "Quelles résolutions rappellent la résolution 72/7 ?",
    "ru": "Какие резолюции ссылаются на резолюцию 72/7?",
    "es": "¿Qué resoluciones recuerdan la resolución 72/7?",
    "ar": "ما القرارات التي تشير إلى القرار 72/7؟",
    "zh": "哪些决议回顾了第72/7号决议？",
}
REPLIED = {
    "en": "Which document replied to {letter}?",
    "fr": "Quel document répond à {letter} ?",
    "ru": "Какой документ является ответом на {letter}?",
    "es": "¿Qué documento respondió a {letter}?",
    "ar": "ما الوثيقة التي ردت على {letter}؟",
    "zh": "哪份文件答复了{letter}？",
}
