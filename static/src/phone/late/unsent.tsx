import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Lock } from "../../lib/icons";
import { newId } from "../../lib/ids";
import type { Waiting } from "../../lib/outbox";
import type { Value } from "../../lib/wire";
import { Page } from "../page";
import type { Seat } from "../seat";
import { t } from "./words";

/** Words the server did not take: kept, with what happened and what can be done. */
export function Unsent({ seat, item }: { seat: Seat; item: Waiting }): JSX.Element {
  const copied = useSignal(false);
  const { command, words, code, says } = item;
  const step = String(command.step ?? "");
  const here = seat.own.value;
  const again = code !== "step_closed" && here?.step === step && here.form !== null && here.may !== "look";
  const late = !again && code === "step_closed";
  const drop = () => void seat.outbox.drop(item.id);
  const keep = () => {
    seat.keepNote(words);
    drop();
  };
  const act = () => {
    const values = command.values as Readonly<Record<string, Value>>;
    const about = (command.about ?? []) as readonly string[];
    if (late) {
      const sent = { do: "submit", contribution: newId(), step, values, about, draft: false, late: true };
      void seat.outbox.put(sent, words);
    } else if (again) {
      // What was full is full: put back as it was, it would only be refused once more.
      const picks = here.form?.fields.filter((field) => field.kind === "pick" && code === "too_many") ?? [];
      const left = Object.fromEntries(
        Object.entries(values).filter(([name]) => !picks.some((one) => one.name === name)),
      );
      const card = here.form?.marks ? (about[0] ?? "") : "";
      seat.drafts.write(step, card, { id: newId(), values: left, changed: true, known: false });
      seat.noting.value = step;
    } else keep();
    if (late || again) drop();
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      copied.value = true;
    } catch {
      // No clipboard here (plain http): the words stand on the screen, to be marked and copied by hand.
    }
  };
  return (
    <Page
      name="unsent"
      foot={
        <>
          <button type="button" class="btn main" onClick={act}>
            {t(late ? "send_late" : again ? "put_back" : "keep_me")}
          </button>
          <div class="row fill">
            {(late || again) && (
              <button type="button" class="btn" onClick={keep}>
                {t("keep_me")}
              </button>
            )}
            <button type="button" class="btn" onClick={() => void copy()}>
              {t(copied.value ? "copied" : "copy")}
            </button>
          </div>
        </>
      }
    >
      <h1 class="ask">{t("unsent")}</h1>
      <div class="card kept">
        <p class="voice" dir="auto">
          {words}
        </p>
        <p class="badge">
          <Lock />
          {t("only_here")}
        </p>
      </div>
      <dl class="facts">
        <div>
          <dt>{t("happened")}</dt>
          <dd dir="auto">{says}</dd>
        </div>
        <div>
          <dt>{t("safe")}</dt>
          <dd>{t(seat.outbox.lasting.value ? "safe_says" : "safe_memory")}</dd>
        </div>
        <div>
          <dt>{t("can_do")}</dt>
          <dd>{t(late ? "late_says" : again ? "again_says" : "keep_says")}</dd>
        </div>
      </dl>
    </Page>
  );
}
