"""Numbers in texts: every way in which a language writes one is read, and nothing else is."""

from __future__ import annotations

import time
from math import isfinite

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from sphinx_dossier.core.number_vocabulary import vocabulary
from sphinx_dossier.core.numbers_in_text import numbers_in, says_none

FIVE = ("en", "fr", "de", "ru", "tr")
ENGINES = {language: RbnfEngine.for_language(language) for language in (*FIVE, "zh")}
LANGUAGES = st.sampled_from(FIVE)
# Evenly by length, so that small and round numbers come as often as long ones.
COUNTS = st.integers(1, 10).flatmap(lambda digits: st.integers(0, 10**digits - 1)) | st.builds(
    lambda digit, power: digit * 10**power, st.integers(1, 9), st.integers(0, 11)
)
HOLDERS = ("\u00a0", "\u2009", "\u202f", "'", "’")


def values(text: str, language: str = "en") -> list[float]:
    """The numbers of a text."""
    return [said.value for said in numbers_in(text, language)]


@given(COUNTS, st.sampled_from((*FIVE, "zh")), st.data())
def test_spelt_number_is_found_and_is_one_number(number, language, data):
    """Whatever gender and case CLDR spells a number in, the text says that number alone."""
    forms = sorted({*ENGINES[language].format_number(number).text_by_ruleset.values()})
    assert {float(number)} == {*values(data.draw(st.sampled_from(forms)), language)}


@given(COUNTS, LANGUAGES, st.sampled_from((str.upper, str.title, str.capitalize)))
def test_case_of_letters_does_not_matter(number, language, change):
    """A sentence may begin with a number, and a headline have it in capitals."""
    form = ENGINES[language].format_number(number).text
    # Capitals of Turkish are those of other languages to Python: there I is no ı.
    if language != "tr" or change is not str.upper:
        assert float(number) in values(f"{change(form)} boats", language)


@given(COUNTS, LANGUAGES)
def test_digits_of_a_language_are_found(number, language):
    """CLDR's own notation of a number is read as that number, and as no neighbour of it."""
    written = format_decimal(number, locale=language)
    assert [float(number)] == values(f"({written})", language)


@given(COUNTS, LANGUAGES, st.sampled_from(HOLDERS))
def test_signs_that_can_only_hold_together_are_read_everywhere(number, language, sign):
    """A thin space or an apostrophe between thousands means the same in every language."""
    assert [float(number)] == values(f"{number:,}".replace(",", sign), language)


@given(st.integers(0, 10**7), st.integers(1, 99), LANGUAGES)
def test_decimals_have_the_sign_of_their_language(whole, hundredths, language):
    """4.5 is a number in English, 4,5 in the four others."""
    number = whole + hundredths / 100
    written = format_decimal(number, locale=language)
    assert number in values(written, language)


@given(COUNTS, LANGUAGES, st.integers(-3, 3).filter(bool), st.booleans())
def test_neighbour_is_not_found(number, language, step, is_spelt):
    """A number that is one off is another number."""
    engine = ENGINES[language]
    said = (
        engine.format_number(number).text if is_spelt else format_decimal(number, "#,##0", language)
    )
    assert float(number + step) not in values(f"about {said} boats", language)


