import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ask } from "./mine";
import { t } from "./words";

interface Asked {
  readonly id: string;
  readonly title: string;
  readonly wave: "before" | "after";
  readonly questions: number;
}

/** Questions that people answer in a minute. */
const A_MINUTE = 6;

/** The surveys that somebody is asked now. They wait for nobody: when none comes, nothing stands here. */
export function Surveys({ token }: { token: string }): JSX.Element | null {
  const asked = useSignal<readonly Asked[]>([]);
  useEffect(() => {
    const look = async () => {
      const got = await ask<{ surveys: readonly Asked[] }>("/api/me/surveys", {}, token);
      if (typeof got === "object") asked.value = got.surveys;
    };
    void look();
  }, []);
  if (!asked.value.length) return null;
  return (
    <section>
      <h2>{t("surveys")}</h2>
      <ul class="meetings">
        {asked.value.map((one) => (
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
