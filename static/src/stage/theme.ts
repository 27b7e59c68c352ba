import { local } from "../lib/links";

const KEPT = "tingsha.stage.theme";

/** Dark or light as the system has it, until somebody chose for this stage. */
export function startTheme(): void {
  const kept = local.getItem(KEPT);
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
}

export function toggleTheme(): void {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  local.setItem(KEPT, root.dataset.theme);
}
