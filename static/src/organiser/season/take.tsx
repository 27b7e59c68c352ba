import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Down } from "../../lib/icons-late";
import type { Got } from "../desk";
import { Trouble } from "../pieces";
import { save, type Taken } from "./files";
import { t } from "./words";

/** A file to take away: a button that says what, and what became of it. */
export function Take(props: { what: string; bare?: boolean; get: () => Promise<Got<Taken>> }): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState("");
  const [failed, setFailed] = useState<{ says: string }>();
  const take = async () => {
    if (busy) return;
    setBusy(true);
    const got = await props.get();
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    save(got.value);
    setSaved(got.value.name);
  };
  return (
    <>
      <button type="button" class={props.bare ? "btn bare" : "btn"} aria-busy={busy} onClick={() => void take()}>
        <Down />
        {busy ? t("busy") : props.what}
      </button>
      <p class="small soft said" role="status">
        {saved && t("saved_as", { name: saved })}
      </p>
      {failed && <Trouble what={t("fail_export")} says={failed.says} safe={t("safe")} />}
    </>
  );
}
