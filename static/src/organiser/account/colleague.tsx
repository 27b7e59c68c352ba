import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type Role, t } from "./words";

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly factor: boolean;
  readonly browsers: number;
  readonly seen_at: number;
  readonly disabled: boolean;
  readonly you: boolean;
}

/** What an organiser can do about one account. Shutting it is asked twice. */
export function More(props: { one: Colleague; shut: () => void; open: () => void; password: () => void }): JSX.Element {
  const { one } = props;
  const [sure, ask] = useState(false);
  if (one.disabled)
    return (
      <div class="row wraps">
        <button type="button" class="btn" onClick={props.open}>
          {t("open_it")}
          <span class="unseen">: {one.name}</span>
        </button>
      </div>
    );
  if (sure)
    return (
      <div class="sure">
        <p class="small">{t("shut_text", { name: one.name })}</p>
        <div class="row wraps">
          <button
            type="button"
            class="btn main"
            onClick={() => {
              ask(false);
              props.shut();
            }}
          >
            {t("shut_sure")}
            <span class="unseen">: {one.name}</span>
          </button>
          <button type="button" class="btn" onClick={() => ask(false)}>
            {t("cancel")}
          </button>
        </div>
      </div>
    );
  return (
    <div class="row wraps">
      <button type="button" class="btn" onClick={props.password}>
        {t("password_link")}
        <span class="unseen">: {one.name}</span>
      </button>
      <button type="button" class="btn" onClick={() => ask(true)}>
        {t("shut_it")}
        <span class="unseen">: {one.name}</span>
      </button>
    </div>
  );
}

/** Links of before there were accounts. Making them void is asked twice. */
export function OldLinks({ many, end }: { many: number; end: () => void }): JSX.Element {
  const [sure, ask] = useState(false);
  return (
    <section>
      <h2>{t("old_links", { n: many })}</h2>
      <p class="soft">{t("old_links_text")}</p>
      <div class="row wraps">
        {sure ? (
          <>
            <button type="button" class="btn main" onClick={end}>
              {t("old_links_sure")}
            </button>
            <button type="button" class="btn" onClick={() => ask(false)}>
              {t("cancel")}
            </button>
          </>
        ) : (
          <button type="button" class="btn" onClick={() => ask(true)}>
            {t("old_links_void")}
          </button>
        )}
      </div>
    </section>
  );
}
