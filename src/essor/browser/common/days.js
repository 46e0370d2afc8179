// Days as ISO texts, in the reader's own time: they compare as texts, and noon keeps them clear of changes of hour.
const noon = (iso) => new Date(iso + "T12:00");
const written = (date) => date.toLocaleDateString("sv"); // 2026-11-25

export const isDay = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(noon(text).getTime());
export const today = () => written(new Date());

export function later(iso, days) {
  const date = noon(iso);
  date.setDate(date.getDate() + days);
  return written(date);
}

// A day kept, as a French reader writes it.
export const day = (iso) => noon(iso).toLocaleDateString("fr");
