import { defineConfig } from "vitest/config";

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    // Most of what is tested needs no page, and making one takes longer than the test. Who needs one says so at the top:
    // `// @vitest-environment happy-dom`.
    environment: "node",
    include: ["src/**/*.test.{ts,tsx}"],
    // Nothing here may reach out: a test that needs the server belongs to the browser tests.
    environmentOptions: { happyDOM: { settings: { disableJavaScriptFileLoading: true, disableCSSFileLoading: true } } },
    restoreMocks: true,
    // Files share a process: starting one for each takes nine tenths of the time. What a file changes, it puts back.
    isolate: false,
  },
});
