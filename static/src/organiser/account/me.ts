import { signal } from "@preact/signals";
import { local } from "../../lib/links";
import type { Desk, Got } from "../desk";
import type { Role } from "./words";

/** Who opened these pages. `may` is the server's table; `void` says why somebody is nobody. */
export interface Me {
  readonly by: "" | "link" | "account";
  /** What people call the organisation's own sign-in; empty where there is none. */
  readonly provider: string;
  readonly may: readonly string[];
  readonly void?: string;
  /** There is no account in this house yet. */
  readonly empty?: boolean;
  readonly name?: string;
  readonly email?: string;
  readonly role?: Role;
  readonly factor?: boolean;
  readonly password?: boolean;
  readonly connected?: boolean;
}

const KEPT = "tingsha.organiser";

/** Undefined until the server has said so. */
export const me = signal<Me | undefined>(undefined);
export const unreached = signal(false);

/** Whether the server lets this one do that. It looks at every request; this only spares people the way there. */
export function can(doing: string): boolean {
  return me.value?.may.includes(doing) ?? true;
}

/** A link's secret: fresh from the address once, afterwards from this device, so that a bookmark without it works too. */
export function keptLink(fresh: string): string {
  if (fresh) local.setItem(KEPT, fresh);
  return fresh || local.getItem(KEPT) || "";
}

/** Somebody who comes back signed in from their organisation is known by that, not by a link that this device kept. */
export function cameBack(): void {
  const asked = new URLSearchParams(location.search);
  if (!asked.has("in")) return;
  forgetLink();
  history.replaceState(null, "", location.pathname);
}

/** From now on this device is known by its sign-in, or by nothing at all. */
export function forgetLink(): void {
  local.removeItem(KEPT);
}

export async function look(desk: Desk): Promise<void> {
  const got = await desk.json<Me>("/api/account");
  unreached.value = !got.ok;
  if (got.ok) me.value = got.value;
}

/** The sign-in has ended, here or somewhere else. */
export function wasSignedOut(): void {
  const now = me.peek();
  if (now?.by === "account") me.value = { by: "", provider: now.provider, may: [], void: "signed_out" };
}

/** Goes to the organisation's own sign-in; only a refusal comes back. */
export async function goThere(desk: Desk, how: { token?: string; connect?: boolean }): Promise<Got<unknown>> {
  const got = await desk.json<{ go: string }>("/api/provider/go", how);
  if (got.ok) location.assign(got.value.go);
  return got;
}
