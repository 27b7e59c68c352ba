import { signal } from "@preact/signals";
import { local } from "../lib/links";

export type Theme = "" | "light" | "dark";
const KEPT = "tingsha.theme";

const kept = local.getItem(KEPT);
/** Empty: as the device has it. */
export const theme = signal<Theme>(kept === "light" || kept === "dark" ? kept : "");

export function dress(): void {
  if (theme.value) document.documentElement.dataset.theme = theme.value;
  else delete document.documentElement.dataset.theme;
}

/** The other of light and dark than the one on the screen now. */
export function turn(): void {
  const dark = theme.value ? theme.value === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  theme.value = dark ? "light" : "dark";
  local.setItem(KEPT, theme.value);
  dress();
}
