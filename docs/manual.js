// The list of names at the side, and the search. NAMES, from names.js: [name, file, summary], in the order of the index.
const here = decodeURIComponent(location.pathname.split("/").pop()) || "index.html"
const box = document.getElementById("search"), found = document.getElementById("found")

function groupOf(name) { return name.startsWith("Lesson") ? "Lessons" : name.slice(0, name.lastIndexOf(".")) }

function list() {
  const groups = new Map(), nav = document.querySelector("nav")
  for (const [name, file] of NAMES) groups.set(groupOf(name), [...(groups.get(groupOf(name)) || []), [name, file]])
  for (const [group, names] of groups) {
    const details = document.createElement("details"), ul = document.createElement("ul")
    details.innerHTML = "<summary></summary>"
    details.firstChild.textContent = group
    details.open = names.some(([, file]) => file === here)
    for (const [name, file] of names) {
      const a = document.createElement("a"), li = document.createElement("li")
      a.href = file
      a.textContent = group === "Lessons" ? name : name.slice(group.length + 1)
      if (file === here) a.className = "now"
      li.append(a)
      ul.append(li)
    }
    details.append(ul)
    nav.append(details)
  }
  const now = nav.querySelector(".now")
  if (now && nav.scrollHeight > nav.clientHeight) nav.scrollTop = now.offsetTop - 200
}

// The better a name fits, the smaller the number; words of the summary count last.
function distance([name, , summary], asked) {
  const whole = name.toLowerCase(), last = whole.slice(whole.lastIndexOf(".") + 1)
  if (last === asked || whole === asked) return 0
  if (last.startsWith(asked)) return 1
  if (whole.includes(asked)) return 2
  return asked.split(/\s+/).every(word => (whole + " " + summary.toLowerCase()).includes(word)) ? 3 : 9
}

function search() {
  const asked = box.value.trim().toLowerCase().replace(/\(.*/, "")
  const fits = asked ? NAMES.map(entry => [distance(entry, asked), entry]).filter(([d]) => d < 9) : []
  fits.sort((a, b) => a[0] - b[0] || a[1][0].length - b[1][0].length)
  found.replaceChildren(...fits.slice(0, 30).map(([, [name, file, summary]]) => {
    const li = document.createElement("li"), a = document.createElement("a"), small = document.createElement("small")
    a.href = file
    small.textContent = summary
    a.append(name, small)
    li.append(a)
    return li
  }))
  if (asked && !fits.length) found.innerHTML = "<li><a>Nothing by this name, nor about it.</a></li>"
  if (found.firstChild) found.firstChild.className = "now"
  found.hidden = !asked
}

function move(by) {
  const now = found.querySelector(".now"), next = now && (by > 0 ? now.nextSibling : now.previousSibling)
  if (!next) return
  now.className = ""
  next.className = "now"
  next.scrollIntoView({ block: "nearest" })
}

box.addEventListener("input", search)
box.addEventListener("keydown", event => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { move(event.key === "ArrowDown" ? 1 : -1); event.preventDefault() }
  if (event.key === "Enter") found.querySelector(".now a[href]")?.click()
  if (event.key === "Escape") { box.value = ""; search(); box.blur() }
})
document.addEventListener("keydown", event => {
  if (event.key === "/" && document.activeElement !== box) { box.focus(); event.preventDefault() }
})
document.addEventListener("click", event => { if (!event.target.closest("header")) found.hidden = true })
list()
