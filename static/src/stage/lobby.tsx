import type { JSX } from "preact";
import { Mark } from "../lib/icons";
import { Qr, useDrawing } from "../lib/qr";
import { spaced } from "../lib/spaced";
import type { Room, Stage } from "../lib/wire";
import { timeOfDay } from "../lib/words";
import { address, Fit, Frame } from "./frame";
import { newest } from "./paging";
import { t } from "./words";

/** The day and the time where the stage stands. */
export function today(now: number): string {
  const day = new Date(now).toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long" });
  return `${day}, ${timeOfDay(now)}`;
}

/** The address that a phone opens: the code travels in the fragment, which no server log ever sees. */
export function joinLink(stage: Stage): string {
  return `${stage.url.replace(/\/(join)?\/?$/, "")}/join#${stage.code}`;
}

/** A long code on two lines, so that each can be large: "wren maple" above "coin 527". */
export function inTwo(code: string): string[] {
  const cuts = [...code.matchAll(/ /g)].map((found) => found.index);
  const cut = cuts.reduce(
    (best, at) => (Math.abs(at - code.length / 2) < Math.abs(best - code.length / 2) ? at : best),
    0,
  );
  return code.length < 12 || cut === 0 ? [code] : [code.slice(0, cut), code.slice(cut + 1)];
}

export function Lobby(props: { room: Room; stage: Stage | null; token: string; now: number }): JSX.Element {
  const { room, stage } = props;
  const drawn = useDrawing(stage ? joinLink(stage) : "", props.token);
  const names = stage?.names ?? [];
  const code = inTwo(spaced(stage?.code ?? ""));
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
            <b class="num">
              {room.people ? t("here", { n: room.people }) : t("nobody")}
              {room.people > shown.length && shown.length > 0 && <span class="soft">{t("newest")}</span>}
            </b>
            {shown.length > 0 && (
              <p class="came">
                {shown.map((name, at) => (
                  // Two people may have one name: their place tells them apart.
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
            <b class="code" style={{ "--code": String(Math.max(...code.map((part) => part.length))) }}>
              {code.map((part) => (
                <span key={part}>{part}</span>
              ))}
            </b>
            <span class="how">
              {t("camera")}
              <br />
              {t("or_go")} <b>{address(stage.url)}</b>
            </span>
          </div>
        )}
      </main>
    </Frame>
  );
}
