import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fetched } from "../lib/fetched";
import { Check } from "../lib/icons";
import { Down } from "../lib/icons-late";
import type { Desk } from "./desk";
import { say } from "./words";

/** What most rooms ask for when they part, by reader and form. */
const USUAL = [
  { file: "facilitator.pdf", says: "take_all" },
  { file: "board.docx", says: "take_board" },
  { file: "plain.pdf", says: "take_plain" },
  { file: "tables.xlsx", says: "take_tables" },
] as const;

/** The record on the organiser's pages, which know whoever may see it. */
const recordOf = (code: string, more = ""): string => `/organise?session=${encodeURIComponent(code)}&record${more}`;

/** After the end, the forms that are asked for most, one tap each, for whoever led it; all others are on the record's page. */
export function AtHand({ desk, code }: { desk: Desk; code: string }): JSX.Element {
  const busy = useSignal<readonly string[]>([]);
  const told = useSignal<{ ok: boolean; says: string } | null>(null);
  const take = async (file: string) => {
    busy.value = [...busy.value, file];
    told.value = null;
    const got = await fetched(`/api/take/${file}`, { token: desk.line.token });
    busy.value = busy.value.filter((one) => one !== file);
    told.value =
      "name" in got
        ? { ok: true, says: say("taken", { name: got.name }) }
        : { ok: false, says: say("not_taken", { why: got.says || say("no_answer_taking") }) };
  };
  return (
    <section class="stack" aria-label={say("record_links")}>
      <div class="row wrap">
        {USUAL.map(({ file, says }, at) => (
          <button
            key={file}
            type="button"
            class={at === 0 ? "btn main" : "btn"}
            aria-busy={busy.value.includes(file)}
            onClick={() => busy.value.includes(file) || void take(file)}
          >
            <Down />
            {say(says)}
          </button>
        ))}
      </div>
      <p class="row soft" role="status">
        {busy.value.length > 0 && say("taking")}
        {told.value?.ok && <Check />} {told.value?.says}
      </p>
      <nav class="row wrap" aria-label={say("record_links")}>
        <a class="btn bare" href={recordOf(code)} target="_blank" rel="noopener">
          {say("record_read")}
        </a>
        <a class="btn bare" href={recordOf(code, "&take")} target="_blank" rel="noopener">
          {say("record_take")}
        </a>
      </nav>
    </section>
  );
}
