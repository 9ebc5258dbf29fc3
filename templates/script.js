"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var list = function (things) { return Array.prototype.slice.call(things); };
  var all = function (what, where) { return list((where || document).querySelectorAll(what)); };
  var told = JSON.parse(document.body.dataset.words), words = told.words;
  var bar = byId("_bar"), form = byId("_filter"), views = byId("_views"), count = byId("_count"), none = byId("_none");
  var units = all("article.u"), texts = new Map(), stops = [], at = -1, paired = false;
  var thin = matchMedia("(max-width:49.99rem)");
  var fill = function (text, values) { return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); };

  // The form of a phrase for a number: the one that names it most exactly, as pages are made.
  function counted(forms, n) {
    var most = 0, best = forms.n, said = String(n);
    Object.keys(forms).forEach(function (numbers) {
      numbers.split(" ").forEach(function (one) {
        var fits = one === said ? said.length + 1 : one[0] === "*" && said.endsWith(one.slice(1)) ? one.length - 1 : 0;
        if (fits > most) { most = fits; best = forms[numbers]; }
      });
    });
    return fill(best, { n: n });
  }

  // The sections around each unit, itself included, from the depths in reading order.
  var sections = new Map(), around = [];
  units.forEach(function (unit) {
    var depth = Number(unit.dataset.d);
    around = around.filter(function (one) { return Number(one.dataset.d) < depth; });
    sections.set(unit, around.concat(unit).map(function (one) { return one.id; }));
    if (unit.dataset.s !== "removed") around.push(unit);
  });

  function text(unit) {
    if (!texts.has(unit)) texts.set(unit, unit.textContent.toLowerCase());
    return texts.get(unit);
  }

  function view() { return views.elements.view.value; }

  function wanted() {
    var want = { attributes: [] };
    new FormData(form).forEach(function (value, name) {
      value = value.trim();
      if (!value) return;
      if (name === "attribute") want.attributes.push(value); else want[name] = value;
    });
    return want;
  }

  function fits(unit, want) {
    var data = unit.dataset;
    if (want.state === "changed" ? data.s === "unchanged" : want.state && data.s !== want.state) return false;
    if (want.substantive && data.w !== "substantive") return false;
    if (want.weight && data.w !== want.weight) return false;
    if (want.aspect && (data.a || "").split(" ").indexOf(want.aspect) < 0) return false;
    if (want.section && sections.get(unit).indexOf(want.section) < 0) return false;
    var own = (data.t || "").split("|");
    if (!want.attributes.every(function (one) { return own.indexOf(one) >= 0; })) return false;
    return !want.q || text(unit).indexOf(want.q.toLowerCase()) >= 0;
  }

  function shown(unit) { return unit.dataset.s !== (view() === "new" ? "removed" : view() === "old" ? "added" : ""); }

  // Headings around a unit that is shown stay as context, without their texts. A unit that is not shown keeps its boxes
  // (see `.off`): to lay out thousands anew when a filter is cleared would be waited for.
  function filter(keep) {
    var want = wanted(), asks = Object.keys(want).length > 1 || want.attributes.length > 0, open = [];
    stops = [];
    for (var i = units.length - 1; i >= 0; i--) {
      var unit = units[i], depth = Number(unit.dataset.d), fit = !asks || fits(unit, want);
      var holds = open.length > 0 && open[open.length - 1] > depth;
      while (open.length && open[open.length - 1] > depth) open.pop();
      unit.classList.toggle("off", !fit && !holds);
      unit.classList.toggle("ctx", !fit && holds);
      if ((fit || holds) && depth > 0) { if (!open.length || open[open.length - 1] < depth) open.push(depth); }
      if (fit && shown(unit) && (asks || unit.dataset.s !== "unchanged")) stops.push(unit);
    }
    stops.reverse();
    at = -1;
    tell();
    none.hidden = !asks || stops.length > 0;
    if (keep) remember();
  }

  // Filter, view and place in the address, so that what one reader sees can be sent to another.
  function remember() {
    var want = wanted(), query = new URLSearchParams();
    Object.keys(want).forEach(function (name) { if (name !== "attributes") query.append(name, want[name]); });
    want.attributes.forEach(function (value) { query.append("attribute", value); });
    if (view() !== "inline") query.append("view", view());
    if (at >= 0) query.append("at", stops[at].id);
    var asked = query.toString();
    history.replaceState(null, "", asked ? "#?" + asked : location.pathname + location.search);
  }

  function set(field, value) {
    var has = !field.options || list(field.options).some(function (option) { return option.value === value; });
    if (field.type === "checkbox") field.checked = true; else if (has) field.value = value;
    return has;
  }

  function recall() {
    if (location.hash.slice(0, 2) !== "#?") return;
    var place = null, seen = "inline";
    all("[name]", form).forEach(function (field) { if (field.type === "checkbox") field.checked = false; else field.value = ""; });
    new URLSearchParams(location.hash.slice(2)).forEach(function (value, name) {
      if (name === "at") place = value;
      else if (name === "view") seen = value;
      else all("[name]", form).some(function (field) { return field.name === name && set(field, value); });
    });
    var radio = byId("_view_" + seen);
    if (radio) radio.checked = true;
    see();
    filter(false);
    var index = stops.findIndex(function (unit) { return unit.id === place; });
    if (index >= 0) stand(index);
  }

  function tell() {
    var n = stops.length;
    count.textContent = !n ? words.none : at < 0 ? counted(words.units, n) : fill(words.of, { at: at + 1, n: n });
  }

  // From where the reader is: after a scroll by hand the next change is the next one below.
  function go(step) {
    if (!stops.length) return;
    var line = bar.getBoundingClientRect().bottom + 8;
    var here = at >= 0 && Math.abs(stops[at].getBoundingClientRect().top - line) < innerHeight ? at : -1, next = here + step;
    if (here < 0) {
      var below = stops.findIndex(function (unit) { return unit.getBoundingClientRect().top > line; });
      if (below < 0) below = stops.length;
      next = step > 0 ? below : below - 1;
    }
    stand(Math.max(0, Math.min(stops.length - 1, next)));
    remember();
  }

  function stand(index) {
    at = index;
    units.forEach(function (unit) { unit.classList.remove("at"); });
    stops[at].classList.add("at");
    stops[at].tabIndex = -1;
    stops[at].focus({ preventScroll: true });
    stops[at].scrollIntoView();
    tell();
  }

  // A link into a fold or to a unit that the filter hides opens the way.
  function reveal() {
    var target = location.hash.length > 1 && location.hash[1] !== "?" && byId(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
      node.classList.remove("off", "ctx");
    }
    target.scrollIntoView();
  }

  // Both texts stand in the redline already; side by side, each block is shown twice, with one of them left out.
  function pair() {
    if (paired) return;
    paired = true;
    all(".t p, .t pre, .t blockquote, .t .scroll").forEach(function (block) {
      if (block.closest(".all, .why, .pair") || block.parentElement.closest("blockquote, .scroll")) return;
      var both = document.createElement("div"), old = block.cloneNode(true);
      both.className = "pair";
      old.removeAttribute("id");
      old.classList.add("before");
      block.classList.add("after");
      block.replaceWith(both);
      both.append(old, block);
    });
  }

  function see() {
    if (view() === "side") pair();
    document.body.dataset.view = view();
    room();
  }

  // Nothing that is jumped to may hide below the bar, however many lines it takes.
  function room() { document.documentElement.style.scrollPaddingTop = bar.offsetHeight + 8 + "px"; }

  // A unit's label, else its title as it reads now.
  function called(unit) {
    var label = unit.querySelector("bdi.n:not([hidden])");
    if (label) return label.textContent;
    var title = unit.querySelector("h3,h4,h5,h6").cloneNode(true);
    all(unit.dataset.s === "removed" ? ".hash,.cite" : "del,[hidden],.hash,.cite", title).forEach(function (part) { part.remove(); });
    return title.textContent.trim();
  }

  // What a reader may quote: the unit, its points, its changed paragraphs.
  function cite(unit) {
    var draft = unit.dataset.s === "removed" ? told.before : told.after, out = byId("_cite_list");
    var label = called(unit);
    out.textContent = "";
    [unit].concat(all("[id*='~']", unit)).forEach(function (place) {
      var part = place.id.split("~")[1], item = document.createElement("li"), link = document.createElement("a");
      var copy = document.createElement("button"), name = part ? label + ", " + spelt(part) : label;
      var address = location.href.split("#")[0] + "#" + encodeURIComponent(place.id);
      var quote = fill(words.citation, {
        place: name, draft: draft.draft, title: draft.title + (draft.date ? " (" + draft.date + ")" : ""), address: address
      });
      link.href = "#" + encodeURIComponent(place.id);
      link.textContent = name;
      link.addEventListener("click", function () { byId("_cite").close(); });
      copy.type = "button";
      copy.textContent = words.copy;
      copy.setAttribute("aria-label", words.copy + ": " + name);
      copy.addEventListener("click", function () {
        put(quote);
        copy.textContent = words.copied;
        copy.setAttribute("aria-label", words.copied + ": " + name);
      });
      item.append(copy, " ", link);
      out.append(item);
    });
    byId("_cite").showModal();
  }

  // `x1-b` is the deleted point (1)(b), `p2` the second paragraph, `indent-2` the second indent.
  function spelt(part) {
    var gone = part[0] === "x" ? " (" + words.deleted + ")" : "", bare = gone ? part.slice(1) : part;
    var paragraph = /^p(\d+)$/.exec(bare);
    if (paragraph) return words.paragraph + " " + paragraph[1] + gone;
    var parts = bare.split("-"), spoken = "";
    parts.forEach(function (one, index) {
      if (/^[a-z]{3,}$/.test(one) && !/^[ivxl]+$/.test(one)) spoken += (index ? ", " : "") + one + " ";
      else if (/[a-z] $/.test(spoken)) spoken += one;
      else spoken += (/\)$/.test(spoken) ? "" : (index ? ", " : "") + words.point + " ") + "(" + one + ")";
    });
    return spoken.trim() + gone;
  }

  function put(quote) {
    var byHand = function () {
      var area = document.createElement("textarea");
      area.value = quote;
      byId("_cite").append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(quote).catch(byHand); else byHand();
  }

  function help() { var dialog = byId("_help"); if (!dialog.open) dialog.showModal(); }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== "radio") return;
    if (event.key === "?") return help();
    if (!byId("_keys").checked) return;
    if (event.key === "n" || event.key === "j") go(1);
    else if (event.key === "p" || event.key === "k") go(-1);
    else if (event.key === "/") { unfold(true); form.elements.q.focus(); event.preventDefault(); }
    else if (event.key === "c") cite(at >= 0 ? stops[at] : nearest());
    else if (event.key === "v") {
      var radios = list(views.elements.view).filter(function (radio) { return radio.value !== "side" || !thin.matches; }), index = radios.findIndex(function (radio) { return radio.checked; });
      radios[(index + 1) % radios.length].click();
    }
  });

  function nearest() {
    var line = bar.getBoundingClientRect().bottom + 8;
    return units.find(function (unit) { return unit.getBoundingClientRect().bottom > line && unit.offsetParent && !unit.classList.contains("off"); }) || units[0];
  }

  function unfold(open) {
    var now = bar.classList.toggle("open", open);
    byId("_filter_b").setAttribute("aria-expanded", String(now));
  }

  // What is folded on the screen is read on paper.
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = all("details:not([open]):not(.why,.told)");
    closed.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (fold) { fold.open = false; }); });

  form.addEventListener("input", function () { filter(true); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(true); }); });
  views.addEventListener("change", function () {
    var here = nearest(), stood = stops[at];
    see();
    filter(false);
    at = stops.indexOf(stood);
    tell();
    remember();
    if (here && scrollY > bar.offsetTop) here.scrollIntoView();
  });
  views.addEventListener("submit", function (event) { event.preventDefault(); });
  byId("_next").addEventListener("click", function () { go(1); });
  byId("_prev").addEventListener("click", function () { go(-1); });
  byId("_filter_b").addEventListener("click", function () { unfold(); });
  byId("_help_b").addEventListener("click", help);
  units.forEach(function (unit) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "cite";
    button.textContent = words.cite;
    button.setAttribute("aria-label", words.cite + ": " + called(unit));
    unit.querySelector(".hash").after(button);
  });
  byId("_changes").addEventListener("click", function (event) {
    if (event.target.className === "cite") cite(event.target.closest("article.u"));
  });
  addEventListener("hashchange", function () { recall(); reveal(); });
  ["_filter", "_walk", "_side"].forEach(function (id) { byId(id).hidden = false; });
  addEventListener("resize", room);
  see();
  filter(false);
  recall();
  reveal();
})();
