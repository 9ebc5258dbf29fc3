"use strict";
(function () {
  var byId = function (id) { return document.getElementById(id); };

  function fill(phrase, values) { return phrase.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; }); }

  // The form of a phrase for a number: the one that names it most exactly, as pages are made.
  function count(forms, n, values) {
    var most = 0, best = forms.n || forms, said = String(n);
    Object.keys(forms).forEach(function (numbers) {
      numbers.split(" ").forEach(function (one) {
        var fits = one === said ? said.length + 1 : one[0] === "*" && said.endsWith(one.slice(1)) ? one.length - 1 : 0;
        if (fits > most) { most = fits; best = forms[numbers]; }
      });
    });
    return fill(best, Object.assign({ n: n }, values));
  }

  // Any two drafts: two lists choose which of the comparisons in the page is shown.
  function between() {
    var section = byId("_between"), all = section ? Array.prototype.slice.call(section.querySelectorAll("details.between")) : [];
    if (all.length < 3) return;
    var drafts = [], lists = [], pick = document.createElement("p");
    pick.className = "pick";
    all.forEach(function (one) {
      var found = one.dataset;
      [found.a, found.b].forEach(function (draft) { if (drafts.indexOf(draft) < 0) drafts.push(draft); });
    });
    drafts.sort(function (one, other) { return order(one) - order(other); });
    function order(draft) {
      return Math.min.apply(null, all.map(function (one) {
        return one.dataset.a === draft ? Number(one.dataset.i) : one.dataset.b === draft ? Number(one.dataset.j) : Infinity;
      }));
    }
    [WORDS.from, WORDS.to].forEach(function (word, side) {
      var label = document.createElement("label"), list = document.createElement("select");
      drafts.forEach(function (draft) { list.add(new Option(draft)); });
      label.append(word + " ", list);
      pick.append(label);
      lists[side] = list;
      list.addEventListener("change", show);
    });
    function show() {
      all.forEach(function (one) {
        var data = one.dataset, fits = (data.a === lists[0].value && data.b === lists[1].value) || (data.b === lists[0].value && data.a === lists[1].value);
        one.hidden = !fits;
        one.open = fits;
      });
    }
    function choose(one) { lists[0].value = one.dataset.a; lists[1].value = one.dataset.b; show(); }
    function follow() { var wanted = all.filter(function (one) { return "#" + one.id === location.hash; })[0]; if (wanted) { choose(wanted); wanted.scrollIntoView(); } }
    section.insertBefore(pick, all[0]);
    choose(all[0]);
    window.addEventListener("hashchange", follow);
    follow();
  }

  var SHOWN = 60;

  function words(text) { return text.toLowerCase().split(/\s+/).filter(Boolean); }

  // How well a unit fits: its names count more than its text; all words must be there.
  function score(unit, wanted) {
    var name = (unit.l + " " + unit.t).toLowerCase(), was = unit.w.join(" ").toLowerCase(), text = unit.x.toLowerCase(), sum = 0;
    for (var i = 0; i < wanted.length; i++) {
      var one = name.indexOf(wanted[i]) >= 0 ? 8 : was.indexOf(wanted[i]) >= 0 ? 5 : text.indexOf(wanted[i]) >= 0 ? 1 : 0;
      if (!one) return 0;
      sum += one;
    }
    var phrase = wanted.join(" ");
    if (unit.l.toLowerCase() === phrase) sum += 40;
    else if (unit.w.some(function (one) { return one.toLowerCase().indexOf(phrase + " (") === 0; })) sum += 30;
    else if (name.indexOf(phrase) >= 0) sum += 10;
    else if (text.indexOf(phrase) >= 0) sum += 4;
    return unit.e ? sum : sum + 1;
  }

  function quoted(text, wanted) {
    var at = -1, lower = text.toLowerCase();
    wanted.some(function (one) { at = lower.indexOf(one); return at >= 0; });
    var from = Math.max(0, at - 80), line = document.createElement("p");
    if (from > 0) line.append("… ");
    if (at >= 0) {
      var word = wanted.filter(function (one) { return lower.indexOf(one) === at; })[0], mark = document.createElement("mark");
      mark.textContent = text.slice(at, at + word.length);
      line.append(text.slice(from, at), mark, text.slice(at + word.length, at + 160));
    } else line.append(text.slice(0, 200));
    return line;
  }

  function hit(unit, wanted) {
    var item = document.createElement("li"), link = document.createElement("a"), was = document.createElement("p");
    link.href = "../" + unit.p;
    link.textContent = unit.t ? unit.l + " " + unit.t : unit.l;
    link.dir = "auto";
    item.append(link);
    if (unit.w.length || unit.e) {
      var said = unit.w.length ? [fill(WORDS.was, { labels: unit.w.join(", ") })] : [];
      if (unit.e) said.push(fill(WORDS.ended, { draft: unit.e }));
      was.textContent = said.join("; ");
      item.append(was);
    }
    item.append(quoted(unit.x, wanted));
    return item;
  }

  function search() {
    var box = byId("_find"), found = byId("_found"), list = byId("_hits");
    if (!found || typeof UNITS === "undefined") return;
    box.value = new URLSearchParams(location.search).get("q") || "";
    function run() {
      var wanted = words(box.value), hits = [];
      found.hidden = !wanted.length;
      if (wanted.length) UNITS.forEach(function (unit, at) { var sum = score(unit, wanted); if (sum) hits.push([sum, at, unit]); });
      hits.sort(function (one, other) { return other[0] - one[0] || one[1] - other[1]; });
      byId("_found_n").textContent = count(hits.length > SHOWN ? WORDS.cut : WORDS.units, hits.length, { shown: SHOWN });
      list.replaceChildren.apply(list, hits.slice(0, SHOWN).map(function (one) { return hit(one[2], wanted); }));
    }
    box.addEventListener("input", run);
    run();
  }

  between();
  search();
})();
