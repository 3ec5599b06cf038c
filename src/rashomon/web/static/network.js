// The net of actors: nodes by name, ties by balance of conflict and cooperation; a slider walks through the months.
"use strict";
(() => {
  const svg = d3.select("#net"), slider = document.getElementById("net-month"), when = document.getElementById("net-when");
  const W = 760, H = 560;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const draw = (ties, until) => {
    svg.selectAll("*").remove();
    const upTo = ties.map(([agent, target, , , months]) => {
      const seen = until ? months.filter((m) => m[0] && m[0] <= until) : months;
      return { source: agent, target, conflict: d3.sum(seen, (m) => m[1]), cooperation: d3.sum(seen, (m) => m[2]) };
    }).filter((t) => t.conflict + t.cooperation > 0);
    const names = [...new Set(upTo.flatMap((t) => [t.source, t.target]))].sort();
    if (!names.length) { svg.append("text").attr("x", 20).attr("y", 30).text("no ties yet"); return; }
    const nodes = names.map((id, n) => ({ id, x: W / 2 + 200 * Math.cos((2 * Math.PI * n) / names.length), y: H / 2 + 190 * Math.sin((2 * Math.PI * n) / names.length) }));
    const links = upTo.map((t) => ({ ...t }));
    const force = d3.forceSimulation(nodes).force("link", d3.forceLink(links).id((d) => d.id).distance(120).strength(0.25)).force("charge", d3.forceManyBody().strength(-260)).force("x", d3.forceX(W / 2 - 40).strength(0.09)).force("y", d3.forceY(H / 2).strength(0.14)).force("collide", d3.forceCollide(30)).stop();
    force.tick(220);
    const fit = (v, high, pad) => Math.max(pad, Math.min(high - pad, v));
    for (const n of nodes) { n.x = Math.max(16, Math.min(W - 150, n.x)); n.y = fit(n.y, H, 26); }
    svg.append("defs").selectAll("marker").data(["conflict", "cooperation"]).join("marker").attr("id", (d) => `arrow-${d}`).attr("viewBox", "0 -4 8 8").attr("refX", 16).attr("markerWidth", 6).attr("markerHeight", 6).attr("orient", "auto").append("path").attr("d", "M0,-4L8,0L0,4").attr("class", (d) => `net-${d}-fill`);
    const side = (t) => (t.conflict >= t.cooperation ? "conflict" : "cooperation");
    svg.append("g").selectAll("path").data(links).join("path").attr("class", (t) => `tie net-${side(t)}`).attr("stroke-width", (t) => 1 + Math.min(7, Math.sqrt(t.conflict + t.cooperation))).attr("marker-end", (t) => `url(#arrow-${side(t)})`)
      .attr("d", (t) => { const dx = t.target.x - t.source.x, dy = t.target.y - t.source.y, r = Math.hypot(dx, dy) * 1.6; return `M${t.source.x},${t.source.y}A${r},${r} 0 0,1 ${t.target.x},${t.target.y}`; })
      .append("title").text((t) => `${t.source.id} → ${t.target.id}: ${t.conflict} of conflict, ${t.cooperation} of cooperation`);
    const node = svg.append("g").selectAll("g").data(nodes).join("g").attr("class", "actor").attr("transform", (d) => `translate(${d.x},${d.y})`);
    node.append("circle").attr("r", 8);
    node.append("text").attr("x", 11).attr("y", 4).text((d) => (d.id.length > 26 ? `${d.id.slice(0, 25)}…` : d.id));
    node.append("title").text((d) => d.id);
    const light = (id) => { svg.selectAll(".tie").classed("faint", (t) => id !== null && t.source.id !== id && t.target.id !== id); };
    node.on("mouseenter", (_, d) => light(d.id)).on("mouseleave", () => light(null)).on("click", (_, d) => { location.href = `/network?actor=${encodeURIComponent(d.id)}`; });
    if (!still) svg.selectAll(".tie").attr("opacity", 0).transition().duration(250).attr("opacity", null);
  };
  fetch(`/network.json${location.search}`).then((r) => r.json()).then(({ ties }) => {
    const months = [...new Set(ties.flatMap((t) => t[4].map((m) => m[0])))].filter(Boolean).sort();
    slider.max = String(months.length);
    slider.value = slider.max;
    const show = () => {
      const n = Number(slider.value), until = n >= months.length ? null : months[n];
      when.textContent = until || "all";
      slider.setAttribute("aria-valuetext", until || "all months");
      draw(ties, until);
    };
    slider.addEventListener("input", show);
    show();
  });
})();
