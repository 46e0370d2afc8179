// The time of a session: as long as the page is in view.
const pair = (number) => String(number).padStart(2, "0");
const MOST = 9999 * 3600; // the longest that four digits of hours tell

// Seconds as SCORM writes them: HHHH:MM:SS.
export function written(seconds) {
  const whole = Math.min(Math.floor(seconds), MOST);
  return `${String(Math.floor(whole / 3600)).padStart(4, "0")}:${pair(Math.floor(whole / 60) % 60)}:${pair(whole % 60)}`;
}

// Starts to count; gives what tells the seconds so far.
export function clock() {
  let [spent, since] = [0, performance.now()];
  const tell = () => {
    const now = performance.now();
    if (since !== null) spent += (now - since) / 1000;
    since = document.visibilityState === "visible" ? now : null;
    return spent;
  };
  if (document.visibilityState !== "visible") since = null;
  document.addEventListener("visibilitychange", tell);
  return tell;
}
