// Leads from a page that is only a door to the one it names: in a file of the book, which an archive opened without being extracted lacks.
// What its address says of a scenario goes with it.
const { home } = document.currentScript.dataset;
location.replace(home.includes("#") ? home : home + location.search + location.hash);
