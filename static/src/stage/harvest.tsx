import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Face } from "../lib/clock";
import { placed } from "../lib/faces/geometry";
import { FarKey } from "../lib/faces/plot";
import { contested } from "../lib/faces/sorting";
import { t as tf } from "../lib/faces/words";
import type { Block, Stage, StepFace } from "../lib/wire";
import { Heads, Shown } from "./blocks";
import { Door, Fit, Frame, Turns, useField, useTurn } from "./frame";
import { ordinal, tieSays } from "./rank";
import { type Sheet, sheetsOf } from "./sheets";
import { Corner, counts, Done, Where } from "./step";
import { t } from "./words";

/** Seconds for which a page of people's words stands: long enough to read it aloud. */
export const READ = 15;

/** What people said: the one thing in the light, else everything, page by page. */
export function Harvest(props: {
  step: StepFace;
  stage: Stage | null;
  blocks: readonly Block[];
  face: Face | null;
}): JSX.Element {
  const { step, face, stage } = props;
  const [field, measure] = useField();
  const { blocks } = props;
  const spotted = blocks.find((block) => block.cards.some((card) => card.id === block.spot));
  // The clock redraws this each second; the pages change only with the words.
  const sheets = useMemo(() => sheetsOf(spotted ? [spotted] : blocks, field), [blocks, spotted, field]);
  const at = useTurn(sheets.length, READ, `${step.key} ${spotted?.spot ?? ""}`);
  const sheet = sheets[at];
  const question = step.invitation || sheet?.block.title || step.ask;
  // What to look for goes with what is looked at.
  const says = step.ask !== question && !sheet?.spot ? step.ask : "";
  // While people still write, the one line above says what to do; the question stands on their phones.
  const asked = step.writes && step.ask ? step.ask : step.invitation !== step.structure ? step.invitation : "";
  const ranking = sheet?.block.show === "ranking" && !sheet.spot;
  return (
    <Frame
      class="harvest"
      header={
        <>
          <Where step={step} />
          <Corner face={face} />
        </>
      }
      footer={
        <>
          {step.writes && stage && counts(stage.tally) && <Done tally={stage.tally} brief />}
          {sheet && <Below sheet={sheet} />}
          <Turns at={at} of={sheets.length} />
          <Door stage={stage} />
        </>
      }
    >
      <main>
        {sheet?.spot && asked && (
          <h1 class="asked">
            <bdi>{asked}</bdi>
          </h1>
        )}
        {sheet && !sheet.spot && (
          <div class="task">
            <Fit
              class="ask-line"
              most={sheet.block.canvas ? 2.3 : question.length > 45 ? 2.8 : 3.4}
              least={2}
              on={`${question}|${says}`}
            >
              <h1>
                <bdi>{question}</bdi>
              </h1>
              {says && (
                <p>
                  <bdi>{says}</bdi>
                </p>
              )}
            </Fit>
            {ranking && <Heads block={sheet.block} />}
          </div>
        )}
        <div class="fill" ref={measure} key={sheet ? `${sheet.block.key} ${at} ${sheet.spot && sheet.block.spot}` : ""}>
          {sheet && <Shown sheet={sheet} asks={sheet.spot ? asked : question} />}
        </div>
      </main>
    </Frame>
  );
}

/** What there is to know about the words above: ties, how many are shown, how many wait with the host. */
function Below({ sheet: { block, cards, spot } }: { sheet: Sheet }): JSX.Element {
  const tie = !spot && block.show === "ranking" ? tieSays(cards) : undefined;
  const shown = new Set(cards.map((card) => card.id));
  const plotted = block.show === "plot" && block.canvas?.kind !== "line";
  const far = plotted && placed(block).some((one) => one.apart && shown.has(one.card.id));
  const differ = block.show === "columns" ? block.cards.filter((card) => contested(card.marking)).length : 0;
  return (
    <>
      {tie && (
        <span class="tells">
          <b>{t("tie", { count: tie.count, place: ordinal(tie.place) })}</b> {tie.split && t("tie_split")}{" "}
          {t("tie_talk")}
        </span>
      )}
      {block.show === "spread" && !spot && (
        <b class="num">{t("answers", { n: block.spread.reduce((sum, count) => sum + count, 0) })}</b>
      )}
      {far && (
        <ul>
          <FarKey />
        </ul>
      )}
      {differ > 0 && <b class="differs num">{tf("differ_on", { n: differ })}</b>}
      {!tie && block.more > 0 && !spot && (
        <span class="num">{t("shown_of", { n: block.cards.length, of: block.cards.length + block.more })}</span>
      )}
      {!tie && block.waiting > 0 && <span class="num">{t("held", { n: block.waiting })}</span>}
    </>
  );
}
