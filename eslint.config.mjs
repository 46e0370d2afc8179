// What is held of every script. One rule a reason: equality without conversions, nothing unused or unknown, short functions.
import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["build/", "_build/", ".venv/", "node_modules/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-undef": "error",
      "no-unused-vars": "error",
      "prefer-const": "error",
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["src/essor/browser/**/*.js"],
    languageOptions: { globals: { ...globals.browser, ESSOR_VERSION: "readonly", ESSOR_PINNED: "readonly" } },
  },
  {
    // Loaded among Sphinx's scripts, which give these names.
    files: ["src/essor/browser/search.js", "src/essor/browser/search/*.js"],
    languageOptions: {
      globals: {
        Documentation: "readonly", DOCUMENTATION_OPTIONS: "readonly", ESSOR_WORD: "readonly", Scorer: "readonly",
        Search: "readonly", Stemmer: "readonly", stopwords: "readonly", _escapeRegExp: "readonly",
      },
    },
  },
  {
    files: ["src/essor/browser/worker.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.worker, micropython: "readonly" } },
  },
  { files: ["**/service-worker.js"], languageOptions: { sourceType: "script", globals: { ...globals.serviceworker, find: "off" } } },
  { files: ["tests/*.mjs"], languageOptions: { globals: globals.node } },
];
