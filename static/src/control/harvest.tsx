import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Picture } from "../lib/faces/picture";
import { Merge, Next } from "../lib/icons-desk";
import { pictureOf } from "../lib/lines";
import { Ring } from "../lib/ring";
import type { Block, Queue } from "../lib/wire";
import { moderate, putTogether } from "./acts";
import type { Desk } from "./desk";
import { from, Mark, Row } from "./line";
import { Cue, Due, Keys, Nudge, Shared, StepBadge, TallyLine } from "./now";
import { orders } from "./orders";
import { chosenInOrder, count, lineByLine, nextLine, onStage, PILES, type Pile, pile, wordsOf } from "./turns";
import { say } from "./words";

/** The one line the stage shows large, with the one tap that goes on to the next. */
function OnStage({ desk, queue }: { desk: Desk; queue: Queue }): JSX.Element | null {
  const row = onStage(queue);
  const { shown, waiting } = count(queue);
  const coming = nextLine(queue);
  // With nothing on the stage the next in turn stands here, paler, so that nobody shows a line unread.
  const large = row ?? coming;
  const words = large ? wordsOf(large) : "";
  const picture = large && pictureOf(large.card);
  if (!row && !queue.held) {
    // One line alone is large by itself.
    if (queue.rows.length < 2) return null;
    return (
      <section class="card onstage slim" aria-label={say("on_stage_now")}>
        <p>{say("wall_on_stage")}</p>
        {coming && (
          <button type="button" class="btn" onClick={() => moderate(desk, coming, "show")}>
            {say("show_one")}
          </button>
        )}
      </section>
    );
  }
  return (
    <section class="card onstage" aria-label={say("on_stage_now")}>
      <div class="row soft">
        <h2>{say(row ? "on_stage_now" : coming ? "first_in_turn" : "stage_is_free")}</h2>
        {queue.held && <span class="end num">{say("heard_of", { shown, n: shown + waiting })}</span>}
      </div>
      {picture && <Picture {...picture} />}
      <p class={`ask${words.length > (picture ? 50 : 140) ? " long" : ""}${row ? "" : " unshown"}`} dir="auto">
        {lineByLine(words) || say("all_shown")}
      </p>
      <div class="row wrap">
        {row && (
          <span class="soft" dir="auto">
            {from(row)}
            {row.together.length > 0 && ` · ${say("from_lines", { n: row.together.length + 1 })}`}
          </span>
        )}
        {row && row.together.length > 0 && (
          <button type="button" class="btn bare apart" onClick={() => void desk.give([orders.takeApart(row.card.id)])}>
            {say("take_apart")}
          </button>
        )}
        <span class="end row wrap">
          {row && <Mark desk={desk} row={row} word />}
          {row && (
            <button type="button" class="btn" onClick={() => moderate(desk, row, "take_off")}>
              {say("take_off")}
            </button>
          )}
          {coming && (
            <button type="button" class="btn main" onClick={() => moderate(desk, coming, "show")}>
              {say(row ? "next_line" : "first_line")} <Next class="flip" />
            </button>
          )}
        </span>
      </div>
    </section>
  );
}

const NAMES = { waiting: "pile_waiting", shown: "pile_shown", hidden: "pile_hidden", late: "pile_late" } as const;
const EMPTY = { waiting: "empty_waiting", shown: "empty_shown", hidden: "empty_hidden", late: "empty_late" } as const;

