import type { JSX } from "preact";
import { Mark } from "../lib/icons";
import { Qr, useDrawing } from "../lib/qr";
import type { Room, Stage } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { address, Fit, Frame, spaced } from "./frame";
import { newest } from "./paging";
import { t } from "./words";

/** The day and the time where the stage stands. */
export function today(now: number): string {
  const day = new Date(now).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  return `${day}, ${timeOfDay(now)}`;
}

/** The address that a phone opens: the code travels in the fragment, which no server log ever sees. */
export function joinLink(stage: Stage): string {
  return stage.url.includes("#") ? stage.url : `${stage.url.replace(/\/$/, "")}/join#${stage.code}`;
}

export function Lobby(props: { room: Room; stage: Stage | null; token: string; now: number }): JSX.Element {
  const { room, stage } = props;
  const drawn = useDrawing(stage ? joinLink(stage) : "", props.token);
  const names = stage?.names ?? [];
  // Names stand in five lines of what is left beside the door; whoever came before the newest is counted.
  const { shown, before } = newest(names, 5 * 27);
  return (
    <Frame
      class="lobby"
      header={
        <>
          <Mark class="logo" />
          <b>Tingsha</b>
          <span class="end num">{today(props.now)}</span>
        </>
      }
      footer={<span>{t("no_account")}</span>}
    >
      <main>
        <div class="welcome">
          <Fit class="name" most={8} least={2.6} on={`${room.title} ${room.subtitle}`}>
            <h1>{room.title}</h1>
            {room.subtitle && <p class="when">{room.subtitle}</p>}
          </Fit>
          <div class="arrived" aria-live="polite">
            <b class="num">{room.people ? t("here", { n: room.people }) : t("nobody")}</b>
            {shown.length > 0 && (
              <p class="came">
                {before > 0 && <span class="soft">{t("before", { n: before })}</span>}
                {shown.map((name, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name
                  <span key={`${before + at}`} class={at === shown.length - 1 ? "newest" : ""}>
                    <bdi>{name}</bdi>
                  </span>
                ))}
              </p>
            )}
          </div>
        </div>
        {stage && (
          <div class="door" data-theme="light">
            <Qr drawn={drawn} label={t("qr", { address: address(stage.url), code: spaced(stage.code) })} />
            <b class="code" style={{ "--code": String(spaced(stage.code).length) }}>
              {spaced(stage.code)}
            </b>
            <span class="how">
              {t("camera")}
              <br />
              <b>{address(stage.url)}</b>
            </span>
          </div>
        )}
      </main>
    </Frame>
  );
}
