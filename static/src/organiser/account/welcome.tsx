import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk } from "../desk";
import { Trouble, useAsked } from "../pieces";
import { forgetLink, me } from "./me";
import { Ask, Password, There } from "./parts";
import { type Role, t } from "./words";

/** What a one-time link is for. */
interface Opened {
  readonly kind: "account" | "password";
  readonly role: Role;
  readonly name: string;
  readonly email: string;
}

/** Where a one-time link leads: a first account, a colleague's, or a new password. */
export function Welcome({ desk, token }: { desk: Desk; token: string }): JSX.Element {
  const { value, failed, again } = useAsked<Opened>(() => desk.json("/api/welcome", { token }), token);
  if (failed?.code === "void" || failed?.code === "invalid")
    return (
      <main class="home door">
        <h1 class="ask">{t("welcome_void")}</h1>
        <p class="lead soft">{t("welcome_void_text")}</p>
        <a class="btn" href={location.pathname}>
          {t("to_sign_in")}
        </a>
      </main>
    );
  return (
    <main class="home door">
      <h1 class="ask">{t(value?.kind === "password" ? "new_password" : "welcome")}</h1>
      {failed && !value && <Trouble what={t("fail_me")} says={failed.says} safe="" again={again} />}
      {!failed && !value && (
        <p class="soft" role="status">
          {t("looking")}
        </p>
      )}
      {value?.kind === "account" && <NewAccount desk={desk} token={token} opened={value} />}
      {value?.kind === "password" && <NewPassword desk={desk} token={token} email={value.email} />}
    </main>
  );
}

/** The address loses the link, and the pages open as they do for everybody who is signed in. */
function enter(): void {
  forgetLink();
  location.replace(location.pathname);
}

function NewAccount({ desk, token, opened }: { desk: Desk; token: string; opened: Opened }): JSX.Element {
  const [name, setName] = useState(opened.name.slice(0, 60));
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const provider = me.value?.provider ?? "";
  const { role } = opened;
  return (
    <>
      <p class="lead soft">{t("welcome_role", { role: t(`role_${role}`), may: t(`may_${role}`) })}</p>
      <div class="card soon">
        {provider && (
          <>
            <There desk={desk} name={provider} token={token} />
            <p class="or soft">{t("or")}</p>
          </>
        )}
        <Ask
          class="stack"
          send={() => desk.json("/api/welcome/account", { token, name, email, password })}
          done={enter}
          fail={t("fail_make_account")}
          safe={t("safe_make_account")}
          button={t("make_account")}
          busy={t("making_account")}
        >
          <label class="field">
            {t("your_name")}
            <input
              value={name}
              required
              maxLength={60}
              autoComplete="name"
              onInput={(event) => setName(event.currentTarget.value)}
            />
            <small>{t("name_hint")}</small>
          </label>
          <label class="field">
            {t("email")}
            <input
              type="email"
              value={email}
              required
              maxLength={254}
              autoComplete="username"
              autoCapitalize="none"
              spellcheck={false}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
            <small>{t("email_hint")}</small>
          </label>
          <Password label={t("password")} value={password} set={setPassword} fresh />
        </Ask>
      </div>
    </>
  );
}

function NewPassword({ desk, token, email }: { desk: Desk; token: string; email: string }): JSX.Element {
  const [password, setPassword] = useState("");
  return (
    <>
      <p class="lead soft">{t("new_password_text", { email })}</p>
      <Ask
        class="card soon"
        send={() => desk.json("/api/welcome/password", { token, password })}
        done={enter}
        fail={t("fail_set_password")}
        safe={t("safe_set_password")}
        button={t("set_password")}
        busy={t("changing")}
      >
        <input class="unseen" type="email" value={email} readOnly tabIndex={-1} autoComplete="username" aria-hidden />
        <Password label={t("password_new")} value={password} set={setPassword} fresh />
      </Ask>
    </>
  );
}
