import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Desk, Got } from "../desk";
import { Trouble } from "../pieces";
import { goThere } from "./me";
import { t } from "./words";

/** A password, which can be shown to be looked at. */
export function Password(props: {
  label: string;
  value: string;
  set: (value: string) => void;
  fresh?: boolean;
}): JSX.Element {
  const [shown, show] = useState(false);
  const [id] = useState(() => `p${Math.random().toString(36).slice(2)}`);
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <span class="secret">
        <input
          id={id}
          type={(shown ? "text" : "password") as "text"}
          value={props.value}
          required
          maxLength={200}
          minLength={props.fresh ? 12 : undefined}
          autoComplete={props.fresh ? "new-password" : "current-password"}
          autoCapitalize="none"
          spellcheck={false}
          aria-describedby={props.fresh ? `${id}h` : undefined}
          onInput={(event) => props.set(event.currentTarget.value)}
        />
        <button type="button" class="btn bare" aria-pressed={shown} onClick={() => show(!shown)}>
          {t(shown ? "hide" : "show")}
          <span class="unseen">: {props.label}</span>
        </button>
      </span>
      {props.fresh && <small id={`${id}h`}>{t("password_hint")}</small>}
    </div>
  );
}

/** The six digits of an app. */
export function Digits(props: { value: string; set: (value: string) => void; focus?: boolean }): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (props.focus && !props.value) field.current?.focus();
  }, [props.focus, props.value]);
  return (
    <label class="field">
      {t("code")}
      <input
        class="num"
        value={props.value}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        pattern="[0-9 ]{6,10}"
        ref={field}
        onInput={(event) => props.set(event.currentTarget.value)}
      />
    </label>
  );
}

/** A form that asks the server one thing: busy while it waits, and what was wrong stands above its button. */
export function Ask(props: {
  send: () => Promise<Got<unknown>>;
  done: () => void;
  fail: string;
  safe: string;
  button: string;
  busy: string;
  class?: string;
  plain?: boolean;
  children?: ComponentChildren;
}): JSX.Element {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ says: string; n: number }>();
  const send = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const got = await props.send();
    setBusy(false);
    setFailed(got.ok || got.code === "needs_code" ? undefined : { says: got.says, n: (failed?.n ?? 0) + 1 });
    if (got.ok) props.done();
  };
  return (
    <form class={props.class} onSubmit={send}>
      {props.children}
      {failed && <Trouble key={failed.n} what={props.fail} says={failed.says} safe={props.safe} />}
      <button type="submit" class={props.plain ? "btn" : "btn main"} aria-busy={busy}>
        {busy ? props.busy : props.button}
      </button>
    </form>
  );
}

/** The way to the organisation's own sign-in. */
export function There(props: { desk: Desk; name: string; token?: string; connect?: boolean }): JSX.Element {
  const [gone, go] = useState(false);
  const { desk, token, connect } = props;
  return (
    <Ask
      class="stack"
      plain
      send={() => goThere(desk, { ...(token && { token }), ...(connect && { connect }) })}
      done={() => go(true)}
      fail={t("fail_sign_in")}
      safe=""
      button={gone ? t("going") : t(connect ? "connect" : "with_provider", { name: props.name })}
      busy={t("going")}
    />
  );
}
