import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { mute, muted, unlock } from "../lib/bell";
import type { Face } from "../lib/clock";
import { Bell, BellOff, NoSignal } from "../lib/icons";
import { Ring } from "../lib/ring";
import { timeOfDay } from "../lib/words";
import type { Seat } from "./seat";
import { t } from "./words";

/** One phone page: a header, what matters, and the action in thumb reach. `dark`: the phone lies face down. */
export function Page({
  head,
  foot,
  dark,
  name,
  children,
}: {
  head?: ComponentChildren;
  foot?: ComponentChildren;
  dark?: boolean;
  name: string;
  children: ComponentChildren;
}): JSX.Element {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (dark) dataset.theme = "dark";
    else delete dataset.theme;
  }, [dark]);
  return (
    <div class={`phone ${name}`}>
      {head && <header>{head}</header>}
      <main>{children}</main>
      {foot && <footer>{foot}</footer>}
    </div>
  );
}

/** The ring, and one tap on it to mute the bell. */
export function Clock({ face, small, size }: { face: Face; small?: string; size?: string }): JSX.Element {
  const quiet = muted.value;
  const Sign = quiet ? BellOff : Bell;
  return (
    <div class="clock" style={size ? { "--size": size } : undefined}>
      <Ring face={face} {...(small && { small })} />
      <button
        type="button"
        class="hush"
        aria-label={t(quiet ? "unmute" : "mute")}
        onClick={() => {
          unlock();
          mute(!quiet);
        }}
      >
        <Sign />
      </button>
    </div>
  );
}

/** What is out of the ordinary, above everything else: no connection, back again, time given back, a message to all. */
export function Notices({ seat }: { seat: Seat }): JSX.Element {
  const { room, line, back, given, outbox } = seat;
  const offline = line.status.value === "offline" && room.value;
  const away = back.value;
  const message = room.value?.phase !== "closed" && room.value?.message;
  return (
    <div class="notices" role="status">
      {offline ? (
        <p class="banner">
          <NoSignal />
          <span>{t(outbox.lasting.value ? "offline" : "offline_memory")}</span>
        </p>
      ) : away ? (
        <p class="banner ok">
          <NoSignal />
          <span>
            {away.minutes ? t("back", { n: away.minutes }) : t("back_seconds")}{" "}
            <b>{t("back_since", { time: timeOfDay(away.since) })}</b>
          </span>
        </p>
      ) : given.value ? (
        <p class="banner ok">
          <Bell />
          <span>{t("given_back")}</span>
        </p>
      ) : null}
      {message && (
        <p class="banner">
          <Bell />
          <span>
            <b class="unseen">{t("host_says")}: </b>
            <span dir="auto">{message}</span>
          </span>
        </p>
      )}
    </div>
  );
}
