import type { JSX } from "preact";
import { isAround, standsBeside } from "../lib/before";
import { titleOf } from "../lib/cards";
import { digits, type Face } from "../lib/clock";
import { share } from "../lib/ring";
import { spaced } from "../lib/spaced";
import type { Block, Room } from "../lib/wire";
import type { Desk } from "./desk";
import { Sketch } from "./mini";
import { tallySays } from "./now";
import { lineByLine, wordsOf } from "./turns";
import { say } from "./words";

/** A ring without a voice: the large clock beside it speaks. */
function Dial({ face }: { face: Face }): JSX.Element {
  return (
    <div class={`ring ${face.state}`} style={{ "--p": share(face).toFixed(1) }}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle class="track" cx="50" cy="50" r="44" />
        <circle class="arc" cx="50" cy="50" r="44" pathLength="100" />
      </svg>
      <b>{face.state === "over" ? `+${digits(face.past)}` : digits(face.open ? face.past : face.left)}</b>
    </div>
  );
}

const spotOf = (blocks: readonly Block[]): string => {
  for (const block of blocks) {
    const card = block.cards.find((c) => c.id === block.spot);
    if (card) return wordsOf({ card });
  }
  return "";
};

/** The words that have the stage to themselves. */
function inTheMiddle({ step, blocks }: Room): readonly Block[] {
  return blocks.filter((block) => !step || !standsBeside(step, block.key, block.cards.length));
}

/** What is looked at while people write from it: a map, or columns into which they sorted. */
function isMap({ step }: Room, { key, show, cards }: Block): boolean {
  const sorted = (show === "plot" || show === "columns") && cards.some((card) => card.marking !== null);
  return sorted && step !== null && !isAround(step, key);
}

/** Whether everybody sees something in this block. */
const shows = (block: Block): boolean =>
  block.cards.length > 0 || block.ties.length > 0 || block.spread.some((count) => count > 0);

/** What the stage is about now: words that stand large, or what people gave, in the shape it has there. */
function stageWords(room: Room): { large: string; blocks: readonly Block[]; said?: boolean } {
  if (room.phase === "closed") return { large: say("mini_closed"), blocks: [] };
  const middle = inTheMiddle(room).filter(shows);
  const blocks = middle.length ? middle : room.blocks.filter((block) => isMap(room, block));
  const spot = spotOf(blocks);
  if (spot) return { large: spot, blocks: [], said: true };
  const [first] = blocks;
  const only = first?.cards[0];
  if (first && only && first.cards.length === 1 && (first.show === "wall" || first.show === "cards"))
    return { large: wordsOf({ card: only }), blocks: [], said: true };
  return { large: room.step?.invitation || room.step?.ask || room.title, blocks };
}

export function StageMini({ desk, wide }: { desk: Desk; wide?: boolean }): JSX.Element | null {
  const room = desk.room.value;
  const control = desk.control.value;
  const face = desk.face.value;
  if (!room || !control) return null;
  const { large, blocks, said } = stageWords(room);
  const lobby = room.phase === "lobby";
  const list = blocks.flatMap((block) => block.cards.map(titleOf)).filter(Boolean);
  const heard = lobby ? `${say("code")} ${spaced(control.code)}` : list.slice(0, 5).join(". ") || large;
  return (
    <div class={wide ? "mini st wide" : "mini st"} role="img" aria-label={`${say("stage_shows")}: ${heard}`}>
      {lobby ? (
        <span class="joins">
          <b class="num">{spaced(control.code)}</b>
          <small>{say("here_n", { n: room.people })}</small>
        </span>
      ) : blocks.length ? (
        <Sketch blocks={blocks} />
      ) : (
        <span class="clip" dir="auto">
          {lineByLine(large)}
        </span>
      )}
      {face && !lobby && !blocks.length && !said && <Dial face={face} />}
      {room.message && <span class="telling">{room.message}</span>}
    </div>
  );
}

export function PhoneMini({ desk }: { desk: Desk }): JSX.Element | null {
  const room = desk.room.value;
  const face = desk.face.value;
  if (!room) return null;
  const { step } = room;
  const words =
    room.phase === "lobby" ? say("mini_lobby") : room.phase === "closed" ? say("mini_closed") : (step?.ask ?? "");
  return (
    <div
      class={step?.talk ? "mini ph talk" : "mini ph"}
      role="img"
      aria-label={`${say("phones_show")}: ${step?.talk ? `${say("mini_talk")} ` : ""}${words}`}
      data-theme={step?.talk ? "dark" : undefined}
    >
      {face ? <Dial face={face} /> : <span />}
      <span class="clip" dir="auto">
        {step?.talk && <b>{say("mini_talk")} </b>}
        {words}
      </span>
      {step?.writes ? (
        <span class="form">
          <u />
          <u />
          <u />
          <span class="pen" />
        </span>
      ) : (
        <span />
      )}
    </div>
  );
}

/** What everybody else has before their eyes, so that nobody need turn round to look. */
export function Looks({ desk }: { desk: Desk }): JSX.Element {
  const tally = desk.control.value?.tally;
  return (
    <section class="looks" aria-label={say("what_they_see")}>
      <div>
        <h2>{say("phones")}</h2>
        <PhoneMini desk={desk} />
      </div>
      <div>
        <h2>{say("stage")}</h2>
        <StageMini desk={desk} />
        {tally && tallySays(tally) && <p class="small soft num">“{tallySays(tally)}”</p>}
      </div>
    </section>
  );
}
