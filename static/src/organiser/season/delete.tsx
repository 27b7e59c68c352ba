import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { wordsOf } from "../../lib/words";
import { Trouble } from "../pieces";
import words from "./kept.json";
import { Sheet } from "./sheet";

const t = wordsOf(words);

/** Deleting for good: whoever does it types the name. */
export function Delete(props: {
  title: string;
  heading: string;
  text: string;
  now: (name: string) => Promise<{ readonly ok: true } | { readonly ok: false; readonly says: string }>;
  done: () => void;
  shut: () => void;
}): JSX.Element {
  const [typed, type] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string }>();
  const hint = useId();
  const now = async (event: Event) => {
    event.preventDefault();
    if (busy || !typed.trim()) return;
    setBusy(true);
    const done = await props.now(typed);
    setBusy(false);
    if (done.ok) props.done();
    else setFailed(done);
  };
  return (
    <Sheet title={props.heading} shut={props.shut}>
      <form class="stack form" onSubmit={now}>
        <p id={hint}>{props.text}</p>
        <label class="field">
          <span>
            {t("type_name", { title: "" })} <bdi>{props.title}</bdi>
          </span>
          <input
            value={typed}
            autocomplete="off"
            aria-describedby={hint}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </label>
        {failed && <Trouble what={t("fail_delete")} says={failed.says} safe="" />}
        <div class="row wrap">
          <button type="submit" class="btn main" disabled={!typed.trim()} aria-busy={busy}>
            {busy ? t("busy") : t("delete_now")}
          </button>
          <button type="button" class="btn bare" onClick={props.shut}>
            {t("cancel")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
