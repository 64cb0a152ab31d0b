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
    say "about" by themselves. ``joins`` go on with a number ("and"), ``vague`` words make a scale
    indefinite ("several thousand"), and ``plurals`` are scales that are so by themselves.
    ``nought`` words say that there is none, ``half`` and ``and_half`` are or add a half,
    ``ordinals`` are endings that make of digits a rank, ``rank`` the signs before it. ``least`` and
    ``most`` stand beside a bound that is reached ("no fewer than"); in ``idioms`` such words mean
    something else.

    Nothing is counted by digits with ``labels`` before them, with ``years`` before those of a year
    and ``clock`` before an hour, or with ``hours``, ``year_signs`` and ``dates`` behind.
    ``months`` are short names that CLDR does not have; with ``month_first`` a day may stand behind
    its month. ``between`` stands between two days, years or hours, ``eras`` behind the number of a
    century; ``lists`` are the labels that several numbers may follow. ``indefinite`` words behind a
    number make it vague, ``point`` words part whole numbers from tenths, and ``parts`` are words
    for a share behind the number of shares. ``glued`` is "and" where it is one word with a number;
    with ``has_short_end`` a digit behind a scale stands for the scale below it.
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
    plurals: tuple[str, ...] = ()
    least: tuple[str, ...] = ()
    most: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    clock: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    year_signs: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    month_first: bool = False
    between: tuple[str, ...] = ()
    eras: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    point: tuple[str, ...] = ()
    parts: tuple[tuple[str, float], ...] = ()
    glued: str = ""
    has_short_end: bool = False


def _each(value: float, words: str) -> tuple[tuple[str, float], ...]:
    """Words, with spaces between them, that all have one value."""
    return tuple((word, value) for word in words.split())


def _parts(
    parts: str, join: str, wholes: tuple[tuple[str, float], ...]
) -> tuple[tuple[str, float], ...]:
    """Parts of a scale, which are scales too: three times a quarter of a million."""
    # All forms of a part begin with the same three letters; what is not listed is a quarter.
    shares = {"hal": 2, "thi": 3, "tie": 3, "тре": 3}
    return tuple(
        (f"{part} {join} {whole}", value / shares.get(part[:3], 4))
        for part in parts.split()
        for whole, value in wholes
    )


