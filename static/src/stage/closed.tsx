import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { Mark } from "../lib/icons";
import type { Room } from "../lib/wire";
import { Heads, Shown } from "./blocks";
import { Fit, Frame, Turns, useField, useTurn } from "./frame";
import { READ } from "./harvest";
import { today } from "./lobby";
import { hasWords } from "./scene";
import { sheetsOf } from "./sheets";
import { t } from "./words";

/** The end: what we decided, page by page, or a quiet goodbye when nothing was left behind. */
export function Closed({ room, now }: { room: Room; now: number }): JSX.Element {
  const [field, measure] = useField();
  const pages = useMemo(() => sheetsOf(room.decided.filter(hasWords), field), [room, field]);
  const at = useTurn(pages.length, READ, "closed");
  const page = pages[at];
  return (
    <Frame
      class={page ? `harvest closed ${page.spot ? "" : page.block.show}` : "step plain"}
      header={
        <>
          <Mark class="logo" />
          <b>
            <bdi>{room.title}</bdi>
          </b>
          <span class="end num">{today(now)}</span>
        </>
      }
      footer={
        <>
          <span>{t("closed_small")}</span>
          <Turns at={at} of={pages.length} />
        </>
      }
    >
      {page ? (
        <main>
          <div class="task">
            <h1 class="decided">{t("decided")}</h1>
            {page.block.title && (
              <p class="what">
                <bdi>{page.block.title}</bdi>
              </p>
            )}
            {page.block.show === "ranking" && <Heads block={page.block} />}
          </div>
          <div class="fill" ref={measure} key={`${page.block.key} ${at}`}>
            <Shown sheet={page} asks={page.block.title} />
          </div>
        </main>
      ) : (
        <main>
          <Fit class="says" most={8} least={3} on={room.title}>
            <h1 class="big">{t("closed")}</h1>
            <p class="ask-now">{t("thanks")}</p>
          </Fit>
        </main>
      )}
    </Frame>
  );
}
