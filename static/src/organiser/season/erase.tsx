import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { wordsOf } from "../../lib/words";
import { Trouble } from "../pieces";
import type { Keeper, WouldGo } from "./keeping";
import words from "./kept.json";

const t = wordsOf(words);

/** Erasing somebody for good, in two steps: first what goes and what stays, then doing it. */
export function Erase(props: { keeper: Keeper; id: string; name: string; done: (said: string) => void }): JSX.Element {
  const { keeper, id, name } = props;
  const [goes, setGoes] = useState<WouldGo>();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const look = async () => {
    if (busy) return;
    setBusy(true);
    const found = await keeper.wouldGo(id);
    setBusy(false);
    setFailed(found.ok ? undefined : found);
    if (found.ok) setGoes(found.value);
  };
  const erase = async () => {
    if (busy) return;
    setBusy(true);
    const erased = await keeper.erase(id);
    setBusy(false);
    setFailed(erased.ok ? undefined : erased);
    if (!erased.ok) return;
    const { mentions } = erased.value;
    props.done(mentions ? t("erased_lines", { n: mentions }) : t("erased", { name }));
  };
  return (
    <div class="parting">
      {goes ? (
        <>
          <h3>{t("erase", { name })}</h3>
          <p>{t("erase_left", { name, n: goes.lines, sessions: t("sessions_n", { n: goes.sessions }) })}</p>
          <p>{t("erase_goes", { name })}</p>
          <p>{t("erase_stays", { name })}</p>
          <p>{t("erase_take", { name })}</p>
        </>
      ) : (
        <p class="small soft">{t("erase_text")}</p>
      )}
      {failed && <Trouble what={t("erase_fail", { name })} says={failed.says} safe="" />}
      <button type="button" class="btn" aria-busy={busy} onClick={() => void (goes ? erase() : look())}>
        {busy ? t("busy") : goes ? t("erase_now", { name }) : t("erase_begin")}
      </button>
    </div>
  );
}
