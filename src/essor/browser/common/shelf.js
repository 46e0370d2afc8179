// Where what the reader does is kept: in this browser or, in a learning platform, by the page that holds the book (scorm.js).
import { attempt } from "./tools.js";

export const KEY = "essor";
export const holder = attempt(() => window.parent.essorHolds(window)); // the window above may be another site's
export const shelf = () => holder ?? localStorage;