@given(st.text(max_size=200), st.sampled_from((*FIVE, "zh", "ar", "hi", "xx", "", "../en")))
def test_any_text_is_read_in_any_language(text, language):
    """Nothing that a stranger writes, nor a language that nobody knows, ends a build."""
    assert all(map(isfinite, values(text, language)))
    assert says_none(text, language) in (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "1 " * 50_000,
        "1,222" * 20_000,
        "one hundred " * 10_000,
        "ein" * 50_000,
        "九" * 50_000,
        "-" * 100_000,
        "half a " * 20_000,
        "2 million 300 thousand " * 5_000,
        "20 300 400 million " * 5_000,
        "½" * 50_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("language", ["en", "de", "zh"])
def test_long_text_takes_no_long_time(text, language):
    """Reading takes time in proportion to the text, also where it is meant to hold up a build."""
    values(text[:100], language)
    part, whole = (seconds(text[: len(text) // share], language) for share in (32, 2))
    # In proportion it is 16, and by the square 256; what is done in no time has no proportion.
    assert whole < 80 * max(part, 0.01)


def seconds(text: str, language: str) -> float:
    """What it takes to read the numbers of a text that was not read before."""
    begin = time.process_time()
    values(text, language)
    return time.process_time() - begin


@pytest.mark.parametrize("language", RbnfEngine.get_supported_languages())
def test_every_language_of_cldr_has_a_vocabulary(language):
    """Languages that nobody here has tried are read without a fault."""
    assert vocabulary(language.replace("_", "-")).atoms
    assert 7.0 in values("7", language)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("twelve", [12]),
        ("a dozen", [12]),
        ("two dozen and half a dozen", [24, 6]),
        ("dozens, hundreds, thousands", []),
        ("several thousand, a few hundred", []),
        ("a hundred and one", [101]),
        ("one hundred and twenty thousand", [120_000]),
        ("four thousand two hundred", [4200]),
        ("five and six", [5, 6]),
        ("nineteen ninety", [19, 90]),
        ("twenty-one", [21]),
        ("twenty one", [21]),
        ("forty‑two", [42]),
        ("half a million", [500_000]),
        ("two and a half", [2.5]),
        ("two and a half million", [2_500_000]),
        ("a million and a half", [1_500_000]),
        ("a couple, a pair, both", [2, 2, 2]),
        ("1.2 million", [1_200_000]),
        ("5 bn", [5e9]),
        ("4K", [4, 4000]),
        ("4,000", [4000]),
        ("4.000", [4]),
        ("4 000", [4000]),
        ("20 300", [20_300, 20, 300]),
        ("1,234,567.5", [1_234_567.5]),
        ("1.234.567", [1_234_567]),
        ("1,00,000", [100_000]),
        ("3,5,7", [3, 5, 7]),
        ("5 or 6 thousand", [5, 6000, 5000]),
        ("two to three hundred", [2, 300, 200]),
        ("5, 6 thousand", [5, 6000]),
        ("7–9", [7, 9]),
        ("7-9", [7, 9]),
        ("minus five", [-5]),
        ("−5", [-5]),
        ("fell to -5", [-5, 5]),
        ("7½", [7.5]),
        ("½", [0.5]),
        ("٤٠٠٠", [4000]),
        ("10 % and 12km", [10, 12]),
        ("a quarter of a million", [250_000]),
        ("three quarters of a million", [750_000]),
        ("a score, three score, 4 mln", [20, 60, 4_000_000]),
        ("in 2,020 villages, 2020 villages", [2020, 2020]),
        ("0.5 and 05", [0.5]),
        ("the number 550", [550]),
        ("1 dead, one dead, 20 second-hand boats", [1, 1, 20]),
        ("three T-72 tanks, 27 September 12 tanks", [3, 12]),
    ],
)
def test_english(text, numbers):
    """Words and digits of English."""
    assert [float(number) for number in numbers] == values(text)


@pytest.mark.parametrize(
    "text",
    [
        "T-72, S-300, An-2, F16, COVID-19",
        "the 4th, 1st, 2nd and 3rd; the 1990s",
        "the fourth",
        "on 27 September 2020 and 1 Oct",
        "2020-09-27T08:03",
        "at 08:03 and 8:03:20",
        "someone, often, weight, tenth, eighty-first's",
        "the twenty-first century, a hundred and first",
        "Su-25s, Т–72, S‑300, 9K72, S-300PMU-2",
        "in 2020, until 1994, between 2016 and 2020, since 2018",
        "on Sept. 27, May 12, 1994; on May 12 there; 27/09/2020",
        "at 4 a.m., 4 pm, 5 o'clock, at 0530",
        "No. 5, no 5, resolution 822, Article 51, pp. 3-4, § 3, hill 1234",
        "no one, not one",
        "",
    ],
)
def test_what_counts_nothing(text):
    """Names, ranks, dates, hours and the numbers of articles are no numbers."""
    assert [] == values(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "en 2020, depuis 1994, à 6 h, à 18h30, article 51, au moins"),
        ("fr", "des dizaines, centaines de milliers, le vingt-deuxième"),
        ("de", "im Jahr 2020, seit 1994, um 6 Uhr, 6.30 Uhr, Artikel 51, Millionen"),
        ("ru", "в 2020 году, 2020 г., сотни, тысячи людей, двадцать первый, статья 51, С-300"),
        ("tr", "2020'de, 2020 yılında, saat 06.00, saat 6'da, yirmi birinci, F-16"),
        ("az", "2020-ci il, 27 sentyabr, bir neçə, heç bir, minlərlə, S-300"),
        ("hy", "2020 թ., սեպտեմբերի 27, մի քանի, տասնյակներ, Տ-72"),
        ("zh", "九月二十七日, 9月27日, 2020年, 上午10时, 数百, 上百人, 成千上万, 第四"),
    ],
)
def test_what_counts_nothing_elsewhere(language, text):
    """The same in other languages."""
    assert [] == values(text, language)


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("de", "viertausend", [4000]),
        ("de", "vier tausend", [4000]),
        ("de", "viertausendzweihundertfünfunddreißig", [4235]),
        ("de", "4.000 und 4,5", [4000, 4.5]),
        ("de", "eine halbe Million", [500_000]),
        ("de", "zweieinhalb Millionen", [2_500_000]),
        ("de", "anderthalb Dutzend", [18]),
        ("de", "1,2 Mio.", [1_200_000]),
        ("de", "zigtausend", []),
        ("de", "mehrere hundert", []),
        ("de", "am 27. September, 27.9.2020", []),
        ("fr", "quatre-vingt-dix-sept", [97]),
        ("fr", "vingt et un", [21]),
        ("fr", "septante", [70]),
        ("fr", "une centaine", [100]),
        ("fr", "4\u202f000 et 4,5", [4000, 4.5]),
        ("fr", "deux millions et demi", [2_500_000]),
        ("fr", "une demi-douzaine", [6]),
        ("fr", "des milliers", []),
        ("fr", "le 4e, le 1er mai", []),
        ("ru", "четырёх тысяч", [4000]),
        ("ru", "4 тыс.", [4000]),
        ("ru", "1,5 млн", [1_500_000]),
        ("ru", "двадцатью одним", [21]),
        ("ru", "четверо", [4]),
        ("ru", "4-х", [4]),
        ("ru", "4-й", []),
        ("ru", "полтора миллиона", [1_500_000]),
        ("ru", "два с половиной миллиона", [2_500_000]),
        ("ru", "несколько тысяч", []),
        ("ru", "27 сентября 2020 года", []),
        ("tr", "dört bin", [4000]),
        ("tr", "dörtbin", [4000]),
        ("tr", "4 binden fazla", [4000]),
        ("tr", "4.000'den fazla", [4000]),
        ("tr", "İki buçuk milyon", [2_500_000]),
        ("tr", "4'üncü", []),
        ("fr", "au moins 16, moins cinq", [16, -5]),
        ("fr", "4.000 hommes, 4.000.000, 1.5 million", [4000, 4_000_000, 1_500_000]),
        ("fr", "un quart de million", [250_000]),
        ("de", "eine Viertelmillion", [250_000]),
        ("ru", "4.000, 1.5 млн", [4000, 1_500_000]),
        ("ru", "более тысячи, около сотни, две сотни", [1000, 100, 200]),
        ("ru", "три четверти миллиона", [750_000]),
        ("tr", "çeyrek milyon", [250_000]),
        ("az", "on altı, dörd min, 4.000, yarım milyon", [16, 4000, 4000, 500_000]),
        ("hy", "տասնվեց, չորս հազար, կես միլիոն, 1,5 միլիոն", [16, 4000, 500_000, 1_500_000]),
        ("hy", "երկու տասնյակ", [20]),
        ("zh", "三四千", [3, 4000, 3000]),
        ("zh", "十年, 三日", [10, 3]),
        ("es", "al menos 16", [-16, 16]),
        ("zh", "约4000名", [4000]),
        ("zh", "4千", [4000]),
        ("zh", "1.5万", [15_000]),
        ("zh", "三万五千", [35_000]),
        ("zh", "四百余人", [400]),
        ("zh", "第四,9月27日,2020年", []),
        ("zh-Hant", "兩千", [2000]),
        ("ar", "٤٬٠٠٠", [4000]),
        ("pt-BR", "quatro mil", [4000]),
        ("xx", "4,000 four", [4000]),
    ],
)
def test_other_languages(language, text, numbers):
    """Words and digits that English has not."""
    assert [float(number) for number in numbers] == values(text, language)


