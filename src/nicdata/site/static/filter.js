"use strict";
// Filters the table of clusters by name (any name it ever had), level, county and status.
const form = document.getElementById("filter");
const rows = [...document.querySelectorAll("#clusters tbody tr")];
const output = form.querySelector("output");
const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
const names = rows.map((row) => plain(row.cells[0].textContent));
function filter() {
  const wanted = Object.fromEntries(new FormData(form));
  let found = 0;
  rows.forEach((row, i) => {
    const { level, county, status } = row.dataset;
    const fits =
      names[i].includes(plain(wanted.name.trim())) &&
      (!wanted.level || level === wanted.level) &&
      (!wanted.county || county.split("; ").includes(wanted.county === "-" ? "" : wanted.county)) &&
      (!wanted.status || status === wanted.status);
    row.hidden = !fits;
    found += fits;
  });
  const chosen = Object.entries(wanted).filter(([, value]) => value);
  const query = new URLSearchParams(chosen).toString();
  try {
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  } catch {
    // A page that is opened as a file may not change its address.
  }
  output.textContent = output.dataset.text.replace("{n}", found);
}
// A choice stands in the address, so that it can be linked to: ?county=Rogaland
for (const [name, value] of new URLSearchParams(location.search)) {
  if (form.elements[name]) form.elements[name].value = value;
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
