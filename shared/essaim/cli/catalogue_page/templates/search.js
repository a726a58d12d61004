// Filters the list while somebody types. Without it the list is whole, and the form stays hidden.
const form = document.getElementById("search");
const words = document.getElementById("words");
const publisher = document.getElementById("publisher");
const open = document.getElementById("open");
const count = document.getElementById("count");
const sections = [...document.querySelectorAll("section[data-publisher]")];
function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const section of sections) {
    const here = !publisher.value || section.dataset.publisher === publisher.value;
    let some = false;
    for (const item of section.querySelectorAll("li[data-words]")) {
      const fits = here && wanted.every((word) => item.dataset.words.includes(word)) && !(open.checked && "restricted" in item.dataset);
      item.hidden = !fits;
      some ||= fits;
      shown += fits;
    }
    section.hidden = !some;
  }
  count.textContent = shown === 0 ? "No event fits." : shown === 1 ? "1 event" : `${shown} events`;
}
form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
for (const control of [words, publisher, open]) control.addEventListener("input", filter);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== words) {
    event.preventDefault();
    words.focus();
  }
});
filter();