_VAGUE: Final = float("inf")
"""The value of what is no number: what is infinite is left out."""
_MILLIONS: Final = (("million", 1e6), ("milliard", 1e9), ("billion", 1e9))
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
            "circa", "ca", "close to", "in the region of", "estimated", "~", "≈", "or so", "odd",
        ),
        above=("more than", "over", "above", "upwards of", "in excess of", "exceeding"),
        below=("less than", "fewer than", "under", "below"),
        numbers=(
            ("couple", 2), ("pair", 2), ("pairs", 2), ("both", 2), ("single", 1), ("trio", 3),
        ),
        scales=(
            *_each(12, "dozen dozens"), ("score", 20), ("bn", 1e9), ("mn", 1e6), ("mln", 1e6),
            ("tn", 1e12), ("trn", 1e12), ("lakh", 1e5), ("crore", 1e7),
            *_parts("half third thirds quarter quarters", "of a", _MILLIONS),
        ),
        joins=("and", "a", "an"),
        vague=("several", "few", "many"),
        nought=("no", "none", "nobody", "nothing", "nil", "without", "neither", "not", "never"),
        half=("half",),
        # With an s behind them digits are a decade, as in 1990s.
        ordinals=("st", "nd", "rd", "th", "s"),
        least=(
            "at least", "no fewer than", "not fewer than", "no less than", "not less than",
            "a minimum of", "or more", "and more", "or above", "as few as", "as little as",
        ),
        most=(
            "at most", "no more than", "not more than", "not over", "up to", "a maximum of",
            "or fewer", "or less", "as many as", "as much as",
        ),
        plurals=("dozens",),
        idioms=(
            "not known", "not yet", "not clear", "not certain", "not only", "not all", "not just",
            "no one knows", "nobody knows", "at one point", "at some point",
        ),
        labels=(
            "no", "nos", "article", "articles", "resolution", "resolutions", "page",
            "pages", "p", "pp", "chapter", "paragraph", "paragraphs", "section", "hill", "height",
            "§", "#",
        ),
        hours=("a.m", "p.m", "am", "pm", "o'clock", "o’clock"),
        years=("in", "since", "until", "till", "during", "early", "late", "mid", "year"),
        months=("sept",),
        month_first=True,
        between=("and", "or", "to", "through", "until"),
        lists=(
            "nos", "articles", "resolutions", "pages", "pp", "paragraphs", "chapters", "sections",
        ),
        point=("point",),
        parts=(
            ("thirds", 1 / 3), ("quarters", 1 / 4), ("fifths", 1 / 5), ("tenths", 1 / 10),
            ("third of", 1 / 3), ("quarter of", 1 / 4), ("fifth of", 1 / 5), ("tenth of", 1 / 10),
        ),
    ),
    "fr": Phrases(
        about=(
            "environ", "autour de", "près de", "quelque", "presque", "à peu près",
            "approximativement", "aux alentours de", "~", "≈",
        ),
        above=("plus de", "plus d", "au delà de", "supérieur à"),
        below=("moins de", "moins d", "inférieur à"),
        numbers=(
            # Belgium and Switzerland count so, whose numbers CLDR keeps in locales of their own.
            ("paire", 2), ("septante", 70), ("huitante", 80), ("octante", 80), ("nonante", 90),
        ),
        scales=(*_ROUND_IN_FRENCH, *_parts("quart quarts tiers", "de", _MILLIONS)),
        round=tuple(word for word, _ in _ROUND_IN_FRENCH),
        joins=("et", "d", "de"),
        vague=("plusieurs", "quelques", "des"),
        nought=("aucun", "aucune", "sans", "nul", "nulle", "rien", "personne", "pas", "ni"),
        half=("demi", "demie"),
        ordinals=("er", "re", "e", "ème", "eme", "nd", "nde"),
        plurals=("dizaines", "douzaines", "centaines", "milliers", "millions", "milliards"),
        least=(
            "ou plus", "et plus", "au moins", "du moins", "pas moins de", "pas moins d",
            "au minimum",
        ),
        most=(
            "au plus", "pas plus de", "pas plus d", "jusqu à", "jusqu'à", "jusqu’à", "au maximum",
        ),
        labels=("n°", "nº", "no", "article", "page", "résolution", "chapitre", "§"),
        hours=("h", "heures du matin", "heures du soir"),
        years=("en", "depuis", "jusqu'en", "jusqu’en", "année", "années", "début", "fin"),
        between=("et", "ou", "à", "au"),
        lists=("articles", "pages", "résolutions", "chapitres"),
        point=("virgule",),
        parts=(
            ("tiers", 1 / 3), ("quart", 1 / 4), ("quarts", 1 / 4), ("cinquièmes", 1 / 5),
            ("dixièmes", 1 / 10),
        ),
    ),
    "de": Phrases(
        about=(
            "etwa", "rund", "ungefähr", "circa", "zirka", "ca", "knapp", "fast", "gegen", "beinahe",
            "annähernd", "um die", "an die", "schätzungsweise", "~", "≈",
        ),
        above=("mehr als", "über", "oberhalb von"),
        below=("weniger als", "unter", "unterhalb von"),
        numbers=(("beide", 2), ("beiden", 2), ("zwo", 2), ("anderthalb", 1.5), ("einzige", 1)),
        scales=(
            ("dutzend", 12), ("mio", 1e6), ("mrd", 1e9), ("tsd", 1000),
            ("viertelmillion", 250_000), ("dreiviertelmillion", 750_000),
        ),
        joins=("und",),
        vague=("mehrere", "mehreren", "einige", "einigen", "viele", "wenige", "paar"),
        indefinite=("paar",),
        nought=(
            "kein", "keine", "keinen", "keinem", "keiner", "keines", "niemand", "nichts", "ohne",
            "nicht", "weder",
        ),
        half=("halb", "halbe", "halben", "halbes", "halber"),
        and_half=("einhalb",),
        ordinals=("te", "ten", "ter", "tes", "ste", "sten", "er"),
        plurals=("millionen", "milliarden", "dutzende"),
        least=(
            "oder mehr", "und mehr", "mindestens", "wenigstens", "nicht weniger als", "nicht unter",
        ),
        most=("höchstens", "maximal", "nicht mehr als", "nicht über", "bis zu"),
        idioms=("nicht bekannt", "nicht klar", "nicht nur", "nicht alle"),
        labels=("nr", "artikel", "seite", "kapitel", "absatz", "resolution", "§"),
        hours=("uhr",),
        years=("im jahr", "im jahre", "jahr", "seit", "anfang", "mitte", "ende"),
        between=("und", "oder", "bis", "bis zum"),
        eras=("jahrhundert", "jahrhunderts", "jh"),
        lists=("artikel", "seiten", "resolutionen", "kapitel"),
        point=("komma",),
        parts=(
            ("drittel", 1 / 3), ("dritteln", 1 / 3), ("viertel", 1 / 4), ("vierteln", 1 / 4),
            ("fünftel", 1 / 5), ("zehntel", 1 / 10),
        ),
    ),
    "ru": Phrases(
        about=(
            "около", "примерно", "порядка", "почти", "приблизительно", "где-то", "ориентировочно",
            "едва не", "~", "≈",
        ),
        above=("более", "больше", "свыше", "с лишним"),
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
            *_parts("четверть четверти треть трети", "", (("миллиона", 1e6), ("миллиарда", 1e9))),
        ),
        joins=("с", "и"),
        vague=("несколько", "нескольких", "много", "десятки", "сотни"),
        nought=("нет", "ни", "никто", "никого", "ничего", "нуль", "нуля", "без", "не"),
        half=("пол", "полу"),
        and_half=("половиной",),
        ordinals=(
            "й", "я", "е", "го", "ой", "ого", "ому", "му", "ая", "ое", "ый", "ий", "ые", "ых", "ую",
        ),
        plurals=(
            "десятки", "десятков", "десятками", "десятках", "сотни", "сотен", "сотнями", "сотнях",
            "тысячи", "тысяч", "тысячами", "тысячах", "миллионы", "миллионов", "миллионами",
        ),
        least=(
            "и более", "и больше", "не менее", "не меньше", "минимум", "по меньшей мере",
            "по крайней мере",
        ),
        most=("не более", "не больше", "не свыше", "максимум", "до"),
        idioms=("не известно", "неизвестно", "не ясно", "не только", "не все"),
        labels=(
            "№", "резолюция", "резолюции", "резолюцию", "статья", "статьи", "статье", "стр",
            "страница", "пункт", "пункта", "глава", "§",
        ),
        hours=("часов утра", "часа утра", "час утра", "часов вечера", "часа дня", "часа ночи"),
        years=("год", "года", "году"),
        between=("и", "или", "по", "до"),
        lists=("резолюции", "статьи", "пункты", "главы"),
        parts=(
            ("трети", 1 / 3), ("третей", 1 / 3), ("четверти", 1 / 4), ("четвертей", 1 / 4),
            ("пятых", 1 / 5), ("десятых", 1 / 10),
        ),
        year_signs=(
            "г", "гг", "год", "года", "году", "годом", "годы", "годов", "годах", "-х годах",
            "-х годов", "-е годы", "-е", "-х",
        ),
    ),
    "tr": Phrases(
        about=(
            "yaklaşık", "civarında", "civarı", "dolayında", "kadar", "neredeyse", "takriben",
            "aşağı yukarı", "hemen hemen", "~", "≈",
        ),
        above=("fazla", "fazlası", "aşkın", "üzerinde", "üstünde", "çok"),
        below=("az", "altında", "aşağı"),
        # Of them: "beşi asker", five were soldiers.
        numbers=(
            ("çift", 2), ("ikisi", 2), ("üçü", 3), ("dördü", 4), ("beşi", 5), ("altısı", 6),
            ("yedisi", 7), ("sekizi", 8), ("dokuzu", 9),
        ),
        # Words at the end of a number have the case of what is counted.
        scales=(
            ("düzine", 12),
            *_each(1000, "bini binden bine binin"),
            *_each(1e6, "milyonu milyondan milyona milyonun"),
            *_each(1e9, "milyarı milyardan milyara milyarın"),
            *_parts("çeyrek", "", (("milyon", 1e6), ("milyar", 1e9))),
        ),
        vague=("birkaç", "çok", "binlerce", "onlarca", "yüzlerce"),
        nought=("yok", "hiç", "hiçbir", "yoktur", "değil"),
        half=("yarım",),
        idioms=(
            "üçte bir", "üçte biri", "üçte iki", "üçte ikisi", "dörtte bir", "dörtte biri",
            "dörtte üç", "dörtte üçü",
        ),
        and_half=("buçuk",),
        ordinals=("inci", "ıncı", "uncu", "üncü", "nci", "ncı", "ncu", "ncü"),
        least=("en az", "asgari", "ve üzeri", "ve üstü"),
        most=("en çok", "en fazla", "azami"),
        labels=("no", "madde", "sayfa"),
        hours=("sularında",),
        clock=("saat", "saati"),
        years=("yıl", "yılı"),
        year_signs=(
            "yılı", "yılında", "yılından", "yılının", "'de", "'da", "’de", "’da", "'lar", "'lı",
            "'larda", "'lerde", "’lar", "’lı", "’larda", "’lerde",
        ),
        between=("ve", "ile", "veya"),
        eras=("yüzyıl", "yüzyılda", "yüzyılın"),
        indefinite=("binlerce", "milyonlarca", "yüzlerce"),
        point=("virgül",),
    ),
    "az": Phrases(
        about=(
            "təxminən", "təqribən", "haradasa", "ə yaxın", "a yaxın", "civarında", "~", "≈",
        ),
        above=("çox", "artıq", "üzərində", "aşkın"),
        below=("az", "aşağı"),
        numbers=(("cüt", 2), ("hər iki", 2), ("bir neçə", _VAGUE), ("bir qədər", _VAGUE)),
        scales=(("düjün", 12), *_each(1000, "mindən minə mini"), *_each(1e6, "milyondan")),
        vague=("neçə",),
        nought=("yox", "yoxdur", "heç", "olmayıb", "deyil", "olmadan"),
        half=("yarım",),
        ordinals=("ci", "cı", "cu", "cü", "inci", "ıncı", "uncu", "üncü", "nci", "ncı"),
        least=("ən azı", "azı", "ən az", "minimum"),
        most=("ən çoxu", "ən çox", "maksimum"),
        labels=("maddə", "səhifə", "№"),
        clock=("saat",),
        year_signs=("-ci il", "-cı il", "-cu il", "-cü il", "il", "ildə"),
        between=("və", "ilə"),
        indefinite=("minlərlə", "milyonlarla", "yüzlərlə"),
    ),
    "hy": Phrases(
        about=("մոտ", "մոտավորապես", "շուրջ", "գրեթե", "~", "≈"),
        above=("ավելի քան", "ավելի", "ավել", "գերազանցող"),
        below=("պակաս", "քիչ"),
        numbers=(("երկուսը", 2), ("մի քանի", _VAGUE)),
        scales=(("տասնյակ", 10), ("դյուժին", 12), ("հարյուրյակ", 100)),
        vague=("քանի",),
        nought=("չկա", "չկան", "չունի", "ոչ", "առանց", "չի", "չեն"),
        half=("կես",),
        ordinals=("րդ", "ին"),
        least=("առնվազն", "ամենաքիչը", "ոչ պակաս քան"),
        most=("առավելագույնը", "ոչ ավելի քան", "մինչև"),
        labels=("հոդված", "էջ", "№"),
        clock=("ժամը",),
        year_signs=("թ", "թթ", "թվական", "թվականի", "թվականին", "թվականից"),
        between=("և", "եւ", "ու"),
        month_first=True,
    ),
    "zh": Phrases(
        about=("约", "大约", "近", "将近", "接近", "左右", "上下", "大概", "約", "將近"),
        # Behind a ten the last two are "and some more"; before it they are vague, as below.
        above=("超过", "逾", "多", "余", "以上", "超過", "餘", "几", "幾"),
        below=("不到", "不足", "少于", "以下", "少於"),
        numbers=(("俩", 2), ("仨", 3)),
        vague=("数", "几", "數", "幾", "上", "成"),
        nought=("没", "無", "无", "未", "沒"),
        joins=("零", "〇", "又"),
        half=("半",),
        rank=("第",),
        dates=("年", "月", "日", "号", "號", "时", "時", "点", "點"),
        least=("至少", "不少于", "不少於", "不低于", "不低於", "起码"),
        most=("最多", "不超过", "不超過", "不多于", "不多於", "至多"),
        # The word for a drone has the sign for "without" in it.
        idioms=(
            "无人机", "無人機", "未知", "未经", "无法", "無法", "无数", "無數", "成千上万",
            "成千上萬",
            # One that counts nothing: some, always, once, together, unify, one of, just in case.
            "一些", "一直", "一旦", "一起", "统一", "統一", "之一", "万一", "萬一", "一定", "一样",
            "一樣", "一切", "一般", "一方", "一致", "一边", "一邊", "一带", "一帶", "进一步",
            "進一步", "同一", "一度", "一再", "一向", "一同", "一律", "唯一", "三角",
            # So many in a hundred.
            "百分之", "三分之一", "四分之一", "五分之一", "十分之一",
        ),
        point=("点", "點"),
        has_short_end=True,
    ),
    # CLDR spells one form of each; two of a thing have a word of their own, and many have two.
    "ar": Phrases(
        about=("حوالي", "نحو", "قرابة", "زهاء", "ما يقارب", "ما يقرب من", "~", "≈"),
        above=("أكثر من", "ما يزيد على", "ما يزيد عن"),
        below=("أقل من",),
        numbers=(
            *_each(2, "اثنان اثنين اثنتان اثنتين"), *_each(200, "مئتان مئتين مائتان مائتين مئتا"),
            *_each(200, "مائتا مئتي مائتي"), *_each(2000, "ألفان ألفين"),
            *_each(2e6, "مليونان مليونين"), *_each(300, "ثلاثمئة ثلاثمائة"),
            *_each(400, "أربعمئة أربعمائة"), *_each(500, "خمسمئة خمسمائة"),
            *_each(600, "ستمئة ستمائة"), *_each(700, "سبعمئة سبعمائة"),
            *_each(800, "ثمانمئة ثمانمائة"), *_each(900, "تسعمئة تسعمائة"),
        ),
        plurals=("عشرات", "مئات", "آلاف", "ملايين"),
        vague=("عشرات", "مئات", "بضعة", "عدة", "عشرات ال"),
        nought=("لا", "لم", "بدون", "دون", "أي", "صفر"),
        half=("نصف",),
        least=("على الأقل", "ما لا يقل عن", "لا يقل عن"),
        most=("على الأكثر", "ما لا يزيد على", "لا يتجاوز"),
        labels=("المادة", "القرار", "صفحة", "رقم"),
        clock=("الساعة",),
        years=("عام", "سنة", "منذ"),
        between=("و", "إلى", "حتى"),
        glued="و",
    ),
    "ja": Phrases(
        dates=("年", "月", "日", "時", "分"),
        about=("約", "およそ", "ほど", "前後"),
        above=("以上", "超"),
        below=("未満", "以下"),
        nought=("無", "ない", "なし", "ゼロ"),
        rank=("第",),
    ),
}  # fmt: skip
"""Language -> its words about numbers."""
