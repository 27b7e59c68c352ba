import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Lock, Mark } from "../lib/icons";
import { Page } from "../phone/page";
import { letters, type Survey } from "./sheet";
import { t } from "./words";

const SHORTEST = 6;
/** Questions that people answer in a minute. */
const A_MINUTE = 6;

/** What is asked and who reads it, before anything is answered. */
export function Start(props: {
  survey: Survey;
  own: boolean;
  used: boolean;
  begin: () => void;
  notMe: () => void;
}): JSX.Element {
  const { survey, own } = props;
  const n = survey.parts.reduce((sum, part) => sum + part.questions.length, 0);
  return (
    <Page
      name="survey"
      head={<Mark />}
      foot={
        <button type="button" class="btn main" onClick={props.begin}>
          {t(props.used ? "go_on" : "begin")}
        </button>
      }
    >
      <div>
        <p class="soft">{t(survey.wave)}</p>
        <h1 class="ask" dir="auto">
          {survey.title}
        </h1>
        <p class="num soft">{t("questions_n", { n, min: Math.ceil(n / A_MINUTE) })}</p>
      </div>
      {survey.purpose && <p dir="auto">{survey.purpose}</p>}
      <section class="reads">
        <h2>
          <Lock />
          {t("who_reads")}
        </h2>
        <ul>
          <li>{t("reads_1")}</li>
          <li>{t("reads_2", { n: survey.fewest })}</li>
          <li>{t("reads_3")}</li>
          {own && <li>{t(survey.last ? "own_last" : "own")}</li>}
        </ul>
      </section>
      {(own || props.used) && (
        <p>
          <button type="button" class="btn bare" onClick={props.notMe}>
            {t("not_me")}
          </button>
        </p>
      )}
    </Page>
  );
}

/** Words of one's own, by which somebody without a link puts their two answers together. */
export function Words(props: {
  last: boolean;
  words: string;
  trouble: string;
  begin: (words: string) => void;
}): JSX.Element {
  const words = useSignal(props.words);
  const trouble = useSignal(props.trouble);
  const begin = (event: Event) => {
    event.preventDefault();
    if (letters(words.value) < SHORTEST) trouble.value = t("words_short");
    else props.begin(words.value.trim());
  };
  return (
    <form onSubmit={begin} noValidate>
      <Page
        name="survey"
        head={<Mark />}
        foot={
          <button type="submit" class="btn main">
            {t("go_on")}
          </button>
        }
      >
        <h1 class="ask">{t(props.last ? "words_title_last" : "words_title")}</h1>
        <label class="field">
          {t("words_label")}
          <input
            dir="auto"
            autocomplete="off"
            autocapitalize="none"
            maxLength={120}
            value={words.value}
            aria-invalid={trouble.value !== ""}
            onInput={(event) => {
              words.value = event.currentTarget.value;
              trouble.value = "";
            }}
          />
          <small>{t("words_example")}</small>
        </label>
        {trouble.value && (
          <p class="trouble" role="alert">
            {trouble.value}
          </p>
        )}
        <p class="soft">{t(props.last ? "words_last" : "words_first")}</p>
        <p>
          <button type="button" class="btn" onClick={() => props.begin("")}>
            {t("without")}
          </button>
        </p>
      </Page>
    </form>
  );
}
