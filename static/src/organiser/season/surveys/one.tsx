import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Down } from "../../../lib/icons-late";
import type { Desk } from "../../desk";
import { To, Trouble, useAsked } from "../../pieces";
import { save } from "../files";
import { Frame } from "../frame";
import { type Looked, type Question, Surveying, WAVES } from "./asks";
import { Figures, Lines, Options, Swatches } from "./figures";
import { t } from "./words";

/** What a survey says: each question, before and after, as far as that may be told. */
export function SurveyPage({ desk, id, of }: { desk: Desk; id: string; of: string }): JSX.Element {
  const surveying = new Surveying(desk);
  const { value, failed, again } = useAsked<Looked>(() => surveying.look(of), of);
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("surveys")}</h1>
        {failed ? (
          <Trouble what={t("fail_one")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const closed = WAVES.filter((wave) => value.results[wave]);
  return (
    <Frame id={id} name={value.name} at="surveys">
      <div class="survey-head">
        <To class="btn bare" place={{ page: "surveys", id, of: "" }}>
          {t("back")}
        </To>
        <h2>
          <bdi>{value.title}</bdi>
        </h2>
        <p class="soft">
          <bdi>{value.about ? t("about_what", { what: value.about }) : t("about_nothing")}</bdi>
        </p>
        <ul class="row wrap">
          {closed.map((wave) => (
            <li key={wave}>
              <b>{t(wave)}:</b>{" "}
              <span class="num">
                {value.waves[wave].answered
                  ? t("did", { n: value.waves[wave].answered })
                  : t("few", { n: value.fewest })}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {closed.length === 0 ? (
        <p>{t("none_closed")}</p>
      ) : (
        <>
          <Taking surveying={surveying} of={of} />
          <p class="soft small guard">
            {t("reading")} {t("guard", { n: value.fewest })}
          </p>
          <Swatches words={value.scale} />
          {value.parts.map((part, n) => (
            <section key={n} class="told-all">
              {part.title && (
                <h3>
                  <bdi>{part.title}</bdi>
                </h3>
              )}
              {part.questions.map((one) => (
                <Told key={one.name} survey={value} question={one} />
              ))}
            </section>
          ))}
        </>
      )}
    </Frame>
  );
}

function Told({ survey, question }: { survey: Looked; question: Question }): JSX.Element | null {
  const asked = WAVES.filter((wave) => survey.results[wave] && (question.when === "both" || question.when === wave));
  if (!asked.length) return null;
  return (
    <article class={`told-one ${question.kind}`}>
      <h4>
        <bdi>{question.text}</bdi>
        {question.lower_is_better && <small class="soft">{t("lower_is_better")}</small>}
      </h4>
      {question.kind === "statement" && <Figures survey={survey} question={question} waves={asked} />}
      {question.kind === "choice" && <Options survey={survey} question={question} waves={asked} />}
      {question.kind === "open" && <Lines survey={survey} question={question} waves={asked} />}
    </article>
  );
}

function Taking({ surveying, of }: { surveying: Surveying; of: string }): JSX.Element {
  const [saved, setSaved] = useState("");
  const [failed, setFailed] = useState<{ says: string }>();
  const take = async (name: "results.csv" | "codebook.txt") => {
    const got = await surveying.file(of, name);
    setFailed(got.ok ? undefined : got);
    if (!got.ok) return;
    save(got.value);
    setSaved(got.value.name);
  };
  return (
    <div class="tools">
      <button type="button" class="btn" onClick={() => void take("results.csv")}>
        <Down />
        {t("csv")}
      </button>
      <button type="button" class="btn" onClick={() => void take("codebook.txt")}>
        <Down />
        {t("codebook")}
      </button>
      <p class="small soft said" role="status">
        {saved && t("saved", { name: saved })}
      </p>
      {failed && <Trouble what={t("fail_file")} says={failed.says} safe={t("safe")} />}
    </div>
  );
}
