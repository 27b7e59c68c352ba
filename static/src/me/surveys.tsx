import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Answer } from "./answers";
import { ask } from "./mine";
import { Missing } from "./missing";
import { t } from "./words";

export const SURVEYS = "/api/me/surveys";

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly wave: "before" | "after";
  readonly questions: number;
}

interface Surveyed {
  readonly surveys: readonly Asked[];
}

/** Questions that people answer in a minute. */
const A_MINUTE = 6;

/** The surveys that somebody is asked now; where there is none, nothing stands here. `first` is what was answered. */
export function Surveys({ token, first }: { token: string; first: Answer<Surveyed> }): JSX.Element | null {
  const answer = useSignal(first);
  const asked = answer.value;
  if (typeof asked !== "object")
    return (
      <Missing
        what={t("surveys_failed")}
        why={asked ?? ""}
        again={async () => {
          answer.value = await ask<Surveyed>(SURVEYS, {}, token);
        }}
      />
    );
  if (!asked.surveys.length) return null;
  return (
    <section>
      <h2>{t("surveys")}</h2>
      <ul class="meetings">
        {asked.surveys.map((one) => (
          <li key={one.id} class="meeting open">
            <div>
              <h3 dir="auto">{one.title}</h3>
              <span class="num soft">
                {t(`survey_${one.wave}`, { n: one.questions, min: Math.ceil(one.questions / A_MINUTE) })}
              </span>
            </div>
            <a class="btn" href={`/survey#${one.id}`}>
              {t("survey_answer")}
              <span class="unseen">: {one.title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
