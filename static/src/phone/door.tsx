import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { unlock } from "../lib/bell";
import { post } from "../lib/connection";
import { Check, Mark } from "../lib/icons";
import { newId } from "../lib/ids";
import type { Door as Found, LetBack, NotDone, Seated } from "../lib/wire";
import { Asks } from "./asks";
import { Page } from "./page";
import { t } from "./words";

/** The answer of the door in its own shape, or a sentence that says why there is none. */
async function ask<T extends { ok: true }>(path: string, body: unknown): Promise<T | string> {
  const answer = (await post(path, body, { wait: 10_000 })) as unknown as T | NotDone | undefined;
  return answer?.ok ? answer : (answer?.says ?? t("door_shut"));
}

/** The way in: a code, scanned or typed; a name; and what the script asks for mixing the groups. */
export function DoorScreen({
  code,
  why,
  seated,
}: {
  code: string;
  why: string;
  seated: (code: string, token: string) => void;
}): JSX.Element {
  const typed = useSignal(code);
  const found = useSignal<Found | null>(null);
  const trouble = useSignal(why);
  const busy = useSignal(false);
  const name = useSignal("");
  const traits = useSignal<Readonly<Record<string, string>>>({});
  // The same id until there is an answer: pressing twice takes one seat.
  const id = useSignal(newId());

  const attempt = async <T extends { ok: true }>(path: string, body: unknown): Promise<T | undefined> => {
    if (busy.value) return undefined;
    busy.value = true;
    const got = await ask<T>(path, body);
    busy.value = false;
    trouble.value = typeof got === "string" ? got : "";
    return typeof got === "string" ? undefined : got;
  };
  const knock = async () => {
    if (!typed.value.trim()) return;
    const got = await attempt<Found | LetBack>("/api/door", { id: id.value, code: typed.value });
    if (got && "token" in got) seated(got.code, got.token);
    else found.value = got ?? null;
  };
  const enter = async () => {
    if (!name.value.trim()) {
      trouble.value = t("name_first");
      return;
    }
    const body = { id: id.value, code: typed.value, name: name.value, traits: traits.value };
    const seat = await attempt<Seated>("/api/join", body);
    if (seat) seated(typed.value, seat.token);
  };
  useEffect(() => {
    // Who was shut out reads why first.
    if (code && !why) void knock();
  }, []);

  const door = found.value;
  const submit = (event: Event) => {
    event.preventDefault();
    unlock();
    void (door ? enter() : knock());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Page
        name="door"
        head={<Mark />}
        foot={
          <>
            {trouble.value && (
              <p class="trouble" role="alert">
                {trouble.value}
              </p>
            )}
            <button type="submit" class="btn main" aria-busy={busy.value}>
              {busy.value ? t("looking") : t(door ? "take_seat" : "code_go")}
            </button>
            <p class="small soft">
              {t("no_account")}{" "}
              <a href={`/kept#${typed.value}`} target="_blank" rel="noopener">
                {t("my_words")}
              </a>
            </p>
          </>
        }
      >
        {door ? (
          <>
            <div class="found">
              <p class="code">
                {typed.value
                  .trim()
                  .split(/[^\p{L}\p{N}]+/u)
                  .map((word) => (
                    <b key={word}>{word}</b>
                  ))}
              </p>
              <p class="note state">
                <Check />
                <span dir="auto">{t("found", { title: [door.title, door.subtitle].filter(Boolean).join(", ") })}</span>
              </p>
            </div>
            <h1 class="ask">{t("seat_ask")}</h1>
            <label class="field">
              {t("name_label")}
              <input
                dir="auto"
                autocomplete={door.alias ? "off" : "given-name"}
                maxLength={60}
                value={name.value}
                onInput={(event) => {
                  name.value = event.currentTarget.value;
                }}
              />
              <small>{t(door.alias ? "alias_hint" : "name_hint")}</small>
            </label>
            <Asks asks={door.asks} traits={traits} />
          </>
        ) : (
          <>
            <h1 class="ask">{t("code_ask")}</h1>
            <label class="field">
              <span class="unseen">{t("code_label")}</span>
              <input
                class="typed"
                autocapitalize="none"
                autocomplete="off"
                spellcheck={false}
                enterkeyhint="go"
                maxLength={80}
                value={typed.value}
                onInput={(event) => {
                  typed.value = event.currentTarget.value;
                  trouble.value = "";
                }}
              />
              <small>{t("code_hint")}</small>
            </label>
          </>
        )}
      </Page>
    </form>
  );
}