function Piles({ desk, queue }: { desk: Desk; queue: Queue }): JSX.Element {
  const chosenPile = useSignal<Pile | null>(null);
  const chosen = useSignal<ReadonlySet<string>>(new Set());
  const counts = count(queue);
  const home: Pile = queue.held ? "waiting" : "shown";
  const which = chosenPile.value && counts[chosenPile.value] ? chosenPile.value : home;
  const rows = pile(queue, which).filter((row) => which !== "shown" || row.card.id !== queue.spot || !queue.held);
  const ids = chosenInOrder(queue, chosen.value);
  const choose = (id: string) => {
    const set = new Set(chosen.value);
    if (!set.delete(id)) set.add(id);
    chosen.value = set;
  };
  return (
    <section class="piles" aria-label={say("lines")}>
      <div class="row wrap pile-head">
        <fieldset class="tabs" aria-label={say("lines")}>
          {PILES.filter((p) => p === home || counts[p] > 0).map((p) => (
            <button key={p} type="button" class="tab" aria-pressed={p === which} onClick={() => (chosenPile.value = p)}>
              {say(NAMES[p])} <span class="num">{counts[p]}</span>
            </button>
          ))}
        </fieldset>
        <span class="end small soft">
          {say(which === "waiting" ? "in_turn" : queue.held ? "no_names" : "wall_shown")}
        </span>
      </div>
      {rows.length ? (
        <ul class="queue">
          {rows.map((row) => (
            <Row
              key={row.card.id}
              desk={desk}
              row={row}
              spot={row.card.id === queue.spot}
              chosen={chosen.value.has(row.card.id)}
              choose={() => choose(row.card.id)}
            />
          ))}
        </ul>
      ) : (
        <p class="soft none">{say(EMPTY[which])}</p>
      )}
      {ids.length > 0 && (
        <div class="joinbar" role="status">
          <Merge />
          <span class="grow">
            <b>{say("chosen", { n: ids.length })}</b> {say(ids.length > 1 ? "stay_in_record" : "choose_another")}
          </span>
          <button type="button" class="btn bare" onClick={() => (chosen.value = new Set())}>
            {say("keep_apart")}
          </button>
          <button
            type="button"
            class="btn main"
            disabled={ids.length < 2}
            onClick={() =>
              void putTogether(desk, ids).then((done) => {
                if (done) chosen.value = new Set();
              })
            }
          >
            {say("put_together")}
          </button>
        </div>
      )}
    </section>
  );
}

/** Words of the step before, while people write something new: there to be shown, marked or hidden, but folded. */
export function Before({ desk, queue }: { desk: Desk; queue: Queue }): JSX.Element {
  return (
    <details class="fold before">
      <summary>{say("before_lines", { title: queue.title || say("lines"), n: queue.rows.length })}</summary>
      <OnStage desk={desk} queue={queue} />
      <Piles desk={desk} queue={queue} />
    </details>
  );
}

/** The lines one has in hand unless one chose others: those on the stage, else those that wait, else any. */
const atHand = (queues: readonly Queue[]): Queue | undefined =>
  queues.find(onStage) ?? queues.find((q) => count(q).waiting) ?? queues.find((q) => q.rows.length) ?? queues[0];

/**
 * The middle when words are shared: one line on the stage, the others in the facilitator's hands; and what everybody
 * sees without anybody's hand, such as a ranking.
 */
export function Harvest({
  desk,
  queues,
  blocks,
}: {
  desk: Desk;
  queues: readonly Queue[];
  blocks: readonly Block[];
}): JSX.Element | null {
  const room = desk.room.value;
  const face = desk.face.value;
  const key = useSignal("");
  const queue = queues.find((q) => q.key === key.value) ?? atHand(queues);
  if (!room?.step) return null;
  return (
    <>
      <div class="row harvest-head">
        <div class="stack grow">
          <StepBadge step={room.step}>
            <TallyLine desk={desk} />
          </StepBadge>
          <h1 class="asked" dir="auto">
            {room.step.ask || room.step.invitation}
          </h1>
        </div>
        <Due desk={desk} />
        {face && (
          <div class="row small-clock">
            <Nudge desk={desk} by={-1} />
            <Ring face={face} size="5rem" />
            <Nudge desk={desk} by={1} />
          </div>
        )}
      </div>
      <Cue desk={desk} slim />
      {queues.length > 1 && (
        <fieldset class="tabs" aria-label={say("which_lines")}>
          {queues.map((q) => (
            <button
              key={q.key}
              type="button"
              class="tab"
              aria-pressed={q === queue}
              onClick={() => (key.value = q.key)}
            >
              {q.title || say("lines")} <span class="num">{q.rows.length}</span>
            </button>
          ))}
        </fieldset>
      )}
      {queue && <OnStage desk={desk} queue={queue} />}
      {queue && <Piles key={queue.key} desk={desk} queue={queue} />}
      <Shared blocks={blocks} />
      <Keys desk={desk} />
    </>
  );
}
