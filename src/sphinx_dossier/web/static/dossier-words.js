/* What readers type, as words: by the rule by which exports/search_terms.py cuts what they look for.
   Numbers with any mark between thousands, dates in any common form, phrases, words to leave out. It
   touches no page. */
(function () {
  "use strict";

  const LETTERS = { ı: "i", ə: "e", ø: "o", đ: "d", ł: "l", ß: "ss" };
  const CHINESE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
  const WORD = `(?:(?![${CHINESE}])[\\p{L}\\p{N}\\p{M}])`;
  const HYPHENS = "-\u2010\u2011";
  const THOUSANDS = ".,'’\u066c\u00b7\u02d9\u00a0\u2009\u202f";
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };

  /** How text with such words, letters and digits is cut; `whole` is what stands without spaces. */
  const patternsOf = (word, letter, digit, flags, whole = "") => ({
    // In this order: numbers with thousands apart, types such as F-16, whose number says nothing
    // alone, text without spaces, all other words.
    pieces: new RegExp(
      `(?<!${word})${digit}{1,3}(?:[${THOUSANDS}]${digit}{3})+(?!${word})` +
        `|(?<!${word})${letter}{1,5}[${HYPHENS}]${digit}{1,3}${letter}{0,3}(?!${word})` +
        `|${whole}${word}+`,
      flags,
    ),
    // Most texts have none of the first two, and are cut in half the time without looking for them.
    special: new RegExp(`${digit}[${THOUSANDS}]${digit}|${letter}[${HYPHENS}]${digit}`, flags.replace("g", "")),
    plain: new RegExp(`${whole}${word}+`, flags),
    joined: new RegExp(`${word}+(?:[${HYPHENS}]${word}+)+`, flags),
  });
  // To learn what any letter is takes a browser milliseconds: not before a text has unusual ones.
  const anyLetters = once(() => patternsOf(WORD, "\\p{L}", "\\p{N}", "gu", `[${CHINESE}]+|`));
  // Without digits and apostrophes a text is cut in a sixth of the time.
  const IS_SIMPLE = /^[ -&(-/:-~]*$/;
  const LATIN = /[A-Za-z]+/g;
  const IS_ASCII = /^[\n -~]*$/;
  const ASCII_PIECES =
    /(?<![A-Za-z0-9])[0-9]{1,3}(?:[.,'][0-9]{3})+(?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z]{1,5}-[0-9]{1,3}[A-Za-z]{0,3}(?![A-Za-z0-9])|[A-Za-z0-9]+/g;
  const ASCII_JOINED = /[A-Za-z0-9]+(?:-[A-Za-z0-9]+)+/g;
  const HAS_HYPHEN = new RegExp(`[${HYPHENS}]`, "u");
  const INSIDE = new RegExp(`[${HYPHENS}${THOUSANDS}\\s]`, "gu");
  // Letters of most names and texts (Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Georgian), and
  // what else stands in these: of ranges a browser makes a pattern in no time.
  const USUAL =
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0388-\u038a\u038e-\u03a1\u03a3-\u03f5" +
    "\u0400-\u0481\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3\u10d0-\u10fa";
  const BESIDE = "\\n -~\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u2000-\u206f";
  const IS_USUAL = new RegExp(`^[${BESIDE}${USUAL}]*$`);
  const HAN = /[\u4e00-\u9fff]+/g;
  const IS_HAN = /^[\u4e00-\u9fff\u00b7 ]*$/;
  const usualLetters = once(() => patternsOf(`[${USUAL}0-9]`, `[${USUAL}]`, "[0-9]", "g"));
  const IS_CHINESE = new RegExp(`^[${CHINESE}]`, "u");
  const QUOTED = /(-?)["“”„«»‹›]([^"“”„«»‹›]*)["“”„«»‹›]/gu;
  const WITHOUT = /(?<=^|\s)[-\u2212]([\p{L}\p{N}]\S*)/gu;
  const SPACED = /(?<![\p{L}\p{N}.,-])\p{N}{1,3}(?: \p{N}{3})+(?![\p{L}\p{N}])/gu;
  const MONTH = "(?<month>\\p{L}[\\p{L}\\p{M}]{2,})\\.?";
  const DAY = "(?<day>\\d{1,2})";
  const YEAR = "(?<year>\\d{4})";
  const ORDINAL = "(?:st|nd|rd|th|er|ème|-?го|\\.|º)?";
  const BEFORE = "(?<![\\p{L}\\p{N}.,/-])";
  const AFTER = "(?![\\p{L}\\p{N}]|[.,/-]\\d)";
  // As people write days and months; `one` and `two` are a day and a month in either order.
  const FORMS = [
    `${YEAR}[-/.](?<monthNumber>\\d{1,2})[-/.]${DAY}`,
    `${YEAR}-(?<monthNumber>\\d{2})`,
    `${DAY}\\.\\s?(?<monthNumber>\\d{1,2})\\.(?:\\s?(?:${YEAR}|(?<short>\\d{2})))?`,
    `(?<one>\\d{1,2})[/-](?<two>\\d{1,2})[/-](?:${YEAR}|(?<short>\\d{2}))`,
    `(?<one>\\d{1,2})/(?<two>\\d{1,2})`,
    `${DAY}${ORDINAL}[\\s-]*(?:of\\s+|de\\s+)?${MONTH},?(?:[\\s-]+(?:of\\s+|de\\s+)?${YEAR})?`,
    `${MONTH}[\\s-]*${DAY}(?:st|nd|rd|th)?(?:,?\\s+${YEAR})?`,
    `${MONTH},?[\\s-]+${YEAR}`,
  ];
  const CHINESE_DATE =
    "(?:(?<year>\\d{4})\\s?年\\s?)?(?<monthNumber>\\d{1,2})\\s?月(?:\\s?(?<day>\\d{1,2})\\s?[日号號])?";
  const datePatterns = once(() => [
    ...FORMS.map((form) => new RegExp(`${BEFORE}${form}${AFTER}`, "giu")),
    new RegExp(CHINESE_DATE, "gu"),
  ]);

  /** `text` without case, accents and width, as `names.fold` has it. */
  function fold(text) {
    if (IS_ASCII.test(text)) return text.toLowerCase();
    const marks = IS_USUAL.test(text) ? /[\u0300-\u036f\u0653-\u0655]/g : /\p{M}/gu;
    const bare = text.normalize("NFKD").toLowerCase().normalize("NFKD").replace(marks, "");
    return bare.replace(/[ıəøđłß]/g, (letter) => LETTERS[letter]);
  }

  /** Digits of Arabic and Persian as those that everybody finds. */
  const digits = (text) =>
    text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));

  const lettersOf = (text) => (IS_USUAL.test(text) ? usualLetters() : anyLetters());

  function formFor(text) {
    if (IS_SIMPLE.test(text)) return LATIN;
    if (IS_ASCII.test(text)) return ASCII_PIECES;
    if (IS_HAN.test(text)) return HAN;
    const { pieces, plain, special } = lettersOf(text);
    return special.test(text) ? pieces : plain;
  }

  /** The words of a text as {term, start, end}; one rule for what is sought and what is found. */
  function words(text) {
    const found = [];
    const form = formFor(text);
    const isUsual = IS_USUAL.test(text);
    for (const match of text.matchAll(form)) {
      const [piece, start] = [match[0], match.index];
      if (!isUsual && IS_CHINESE.test(piece)) {
        found.push(...segments(piece, start));
      } else if (piece !== "s" || !/['’]/.test(text[start - 1] ?? "")) {
        found.push({ term: termOf(piece), start, end: start + piece.length });
      }
    }
    return found.filter((word) => word.term);
  }

  /** A word as it is looked for; several F-16s are of the type F-16. */
  function termOf(piece) {
    if (/^[A-Za-z0-9]+$/.test(piece)) return piece.toLowerCase();
    const whole = digits(fold(piece)).replace(INSIDE, "");
    return /-.*\d.*s$/.test(piece) ? whole.slice(0, -1) : whole;
  }

  /** Chinese by every two neighbours: no dictionary knows names, and browsers have different ones. */
  function segments(piece, start) {
    const letters = [...piece];
    const pairs = letters.slice(1).map((letter, at) => letters[at] + letter);
    let at = start;
    return (pairs.length ? pairs : letters).map((term, step) => {
      const found = { term: fold(term), start: at, end: at + term.length };
      at += letters[step].length;
      return found;
    });
  }

  const terms = (text) => words(text).map((word) => word.term);

  /** What is written with hyphens as one word, so that "cease-fire" is found as "ceasefire". */
  function joined(text) {
    if (!HAS_HYPHEN.test(text)) return [];
    const found = text.matchAll(IS_ASCII.test(text) ? ASCII_JOINED : lettersOf(text).joined);
    return [...found].map(([one]) => termOf(one)).filter((term) => /\p{L}/u.test(term));
  }

  /** A word without its ending, so that those that differ by it alone are equal. */
  const stem = (term) => term.replace(IS_ASCII.test(term) ? ASCII_ENDING : ENDING, "");
  const ASCII_ENDING = /(?<=[A-Za-z]{3})(?:ies|ied|es|ed|ing|s|y|e)$/;
  const ENDING = /(?<=\p{L}{3})(?:ies|ied|es|ed|ing|s|y|e)$/u;

  /** Whether a word is a figure. */
  const isFigure = (term) => (IS_ASCII.test(term) ? ASCII_FIGURE : FIGURE).test(term);
  const ASCII_FIGURE = /^[0-9]+$/;
  const FIGURE = /^\p{N}+$/u;

  let months;

  /** Folded names of months -> their number, in each of some languages and as dates have them. */
  function monthsIn(languages) {
    const found = new Map();
    for (const format of languages.flatMap(formatsOf)) {
      for (let month = 0; month < 12; month += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2020, month, 1)));
        const name = fold(parts.find(({ type }) => type === "month")?.value ?? "");
        if (/^\p{L}{3,}/u.test(name)) found.set(name.replace(/\.$/, ""), month + 1);
      }
    }
    return found;
  }

  /** A month alone and in a date, which differ in many languages, long and short. */
  function formatsOf(language) {
    const forms = ["long", "short"].flatMap((month) => [{ month }, { month, day: "numeric" }]);
    const all = { timeZone: "UTC", calendar: "gregory" };
    try {
      return forms.map((form) => new Intl.DateTimeFormat(language, { ...form, ...all }));
    } catch {
      // No tag of a language.
      return [];
    }
  }

  /** The number of a month by its name or the beginning of it; 0 where there is none or several. */
  function monthOf(name, languages) {
    months ??= monthsIn(languages);
    const sought = fold(name);
    if (months.has(sought)) return months.get(sought);
    const begun = [...months].filter(([one]) => one.startsWith(sought));
    const near = new Set(begun.map(([, month]) => month));
    return near.size === 1 ? [...near][0] : 0;
  }

  const isDay = (day, month) => month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const padded = (value) => String(value).padStart(2, "0");

  /** A date as rows have it: `2020-09-27`, `2020-09`, and `--09-27` where no year is named. */
  const keyOf = ({ year, month, day }) =>
    `${year || "-"}-${padded(month)}${day ? `-${padded(day)}` : ""}`;

  /** The dates that a match can mean: a day and a month in figures may stand in either order. */
  function readings(groups, languages) {
    const { one, two, day, month, monthNumber, short } = groups;
    const year = Number(groups.year ?? (short ? (short > 60 ? `19${short}` : `20${short}`) : 0));
    if (one) {
      const both = [[Number(one), Number(two)], [Number(two), Number(one)]];
      const days = both.filter((pair) => isDay(...pair));
      return [...new Set(days.map(([first, second]) => keyOf({ year, month: second, day: first })))];
    }
    const number = monthNumber ? Number(monthNumber) : monthOf(month, languages);
    if (!number || !isDay(day ? Number(day) : 1, number) || !(day || year)) return [];
    return [keyOf({ year, month: number, day: day ? Number(day) : 0 })];
  }

  /** The dates in a text as {start, end, keys}; where forms overlap, the earliest and longest. */
  function dates(text, languages) {
    if (!/\d/.test(text)) return [];
    const found = datePatterns().flatMap((form) => [...text.matchAll(form)]).map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      keys: readings(match.groups, languages),
    }));
    const known = found.filter(({ keys }) => keys.length);
    known.sort((one, other) => one.start - other.start || other.end - one.end);
    const kept = [];
    for (const date of known) {
      if (date.start >= (kept.at(-1)?.end ?? 0)) kept.push(date);
    }
    return kept;
  }

  const blank = (text) => " ".repeat(text.length);

  /** A query taken apart: its words stand where they stood, without quotes and what is left out. */
  function read(query, languages) {
    const phrases = [];
    const without = [];
    const note = (list, text) => {
      const own = terms(text);
      if (own.length) list.push(own);
    };
    let text = query.replace(QUOTED, (whole, minus, inner) => {
      note(minus ? without : phrases, inner);
      return minus ? blank(whole) : ` ${inner} `;
    });
    if (/[-\u2212]/.test(text)) {
      text = text.replace(WITHOUT, (whole, inner) => {
        note(without, inner);
        return blank(whole);
      });
    }
    const parts = { dates: dates(text, languages), spaced: spaced(text) };
    return { text, phrases, without, sought: words(text), ...parts };
  }

  /** Numbers with blanks between thousands, which may also be several numbers. */
  const spaced = (text) => (IS_ASCII.test(text) && !/[0-9] [0-9]/.test(text) ? [] : spacedIn(text));

  const spacedIn = (text) =>
    [...text.matchAll(SPACED)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      term: digits(fold(match[0])).replace(/ /g, ""),
    }));

  /** Whether a text may have one of some words: most have none, and need not be cut. */
  function mayHave(text, sought) {
    // A sigma has another form at the end of a word.
    const bare = (one) => one.replace(INSIDE, "").replaceAll("ς", "σ");
    const own = bare(digits(fold(text)));
    return [...sought].some((term) => own.includes(bare(term)));
  }

  window.dossierWords = { IS_CHINESE, dates, fold, isFigure, joined, mayHave, read, stem, terms, words };
})();
