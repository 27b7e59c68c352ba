import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Qr, useDrawing } from "../../../lib/qr";
import type { Desk } from "../../desk";
import { Copy, To, Trouble, useAsked } from "../../pieces";
import { Frame } from "../frame";
import { Sheet } from "../sheet";
import { type Brief, type Listed, Surveying, WAVES, type Wave } from "./asks";
import { Make } from "./make";
import { t } from "./words";

/** The surveys of a community: made, opened, closed; and how people come to them. */
export function SurveysPage({ desk, id }: { desk: Desk; id: string }): JSX.Element {
  const surveying = new Surveying(desk);
  const { value, failed, again } = useAsked<Listed>(() => surveying.all(id), id, 10_000);
  const [making, make] = useState(false);
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("surveys")}</h1>
        {failed ? (
          <Trouble what={t("fail_list")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const none = value.surveys.length === 0;
  return (
    <Frame id={id} name={value.name} at="surveys" beside={<p class="who">{t("intro")}</p>}>
      {none && (
        <div>
          <h2>{t("empty_title")}</h2>
          <p class="soft">{t("empty_text")}</p>
        </div>
      )}
      <div class="surveys">
        {value.surveys.map((one) => (
          <Card key={one.id} surveying={surveying} community={id} survey={one} listed={value} done={again} />
        ))}
      </div>
      {none || making ? (
        <Make
          surveying={surveying}
          community={id}
          listed={value}
          done={() => {
            make(false);
            again();
          }}
        />
      ) : (
        <p>
          <button type="button" class="btn" onClick={() => make(true)}>
            {t("make_another")}
          </button>
        </p>
      )}
    </Frame>
  );
}

function Card(props: {
  surveying: Surveying;
  community: string;
  survey: Brief;
  listed: Listed;
  done: () => void;
}): JSX.Element {
  const { surveying, survey, listed, done } = props;
  const [sheet, open] = useState<"link" | "drop" | Wave>();
  const [failed, setFailed] = useState<{ says: string }>();
  const [busy, setBusy] = useState(false);
  const act = async (doing: () => ReturnType<Surveying["drop"]>) => {
    if (busy) return;
    setBusy(true);
    const got = await doing();
    setBusy(false);
    setFailed(got.ok ? undefined : got);
    open(undefined);
    done();
  };
  const shut = () => open(undefined);
  const closed = WAVES.some((wave) => survey.waves[wave].stand === "closed");
  const isOpen = WAVES.some((wave) => survey.waves[wave].stand === "open");
  return (
    <section class="card survey-card">
      <div>
        <h2>
          <bdi>{survey.title}</bdi>
        </h2>
        <p class="soft">
          <bdi>{survey.about ? t("about_what", { what: survey.about }) : t("about_nothing")}</bdi>
        </p>
      </div>
      <ol class="parts">
        {WAVES.map((wave) => (
          <Part
            key={wave}
            survey={survey}
            wave={wave}
            listed={listed}
            busy={busy}
            open={() => void act(() => surveying.turn(survey.id, "open", wave))}
            close={() => open(wave)}
          />
        ))}
      </ol>
      {failed && <Trouble what={t("fail_turn")} says={failed.says} safe={t("safe")} />}
      <div class="row wrap">
        {closed && (
          <To class="btn main" place={{ page: "surveys", id: props.community, of: survey.id }}>
            {t("results")}
            <span class="unseen">: {survey.title}</span>
          </To>
        )}
        {isOpen && (
          <button type="button" class="btn" onClick={() => open("link")}>
            {t("link")}
          </button>
        )}
        <button type="button" class="btn bare end" onClick={() => open("drop")}>
          {t("drop")}
        </button>
      </div>
      {sheet === "link" && <Link surveying={surveying} survey={survey} shut={shut} />}
      {sheet === "drop" && (
        <Sheet title={survey.title} shut={shut}>
          <div class="stack form">
            <p>{t("drop_text")}</p>
            <div class="row wrap">
              <button type="button" class="btn" onClick={() => void act(() => surveying.drop(survey.id))}>
                {t("drop_sure")}
              </button>
              <button type="button" class="btn main" onClick={shut}>
                {t("drop_no")}
              </button>
            </div>
          </div>
        </Sheet>
      )}
      {(sheet === "before" || sheet === "after") && (
        <Closing
          wave={sheet}
          answered={survey.waves[sheet].answered}
          fewest={listed.fewest}
          close={() => void act(() => surveying.turn(survey.id, "close", sheet))}
          shut={shut}
        />
      )}
    </section>
  );
}

function Part(props: {
  survey: Brief;
  wave: Wave;
  listed: Listed;
  busy: boolean;
  open: () => void;
  close: () => void;
}): JSX.Element {
  const { survey, wave, listed, busy } = props;
  const { stand, answered, questions } = survey.waves[wave];
  const others = WAVES.filter((one) => one !== wave).map((one) => survey.waves[one].stand);
  // One part at a time, and before comes first.
  const may = stand === "new" && !others.includes("open") && (wave === "after" || others[0] === "new");
  const said = { title: survey.title, wave: t(wave) };
  return (
    <li class={stand}>
      <h3>
        {t(wave)}{" "}
        <span class={stand === "open" ? "badge now" : stand === "closed" ? "badge ok" : "badge"}>{t(stand)}</span>
      </h3>
      {stand === "new" && (
        <p class="soft small">
          {t("questions_n", { n: questions })}. {t(`when_${wave}`)}
        </p>
      )}
      {stand === "open" && (
        <>
          <p class="num">
            {listed.people ? t("answered_of", { n: answered, of: listed.people }) : t("answered", { n: answered })}
          </p>
          {listed.people > 0 && (
            <span class="bar" aria-hidden="true">
              <i style={{ "--p": String(Math.min(100, (100 * answered) / listed.people)) }} />
            </span>
          )}
        </>
      )}
      {stand === "closed" && <p class="num">{answered ? t("did", { n: answered }) : t("few", { n: listed.fewest })}</p>}
      {may && (
        <button type="button" class="btn" aria-busy={busy} aria-label={t("open_which", said)} onClick={props.open}>
          {t("open_now")}
        </button>
      )}
      {stand === "open" && (
        <button type="button" class="btn" aria-label={t("close_which", said)} onClick={props.close}>
          {t("close_now")}
        </button>
      )}
    </li>
  );
}

/** Closing is for good: what follows from it is said before. */
function Closing(props: {
  wave: Wave;
  answered: number;
  fewest: number;
  close: () => void;
  shut: () => void;
}): JSX.Element {
  const { wave, answered, fewest } = props;
  const few = answered < fewest;
  return (
    <Sheet title={t("close_title", { wave: t(wave) })} shut={props.shut}>
      <div class="stack form">
        <p>{few ? t("close_few", { n: fewest }) : t("close_text", { n: answered })}</p>
        <p class="soft">{t("close_final")}</p>
        {wave === "after" && <p class="soft">{t("close_last")}</p>}
        <div class="row wrap">
          <button type="button" class={few ? "btn" : "btn main"} onClick={props.close}>
            {t("close_sure")}
          </button>
          <button type="button" class={few ? "btn main" : "btn"} onClick={props.shut}>
            {t("close_no")}
          </button>
        </div>
      </div>
    </Sheet>
  );
}

function Link({ surveying, survey, shut }: { surveying: Surveying; survey: Brief; shut: () => void }): JSX.Element {
  const drawn = useDrawing(survey.link, surveying.token);
  return (
    <Sheet title={t("link_title")} shut={shut}>
      <div class="stack form">
        <p>{t("link_own")}</p>
        <p>{t("link_others")}</p>
        <div class="shown-once">
          <div class="poster" data-theme="light">
            <Qr drawn={drawn} label={t("qr")} />
          </div>
          <div class="row wrap">
            <Copy text={survey.link} label={t("copy")} />
          </div>
        </div>
      </div>
    </Sheet>
  );
}
