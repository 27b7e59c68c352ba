import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { ring } from "../lib/bell";
import { Bell, Mark } from "../lib/icons";
import type { Room } from "../lib/wire";
import { and } from "../lib/words";
import { Clock, Page } from "./page";
import type { Seat } from "./seat";
import { t } from "./words";

/** Out of the way, but there: people do have trains to catch. */
export function Leave({ seat }: { seat: Seat }): JSX.Element {
  const asking = useSignal(false);
  if (!asking.value)
    return (
      <button
        type="button"
        class="btn bare small"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("leave")}
      </button>
    );
  return (
    <section class="card" aria-label={t("leave_ask")}>
      <p>
        <b>{t("leave_ask")}</b>
      </p>
      <p class="soft">{t("leave_says")}</p>
      <div class="row fill">
        <button type="button" class="btn" onClick={() => void seat.do({ do: "leave" })}>
          {t("leave_yes")}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            asking.value = false;
          }}
        >
          {t("leave_no")}
        </button>
      </div>
    </section>
  );
}

/** Seated, nothing to do: who is here, how it goes, and the bell to try. */
export function Lobby({ seat, room }: { seat: Seat; room: Room }): JSX.Element {
  const own = seat.own.value;
  const here = seat.group.value?.group;
  const face = seat.face.value;
  const names = here?.members.filter((one) => one.seat !== own?.seat).map((one) => one.name) ?? [];
  return (
    <Page
      name="lobby"
      head={
        <div class="crown">
          <div class="where">
            {room.subtitle && <h2>{room.subtitle}</h2>}
            <p class="title" dir="auto">
              {room.title}
            </p>
          </div>
          {face ? <Clock face={face} small={t("to_start")} size="5rem" /> : <Mark />}
        </div>
      }
      foot={
        <>
          <button type="button" class="btn" onClick={() => ring("try")}>
            <Bell />
            {t("try_bell")}
          </button>
          <p class="small soft">{t("keep_open")}</p>
        </>
      }
    >
      <div class="card seat">
        <h1>{t(here ? "sit_at" : "you_in", { name: own?.name ?? "" })}</h1>
        {here && <p class="place">{[here.label, here.where].filter(Boolean).join(", ")}</p>}
        <p class="soft">{names.length ? t("with", { names: and(names) }) : t("starts_soon")}</p>
      </div>
      <p>
        <b>{t("here", { n: room.people })}</b>
      </p>
      <section class="push">
        <h2 class="label">{t("how")}</h2>
        <ol class="list">
          {(["how_1", "how_2", "how_3"] as const).map((key, at) => (
            <li key={key}>
              <span class="place-n">{at + 1}</span>
              {t(key)}
            </li>
          ))}
        </ol>
      </section>
      <Leave seat={seat} />
    </Page>
  );
}

/** No step just now. */
export function Between({ seat, room }: { seat: Seat; room: Room }): JSX.Element {
  return (
    <Page
      name="between"
      head={
        <div class="crown still">
          <h2>{room.title}</h2>
        </div>
      }
    >
      <div class="middle">
        <Mark />
        <h1 class="ask">{t("between")}</h1>
        <p class="soft">{room.coming ? t("next", { what: room.coming }) : t("between_says")}</p>
      </div>
      <Leave seat={seat} />
    </Page>
  );
}
