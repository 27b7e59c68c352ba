import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { brotliCompressSync, gzipSync, constants as zlib } from "node:zlib";
import { build, defineConfig, type InlineConfig, type Plugin } from "vite";

const compressible = /\.(html|js|css|svg|json|webmanifest)$/;

/** What both builds are made with. */
const how = {
  // Said here and in vitest.config.ts, instead of the Preact preset, which would bring Babel along.
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    // Five-year-old phones in a waiting room: iOS 15.4, Android's Chrome 90, Firefox 90.
    target: ["safari15.4", "chrome90", "firefox90"],
    outDir: "dist",
    // A data: URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    // Our pages import one level deep: the polyfill would cost bytes and save nothing.
    modulePreload: { polyfill: false },
  },
} satisfies InlineConfig;

/**
 * Builds the previews of the catalogue, which show the stage and the phone inside the organiser's page, the page of one's
 * own link, the one to register on, that of a survey, what is kept, and a record by a link. Apart, because what they share with the phone's page would
 * otherwise be cut into more files, and every phone would fetch them.
 */
async function buildApart(root: string, outDir: string): Promise<void> {
  const pages = ["preview", "me", "register", "survey", "kept", "read"];
  const rolldownOptions = { input: Object.fromEntries(pages.map((page) => [page, join(root, `${page}.html`)])) };
  await build({
    ...how,
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: { ...how.build, outDir, emptyOutDir: false, rolldownOptions },
  });
}

/**
 * Writes a .br and a .gz beside every text file of the build, so that the server never compresses while a room waits.
 * The previews are built first, to be packed like everything else.
 */
function precompress(): Plugin {
  let dist = "";
  let root = "";
  return {
    name: "precompress",
    apply: "build",
    configResolved(config) {
      root = config.root;
      dist = resolve(root, config.build.outDir);
    },
    async closeBundle() {
      await buildApart(root, dist);
      for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !compressible.test(entry.name)) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, {
            params: { [zlib.BROTLI_PARAM_QUALITY]: 11, [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length },
          }),
        );
      }
    },
  };
}

const PHONE = "/src/phone/main.tsx";

/** Whether a page that begins with `main` needs a module at once: over imports that nobody waits for. */
function opensWith(
  main: string,
  id: string,
  known: (id: string) => { importers: readonly string[] } | null,
  seen = new Set<string>(),
): boolean {
  if (id.endsWith(main)) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  return (known(id)?.importers ?? []).some((importer) => opensWith(main, importer, known, seen));
}

const server = process.env.TINGSHA_SERVER ?? "http://127.0.0.1:8000";

export default defineConfig({
  ...how,
  plugins: [precompress()],
  build: {
    ...how.build,
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        join: join(import.meta.dirname, "join.html"),
        control: join(import.meta.dirname, "control.html"),
        stage: join(import.meta.dirname, "stage.html"),
        organise: join(import.meta.dirname, "organise.html"),
      },
      // What two pages share is one file: fewer requests, and it packs better than many small ones. But a phone on a
      // full Wi-Fi fetches nothing that only others need: what its page does not open with is shared apart.
      output: {
        codeSplitting: {
          groups: [
            {
              name: (id, modules) => (opensWith(PHONE, id, (one) => modules.getModuleInfo(one)) ? "shared" : null),
              minShareCount: 2,
              debugName: "shared",
            },
          ],
        },
      },
    },
  },
  // `npm run dev` beside a running `tingsha serve`: edit and see, with the live server behind it.
  server: {
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
