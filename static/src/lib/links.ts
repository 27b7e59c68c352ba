/**
 * Links carry their secret in the fragment, which never reaches a server or a log.
 * It is read once, kept where the page needs it, and taken out of the address bar.
 */
export function takeFragment(): string {
  let secret = location.hash.slice(1);
  try {
    secret = decodeURIComponent(secret).trim();
  } catch {
    // A damaged escape is part of what was typed; the door will say that it knows no such code.
  }
  if (location.hash) history.replaceState(history.state, "", location.pathname + location.search);
  return secret;
}

export type Keeper = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Browser storage that goes on in memory when the browser refuses to keep anything (private mode, full disk). */
function keeper(kind: "localStorage" | "sessionStorage"): Keeper {
  const refused = new Map<string, string>();
  return {
    getItem(key) {
      try {
        return refused.get(key) ?? window[kind].getItem(key);
      } catch {
        return null;
      }
    },
    setItem(key, value) {
      try {
        window[kind].setItem(key, value);
        refused.delete(key);
      } catch {
        refused.set(key, value);
      }
    },
    removeItem(key) {
      refused.delete(key);
      try {
        window[kind].removeItem(key);
      } catch {
        // Nothing was kept, so nothing is left.
      }
    },
  };
}

export const local = keeper("localStorage");
export const tab = keeper("sessionStorage");
