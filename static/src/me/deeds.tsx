import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { History, t } from "./history";
import type { Deed, Fellow, Promised } from "./promised";

type Asking = Exclude<Deed, "again" | "take_back">;
type At = "" | "more" | "history" | Asking;

const OWN: readonly Asking[] = ["later", "reword", "offer", "let_go"];

/** What can become of an open promise: one tap for what is most often wanted, the rest behind another. */
export function Deeds(props: {
  promise: Promised;
  fellows: readonly Fellow[];
  act: (id: string, deed: Deed, more: object) => Promise<string>;
  file: (id: string) => Promise<string>;
}): JSX.Element {
  const { promise, fellows, act, file } = props;
  const at = useSignal<At>("");
  const trouble = useSignal("");
  const of = <span class="unseen">: {promise.what}</span>;
  const now = async (doing: Promise<string>) => {
    trouble.value = await doing;
    if (!trouble.value) at.value = "";
  };
  if (at.value && at.value !== "more" && at.value !== "history") {
    return (
      <Saying
        key={at.value}
        promise={promise}
        deed={at.value}
        fellows={fellows}
        act={act}
        shut={() => {
          at.value = "";
        }}
      />
    );
  }
  const [first, second] = promise.mine ? (["done", "more"] as const) : (["accept", "decline"] as const);
  return (
    <>
      <div class="acts">
        <button
          type="button"
          class="btn main"
          onClick={() => {
            at.value = first;
          }}
        >
          {t(first)}
          {of}
        </button>
        <button
          type="button"
          class="btn"
          aria-expanded={promise.mine ? at.value !== "" : undefined}
          onClick={() => {
            at.value = at.value ? "" : second;
          }}
        >
          {t(second === "decline" ? "decline" : at.value ? "less" : "else")}
          {of}
        </button>
      </div>
      {at.value && (
        <div class="more">
          {OWN.filter((deed) => deed !== "offer" || !promise.offered).map((deed) => (
            <button
              key={deed}
              type="button"
              class="btn bare"
              onClick={() => {
                at.value = deed;
              }}
            >
              {t(`do_${deed as "later"}`)}
            </button>
          ))}
          {promise.offered && (
            <button type="button" class="btn bare" onClick={() => void now(act(promise.id, "take_back", {}))}>
              {t("do_take_back")}
            </button>
          )}
          {promise.due && (
            <button type="button" class="btn bare" onClick={() => void now(file(promise.id))}>
              {t("do_calendar")}
            </button>
          )}
          {promise.changes.length > 0 && (
            <button
              type="button"
              class="btn bare"
              aria-expanded={at.value === "history"}
              onClick={() => {
                at.value = at.value === "history" ? "more" : "history";
              }}
            >
              {t("do_history")}
            </button>
          )}
          {at.value === "history" && <History changes={promise.changes} />}
        </div>
      )}
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
    </>
  );
}

/** One deed: what it needs, a word about it, and the button that does it. */
function Saying(props: {
  promise: Promised;
  deed: Asking;
  fellows: readonly Fellow[];
  act: (id: string, deed: Deed, more: object) => Promise<string>;
  shut: () => void;
}): JSX.Element {
  const { promise, deed, fellows, act, shut } = props;
  const what = useSignal(promise.what);
  const due = useSignal(promise.due);
  const to = useSignal("");
  const line = useSignal("");
  const trouble = useSignal("");
  const busy = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  // The first thing to be filled in; without any, the button that does it.
  useEffect(() => form.current?.querySelector<HTMLElement>("textarea, [type=date], select, .main")?.focus(), []);
  const nobody = deed === "offer" && !fellows.length;
  const save = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const more = {
      line: line.value,
      ...(deed === "reword" && { what: what.value, due: due.value }),
      ...(deed === "later" && { due: due.value }),
      ...(deed === "offer" && { to: Number(to.value) }),
    };
    const failed = await act(promise.id, deed, more);
    busy.value = false;
    trouble.value = failed;
    if (!failed) shut();
  };
  return (
    <form ref={form} onSubmit={save} noValidate>
      {(deed === "done" || deed === "let_go" || deed === "accept" || deed === "decline" || nobody) && (
        <p>{nobody ? t("no_fellows") : t(`ask_${deed}`, { name: promise.who })}</p>
      )}
      {deed === "reword" && (
        <label class="field">
          {t("ask_reword")}
          <textarea
            dir="auto"
            rows={3}
            maxLength={500}
            value={what.value}
            onInput={(event) => {
              what.value = event.currentTarget.value;
            }}
          />
        </label>
      )}
      {(deed === "later" || deed === "reword") && (
        <label class="field">
          {t(deed === "later" ? "ask_later" : "day")}
          <input
            type="date"
            value={due.value}
            onInput={(event) => {
              due.value = event.currentTarget.value;
            }}
          />
        </label>
      )}
      {deed === "offer" && !nobody && (
        <label class="field">
          {t("ask_offer")}
          <select
            value={to.value}
            onChange={(event) => {
              to.value = event.currentTarget.value;
            }}
          >
            <option value="">{t("choose")}</option>
            {fellows.map((one) => (
              <option key={one.seat} value={String(one.seat)}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {!nobody && (
        <label class="field">
          {t("line")}
          <input
            dir="auto"
            maxLength={280}
            value={line.value}
            onInput={(event) => {
              line.value = event.currentTarget.value;
            }}
          />
          <small>{t("line_hint")}</small>
        </label>
      )}
      {trouble.value && (
        <p class="trouble" role="alert">
          {trouble.value}
        </p>
      )}
      <div class="acts">
        {!nobody && (
          <button type="submit" class="btn main" aria-busy={busy.value}>
            {t(busy.value ? "busy" : `save_${deed}`)}
          </button>
        )}
        <button type="button" class="btn" onClick={shut}>
          {t("less")}
        </button>
      </div>
    </form>
  );
}
