import type { JSX } from "preact";
import { standsBeside } from "../lib/before";
import { digits, type Face } from "../lib/clock";
import { Soon } from "../lib/lazy";
import { CardView } from "../lib/lines";
import type { Block, Clock as ClockValue, FormFace, Own, Room, StepFace } from "../lib/wire";
import { BlockView, Fold } from "./blocks";
import { Crown, Live, Parts, Question, Topic, Turn, Whereabouts } from "./company";
import { Foot } from "./foot";
import { phoneLate } from "./later";
import { Clock, Page } from "./page";
import type { Seat } from "./seat";
import { t } from "./words";
import { useEntry, Writer } from "./writer";

const filled = (blocks: readonly Block[]) =>
  blocks.filter((block) => block.cards.length || block.spread.length || block.waiting || block.ties.length);

const mine = (block: Block) => block.key.startsWith("own:");
const isList = (block: Block) => block.show === "cards" || block.show === "wall";

/** When the bell will call people back. */
function bellSays(clock: ClockValue | null, face: Face | null): string {
  if (!clock || clock.open) return t("rings_host");
  return t(clock.total > 90 && (face?.left ?? 99) > 60 ? "rings_minute" : "rings_end");
}

export function StepScreen({ seat, room, step }: { seat: Seat; room: Room; step: StepFace }): JSX.Element {
  const own = seat.own.value;
  const group = seat.group.value;
  const face = seat.face.value;
  const noting = seat.noting.value === step.key;
  const hasForm = own?.form != null;
  const writes = own?.may === "write" && hasForm && own.settled === "";
  const settled = own?.may === "write" && hasForm && own.settled !== "";
  const open = writes && (!step.talk || noting);
  const entry = useEntry(seat, step, own, open);
  const dark = step.talk && !open;

  const scribe = step.writes === "scribe";
  const due = room.clock?.due ?? 0;
  const form = own?.form;
  const marks = form?.marks ?? false;
  const live = scribe && own?.may !== "look" && !open && group && (!step.talk || group.words.length > 0);
  const told = [...(group?.blocks ?? []), ...(own?.blocks ?? []).filter((block) => !mine(block))];
  // Words that stand in the form or in the group's live text need not stand on the screen twice,
  const twice = new Set(
    [...(open ? (own?.mine ?? []) : []), ...(live && group ? group.words : [])].map((one) => one.id),
  );
  // nor those that are marked, or stand on a map, in a plain list as well.
  const seen = new Set(
    [
      ...(form && marks && (open || live) ? form.items : []),
      ...[...told, ...room.blocks].flatMap((block) => (isList(block) ? [] : block.cards)),
    ].map((one) => one.id),
  );
  const once = (block: Block) =>
    block.show === "commitments"
      ? block
      : { ...block, cards: block.cards.filter((card) => !twice.has(card.id) && !(isList(block) && seen.has(card.id))) };
  const beside = room.blocks.filter((block) => standsBeside(step, block.key, block.cards.length));
  const pinned = filled([...beside.map(once), ...room.pinned]);
  const blocks = room.blocks.filter((block) => !beside.includes(block));
  const ours = blocks.map(once);
  // What only my part in this turn may see (the client reads what helped) stands open, as what the group sees does.
  const theirs = filled(told.map(once));
  const shared = [...theirs, ...filled(ours)];
  const notes = filled((own?.blocks ?? []).filter(mine).map(once));
  const picks = open && own.form?.fields.some((field) => field.kind === "pick");
  // Own words stand open where there is time to read them.
  const reading = notes.length > 0 && !step.talk;
  // A step with nothing to look at rests: the question, the clock, and whom to turn to.
  const rests =
    !open &&
    !settled &&
    !shared.length &&
    !reading &&
    !own?.dealt &&
    !(live && (marks || !step.talk)) &&
    !step.roams &&
    face !== null;
  const grouped = (group?.group?.members.length ?? 0) > 1;
  const help =
    grouped ||
    (own !== null &&
      step.kind === "structure" &&
      !group?.group &&
      step.trail.some((s) => s.state === "now" && s.sign !== "1" && s.sign !== "A"));

  // The clock gives way to what else stands here, so that the last line stays in sight.
  const topic = group?.group?.topic || group?.group?.ask;
  const company = [live || notes.length || step.turns, own?.role, own?.role && own.says, topic, pinned.length];
  const clockHigh = Math.max(14, 27 - 5 * company.filter(Boolean).length);

  // What is written about comes before the form; what is being gathered (promises) below it.
  // So does what others put down in this very step: the question is for me first.
  const gathered = (block: Block) =>
    block.show === "commitments" || (open && block.key.endsWith(`:${step.key.slice(step.key.lastIndexOf("/") + 1)}`));
  const before = !blocks.every(gathered);
  const common =
    !(picks && blocks.every((block) => block.show === "cards")) &&
    filled(ours).map((block) => (
      <BlockView key={block.key} block={block} bare={shared.length === 1} asks={step.invitation} />
    ));

  return (
    <Page
      name={`step${rests ? " rests" : ""}`}
      dark={dark}
      head={<Crown step={step} face={face} still={rests} />}
      foot={
        <Foot seat={seat} step={step} own={own} group={group} entry={entry} help={help} open={open} due={due > 0} />
      }
    >
      <Question
        step={step}
        own={own}
        dense={!rests && (shared.length > 0 || Boolean(own?.dealt) || marks || (own?.form?.fields.length ?? 0) > 1)}
      />
      {due > 0 && <Soon part={phoneLate} pick={(late) => late.Due} with={{ room, step, due }} />}
      <Parts group={group} own={own} />
      {!step.roams && <Topic group={group} />}
      {!rests && !step.roams && <Whereabouts step={step} group={group} own={own} />}
      {!rests && step.turns && own && group && face && <Turn group={group} own={own} face={face} />}
      {pinned.length > 0 && (
        <Fold title={t("pinned")} open={open && blocks.some(gathered)}>
          {pinned.map((block) => (
            <BlockView key={block.key} block={block} />
          ))}
        </Fold>
      )}
      {rests && face && (
        <div class="rest">
          <Clock
            face={face}
            size={`max(min(8rem, 75vw), min(15.5rem, 60vw, ${clockHigh}vh))`}
            small={face.state === "over" ? "" : t(face.open ? "about_total" : "of_total", { time: digits(face.total) })}
          />
          <div>
            {step.turns && own && group && <Turn group={group} own={own} face={face} />}
            <Whereabouts step={step} group={group} own={own} large={!step.turns} />
          </div>
        </div>
      )}
      {step.roams && room.market.length > 0 && (
        <Soon part={phoneLate} pick={(late) => late.Market} with={{ seat, room, step }} />
      )}
      {own?.dealt && (
        <section aria-label={t("read_card")}>
          <CardView card={own.dealt} large />
        </section>
      )}
      {live &&
        group &&
        (marks && own?.form ? (
          <Soon part={phoneLate} pick={(late) => late.LiveMarks} with={{ group, form: own.form, seat: own.seat }} />
        ) : (
          <Live group={group} seat={own?.seat} />
        ))}
      {!picks &&
        theirs.map((block) => (
          <BlockView key={block.key} block={block} bare={shared.length === 1} asks={step.invitation} />
        ))}
      {!picks &&
        notes.length > 0 &&
        (reading ? (
          notes.map((block) => <BlockView key={block.key} block={block} bare />)
        ) : (
          <Fold title={t("your_notes", { n: notes.reduce((n, block) => n + block.cards.length, 0) })}>
            {notes.map((block) => (
              <BlockView key={block.key} block={block} bare />
            ))}
          </Fold>
        ))}
      {before && common}
      {open && entry && <Writer entry={entry} own={own as Own & { form: FormFace }} seat={seat} />}
      {open && marks && (
        <Soon
          part={phoneLate}
          pick={(late) => late.Marks}
          with={{ seat, step, own: own as Own & { form: FormFace } }}
        />
      )}
      {open && own.form && own.form.readers.record === "never" && (
        <Soon part={phoneLate} pick={(late) => late.AloneForm} with={{ seat, step: step.key, form: own.form }} />
      )}
      {settled && own && (
        <Soon
          part={phoneLate}
          pick={(late) => late.Settled}
          with={{ own, seat, step: step.key, coming: room.coming, due: due > 0 }}
        />
      )}
      {!before && common}
      {(rests || dark) && <Rest step={step} room={room} own={own} face={face} reads={own?.role ? shared : theirs} />}
    </Page>
  );
}

/** The line that lets people put the phone away. */
function Rest({
  step,
  room,
  own,
  face,
  reads,
}: {
  step: StepFace;
  room: Room;
  own: Own | null;
  face: Face | null;
  reads: readonly Block[];
}): JSX.Element {
  const over = face?.state === "over";
  const sign = step.trail.find((one) => one.state === "now")?.sign;
  const says = over
    ? "over_time"
    : step.kind !== "structure" || (step.talk && sign === "A")
      ? "look_up"
      : reads.length > 0
        ? "phone_read"
        : own?.role && step.writes !== "scribe"
          ? "phone_away"
          : step.talk
            ? "phone_down"
            : "just_think";
  return (
    <p class="away">
      <b>{t(says)}</b>
      {!over && <span class="soft">{bellSays(room.clock, face)}</span>}
    </p>
  );
}
