// When a quiz that was finished is to be reviewed: after these days. A review serves for all that were due by its day.
import { later, today } from "../common/days.js";

export const DAYS = [2, 9, 16];

export const datesOf = ({ on }) => DAYS.map((days) => later(on, days));

// The first review that was not done, or undefined.
export const nextOf = (studied) => datesOf(studied).find((date) => date > studied.seen);

export const isDue = (studied) => Boolean(studied) && nextOf(studied) <= today();
