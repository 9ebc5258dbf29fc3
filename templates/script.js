"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };
  var bar = byId("_bar"), form = bar.querySelector("form"), count = byId("_count"), none = byId("_none");
  var units = Array.prototype.slice.call(document.querySelectorAll("article.u"));
  var texts = new Map(), stops = [], at = -1;

  function text(unit) {
    if (!texts.has(unit)) texts.set(unit, unit.textContent.toLowerCase());
    return texts.get(unit);
  }

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
    if (want.weight && data.w !== want.weight) return false;
    if (want.aspect && (data.a || "").split(" ").indexOf(want.aspect) < 0) return false;
    var own = (data.t || "").split("|");
    if (!want.attributes.every(function (one) { return own.indexOf(one) >= 0; })) return false;
    return !want.q || text(unit).indexOf(want.q.toLowerCase()) >= 0;
  }

  // Headings around a unit that is shown stay as context, without their texts.
  function filter(keep) {
    var want = wanted(), asks = Object.keys(want).length > 1 || want.attributes.length > 0, open = [];
    stops = [];
    for (var i = units.length - 1; i >= 0; i--) {
      var unit = units[i], depth = Number(unit.dataset.d), fit = !asks || fits(unit, want);
      var around = open.length > 0 && open[open.length - 1] > depth;
      while (open.length && open[open.length - 1] > depth) open.pop();
      unit.classList.toggle("off", !fit && !around);
      unit.classList.toggle("ctx", !fit && around);
      if ((fit || around) && depth > 0) { if (!open.length || open[open.length - 1] < depth) open.push(depth); }
      if (fit && (asks || unit.dataset.s !== "unchanged")) stops.unshift(unit);
    }
    at = -1;
    tell();
    none.hidden = !asks || stops.length > 0;
    if (keep) remember(want, asks);
  }

  function remember(want, asks) {
    var query = new URLSearchParams();
    Object.keys(want).forEach(function (name) { if (name !== "attributes") query.append(name, want[name]); });
    want.attributes.forEach(function (value) { query.append("attribute", value); });
    history.replaceState(null, "", asks ? "#?" + query : location.pathname + location.search);
  }

  function recall() {
    if (location.hash.slice(0, 2) !== "#?") return;
    form.reset();
    new URLSearchParams(location.hash.slice(2)).forEach(function (value, name) {
      Array.prototype.forEach.call(form.querySelectorAll("[name]"), function (field) {
        if (field.name !== name) return;
        var has = field.options && Array.prototype.some.call(field.options, function (o) { return o.value === value; });
        if (has || !field.options) field.value = value;
      });
    });
    filter(false);
  }

  function tell() {
    count.textContent = stops.length ? (at < 0 ? stops.length + " units" : (at + 1) + " of " + stops.length) : "none";
  }

  // From where the reader is: after a scroll by hand the next change is the next one below.
  function go(step) {
    if (!stops.length) return;
    var line = bar.getBoundingClientRect().bottom + 8;
    var here = at >= 0 && Math.abs(stops[at].getBoundingClientRect().top - line) < innerHeight ? at : -1;
    if (here < 0) {
      var below = stops.findIndex(function (unit) { return unit.getBoundingClientRect().top > line; });
      if (below < 0) below = stops.length;
      at = step > 0 ? below : below - 1;
    } else at = here + step;
    at = Math.max(0, Math.min(stops.length - 1, at));
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

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "n" || event.key === "j") go(1);
    else if (event.key === "p" || event.key === "k") go(-1);
    else if (event.key === "/") { bar.classList.add("open"); form.elements.q.focus(); event.preventDefault(); }
    else if (event.key === "?") help();
  });

  function help() { var dialog = byId("_help"); if (dialog.showModal && !dialog.open) dialog.showModal(); }

  // What is folded on the screen is read on paper.
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.prototype.slice.call(document.querySelectorAll(".u:not(.unchanged) details:not([open]):not(.why)"));
    closed.forEach(function (fold) { fold.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (fold) { fold.open = false; }); });

  form.addEventListener("input", function () { filter(true); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(function () { filter(true); }); });
  byId("_next").addEventListener("click", function () { go(1); });
  byId("_prev").addEventListener("click", function () { go(-1); });
  byId("_filter_b").addEventListener("click", function () {
    this.setAttribute("aria-expanded", String(bar.classList.toggle("open")));
  });
  byId("_help_b").addEventListener("click", help);
  addEventListener("hashchange", function () { recall(); reveal(); });
  bar.hidden = false;
  filter(false);
  recall();
  reveal();
})();
