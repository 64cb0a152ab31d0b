// The moment: a handle on the axis of what was known when. It hides what is later, and makes the ledgers of any
// moment as the build makes those of a few. All facts are in the list below the picture, all words in one attribute.
(() => {
  const words = JSON.parse(document.currentScript.dataset.words);
  const STEP = 15;
  const DAY = 1440;
  const figures = [];

  const numbers = (element) => element.dataset.known.split(" ").filter(Boolean).map(Number);

  const inThrees = (all) => all.filter((_, i) => i % 3 === 0).map((_, i) => all.slice(3 * i, 3 * i + 3));

  function make(name, className, ...parts) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...parts);
    return element;
  }

  // A template with words and elements in its slots.
  function fill(template, slots) {
    const parts = template.split(/\{(\w+)\}/);
    return parts.map((part, i) => (i % 2 ? slots[part] : part)).flat().filter((part) => part !== "");
  }

  const say = (template, slots) => fill(template, slots).join("");
  const counted = (count, forms = words.statements) =>
    say(forms[count === 1 ? 0 : 1], { count: count.toLocaleString("en") });

  function drawn(name, attributes) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  }

  // A statement is [earliest, latest, and the same two of each denial], in minutes of the axis.
  const wasMade = (span, t) => span[1] <= t;
  const wasPerhapsMade = (span, t) => span[0] < t && t < span[1];

  function denialAt(known, t) {
    const denials = [];
    for (let i = 2; i < known.length; i += 2) denials.push(known.slice(i, i + 2));
    if (denials.some((one) => wasMade(one, t))) return "denied";
    if (denials.some((one) => wasPerhapsMade(one, t))) return "perhaps";
    return denials.length ? "later" : "";
  }

  function readThread(item) {
    const values = [...item.querySelectorAll(":scope > ol > li > div")].map((one) => ({
      known: numbers(one),
      link: one.querySelector(":scope > p > a, :scope > p > .dossier-unknown"),
      when: one.querySelector(":scope > p > .dossier-basis").textContent,
    }));
    return { question: item.querySelector(":scope > p").textContent, values };
  }

  class Figure {
    constructor(element) {
      this.element = element;
      const [start, span, asOf, ...clocks] = numbers(element);
      Object.assign(this, { start, span, opened: asOf, clocks: [] });
      for (let i = 0; i < clocks.length; i += 4) this.clocks.push(clocks.slice(i, i + 4));
      const list = element.querySelector(".dossier-knowing-list");
      this.counts = inThrees(numbers(list));
      this.sides = [...list.querySelectorAll(":scope > ol > li")].map((side) => ({
        head: side.querySelector(":scope > p"),
        by: side.className,
        threads: [...side.querySelectorAll(":scope > ol > li")].map(readThread),
        // What answers no question is counted by act; only those who are on no side have it here.
        acts: [...side.querySelectorAll(":scope > ul > li > div")].map((one) => ({
          name: one.querySelector(".dossier-act"),
          counts: inThrees(numbers(one)),
        })),
        isOfSide: !side.matches(".dossier-knowing-others"),
      }));
      this.cuts = element.querySelector(".dossier-knowing-cuts");
      this.labels = [...element.querySelectorAll("text[data-known]")];
      const becoming = this.counts.map((one) => one[1]).filter((t) => t > 0 && t <= span);
      this.instants = [...new Set(becoming)].sort((a, b) => a - b);
      this.veils = [...element.querySelectorAll(":scope > svg")].map((svg) => this.veil(svg));
      this.citations = [...element.querySelectorAll(".dossier-citable")].map((line) => ({
        line, address: line.querySelector(".dossier-address"), text: line.firstChild.data,
      }));
      this.live = make("div", "dossier-knowing-live");
      this.cuts.before(this.live);
      this.addControls();
      this.show(asOf);
    }

    // What clocks show: the end of a day is 24:00.
    local(t) {
      const before = this.clocks.filter((one) => one[0] < t);
      const [minute, days, clock, offset] = before.length ? before[before.length - 1] : this.clocks[0];
      const past = clock + t - minute;
      const more = Math.floor((past - 1) / DAY);
      const [, , firstClock, firstOffset] = this.clocks[0];
      const midnight = (this.start + firstOffset - firstClock) * 60000;
      return { day: new Date(midnight + (days + more) * DAY * 60000), clock: past - more * DAY, offset };
    }

    moment(t) {
      const { day, clock } = this.local(t);
      const two = (value) => String(value).padStart(2, "0");
      return say(words.moment, {
        clock: `${two(Math.floor(clock / 60))}:${two(clock % 60)}`,
        day: say(words.day, { month: words.months[day.getUTCMonth()], day: String(day.getUTCDate()) }),
      });
    }

    // What is read on its own says the year: of ten years each may have such a day.
    dated(t) {
      return say(words.ofYear, { moment: this.moment(t), year: String(this.local(t).day.getUTCFullYear()) });
    }

    // 2020-09-27T18:00+04:00
    address(t) {
      const { offset } = this.local(t);
      const two = (value) => String(Math.floor(value)).padStart(2, "0");
      const clock = new Date((this.start + t + offset) * 60000).toISOString().slice(0, 16);
      const ahead = Math.abs(offset);
      // The moment is enough for the first picture of a page: the id of another one has its number.
      const { id } = this.element;
      const within = /^knowing-\d+-/.test(id) ? `&in=${id}` : "";
      return `#t=${clock}${offset < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}${within}`;
    }

    veil(svg) {
      const known = numbers(svg);
      const isWide = svg.matches(".dossier-knowing-wide");
      const rect = drawn("rect", { class: "dossier-knowing-veil" });
      const line = drawn("line", { class: "dossier-knowing-now" });
      svg.querySelector(":scope > .dossier-knowing-words").before(rect, line);
      return (t) => {
        const share = t / this.span;
        if (isWide) {
          const [left, width, top, bottom] = known;
          const x = left + width * share;
          this.set(rect, { x: `${x}%`, y: top, width: `${100.5 - x}%`, height: bottom - top });
          this.set(line, { x1: `${x}%`, x2: `${x}%`, y1: top, y2: bottom });
        } else {
          const [top, bottom, height, left, right] = known;
          const y = top + (bottom - top) * share;
          this.set(rect, { x: left, y, width: right - left, height: Math.max(height - y, 0) });
          this.set(line, { x1: left, x2: right, y1: y, y2: y });
        }
        [rect, line].forEach((one) => one.classList.toggle("dossier-knowing-hid", this.isAll));
      };
    }

    set(element, attributes) {
      Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    }

    addControls() {
      const id = `${this.element.id}-moment`;
      this.input = make("input");
      this.set(this.input, { type: "range", id, min: 0, max: this.span, step: 1 });
      this.output = make("output");
      this.output.htmlFor = id;
      const label = make("label", "", words.label);
      label.htmlFor = id;
      this.select = make("select");
      this.select.setAttribute("aria-label", words.list);
      this.select.append(new Option(words.list, ""));
      this.instants.forEach((t) => this.select.append(new Option(this.moment(t), t)));
      this.link = make("a", "", words.link);
      const button = (text, act) => {
        const made = make("button", "", text);
        made.type = "button";
        made.addEventListener("click", act);
        return made;
      };
      const fixed = [...this.cuts.children].map((cut) => {
        const made = make("a", "", this.moment(Number(cut.dataset.known)));
        made.href = this.address(Number(cut.dataset.known));
        return made;
      });
      const controls = make(
        "div", "dossier-knowing-controls", label, this.output,
        button(`◂ ${words.before}`, () => this.ask([...this.instants].reverse().find((t) => t < this.t) ?? 0)),
        button(`${words.next} ▸`, () => this.ask(this.instants.find((t) => t > this.t) ?? this.span)),
        button(words.all, () => this.showAll()), this.select, ...fixed,
        button(`${words.columns} ▾`, () => this.goToColumns()), this.input,
      );
      this.element.querySelector(":scope > svg").before(controls);
      this.live.after(make("p", "dossier-knowing-link", this.link));
      this.input.addEventListener("input", () => {
        this.isAsked = true;
        // A pointer moves by quarters of an hour; the last minute can be reached all the same.
        const t = Math.min(Math.round(this.input.value / STEP) * STEP, this.span);
        this.show(t);
      });
      this.input.addEventListener("change", () => this.ask(this.t));
      this.input.addEventListener("keydown", (event) => this.step(event));
      this.select.addEventListener("change", () => this.select.value && this.ask(Number(this.select.value)));
    }

    step(event) {
      const steps = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP, PageDown: -360, PageUp: 360 };
      const by = steps[event.key];
      if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      // To the next quarter, also from a moment between two.
      const t = by > 0 ? Math.floor(this.t / STEP) * STEP + by : Math.ceil(this.t / STEP) * STEP + by;
      this.ask(Math.min(Math.max(t, 0), this.span));
    }

    // The picture is high, and what it says in words stands below it. The address keeps the moment.
    goToColumns() {
      const columns = this.isAll ? this.cuts : this.live;
      columns.tabIndex = -1;
      columns.focus({ preventScroll: true });
      columns.scrollIntoView();
    }

    // A moment that a reader asks for is in the address, so that it can be shared.
    ask(t) {
      this.isAsked = true;
      this.show(t);
      history.replaceState(null, "", this.address(t));
    }

    showAll() {
      this.isAll = true;
      this.isAsked = false;
      this.draw();
    }

    show(t) {
      this.isAll = false;
      this.t = t;
      this.draw();
    }

    draw() {
      const { t } = this;
      this.element.classList.toggle("dossier-knowing-asked", Boolean(this.isAsked));
      this.input.value = t;
      this.input.style.setProperty("--dossier-share", `${(100 * t) / this.span}%`);
      this.output.textContent = this.dated(t);
      this.link.href = this.address(t);
      this.cite(t);
      this.select.value = this.instants.includes(t) ? String(t) : "";
      this.veils.forEach((draw) => draw(t));
      this.labels.forEach((one) => {
        one.classList.toggle("dossier-knowing-hid", !this.isAll && Number(one.dataset.known) > t);
      });
      this.cuts.hidden = !this.isAll;
      this.live.hidden = this.isAll;
      const ledger = this.ledger(t);
      this.input.setAttribute("aria-valuetext", `${this.moment(t)}. ${this.countsAt(t)}`);
      this.live.replaceChildren(ledger);
    }

    // What is cited is the moment that is shown, and the address leads to it.
    cite(t) {
      this.citations.forEach(({ line, address, text }) => {
        line.firstChild.data = text.replace(this.dated(this.opened), this.dated(t));
        line.dataset.at = this.address(t);
        if (address.textContent) address.textContent = address.textContent.split("#")[0] + this.address(t);
      });
    }

    static sum(counts, is, t) {
      return counts.filter((one) => is(one, t)).reduce((all, one) => all + one[2], 0);
    }

    countsAt(t) {
      const sum = (is) => Figure.sum(this.counts, is, t);
      const all = this.counts.reduce((before, one) => before + one[2], 0);
      const [sure, perhaps] = [sum(wasMade), sum(wasPerhapsMade)];
      return say(words.counts, { sure: counted(sure), perhaps: String(perhaps), rest: String(all - sure - perhaps) });
    }

    ledger(t) {
      const columns = this.sides.map((side) => this.column(side, t));
      return make(
        "div", "dossier-knowing-moment",
        make("p", "dossier-knowing-at", say(words.at, { moment: this.dated(t) })),
        make("p", "dossier-knowing-counts", this.countsAt(t)),
        make("div", "dossier-knowing-columns", ...columns, this.unraised(t)),
      );
    }

    static state(thread, t) {
      const last = thread.values.map((one) => wasMade(one.known, t)).lastIndexOf(true);
      const perhaps = thread.values.slice(last + 1).filter((one) => wasPerhapsMade(one.known, t));
      return { sure: thread.values[last], isLast: last === thread.values.length - 1, perhaps };
    }

    column(side, t) {
      const sure = [];
      const perhaps = [];
      side.threads.forEach((thread) => {
        const state = Figure.state(thread, t);
        if (state.sure) sure.push(this.sureLine(thread, state, t));
        if (state.perhaps.length) perhaps.push(this.perhapsLine(thread, state.perhaps, t));
      });
      side.acts.forEach(({ name, counts }) => {
        [[sure, wasMade], [perhaps, wasPerhapsMade]].forEach(([lines, is]) => {
          const count = Figure.sum(counts, is, t);
          if (count) lines.push(this.line({ question: name.cloneNode(true) }, [counted(count, words.others)]));
        });
      });
      const head = side.head.cloneNode(true);
      const parts = [head, make("p", "dossier-knowing-sort", words.said)];
      parts.push(sure.length ? make("ul", "", ...sure) : make("p", "dossier-empty", words.nothing));
      if (perhaps.length) {
        parts.push(make("p", "dossier-knowing-sort", words.perhaps), make("ul", "dossier-knowing-perhaps", ...perhaps));
      }
      return make("div", `dossier-knowing-column ${side.by}`.trim(), ...parts);
    }

    sureLine(thread, { sure, isLast, perhaps }, t) {
      const denial = denialAt(sure.known, t);
      const notes = [sure.when];
      if (denial) notes.push(words.denials[denial]);
      if (!isLast && !perhaps.length) notes.push(words.updated);
      const value = make("strong", "", sure.link.cloneNode(true));
      const note = this.aside(notes.join(words.comma));
      return this.line(thread, fill(words.value, { value, note }));
    }

    aside(note) {
      return make("span", "dossier-basis", say(words.note, { note }));
    }

    perhapsLine(thread, values, t) {
      const parts = values.map((one) => {
        const denial = denialAt(one.known, t);
        const value = one.link.cloneNode(true);
        if (denial !== "denied" && denial !== "perhaps") return [value];
        return fill(words.value, { value, note: this.aside(words.denials[denial]) });
      });
      return this.line(thread, parts.flatMap((one, i) => (i ? [words.comma, ...one] : one)));
    }

    line(thread, values) {
      return make("li", "", make("p", "", ...fill(words.line, { question: thread.question, values })));
    }

    unraised(t) {
      const threads = this.sides.filter((side) => side.isOfSide).flatMap((side) => side.threads);
      const isRaised = (one) => one.values.some(({ known }) => wasMade(known, t) || wasPerhapsMade(known, t));
      const raised = new Set(threads.filter(isRaised).map((one) => one.question));
      const rest = [...new Set(threads.map((one) => one.question))].filter((one) => !raised.has(one));
      return make(
        "div", "dossier-knowing-column dossier-knowing-unraised",
        make("p", "dossier-knowing-head", words.unknown),
        ...(rest.length
          ? [make("p", "dossier-knowing-sort", words.unspoken), make("ul", "", ...rest.map((one) => make("li", "", make("p", "", one))))]
          : [make("p", "dossier-empty", words.raised)]),
      );
    }
  }

  // Any offset, or Z: the moment counts, not how it is written.
  function asked() {
    const hash = location.hash.replaceAll("%3A", ":").replaceAll("%2B", "+");
    const match = /^#t=(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))(?:&in=([\w-]+))?$/.exec(hash);
    return match ? [Math.round(Date.parse(match[1]) / 60000), match[2]] : [];
  }

  function openAsked() {
    const [minute, id] = asked();
    const figure = figures.find((one) => one.start <= minute && minute <= one.start + one.span
      && (!id || one.element.id === id));
    if (!figure) return;
    figure.isAsked = true;
    figure.show(minute - figure.start);
    figure.element.scrollIntoView();
  }

  document.querySelectorAll(".dossier-knowing").forEach((element) => figures.push(new Figure(element)));
  addEventListener("hashchange", openAsked);
  openAsked();
})();
