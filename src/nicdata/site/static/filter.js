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
  output.textContent = output.dataset.text.replace("{n}", found);
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
filter();
