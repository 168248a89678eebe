"""The words that make a question of a subject; they should count for nothing in its vector.

A resolution asks nothing, so the model would meet "what" and "please tell me" for the first time
in a reader's question, and take them for rare and telling words.
"""

from __future__ import annotations

from typing import Final

from index.words import Language

QUESTIONS: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What is", "What are", "What does it say about", "What was", "What has been said about",
        "Which", "Which of them", "Who", "Who is", "Whom", "Whose", "When", "When was", "When did",
        "Where", "Where is", "Why", "Why does", "How", "How many", "How much", "How does", "How is",
        "Is there", "Are there any", "Does it", "Do they", "Did they", "Can it", "Could it",
        "May it", "Must it", "Should they", "Was it", "Has it", "Tell me about", "Please explain",
        "I would like to know", "Show me", "Give me", "List the", "Is it true that", "Since when",
        "What exactly", "And what about", "In which document", "Under what", "By whom",
    ),
    "fr": (
        "Quel est", "Quelle est", "Quels sont", "Quelles sont", "Lequel", "Lesquels d'entre eux",
        "Qui", "Qui est", "Qu'est-ce que", "Que dit-on de", "Que", "Quoi", "Quand", "Quand est-ce",
        "Où", "Où se trouve", "Pourquoi", "Comment", "Combien de", "Y a-t-il", "Est-ce que",
        "A-t-il", "Peut-il", "Peut-elle", "Doit-il", "Doit-elle", "Pourrait-il", "Faut-il",
        "Parlez-moi de", "Expliquez", "Je voudrais savoir", "Montrez-moi", "Donnez-moi",
        "Est-il vrai que", "Depuis quand", "À quelle date", "Et qu'en est-il de", "Par qui",
        "Dans quel document", "De quoi s'agit-il", "Quel rôle joue", "S'il vous plaît",
    ),
    "ru": (
        "Что такое", "Что", "Каков", "Какова", "Каково", "Каковы", "Какой", "Какая", "Какие",
        "Какое", "Каким образом", "Который", "Какие из них", "Кто", "Кем", "Кого", "Когда", "Где",
        "Куда", "Почему", "Зачем", "Как", "Сколько", "Есть ли", "Имеется ли", "Может ли",
        "Должен ли", "Должна ли", "Следует ли", "Был ли", "Было ли", "Расскажите о", "Объясните",
        "Я хотел бы знать", "Покажите", "Перечислите", "Правда ли, что", "С какого времени",
        "А как насчет", "В каком документе", "О чем говорится", "Что говорится о", "Пожалуйста",
        "Чем занимается", "В чем состоит", "Для чего",
    ),
    "es": (
        "¿Cuál es", "¿Cuáles son", "¿Qué es", "¿Qué", "¿Qué dice sobre", "¿Qué son", "¿Quién",
        "¿Quiénes", "¿Quién es", "¿Cuándo", "¿Cuándo se", "¿Dónde", "¿Dónde está", "¿Por qué",
        "¿Para qué", "¿Cómo", "¿Cuánto", "¿Cuántos", "¿Cuántas", "¿Hay", "¿Existe", "¿Puede",
        "¿Podría", "¿Debe", "¿Tiene que", "¿Es cierto que", "¿Desde cuándo", "Hábleme de",
        "Explique", "Quisiera saber", "Muéstreme", "Dígame", "Por favor", "¿Y qué pasa con",
        "¿En qué documento", "¿En qué fecha", "¿De qué se trata", "¿Cuál de ellos", "¿Fue",
        "¿A quién", "¿Por quién", "¿Qué papel tiene",
    ),
    "ar": (
        "ما هو", "ما هي", "ما", "ماذا", "ماذا يقول عن", "ما المقصود", "من", "من هو", "من هي",
        "من الذي", "متى", "متى كان", "أين", "أين يقع", "لماذا", "كيف", "كيف يتم", "كم", "كم عدد",
        "هل", "هل هناك", "هل يوجد", "هل يمكن", "هل يجوز", "هل يجب", "هل ينبغي", "هل كان", "أي",
        "أي منها", "أخبرني عن", "اشرح", "أود أن أعرف", "أريد أن أعرف", "من فضلك", "اذكر",
        "هل صحيح أن", "منذ متى", "وماذا عن", "في أي وثيقة", "بأي تاريخ", "لمن", "على ماذا", "عم",
    ),
    "zh": (
        "什么是", "是什么", "什么", "有哪些", "哪些", "哪个", "哪一个", "谁", "是谁", "由谁",
        "何时", "什么时候", "哪里", "在哪里", "为什么", "为何", "怎么", "怎样", "如何", "多少",
        "有多少", "是否", "有没有", "能否", "可以吗", "可不可以", "应该", "必须", "请问",
        "请说明", "请解释", "我想知道", "告诉我", "请列出", "是真的吗", "从何时起", "那么",
        "关于什么", "在哪份文件中", "说了什么", "是如何规定的", "起什么作用", "吗", "呢",
    ),
}  # fmt: skip
