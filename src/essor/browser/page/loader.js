// Scripts loaded when needed, once.

const base = document.currentScript.src;
const scripts = new Map();

export const CHARTS = "plotly.js"; // what a picture is explored with
export const partOf = (slug) => `parts/${slug}.js`;
export const forget = (name) => scripts.delete(name);

export function load(name) {
  if (!scripts.has(name)) {
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(`${name}?v=${ESSOR_VERSION}`, base).href;
      // To a page without an origin (by double-click, or in a frame that is denied one), browsers refuse every script
      // that has one: they may not check it.
      if (ESSOR_PINNED[name] && self.origin !== "null") script.integrity = ESSOR_PINNED[name];
      script.onload = resolve;
      script.onerror = () => reject(new Error(name));
      document.head.append(script);
    });
    promise.catch(() => forget(name));
    scripts.set(name, promise);
  }
  return scripts.get(name);
}
