// What the checks ask of a page from within. Everything here only looks; `spaced` puts back what it changes.
window.asked = {
  name(element) {
    const said = element.getAttribute("aria-label") || element.innerText || element.alt || element.value || "";
    const text = said.replace(/\s+/g, " ").trim().slice(0, 40);
    return `<${element.localName}>${text ? ` ${text}` : ""}`;
  },
  shown: (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
    !element.closest("[inert]") &&
    element.getClientRects().length > 0,
  parents: function* (element) {
    for (let one = element; one; one = one.parentElement) yield one;
  },
  // Text for screen readers alone is cut on purpose.
  onlyHeard(element) {
    return [...this.parents(element)].some((one) => {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      return style.overflow !== "visible" && (box.width <= 1 || box.height <= 1);
    });
  },
  texts: function* () {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("script, style, template, noscript, option")) continue;
      if (!this.shown(element) || this.onlyHeard(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      yield { element, text: node.data.replace(/\s+/g, " ").trim().slice(0, 40), boxes: [...range.getClientRects()] };
    }
  },
  lines: (element) => element.innerText.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean),

  // The page is wider than its window; what sticks out is named, the innermost first.
  sideways() {
    const page = document.scrollingElement;
    const width = page.clientWidth;
    if (page.scrollWidth <= width) return [];
    const out = [...this.texts()].filter(({ boxes }) => boxes.some(({ right }) => right > width + 1)).map(({ element }) => element);
    for (const one of document.body.querySelectorAll("*")) {
      const box = one.getBoundingClientRect();
      if (box.width > 0 && box.right > width + 1 && this.shown(one)) out.push(one);
    }
    const innermost = out.filter((one) => !out.some((other) => other !== one && one.contains(other)));
    const names = [...new Set(innermost)].slice(0, 3).map((one) => this.name(one)).join(", ");
    return [`${page.scrollWidth} px wide in a window of ${width} px: ${names}`];
  },

  // Texts of which a box that hides what leaves it shows only a part.
  cut() {
    const found = [];
    for (const { element, text, boxes } of this.texts()) {
      for (const box of this.parents(element)) {
        const style = getComputedStyle(box);
        const [x, y] = [style.overflowX, style.overflowY];
        if (box === document.body || /auto|scroll/.test(x + y)) break;
        if (style.display === "inline" || (x === "visible" && y === "visible")) continue;
        const edge = box.getBoundingClientRect();
        const outside = (one) =>
          (x !== "visible" && (one.right > edge.right + 1 || one.left < edge.left - 1)) ||
          (y !== "visible" && (one.bottom > edge.bottom + one.height / 4 || one.top < edge.top - one.height / 4));
        if (boxes.some(outside)) {
          found.push(text);
          break;
        }
      }
    }
    return found;
  },
  // Words that a line break cuts in two without a hyphen, in headings, names and buttons, where nobody expects it.
  // An address may break anywhere, and so may a word that is longer than any line.
  broken(letters) {
    const found = [];
    for (const { element } of this.texts()) {
      if (!element.closest("h1, h2, h3, strong, summary, button, nav, dt, th")) continue;
      for (const node of element.childNodes) {
        if (node.nodeType !== Node.TEXT_NODE) continue;
        for (const word of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
          if (word[0].length > letters) continue;
          const range = document.createRange();
          range.setStart(node, word.index);
          range.setEnd(node, word.index + word[0].length);
          const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
          if (lines.size > 1) found.push(word[0]);
        }
      }
    }
    return [...new Set(found)];
  },
  // WCAG 1.4.12. A sheet made by script is no inline style, so that the policy of the site may stand.
  spaced() {
    const before = { cut: this.cut(), wide: this.sideways() };
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
        "p { margin-block-end: 2em !important }",
    );
    document.adoptedStyleSheets.push(sheet);
    const found = [
      ...this.cut().filter((text) => !before.cut.includes(text)).map((text) => `cut: ${text}`),
      ...(before.wide.length ? [] : this.sideways()),
    ];
    document.adoptedStyleSheets.pop();
    return found;
  },

  // What stands around the text is the same on many pages: where it was asked already, as it is here, it need not be again.
  left: [],
  around: () => [...document.querySelectorAll("body > header, body > footer, main ~ aside")],
  frame() {
    return this.around().map((one) => [document.body.dataset.accent ?? "", one.outerHTML].join(" "));
  },
  leave(known) {
    this.left = this.around().filter((_, place) => known[place]);
  },
  isLeft(element) {
    return this.left.some((one) => one.contains(element));
  },
  async barriers(options, sample, contrast) {
    const marked = sample ? this.samples() : [];
    for (const one of marked) one.dataset.sample = "";
    axe.configure({ rules: [{ id: contrast, selector: sample ? "[data-sample]" : "*" }] });
    const { violations, incomplete } = await axe.run({ include: [document], exclude: this.left }, options);
    for (const one of marked) delete one.dataset.sample;
    const flat = ({ id, help, nodes }) => nodes.map(({ target }) => [id, target.flat().join(" "), help]);
    const open = incomplete.filter(({ id }) => id === contrast).flatMap(flat);
    return [...violations.flatMap(flat), ...open.filter(([, target]) => this.weak(document.querySelector(target)))];
  },
  // One element of each kind of text: of one colour and size, with equal grounds below it. In drawings each stands alone,
  // since there what is painted before lies below.
  samples() {
    const known = new Map([[null, ""]]);
    const ground = (element) => {
      if (!known.has(element)) {
        const style = getComputedStyle(element);
        const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter, style.mixBlendMode];
        const place = [style.position, style.float, style.zIndex, style.translate, style.transform, style.marginTop.startsWith("-")];
        const still = place.join() === "static,none,auto,none,none,false";
        known.set(element, `${ground(element.parentElement)} ${[...own, ...(still ? [] : [element.localName, element.className, ...place])]}`);
      }
      return known.get(element);
    };
    const kinds = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      const fields = element.matches("input, select, textarea, button");
      if (!fields && ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
      if (!this.shown(element)) continue;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
      const alone = element.ownerSVGElement || fields ? kinds.size : "";
      const kind = [ground(element), color, fontSize, fontWeight, textShadow, alone].join(";");
      if (!kinds.has(kind)) kinds.set(kind, element);
    }
    return [...kinds.values()];
  },

  // Everything that one can operate; of radio buttons with one name, Tab stops at one only.
  controls() {
    const kinds =
      "a[href], area[href], button, input, select, textarea, summary, [controls], [contenteditable], [onclick], [tabindex]," +
      " [role=button], [role=link], [role=checkbox], [role=tab], [role=menuitem]";
    const names = new Set();
    return [...document.querySelectorAll(kinds)].filter((one) => {
      if (one.matches(":disabled, [type=hidden], main, main *:is(h1, h2, h3)[tabindex]") || !this.shown(one)) return false;
      const again = one.type === "radio" && one.name && names.has(one.name);
      if (one.type === "radio") names.add(one.name);
      return !again;
    });
  },
  watch() {
    this.list = this.controls();
    this.order = [];
    addEventListener("focusin", (event) => this.order.push(this.list.indexOf(event.target)), true);
    return this.list.length;
  },
  // Tab begins at the top of the page again, as after loading it.
  start() {
    const mark = document.createElement("span");
    mark.tabIndex = -1;
    document.body.prepend(mark);
    mark.focus();
    mark.remove();
    scrollTo(0, 0);
  },
  holder: () => (document.activeElement && document.activeElement !== document.body ? asked.name(document.activeElement) : ""),
  walked(last, held) {
    const order = this.order.filter((index, place, all) => index >= 0 && all.indexOf(index) === place);
    const missed = this.list.filter((_, index) => !order.includes(index));
    if (missed.length && held && held === last) return [`Tab does not leave ${held}`];
    const found = missed.map((one) => `Tab does not reach ${this.name(one)}`);
    order.forEach((index, place) => {
      if (place && index < order[place - 1])
        found.push(`Tab reaches ${this.name(this.list[order[place - 1]])} before ${this.name(this.list[index])}`);
    });
    return found;
  },

  // A colour may be written in any space; the browser itself turns it into parts of red, green and blue.
  known: {},
  pencil: new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }),
  colour(text) {
    if (!this.known[text]) {
      this.pencil.clearRect(0, 0, 1, 1);
      this.pencil.fillStyle = text;
      this.pencil.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = [...this.pencil.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
      this.known[text] = { parts: [red, green, blue], alpha };
    }
    return this.known[text];
  },
  // What an outline is drawn on, at the middle of each side of its box; white or near black where nothing is painted.
  grounds(element, box, offset) {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const points = [[x, box.top - offset], [x, box.bottom + offset], [box.left - offset, y], [box.right + offset, y]];
    const inside = ([left, top]) => left >= 0 && top >= 0 && left < innerWidth && top < innerHeight;
    return points.filter(inside).map(([left, top]) => {
      for (const one of document.elementsFromPoint(left, top)) {
        if (offset > 0 && element.contains(one)) continue;
        const { parts, alpha } = this.colour(getComputedStyle(one).backgroundColor);
        if (alpha === 1) return parts;
      }
      return matchMedia("(prefers-color-scheme: dark)").matches ? [0.07, 0.07, 0.07] : [1, 1, 1];
    });
  },
  contrast(one, other) {
    const light = (parts) =>
      parts
        .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  },
  // Whether a text stands out too little, or cannot be judged: asked where axe does not dare to say, since another box
  // lies across or the text has to be scrolled to.
  weak(element) {
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 4.5 : 7;
    // In a drawing letters and grounds are filled; those that have only an outline are a rim below others.
    const drawn = (one) => one instanceof SVGElement && one.localName !== "svg";
    if (drawn(element) && style.fill === "none") return false;
    const letters = this.colour(drawn(element) ? style.fill : style.color);
    element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const range = document.createRange();
    range.selectNodeContents(element);
    const judged = [...range.getClientRects()].map((box) => {
      const stack = document.elementsFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
      if (!stack.length || !element.contains(stack[0])) return false;
      for (const one of stack) {
        if (one.localName === "text") continue;
        const ground = getComputedStyle(one);
        const paint = drawn(one) ? ground.fill : ground.backgroundColor;
        const { parts, alpha } = paint === "none" ? { alpha: 0 } : this.colour(paint);
        if (ground.backgroundImage !== "none" || ground.opacity !== "1" || (alpha > 0 && alpha < 1)) return false;
        if (alpha === 1) return letters.alpha === 1 && this.contrast(letters.parts, parts) >= least;
      }
      return false;
    });
    scrollTo(0, 0);
    return !judged.length || judged.includes(false);
  },
  // An outline of 2 px that on most sides stands out 3:1 from what it is drawn on: WCAG 2.4.7 and 1.4.11.
  focus() {
    const found = [];
    const stop = document.activeElement;
    for (const one of this.controls().filter((control) => control.tabIndex >= 0 && !this.isLeft(control))) {
      one.focus();
      const style = getComputedStyle(one);
      const width = style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
      const box = [...one.getClientRects()].find((rect) => rect.width && rect.height);
      if (!box) {
        found.push(`${this.name(one)} has no size when it has the focus`);
        continue;
      }
      if (width < 2) found.push(`nothing shows the focus of ${this.name(one)}`);
      else {
        const drawn = this.colour(style.outlineColor).parts;
        const sides = this.grounds(one, box, parseFloat(style.outlineOffset) + width / 2);
        const shows = sides.filter((ground) => this.contrast(drawn, ground) >= 3).length;
        if (shows * 2 < sides.length) found.push(`the focus of ${this.name(one)} hardly shows`);
      }
      const points = [0.1, 0.5, 0.9].flatMap((x) => [0.2, 0.5, 0.8].map((y) => [box.left + box.width * x, box.top + box.height * y]));
      const seen = points.some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (one.contains(top) || top.contains(one) || top.closest("label")?.control === one);
      });
      if (!seen) found.push(`${this.name(one)} is covered when it has the focus`);
    }
    stop?.blur();
    document.activeElement.blur();
    scrollTo(0, 0);
    return found;
  },
  // In the colours of the reader only words, pictures and borders are left of a control.
  faces() {
    const found = [];
    for (const one of this.controls()) {
      if (this.isLeft(one) || !one.matches("a, button, summary, [role=button], [role=link], [onclick]")) continue;
      const words = one.innerText.trim() || one.querySelector("img, svg, picture, video");
      const drawn = [one, ...one.querySelectorAll("*")].some((part) =>
        ["::before", "::after"].some((side) => /["'][^"']+["']/.test(getComputedStyle(part, side).content)),
      );
      if (!words && !drawn) found.push(`nothing is left of ${this.name(one)}`);
      else if (one.matches("button, input") && parseFloat(getComputedStyle(one).borderWidth) === 0 && !one.querySelector("img, svg"))
        found.push(`nothing shows that ${this.name(one)} can be pressed`);
    }
    for (const { element, text } of this.texts())
      if (getComputedStyle(element).forcedColorAdjust === "none" && !element.closest("svg"))
        found.push(`keeps its own colours: ${text}`);
    return found;
  },

  paper(sentences) {
    const found = [...document.querySelectorAll("nav:not(.breadcrumbs), form, button, video, audio, dialog")]
      .filter((one) => this.shown(one))
      .map((one) => `${this.name(one)} is printed`);
    const main = document.querySelector("main");
    if (!main || !this.shown(main) || !this.lines(main).length) found.push("the content is not printed");
    const body = this.lines(document.body).join(" ");
    for (const sentence of sentences) if (!body.includes(sentence)) found.push(`not printed: ${sentence}`);
    return found;
  },
  // An emblem is never printed or shown smaller than 30 px high.
  emblem(address) {
    const emblem = [...document.images].find((one) => new URL(one.src).pathname === address && this.shown(one));
    if (!emblem) return ["the emblem is not shown"];
    if (emblem.clientHeight < 30) return [`the emblem is ${emblem.clientHeight} px high`];
    return [];
  },
  // Pictures that are larger than their place needs, that come although nobody sees them yet, or that push words away.
  async pictures() {
    const found = [];
    for (const one of document.images) {
      if (!this.shown(one)) continue;
      const box = one.getBoundingClientRect();
      if (!one.hasAttribute("width") || !one.hasAttribute("height")) found.push(`${this.name(one)} does not say its size`);
      if (box.top + scrollY > innerHeight && one.loading !== "lazy") found.push(`${this.name(one)} is below the window and does not wait`);
      const picture = one.closest("picture");
      if (/\.(jpe?g|png|gif)$/.test(one.getAttribute("src"))) {
        const types = [...(picture?.querySelectorAll("source") ?? [])].map(({ type }) => type);
        if (!types.includes("image/avif") || !types.includes("image/webp")) found.push(`${this.name(one)} comes in an old format alone`);
      }
      if (!one.currentSrc || /\.svg$/.test(one.currentSrc)) continue;
      const file = new Image();
      file.src = one.currentSrc;
      await file.decode();
      // A step between two widths, and no more, may be too much.
      const most = 2 * one.clientWidth * devicePixelRatio;
      if (file.naturalWidth > most) found.push(`${this.name(one)} is ${file.naturalWidth} px wide for a place of ${one.clientWidth} px`);
    }
    return found;
  },
  async kept() {
    const found = [];
    for (const name of ["localStorage", "sessionStorage"]) for (const key of Object.keys(window[name])) found.push(`keeps in ${name}: ${key}`);
    for (const { name } of await indexedDB.databases()) found.push(`keeps in indexedDB: ${name}`);
    for (const name of (await window.caches?.keys()) ?? []) found.push(`keeps in caches: ${name}`);
    for (const { scope } of (await navigator.serviceWorker?.getRegistrations()) ?? []) found.push(`leaves a worker: ${scope}`);
    return found;
  },
};
