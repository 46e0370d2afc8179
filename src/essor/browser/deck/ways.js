// The ways in for a room's votes: each a line of the list. The trainer's choice stays in this browser.
import * as store from "../common/store.js";
import { cards } from "./cards.js";
import { hands } from "./hands.js";
import { phones } from "./phones.js";

const KEPT = "moyen-de-vote";
export const ways = [hands, cards, phones];

export const chosen = () => ways.find(({ key }) => key === store.read().texts[KEPT]) ?? ways[0];
export const choose = (way) => store.wrote(KEPT, way.key);
