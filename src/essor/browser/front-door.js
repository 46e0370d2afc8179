// Leads from a page that is only a door to the one it names: in a file of the book, which an archive opened without being extracted lacks.
location.replace(document.currentScript.dataset.home);
