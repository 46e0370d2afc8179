// Leads from a page that is only a door to the one it names: in a file of the book, which an archive opened without being extracted lacks.
// What its address says of a scenario goes with it, to the page that holds its simulator now if the door knows several.
const { home: first, held = "{}" } = document.currentScript.dataset;
const home = new Map(Object.entries(JSON.parse(held))).get(new URLSearchParams(location.search).get("simulateur")) ?? first;
location.replace(home.includes("#") ? home : home + location.search + location.hash);
