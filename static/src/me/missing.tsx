import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "./words";

/** In place of a part that did not come: that nothing is lost, and a way to try again. */
export function Missing({ what, why, again }: { what: string; why: string; again: () => Promise<void> }): JSX.Element {
  const busy = useSignal(false);
  const look = async () => {
    if (busy.value) return;
    busy.value = true;
    await again();
    busy.value = false;
  };
  return (
    <div class="trouble" role="alert">
      <p>
        <b>{what}</b> {why || t("part_safe")}
      </p>
      <button type="button" class="btn" aria-busy={busy.value} onClick={() => void look()}>
        {busy.value ? t("looking") : t("again")}
      </button>
    </div>
  );
}
