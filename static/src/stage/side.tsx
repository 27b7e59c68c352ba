import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Face } from "../lib/clock";
import type { Room, Stage, Stall, StepFace } from "../lib/wire";
import { and } from "../lib/words";
import { lines } from "./fit";
import { Door, Fit, Frame, Turns, useField, useTurn } from "./frame";
import { type Lane, lanesAbreast } from "./lanes";
import { GAP, pagesOf, roomiest, sizes } from "./paging";
import { TURN } from "./scene";
import { Corner, counts, Done, Where } from "./step";
import { t } from "./words";

/** Labels that are named; more are counted, so that a panel stays a panel. */
const NAMED = 4;
const who = (groups: readonly string[]): string =>
  groups.length > NAMED ? t("groups", { n: groups.length }) : and(groups);

/** What a step says that goes on in several places at once: the question above, the places below. */
function Panels(props: {
  class: string;
  step: StepFace;
  stage: Stage | null;
  face: Face | null;
  footer: JSX.Element | null;
  children: JSX.Element;
  measure: (box: HTMLElement | null) => void;
}): JSX.Element {
  const { step, stage, face } = props;
  return (
    <Frame
      class={`finding ${props.class}`}
      header={
        <>
          <Where step={step} />
          <Corner face={face} />
        </>
      }
      footer={
        <>
          {props.footer}
          <Door stage={stage} />
        </>
      }
    >
      <main>
        <div class="task">
          <Fit class="ask-line" most={3.8} least={2.2} on={`${step.ask}|${step.invitation}`}>
            <h1>
              <bdi>{step.invitation || step.ask}</bdi>
            </h1>
            {step.ask && step.invitation && (
              <p>
                <bdi>{step.ask}</bdi>
              </p>
            )}
          </Fit>
        </div>
        <div class="fill" ref={props.measure}>
          {props.children}
        </div>
      </main>
    </Frame>
  );
}

/** Four lanes are four panels: each with its own name, its own prompt, and the tables that are in it. */
export function Lanes(props: { step: StepFace; stage: Stage; face: Face | null; lanes: readonly Lane[] }): JSX.Element {
  const { step, stage, face, lanes } = props;
  const [, measure] = useField();
  const columns = lanesAbreast(lanes.length);
  return (
    <Panels
      class="side"
      step={step}
      stage={stage}
      face={face}
      measure={measure}
      footer={counts(stage.tally) ? <Done tally={stage.tally} brief /> : null}
    >
      <Fit class="lanes-fit" most={3} least={1.5} on={lanes.map((lane) => lane.topic + lane.ask).join()}>
        <ol class="lanes" style={{ "--columns": String(columns) }}>
          {lanes.map((lane) => (
            <li key={lane.topic + lane.ask}>
              {lane.topic && (
                <h2>
                  <bdi>{lane.topic}</bdi>
                </h2>
              )}
              <p>
                <bdi>{lane.ask}</bdi>
              </p>
              <small>
                <bdi>{who(lane.groups)}</bdi>
              </small>
            </li>
          ))}
        </ol>
      </Fit>
    </Panels>
  );
}

/** Where one may go now: each topic with its place, and how many are there. */
export function Market(props: { room: Room; step: StepFace; stage: Stage | null; face: Face | null }): JSX.Element {
  const { room, step, stage, face } = props;
  const [field, measure] = useField();
  const { market } = room;
  const laid = useMemo(() => {
    const columns = market.length < 3 ? Math.max(1, market.length) : market.length < 5 ? 2 : 3;
    const inner = (field.wide - GAP * (columns - 1)) / columns - 3.4;
    const high = (stall: Stall, size: number) =>
      Math.min(3, lines(stall.topic || stall.label, inner / size)) * 1.2 * size + 2.2 + 3.4;
    const rows = [...Array(Math.ceil(market.length / columns)).keys()].map((n) =>
      market.slice(n * columns, (n + 1) * columns),
    );
    const fitted = roomiest(sizes(3.4, 2), (size) => ({
      size,
      pages: pagesOf(rows, field.high + GAP, (row) => Math.max(...row.map((stall) => high(stall, size))) + GAP),
    }));
    return { columns, size: fitted.size, pages: fitted.pages.map((page) => page.flat()) };
  }, [market, field]);
  const at = Math.min(useTurn(laid.pages.length, TURN, step.key), Math.max(0, laid.pages.length - 1));
  return (
    <Panels
      class="side"
      step={step}
      stage={stage}
      face={face}
      measure={measure}
      footer={
        <>
          <span>
            <b>{t("move_freely")}</b> {t("phone_where")}
          </span>
          <Turns at={at} of={laid.pages.length} />
        </>
      }
    >
      <ul class="market" style={{ "--columns": String(laid.columns), "--name": `${laid.size.toFixed(2)}cqi` }}>
        {(laid.pages[at] ?? []).map((stall) => (
          <li key={stall.number}>
            <h2>
              <bdi>{stall.topic || stall.label}</bdi>
            </h2>
            <p>
              <bdi>
                {[stall.topic && stall.label, stall.where || (stall.link && t("on_phone"))].filter(Boolean).join(", ")}
              </bdi>
              <b class="num">{stall.people ? t("there", { n: stall.people }) : t("nobody_there")}</b>
            </p>
          </li>
        ))}
      </ul>
    </Panels>
  );
}