@pytest.mark.parametrize(
    ("language", "text", "sort"),
    [
        ("en", "about 200", "about"),
        ("en", "some two hundred", "about"),
        ("en", "200 or so", "about"),
        ("en", "~200", "about"),
        ("en", "more than the 200", "above"),
        ("en", "fewer than 200", "below"),
        ("de", "rund 200", "about"),
        ("de", "mehr als 200", "above"),
        ("fr", "près de 200", "about"),
        ("fr", "plus de deux cents", "above"),
        ("ru", "около 200", "about"),
        ("ru", "более двухсот", "above"),
        ("tr", "yaklaşık 200", "about"),
        ("tr", "200'den fazla", "above"),
        ("zh", "约200", "about"),
        ("zh", "200多人", "above"),
        ("zh", "十几人", "above"),
        ("en", "200-odd", "about"),
        ("ru", "200 с лишним", "above"),
        ("az", "təxminən 200", "about"),
        ("az", "200-ə yaxın", "about"),
        ("az", "200-dən çox", "above"),
        ("hy", "մոտ 200", "about"),
        ("hy", "ավելի քան 200", "above"),
    ],
)
def test_words_beside_a_number(language, text, sort):
    """What a number is called is read before and behind it, and one word is not another."""
    (said,) = numbers_in(text, language)
    sorts = ("about", "above", "below")
    assert {sort} == {one for one in sorts if said.is_called(one)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no fewer than 16"), ("en", "not more than 16"), ("en", "at least 16"),
        ("en", "up to 16"), ("fr", "au moins 16"), ("fr", "pas plus de 16"), ("fr", "jusqu'à 16"),
        ("de", "nicht weniger als 16"), ("de", "bis zu 16"), ("ru", "не менее 16"), ("ru", "до 16"),
        ("tr", "en az 16"), ("tr", "en fazla 16"), ("az", "ən azı 16"), ("hy", "առնվազն 16"),
        ("zh", "至少16人"), ("zh", "不超过16人"), ("en", "as many as 16"), ("en", "as few as 16"),
    ],
)  # fmt: skip
def test_bound_that_is_reached(language, text):
    """Who says "no fewer than 16" says neither "fewer", nor "none", nor 16 exactly."""
    (said,) = numbers_in(text, language)
    assert (16.0, False) == (said.value, said.is_bare)
    assert not any(said.is_called(sort) for sort in ("about", "above", "below"))
    assert not says_none(text, language)


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("16 boats", True), ("more than 16", False), ("about 16", False), ("16 or so", False),
        ("over the 16", True), ("about a dozen", False), ("at least a dozen", False),
        ("fewer than 16", False), ("+16", True),
        ("16 or more", False), ("16 or fewer", False), ("16+", False), ("16, or 20 or more", True),
    ],
)  # fmt: skip
def test_number_with_nothing_beside_it(text, is_bare):
    """A word that stands further off may belong to something else."""
    said = numbers_in(text, "en")[0]
    assert is_bare is said.is_bare


