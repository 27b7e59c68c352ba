import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { titleOf } from "../lib/cards";
import { Picture } from "../lib/faces/picture";
import { Bookmark, Check, Eye } from "../lib/icons";
import { Hide } from "../lib/icons-desk";
import { pictureOf } from "../lib/lines";
import type { Waiting } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { moderate } from "./acts";
import type { Desk } from "./desk";
import { wordsOf } from "./turns";
import { say } from "./words";

/** Whose words a line holds, as far as the step tells. */
export const from = (row: Waiting): string => [row.card.by, row.card.group].filter(Boolean).join(", ");

export function Mark({ desk, row, word }: { desk: Desk; row: Waiting; word?: boolean }): JSX.Element {
  const { marked } = row.card;
  const label = say(marked ? "unmark" : "mark");
  return (
    <button
      type="button"
      class={`btn${marked ? " on" : ""}`}
      aria-pressed={marked}
      aria-label={word ? undefined : say("mark_record")}
      title={say("mark_record")}
      onClick={() => moderate(desk, row, marked ? "unmark" : "mark")}
    >
      <Bookmark />
      {word && label}
    </button>
  );
}

/** What was drawn or photographed: to be looked at before anybody else sees it. A tap makes it large. */
function Drawn({ row }: { row: Waiting }): JSX.Element | null {
  const large = useSignal(false);
  const picture = pictureOf(row.card);
  if (!picture) return null;
  return (
    <button
      type="button"
      class={large.value ? "drawn large" : "drawn"}
      aria-expanded={large.value}
      aria-label={say("look_closer", { words: picture.alt })}
      onClick={() => (large.value = !large.value)}
    >
      <Picture {...picture} />
    </button>
  );
}

/** One line in the facilitator's hands, with all that may be done to it. */
export function Row({
  desk,
  row,
  spot,
  chosen,
  choose,
}: {
  desk: Desk;
  row: Waiting;
  spot: boolean;
  chosen: boolean;
  choose: () => void;
}): JSX.Element {
  const out = row.state === "hidden";
  const title = titleOf(row.card);
  return (
    <li class={`${row.state}${spot ? " spot" : ""}`}>
      {out || row.state === "late" ? (
        <span />
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a real checkbox would be pressed by the space bar that pauses
        <button
          type="button"
          class={chosen ? "box y" : "box"}
          role="checkbox"
          aria-checked={chosen}
          aria-label={say("choose_line", { words: title })}
          onClick={choose}
        >
          <i>{chosen && <Check />}</i>
        </button>
      )}
      <div class="words">
        <Drawn row={row} />
        <p class="t" dir="auto">
          {wordsOf(row)}
        </p>
        <p class="under">
          {from(row) && <span dir="auto">{from(row)}</span>}
          {spot && <span class="badge now">{say("large_now")}</span>}
          {row.names_person && !out && <span class="badge call">{say("names_person")}</span>}
          {out && row.hidden_at > 0 && (
            <span class="badge">{say("hidden_at", { time: timeOfDay(row.hidden_at * 1000) })}</span>
          )}
          {row.state === "late" && <span class="badge now">{say("came_late")}</span>}
          {row.together.length > 0 && <span class="badge">{say("from_lines", { n: row.together.length + 1 })}</span>}
        </p>
      </div>
      <div class="tools">
        <Mark desk={desk} row={row} />
        {!out && row.state !== "late" && (
          <button
            type="button"
            class="btn"
            aria-label={say("hide_line", { words: title })}
            title={say("hide")}
            onClick={() => moderate(desk, row, "hide")}
          >
            <Hide />
          </button>
        )}
        {(out || row.state === "late") && (
          <button type="button" class="btn say" onClick={() => moderate(desk, row, "restore")}>
            <Eye />
            {say(out ? "restore" : "take_late")}
          </button>
        )}
        {!out && row.state !== "late" && (
          <button
            type="button"
            class="btn say"
            aria-label={say(spot ? "take_off_line" : "show_line", { words: title })}
            onClick={() => moderate(desk, row, spot ? "take_off" : "show")}
          >
            {say(spot ? "off" : "show")}
          </button>
        )}
      </div>
    </li>
  );
}
