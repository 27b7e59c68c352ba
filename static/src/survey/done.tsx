import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Check, Mark } from "../lib/icons";
import { Page } from "../phone/page";
import { t } from "./words";

/** The answers are in: they can be changed, taken back, and cleared from this phone. `gone`: they were taken back. */
export function Done(props: {
  own: boolean;
  last: boolean;
  gone: boolean;
  words: string;
  trouble: string;
  change: () => void;
  again: () => void;
  takeBack: () => Promise<void>;
  clear: () => void;
}): JSX.Element {
  const sure = useSignal(false);
  if (props.gone)
    return (
      <Page
        name="survey"
        head={<Mark />}
        foot={
          <button type="button" class="btn" onClick={props.again}>
            {t("start_again")}
          </button>
        }
      >
        <h1 class="ask">{t("taken_back")}</h1>
        <p class="soft" role="status">
          {t("taken_back_text")}
        </p>
      </Page>
    );
  return (
    <Page
      name="survey"
      head={<Mark />}
      foot={
        <>
          {props.own && (
            <a class="btn main" href="/me">
              {t("to_mine")}
            </a>
          )}
          <button type="button" class="btn" onClick={props.change}>
            {t("change")}
          </button>
        </>
      }
    >
      <h1 class="ask">{t("thanks")}</h1>
      <p class="banner ok" role="status">
        <Check />
        {t("thanks_text")}
      </p>
      {!props.last && <p>{t("thanks_first")}</p>}
      {!props.last && props.words && (
        <p>
          <b dir="auto">{t("thanks_words", { words: props.words })}</b>
        </p>
      )}
      {props.trouble && (
        <p class="trouble" role="alert">
          {props.trouble}
        </p>
      )}
      <div class="undo">
        {!props.own && (
          <button type="button" class="btn bare" onClick={props.clear}>
            {t("clear")}
          </button>
        )}
        {sure.value ? (
          <>
            <button type="button" class="btn" onClick={() => void props.takeBack()}>
              {t("take_back_sure")}
            </button>
            <button
              type="button"
              class="btn bare"
              onClick={() => {
                sure.value = false;
              }}
            >
              {t("take_back_no")}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="btn bare"
            onClick={() => {
              sure.value = true;
            }}
          >
            {t("take_back")}
          </button>
        )}
      </div>
    </Page>
  );
}
