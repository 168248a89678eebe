"""Two invented resolutions of one series, in six languages, and what stands for what in them."""

from __future__ import annotations

EARLIER, LATER = "A/RES/90/1", "A/RES/91/2"

_LAMPS = {
    "en": "Encourages the keepers to light the lamps before dusk and to record the passing ships in "
    "the harbour register;",
    "fr": "Encourage les gardiens à allumer les lampes avant le crépuscule et à consigner le passage "
    "des navires dans le registre du port ;",
    "ru": "призывает смотрителей зажигать лампы до наступления сумерек и записывать проходящие суда "
    "в журнал гавани;",
    "es": "Alienta a los guardianes a que enciendan las lámparas antes del anochecer y anoten el paso "
    "de los barcos en el registro del puerto;",
    "ar": "تشجع الحراس على إضاءة المصابيح قبل الغسق وتدوين السفن العابرة في سجل الميناء؛",
    "zh": "鼓励守塔人在黄昏之前点亮灯塔的灯，并将过往船只记入港口登记册；",
}
_BOATS = {
    "en": ("Welcomes the donation of wooden boats by the fishing villages of the delta;",
           "Welcoming the donation of wooden boats by the fishing villages of the delta,"),
    "fr": ("Se félicite du don de bateaux en bois par les villages de pêcheurs du delta ;",
           "Se félicitant du don de bateaux en bois par les villages de pêcheurs du delta,"),
    "ru": ("приветствует передачу в дар деревянных лодок рыбацкими деревнями дельты;",
           "приветствуя передачу в дар деревянных лодок рыбацкими деревнями дельты,"),
    "es": ("Acoge con beneplácito la donación de botes de madera por las aldeas pesqueras del delta;",
           "Acogiendo con beneplácito la donación de botes de madera por las aldeas pesqueras del delta,"),
    "ar": ("ترحب بتبرع قرى الصيد في الدلتا بقوارب خشبية؛",
           "وإذ ترحب بتبرع قرى الصيد في الدلتا بقوارب خشبية،"),
    "zh": ("欢迎三角洲渔村捐赠木船；", "欢迎三角洲各渔村捐赠木船，"),
}  # fmt: skip
_RECALL = {
    "en": ("Recalling its resolution 89/5 of 3 December 2034,",
           "Recalling its resolution 90/1 of 1 November 2035,"),
    "fr": ("Rappelant sa résolution 89/5 du 3 décembre 2034,",
           "Rappelant sa résolution 90/1 du 1er novembre 2035,"),
    "ru": ("ссылаясь на свою резолюцию 89/5 от 3 декабря 2034 года,",
           "ссылаясь на свою резолюцию 90/1 от 1 ноября 2035 года,"),
    "es": ("Recordando su resolución 89/5, de 3 de diciembre de 2034,",
           "Recordando su resolución 90/1, de 1 de noviembre de 2035,"),
    "ar": ("إذ تشير إلى قرارها 89/5 المؤرخ 3 كانون الأول/ديسمبر 2034،",
           "إذ تشير إلى قرارها 90/1 المؤرخ 1 تشرين الثاني/نوفمبر 2035،"),
    "zh": ("回顾其2034年12月3日第89/5号决议，", "回顾其2035年11月1日第90/1号决议，"),
}  # fmt: skip
_OLD = {
    "en": "Noting the age of the stone towers on the northern cliffs,",
    "fr": "Notant l’âge des tours de pierre sur les falaises du nord,",
    "ru": "отмечая возраст каменных башен на северных утесах,",
    "es": "Observando la antigüedad de las torres de piedra en los acantilados del norte,",
    "ar": "وإذ تلاحظ قدم الأبراج الحجرية على المنحدرات الشمالية،",
    "zh": "注意到北部悬崖上石塔年代久远，",
}
_NEW = {
    "en": "Invites the schools of the islands to teach the history of signalling with flags;",
    "fr": "Invite les écoles des îles à enseigner l’histoire de la signalisation par pavillons ;",
    "ru": "предлагает школам островов преподавать историю флажной сигнализации;",
    "es": "Invita a las escuelas de las islas a enseñar la historia de las señales con banderas;",
    "ar": "تدعو مدارس الجزر إلى تعليم تاريخ الإشارة بالأعلام؛",
    "zh": "邀请各岛屿学校讲授旗语信号的历史；",
}
_REPORT = {
    "en": ("Requests the Secretary-General to report on the state of the glass lenses in 2036.",
           "Requests the Secretary-General to report on the state of the glass lenses and mirrors in 2037."),
    "fr": ("Prie le Secrétaire général de faire rapport sur l’état des lentilles de verre en 2036.",
           "Prie le Secrétaire général de faire rapport sur l’état des lentilles de verre et des miroirs "
           "en 2037."),
    "ru": ("просит Генерального секретаря представить доклад о состоянии стеклянных линз в 2036 году.",
           "просит Генерального секретаря представить доклад о состоянии стеклянных линз и зеркал "
           "в 2037 году."),
    "es": ("Solicita al Secretario General que informe sobre el estado de las lentes de vidrio en 2036.",
           "Solicita al Secretario General que informe sobre el estado de las lentes de vidrio y los "
           "espejos en 2037."),
    "ar": ("تطلب إلى الأمين العام أن يقدم تقريرا عن حالة العدسات الزجاجية في عام 2036.",
           "تطلب إلى الأمين العام أن يقدم تقريرا عن حالة العدسات الزجاجية والمرايا في عام 2037."),
    "zh": ("请秘书长在2036年提交报告，说明玻璃透镜的状况。",
           "请秘书长在2037年提交报告，说明玻璃透镜和镜子的状况。"),
}  # fmt: skip


def _side(texts: dict[str, tuple[str, str]], side: int) -> dict[str, str]:
    return {code: pair[side] for code, pair in texts.items()}


EARLIER_TEXTS = {
    "pp1": _side(_RECALL, 0),
    "pp2": _OLD,
    "op1": _LAMPS,
    "op2": _side(_BOATS, 0),
    "op3": _side(_REPORT, 0),
}
LATER_TEXTS = {
    "pp1": _side(_RECALL, 1),
    "pp2": _side(_BOATS, 1),
    "op1": _NEW,
    "op2": _LAMPS,
    "op3": _side(_REPORT, 1),
}
EXPECTED = [
    ("pp1", "pp1", "changed", False),
    ("pp2", "", "gone", False),
    ("op2", "pp2", "changed", True),
    ("", "op1", "new", False),
    ("op1", "op2", "unchanged", False),
    ("op3", "op3", "changed", False),
]
"""Places, change and whether it moved, in the order of the later one: so in any language."""
