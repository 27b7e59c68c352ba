import { local } from "./links";

const KEPT = "tingsha.theme";

/** Dark or light as the device has it, until somebody chose on this device. */
export function dress(): void {
  const kept = local.getItem(KEPT);
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
}

/** The other of light and dark than the one on the screen now. */
export function turn(): void {
  const root = document.documentElement;
  const now = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  local.setItem(KEPT, root.dataset.theme);
}
