import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { post } from "../lib/connection";
import { newId } from "../lib/ids";
import { Glyph } from "../lib/trail";
import type { Sign } from "../lib/wire";
import { getList } from "./ask";
import type { Desk } from "./desk";
import { orders } from "./orders";
import { say } from "./words";

interface Entry {
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly minutes: number;
  readonly least: number;
  readonly invitation: string;
  readonly steps: readonly { readonly word: string; readonly sign: string; readonly seconds: number }[];
}

const isEntry = (one: unknown): one is Entry =>
  typeof one === "object" && one !== null && "slug" in one && "title" in one && "steps" in one;

/** As people type in a hurry: small letters, no accents, "124all" for "1-2-4-All". */
const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .toLocaleLowerCase();

/** Every word of the search, anywhere in the title or the purpose, in any order. */
export function finds(entry: Pick<Entry, "title" | "purpose">, search: string): boolean {
  const words = plain(`${entry.title} ${entry.purpose}`);
  return plain(search)
    .split(/\s+/)
    .every((word) => words.includes(word));
}

/** What is found, those first whose name begins so, then those whose name has it, then those that are for it. */
export function found<T extends Pick<Entry, "title" | "purpose">>(entries: readonly T[], search: string): T[] {
  const [first = ""] = plain(search).trim().split(/\s+/);
  const rank = ({ title }: T) => (plain(title).startsWith(first) ? 0 : plain(title).includes(first) ? 1 : 2);
  return entries.filter((entry) => finds(entry, search)).sort((a, b) => rank(a) - rank(b));
}

/** Structures that fit these people and this hour, to put into the run now. */
export function Insert({ desk, after }: { desk: Desk; after: string }): JSX.Element {
  const entries = useSignal<readonly Entry[] | null>(null);
  const failed = useSignal(false);
  const search = useSignal("");
  const chosen = useSignal<Entry | null>(null);
  const invitation = useSignal("");
  const trouble = useSignal("");
  const run = desk.control.value?.run ?? [];
  const place = run.find((i) => i.key === after) ?? run.find((i) => i.state === "now") ?? run.at(-1);
  const load = async () => {
    failed.value = false;
    const list = await getList("/api/structures", desk.line.token);
    if (list) entries.value = list.filter(isEntry).sort((a, b) => a.title.localeCompare(b.title));
    else failed.value = true;
  };
  useEffect(() => void load(), []);

  const put = async (entry: Entry) => {
    const known = new Set(run.map((i) => i.key));
    const answer = await post(
      "/api/insert",
      { id: newId(), slug: entry.slug, invitation: invitation.value.trim(), after: place?.key ?? "" },
      { token: desk.line.token },
    );
    if (answer?.ok !== true) {
      trouble.value = typeof answer?.says === "string" ? answer.says : say("no_answer");
      return;
    }
    desk.shut();
    desk.offer({
      says: say("undo_insert", { title: entry.title }),
      orders: () =>
        (desk.control.peek()?.run ?? []).filter((i) => !known.has(i.key)).map((i) => orders.skip(i.key, true)),
    });
  };

  if (chosen.value) {
    const entry = chosen.value;
    return (
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void put(entry);
        }}
      >
        <p>
          <b>{entry.title}</b> <span class="soft num">{say("minutes", { n: Math.round(entry.minutes) })}</span>
        </p>
        <label class="field">
          <span>{say("invitation")}</span>
          <textarea
            rows={3}
            maxLength={500}
            dir="auto"
            autofocus
            placeholder={entry.invitation}
            value={invitation.value}
            onInput={(event) => (invitation.value = event.currentTarget.value)}
          />
          <small>{say("invitation_hint")}</small>
        </label>
        {place && <p class="soft">{say("comes_after", { title: place.title })}</p>}
        {trouble.value && <p class="banner">{trouble.value}</p>}
        <div class="row end-row wrap">
          <button type="button" class="btn" onClick={() => (chosen.value = null)}>
            {say("another_one")}
          </button>
          <button type="submit" class="btn main">
            {say("put_in")}
          </button>
        </div>
      </form>
    );
  }
  const list = found(entries.value ?? [], search.value);
  const people = desk.room.value?.people ?? 0;
  return (
    <div class="stack catalogue">
      <label class="field">
        <span class="unseen">{say("search")}</span>
        <input
          type="search"
          autofocus
          placeholder={say("search")}
          value={search.value}
          onInput={(event) => (search.value = event.currentTarget.value)}
          onKeyDown={(event) => {
            // With words typed, Enter takes what stands first.
            const [first] = list;
            if (event.key !== "Enter" || !search.value.trim() || !first) return;
            event.preventDefault();
            chosen.value = first;
          }}
        />
      </label>
      {list.length > 0 && (
        <p class="small soft num" role="status">
          {say("found", { n: list.length })}
        </p>
      )}
      {entries.value === null && !failed.value && <p class="soft">{say("catalogue_loading")}</p>}
      {failed.value && (
        <p class="banner">
          <span class="grow">{say("catalogue_failed")}</span>
          <button type="button" class="btn" onClick={() => void load()}>
            {say("try_again")}
          </button>
        </p>
      )}
      {entries.value && !list.length && <p class="soft">{say("catalogue_none")}</p>}
      <ul class="choices">
        {list.map((entry) => (
          <li key={entry.slug}>
            <button type="button" class="btn place" onClick={() => (chosen.value = entry)}>
              <span class="row wide">
                <b>
                  <bdi>{entry.title}</bdi>
                </b>
                <span class="signs">
                  {entry.steps.slice(0, 8).map((step, n) => (
                    <Glyph key={n} sign={step.sign as Sign["sign"]} />
                  ))}
                </span>
                <span class="num end">{say("minutes", { n: Math.round(entry.minutes) })}</span>
              </span>
              <span class="soft">{entry.purpose}</span>
              {people > 0 && people < entry.least && (
                <span class="badge now">{say("from_people", { n: entry.least })}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
