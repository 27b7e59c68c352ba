import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { BlockView } from "../../lib/cards";
import { Calendar, Down } from "../../lib/icons-late";
import { titleOf } from "../../lib/lines";
import { local } from "../../lib/links";
import type { Block, Card, Commitment, Own, Room } from "../../lib/wire";
import { t as coming, dayName } from "../../lib/words";
import { useAnswers } from "../../me/answers";
import { PROMISES, Promises } from "../../me/promises";
import { Gone, KEPT, Rights } from "../../me/rights";
import { Page } from "../page";
import type { Seat } from "../seat";
import { calendar, give, keepsake } from "./files";
import { SignedAll } from "./naming";
import { t } from "./words";

/** Lines of one decision that stand there at once: one's own notes must not be a walk away. */
const FIRST = 7;

/** A page that one has just come to stands without waiting longer for what became of one's promises. */
const PATIENCE_MS = 4000;

/** After the session: what we decided, my notes, my commitments. Mine to keep. */
export function Closed({ seat, room, own }: { seat: Seat; room: Room; own: Own | null }): JSX.Element {
  const commitments = own?.commitments ?? [];
  const notes = own?.notes ?? [];
  const kept = seat.notes.value;
  const count = notes.reduce((n, block) => n + block.cards.length, 0);
  const erased = useSignal(false);
  // Each part comes when all above it are there, so that nothing moves down under a finger.
  const come = useAnswers(seat.token, [...(commitments.length ? [PROMISES] : []), KEPT], PATIENCE_MS);
  const above = commitments.length ? 1 : 0;
  const [promised, counted] = [come[0], come[above]] as never[];
  const title = [room.title, room.subtitle].filter(Boolean).join(", ");
  if (erased.value)
    return (
      <Page name="closed">
        <Gone />
      </Page>
    );
  return (
    <Page
      name="closed"
      head={
        <div>
          <h2 class="label" dir="auto">
            {t("ended", { title: room.title })}
          </h2>
          <h1 class="ask">{t("thanks", { name: own?.name ?? "" })}</h1>
        </div>
      }
      foot={
        own &&
        (count + kept.length > 0 || commitments.length > 0 || room.decided.length > 0) && (
          <>
            <button
              type="button"
              class="btn main"
              onClick={() => give("tingsha.txt", "text/plain;charset=utf-8", keepsake(room, own, kept))}
            >
              <Down />
              {t("save_all")}
            </button>
            <p class="small soft">{t("only_you")}</p>
          </>
        )
      }
    >
      {above > 0 && come.length > 0 && (
        <Promises
          token={seat.token}
          first={promised}
          otherwise={<Said commitments={commitments} title={title} seat={own?.seat ?? 0} />}
        />
      )}
      {come.length >= above && <Lines room={room} notes={notes} kept={kept} />}
      {come.length >= above && <SignedAll seat={seat} />}
      {come.length > above ? (
        <Rights
          here
          token={seat.token}
          first={counted}
          gone={() => {
            forget(seat.token);
            erased.value = true;
          }}
        />
      ) : (
        <p key={come.length} class="soft" role="status">
          {coming("part_coming")}
        </p>
      )}
    </Page>
  );
}

/** What we decided, and one's own notes. */
function Lines(props: { room: Room; notes: readonly Block[]; kept: readonly string[] }): JSX.Element {
  const { room, notes, kept } = props;
  const count = notes.reduce((n, block) => n + block.cards.length, kept.length);
  return (
    <>
      <section>
        <h2 class="label">{t("decided")}</h2>
        {room.decided.length === 0 && <p class="soft">{t("no_decided")}</p>}
        {room.decided.map((block) => (
          <div key={block.key}>
            {room.decided.length > 1 && <h3>{block.title}</h3>}
            <Cards cards={block.cards.slice(0, FIRST)} />
            {block.cards.length > FIRST && (
              <details class="fold">
                <summary>{t("more_lines", { n: block.cards.length - FIRST })}</summary>
                <Cards cards={block.cards.slice(FIRST)} after={FIRST} />
              </details>
            )}
          </div>
        ))}
      </section>
      <section>
        <h2 class="label">{t("my_notes")}</h2>
        {count === 0 ? (
          <p class="soft">{t("no_notes")}</p>
        ) : (
          <details class="fold">
            <summary>{t("notes", { n: count })}</summary>
            {notes.map((block) => (
              <BlockView key={block.key} block={block} />
            ))}
            {kept.length > 0 && (
              <section class="block">
                <h2>{t("kept_notes")}</h2>
                <ul>
                  {kept.map((words) => (
                    <li key={words} class="card voice" dir="auto">
                      {words}
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </details>
        )}
      </section>
    </>
  );
}

function Cards({ cards, after = 0 }: { cards: readonly Card[]; after?: number }): JSX.Element {
  return (
    <ol class="list" start={after + 1}>
      {cards.map((card, at) => (
        <li key={card.id}>
          <span class="place-n">{card.score?.place ?? after + at + 1}</span>
          <span dir="auto">
            {card.by && <b>{card.by}: </b>}
            {titleOf(card)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Takes everything of this seat off the phone. */
function forget(token: string): void {
  local.removeItem("tingsha.seat");
  try {
    for (const key of Object.keys(localStorage)) if (key.endsWith(token)) local.removeItem(key);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** What was said, as the session has it: without an answer from the house, that is all there is. */
function Said(props: { commitments: readonly Commitment[]; title: string; seat: number }): JSX.Element {
  return (
    <>
      {props.commitments.map((one, at) => (
        <section key={one.what} class="card promise">
          <h2 class="label">{t("my_commitment", { n: 1 })}</h2>
          <p class="voice" dir="auto">
            {one.what}
          </p>
          {(one.when || one.with_whom) && (
            <p class="note">
              <Calendar />
              <span>
                {one.when && <b>{dayName(one.when)}</b>}
                {one.when && one.with_whom && ", "}
                {one.with_whom && t("with_whom", { name: one.with_whom })}
              </span>
            </p>
          )}
          {one.when && (
            <button
              type="button"
              class="btn"
              onClick={() =>
                give(
                  "tingsha.ics",
                  "text/calendar;charset=utf-8",
                  calendar(one, props.title, `${props.seat}-${at}-${one.when}`),
                )
              }
            >
              {t("to_calendar")}
            </button>
          )}
        </section>
      ))}
    </>
  );
}
