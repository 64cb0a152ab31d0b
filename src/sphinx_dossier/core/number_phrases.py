"""Words about numbers that CLDR does not have: dozens, halves, and how exact a number is.

CLDR spells numbers (``number_vocabulary.py``) and has no word for "about" or "a dozen". A language
that is missing here has its numbers, and only those.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Phrases(NamedTuple):
    """What a language says around numbers and beside them, in lower case.

    ``about``, ``above`` and ``below`` stand before a number or behind it. ``numbers`` are words for
    a number, ``scales`` those that multiply the number before them, ``round`` those of them that
    say "about" by themselves. ``joins`` go on with a number
    ("and"), ``vague`` words make a scale indefinite ("several thousand"), ``nought`` words say that
    there is none, ``half`` and ``and_half`` are or add a half, ``ordinals`` are endings that make
    of digits a rank, ``rank`` the signs before it, ``dates`` those behind a part of a date.
    """

    about: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    numbers: tuple[tuple[str, float], ...] = ()
    scales: tuple[tuple[str, float], ...] = ()
    round: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    nought: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    and_half: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    rank: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


def _each(value: float, words: str) -> tuple[tuple[str, float], ...]:
    """Words, with spaces between them, that all have one value."""
    return tuple((word, value) for word in words.split())


_ROUND_IN_FRENCH: Final = (
    *_each(10, "dizaine dizaines"),
    *_each(12, "douzaine douzaines"),
    *_each(15, "quinzaine"),
    *_each(20, "vingtaine"),
    *_each(30, "trentaine"),
    *_each(40, "quarantaine"),
    *_each(50, "cinquantaine"),
    *_each(60, "soixantaine"),
    *_each(100, "centaine centaines"),
    *_each(1000, "millier milliers"),
)
PHRASES: Final = {
    "en": Phrases(
        about=(
            "about", "around", "some", "roughly", "approximately", "approx", "nearly", "almost",
            "circa", "ca", "close to", "in the region of", "estimated", "~", "≈", "or so",
        ),
        above=("more than", "over", "above", "upwards of", "in excess of", "exceeding"),
        below=("less than", "fewer than", "under", "below"),
        numbers=(("couple", 2), ("pair", 2), ("pairs", 2), ("both", 2), ("single", 1)),
        scales=(("dozen", 12), ("bn", 1e9), ("mn", 1e6), ("lakh", 1e5), ("crore", 1e7)),
        joins=("and", "a", "an"),
        vague=("several", "few", "many"),
        nought=("no", "none", "nobody", "nothing", "nil", "without", "neither", "not", "never"),
        half=("half",),
        ordinals=("st", "nd", "rd", "th", "s"),
    ),
    "fr": Phrases(
        about=(
            "environ", "autour de", "près de", "quelque", "presque", "à peu près",
            "approximativement", "aux alentours de", "~", "≈",
        ),
        above=("plus de", "plus d", "au delà de", "supérieur à"),
        below=("moins de", "moins d", "inférieur à"),
        numbers=(
            ("paire", 2), ("septante", 70), ("huitante", 80), ("octante", 80), ("nonante", 90),
        ),
        scales=_ROUND_IN_FRENCH,
        round=tuple(word for word, _ in _ROUND_IN_FRENCH),
        joins=("et", "d", "de"),
        vague=("plusieurs", "quelques", "des"),
        nought=("aucun", "aucune", "sans", "nul", "nulle", "rien", "personne", "pas", "ni"),
        half=("demi", "demie"),
        ordinals=("er", "re", "e", "ème", "eme", "nd", "nde"),
    ),
    "de": Phrases(
        about=(
            "etwa", "rund", "ungefähr", "circa", "zirka", "ca", "knapp", "fast", "gegen", "beinahe",
            "annähernd", "um die", "an die", "schätzungsweise", "~", "≈",
        ),
        above=("mehr als", "über", "oberhalb von"),
        below=("weniger als", "unter", "unterhalb von"),
        numbers=(("beide", 2), ("beiden", 2), ("zwo", 2), ("anderthalb", 1.5), ("einzige", 1)),
        scales=(("dutzend", 12), ("mio", 1e6), ("mrd", 1e9), ("tsd", 1000)),
        joins=("und",),
        vague=("mehrere", "mehreren", "einige", "einigen", "viele", "wenige", "paar"),
        nought=(
            "kein", "keine", "keinen", "keinem", "keiner", "keines", "niemand", "nichts", "ohne",
            "nicht", "weder",
        ),
        half=("halb", "halbe", "halben", "halbes", "halber"),
        and_half=("einhalb",),
        ordinals=("te", "ten", "ter", "tes", "ste", "sten"),
    ),
    "ru": Phrases(
        about=(
            "около", "примерно", "порядка", "почти", "приблизительно", "где-то", "ориентировочно",
            "едва не", "до", "с лишним", "~", "≈",
        ),
        above=("более", "больше", "свыше"),
        below=("менее", "меньше", "ниже"),
        # People and pairs have numbers of their own, here in all their cases.
        numbers=(
            *_each(1.5, "полтора полторы полутора"),
            *_each(2, "двое двоих двоим двоими оба обе обоих обеих обоим обеим пара пару пары"),
            *_each(3, "трое троих троим троими"),
            *_each(4, "четверо четверых четверым четверыми"),
            *_each(5, "пятеро пятерых пятерым пятерыми"),
            *_each(6, "шестеро шестерых шестерым шестерыми"),
            *_each(7, "семеро семерых семерым семерыми"),
            *_each(8, "восьмеро восьмерых восьмерым восьмерыми"),
            *_each(9, "девятеро девятерых девятерым девятерыми"),
            *_each(10, "десятеро десятерых десятерым десятерыми"),
            *_each(150, "полтораста полутораста"),
        ),
        scales=(
            *_each(10, "десяток десятка десятков десятками десятках"),
            *_each(12, "дюжина дюжину дюжины дюжин"),
            *_each(100, "сотня сотню сотни сотен сотнями сотнях"),
        ),
        joins=("с", "и"),
        vague=("несколько", "нескольких", "много", "десятки", "сотни"),
        nought=("нет", "ни", "никто", "никого", "ничего", "нуль", "нуля", "без", "не"),
        half=("пол", "полу"),
        and_half=("половиной",),
        ordinals=(
            "й", "я", "е", "го", "ой", "ого", "ому", "му", "ая", "ое", "ый", "ий", "ые", "ых", "ую",
        ),
    ),
    "tr": Phrases(
        about=(
            "yaklaşık", "civarında", "civarı", "dolayında", "kadar", "neredeyse", "takriben",
            "aşağı yukarı", "hemen hemen", "~", "≈",
        ),
        above=("fazla", "fazlası", "aşkın", "üzerinde", "üstünde", "çok"),
        below=("az", "altında", "aşağı"),
        numbers=(("çift", 2),),
        # Words at the end of a number have the case of what is counted.
        scales=(
            ("düzine", 12),
            *_each(1000, "bini binden bine binin"),
            *_each(1e6, "milyonu milyondan milyona milyonun"),
            *_each(1e9, "milyarı milyardan milyara milyarın"),
        ),
        vague=("birkaç", "çok", "binlerce", "onlarca", "yüzlerce"),
        nought=("yok", "hiç", "hiçbir", "yoktur", "değil"),
        half=("yarım",),
        and_half=("buçuk",),
        ordinals=("inci", "ıncı", "uncu", "üncü", "nci", "ncı", "ncu", "ncü"),
    ),
    "zh": Phrases(
        about=("约", "大约", "近", "将近", "接近", "左右", "上下", "大概", "約", "將近"),
        above=("超过", "逾", "多", "余", "以上", "超過", "餘"),
        below=("不到", "不足", "少于", "以下", "少於"),
        numbers=(("俩", 2), ("仨", 3)),
        vague=("数", "几", "數", "幾"),
        nought=("没", "無", "无", "零", "未", "不", "沒"),
        joins=("零", "〇", "又"),
        half=("半",),
        rank=("第",),
        dates=("年", "月", "日", "号", "號"),
    ),
}  # fmt: skip
"""Language -> its words about numbers."""