def test_without_words_a_number_is_called_nothing():
    """Words further off belong to something else; an unknown language may call it approximate."""
    (said,) = numbers_in("About the boats the office said little: there were 200", "en")
    assert not said.is_called("about")
    (said,) = numbers_in("mintegy 200", "hu")
    assert said.is_called("about")
    assert not said.is_called("above")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No boat was lost."),
        ("de", "Kein Boot ging verloren."),
        ("fr", "Aucun bateau"),
        ("ru", "Потерь нет"),
        ("tr", "Kayıp yok"),
        ("zh", "没有损失"),
        ("az", "İtki yoxdur"),
        ("hy", "Զոհեր չկան"),
    ],
)
def test_nought_has_words_of_its_own(language, text):
    """Who says that there is none need not write a nought."""
    assert says_none(text, language)
    assert not says_none("4", language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It is not known how many."), ("en", "resolution No. 5"), ("en", "not only boats"),
        ("ru", "не менее 16"), ("ru", "неизвестно"), ("zh", "击落3架无人机"), ("zh", "一百零一人"),
        ("zh", "不到200"),
    ],
)  # fmt: skip
def test_what_is_no_nought(language, text):
    """A word for nought inside another one, or in a phrase, says that of nothing."""
    assert not says_none(text, language)


@given(
    st.from_regex(r"\A[0-9]{1,3}([ .,'\u202f][0-9]{2,3}){0,3}([.,][0-9]{1,3})?[ ]?[½¾]?\Z"),
    LANGUAGES,
)
def test_digits_in_any_notation_are_read_or_left(text, language):
    """Groups and decimals of one country in the language of another end no build."""
    assert all(map(isfinite, values(text, language)))


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("fr", "1 234 567,89", [1_234_567.89]),
        ("ru", "1 234,5 млн", [1_234_500_000]),
        ("en", "1.234,56 and 1 234,56", [1234.56, 1234.56]),
        ("en", "0,5 and 0,25 of 3,5,7", [0.5, 0.25, 3, 5, 7]),
        ("en", "4，000 and 12´000", [4, 12_000]),
        ("zh", "４，０００名", [4000]),
        ("en", "1/2 million, 7 1/2, 3/4", [500_000, 7.5, 0.75]),
        ("en", "5/6 boats", [5, 6]),
        ("en", "two point five million, ninety-nine point five", [2_500_000, 99.5]),
        ("en", "at one point five boats", [5]),
        ("fr", "trois virgule cinq millions", [3_500_000]),
        ("de", "zwei Komma fünf", [2.5]),
        ("zh", "百分之十二点五", [12.5]),
        ("en", "two thirds, one-third of them, three quarters", [2 / 3, 1 / 3, 0.75]),
        ("de", "zwei Drittel", [2 / 3]),
        ("fr", "les deux tiers", [2 / 3]),
        ("ru", "две трети", [2 / 3]),
        ("zh", "三分之二, 三分之一", []),
        ("tr", "üçte ikisi", []),
        ("en", "two dozens, dozens, 5tn", [24, 5e12]),
        ("de", "hundertundeins, tausendundeine", [101, 1001]),
        ("de", "ein paar Hundert", []),
        ("tr", "on binlerce, beşi asker", [5]),
        ("zh", "两千五, 三万五, 三万五千, 一千零五", [2500, 35_000, 35_000, 1005]),
        ("zh", "一些, 一直, 之一, 万一, 统一", []),
        ("ar", "خمسمئة وخمسون", [550]),
        ("ar", "مئتان", [200]),
        ("ar", "نصف مليون", [500_000]),
        ("ar", "آلاف", []),
    ],
)
def test_notations_and_shares(language, text, numbers):
    """Decimals, shares and vague words of all these languages."""
    assert pytest.approx(numbers) == values(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "27-28 September, 27 and 28 September 2020, 27/28 September"),
        ("en", "September 27-28; September 27, 28 and 29"),
        ("en", "from 3 to 5 p.m.; between 3 and 5 pm; 24/7"),
        ("en", "the war of 1992-1994; the 1992–94 war (2016–2020)"),
        (
            "en",
            "resolutions 822, 853, 874 and 884; Resolution 2249 (2015); Article 5(1); No. 1,234",
        ),
        ("en", "an Mi-8/17"),
        ("fr", "du 27 au 28 septembre; les 27 et 28 septembre; les années 1990"),
        ("de", "am 27. und 28. September; 27./28. September; vom 27. bis 28. September"),
        ("de", "in den 1990er Jahren, im 20. Jahrhundert"),
        ("ru", "27 и 28 сентября; с 27 по 28 сентября; в 1990-х годах; в 1992—1994 годах"),
        ("tr", "27 ve 28 Eylül, 1990'larda, 20. yüzyıl"),
        ("zh", "27至28日, 9月27、28日, 20世纪90年代, 二十世纪, 1992至1994年, 15时30分, 下午3点半"),
        ("zh", "二〇二〇年"),
        ("es", "27 de septiembre de 2020"),
        ("ar", "27 سبتمبر 2020, في عام 2020"),
        ("ja", "9月27日"),
    ],
)
def test_days_years_and_labels_in_a_row(language, text):
    """Of several days, hours, years or articles none is a count, whatever stands between them."""
    assert [] == values(text, language)


def test_what_stands_beside_a_day_is_counted():
    """Only a number that belongs to the same date is taken with it."""
    assert [5.0, 12.0] == values("Of 5 boats on 27 September 12 came back.")
    assert [12.0] == values("Article 5 and 12 boats")
