/** Keep the screen awake where the browser allows it: an offer, never relied on. Returns how to let it sleep again. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let over = false;
  const hold = async () => {
    if (over || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      const got = await navigator.wakeLock.request("screen");
      if (over) void got.release();
      else lock = got;
    } catch {
      // Low battery, or not allowed here: the step goes on without it.
    }
  };
  // The browser lets go whenever the page is hidden.
  document.addEventListener("visibilitychange", hold);
  void hold();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", hold);
    void lock?.release().catch(() => {});
  };
}
