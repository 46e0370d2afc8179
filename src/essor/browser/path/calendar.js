// A calendar file (RFC 5545) of all-day events: in UTF-8, its lines end in CRLF and fold at 75 octets, never inside a sign.
import { later } from "../common/days.js";

const MOST = 75;
const octets = (text) => new TextEncoder().encode(text).length;

function folded(line) {
  const lines = [""];
  let room = MOST;
  for (const sign of line) {
    if (octets(sign) > room) {
      lines.push(" "); // the space that begins what goes on counts
      room = MOST - 1;
    }
    lines[lines.length - 1] += sign;
    room -= octets(sign);
  }
  return lines.join("\r\n");
}

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const compact = (iso) => iso.replaceAll("-", "");

// An event: { id, date, title, text, url? }. The same id replaces the event that a calendar already has.
const written = ({ id, date, title, text, url }, now) => [
  "BEGIN:VEVENT",
  `UID:${id}`,
  `DTSTAMP:${now}`,
  `DTSTART;VALUE=DATE:${compact(date)}`,
  `DTEND;VALUE=DATE:${compact(later(date, 1))}`,
  `SUMMARY:${escaped(title)}`,
  `DESCRIPTION:${escaped(text)}`,
  ...(url ? [`URL:${url}`] : []),
  "TRANSP:TRANSPARENT",
  "END:VEVENT",
];

export function calendar(events) {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Essor//Cours ESS//FR", "CALSCALE:GREGORIAN", ...events.flatMap((event) => written(event, now)), "END:VCALENDAR"];
  return new Blob(lines.map((line) => folded(line) + "\r\n"), { type: "text/calendar;charset=utf-8" });
}
