"use strict";
// Plays a run. The page holds the whole picture; a step says what changes in it. The state after a
// step is what all steps up to it changed, so going back is the same as going forward.
(() => {
  const {steps, sources} = JSON.parse(document.getElementById("run").textContent);
  const $ = id => document.getElementById(id);
  const all = (name, key) => Object.fromEntries(
    [...document.querySelectorAll(`#graph .${name}`)].map(e => [e.dataset[key], e]));
  const nodes = all("node", "node"), wires = all("wire", "wire");
  const said = Object.fromEntries(
    Object.entries(nodes).map(([k, e]) => [k, e.querySelector(".third").textContent]));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let now = 0, timer = null, fit = true;

  function stateAfter(last) {
    const state = {shown: new Set(), grads: {}, labels: {}, freed: new Set()};
    for (const step of steps.slice(0, last + 1)) {
      step.show.forEach(n => state.shown.add(n));
      step.frees.forEach(n => state.freed.add(n));
      for (const [n, text] of step.grads) state.grads[n] = text;
      for (const [w, text] of step.passes) state.labels[w] = text;
      if (step.begins) state.labels = {};
    }
    return state;
  }

  function draw() {
    const step = steps[now], state = stateAfter(now);
    const passing = new Set(step.passes.map(p => p[0]));
    for (const [n, e] of Object.entries(nodes)) {
      const id = Number(n);
      e.classList.toggle("hidden", !state.shown.has(id));
      e.classList.toggle("active", step.active.includes(id));
      e.classList.toggle("freed", state.freed.has(id));
      e.classList.toggle("has-grad", id in state.grads);
      e.querySelector(".third").textContent = id in state.grads ? "grad " + state.grads[id] : said[n];
    }
    for (const [w, e] of Object.entries(wires)) {
      const there = state.shown.has(+e.dataset.start) && state.shown.has(+e.dataset.end);
      e.classList.toggle("hidden", !there);
      e.classList.toggle("passing", passing.has(Number(w)));
      e.classList.toggle("near", step.active.includes(+e.dataset.end));
      e.querySelector("text").textContent = state.labels[w] ?? "";
    }
  }

  function tell() {
    const step = steps[now];
    document.body.classList.remove("forward", "backward");
    document.body.classList.add(step.phase);
    $("phase").textContent = step.phase;
    $("phase").className = "pill " + step.phase;
    $("title").textContent = step.title;
    $("facts").replaceChildren(...step.facts.flatMap(([word, text]) => {
      const dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = word; dt.className = "is-" + word.split(" ")[0]; dd.textContent = text;
      return [dt, dd];
    }));
    $("scrub").value = now;
    $("scrub").setAttribute("aria-valuetext", `step ${now + 1} of ${steps.length}: ${step.title}`);
    $("count").textContent = `${now + 1} / ${steps.length}`;
    $("back").disabled = $("first").disabled = now === 0;
    $("next").disabled = $("last").disabled = now === steps.length - 1;
  }

  function mark() {
    const step = steps[now];
    if (step.file !== null && $("source").dataset.file !== step.file) list(step.file);
    for (const line of $("source").children) {
      line.classList.toggle("now", step.file !== null && Number(line.dataset.line) === step.line);
    }
    const line = $("source").querySelector(".now");
    if (line) centre($("source"), line.offsetTop - $("source").offsetTop, line.offsetHeight);
  }

  function list(file) {
    $("source").dataset.file = file;
    $("source").replaceChildren(...(sources[file] || []).map(([number, text]) => {
      const row = document.createElement("div"), nr = document.createElement("i");
      row.dataset.line = number; nr.textContent = number; row.append(nr, text);
      return row;
    }));
  }

  function centre(box, top, height) {
    if (top < box.scrollTop || top + height > box.scrollTop + box.clientHeight) {
      box.scrollTop = top - box.clientHeight / 2;
    }
  }

  function resize() {
    const graph = $("graph"), pane = $("pane");
    const width = +graph.dataset.width, height = +graph.dataset.height;
    const scale = Math.min(pane.clientWidth / width, pane.clientHeight / height, 1.25);
    const used = fit ? Math.max(scale, 0.02) : 1;
    graph.setAttribute("width", width * used);
    graph.setAttribute("height", height * used);
    $("size").textContent = fit ? "actual size" : "fit";
    $("size").hidden = scale >= 1;
    follow();
  }

  function follow() {
    const active = steps[now].active.map(n => nodes[n]).find(Boolean);
    if (!active || fit) return;
    const pane = $("pane"), at = active.getBoundingClientRect(), is = pane.getBoundingClientRect();
    pane.scrollBy({left: at.left + at.width / 2 - is.left - is.width / 2,
      top: at.top + at.height / 2 - is.top - is.height / 2, behavior: still ? "auto" : "smooth"});
  }

  function go(to) {
    now = Math.max(0, Math.min(steps.length - 1, to));
    draw(); tell(); mark(); follow();
    history.replaceState(null, "", "#" + (now + 1));
  }

  function play(on) {
    clearInterval(timer);
    timer = on ? setInterval(() => now < steps.length - 1 ? go(now + 1) : play(false), 1300) : null;
    $("play").textContent = on ? "❚❚" : "▶";
    $("play").setAttribute("aria-label", on ? "Pause" : "Play");
  }

  const toggle = () => {
    if (!timer && now === steps.length - 1) go(0);
    play(!timer);
  };
  const acts = {first: () => go(0), back: () => go(now - 1), next: () => go(now + 1),
    last: () => go(steps.length - 1)};
  for (const [id, act] of Object.entries(acts)) $(id).onclick = () => { play(false); act(); };
  $("play").onclick = toggle;
  $("scrub").max = steps.length - 1;
  $("scrub").oninput = event => { play(false); go(Number(event.target.value)); };
  $("size").onclick = () => { fit = !fit; resize(); };
  addEventListener("resize", resize);
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys = {ArrowRight: acts.next, ArrowLeft: acts.back, Home: acts.first, End: acts.last};
    if (event.key === " " && event.target.tagName !== "BUTTON" &&
        event.target.tagName !== "SUMMARY") { event.preventDefault(); toggle(); }
    else if (keys[event.key]) { event.preventDefault(); play(false); keys[event.key](); }
  });
  const pane = $("pane"), graph = $("graph");
  const tiny = pane.clientWidth / +graph.dataset.width < 0.45 ||
    pane.clientHeight / +graph.dataset.height < 0.45;
  fit = !tiny;
  resize();
  go((Number(location.hash.slice(1)) || 1) - 1);
})();
