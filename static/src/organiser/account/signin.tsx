import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Lock } from "../../lib/icons";
import type { Desk } from "../desk";
import { forgetLink, look, me } from "./me";
import { Ask, Digits, Password, There } from "./parts";
import { t } from "./words";

const TROUBLES = ["away", "denied", "provider", "stranger", "taken", "void", "no_email"] as const;

/** Why somebody who came back from their organisation's sign-in is not in, from the address, once. */
function troubleOf(search: string): string {
  const why = TROUBLES.find((one) => one === new URLSearchParams(search).get("trouble"));
  return why ? t(`trouble_${why}`) : "";
}

/** Signing in. Afterwards people are where they wanted to go. */
export function SignIn({ desk }: { desk: Desk }): JSX.Element {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [wantsCode, wantCode] = useState(false);
  const [trouble] = useState(() => troubleOf(location.search));
  const now = me.value;
  const send = async () => {
    setNote("");
    const got = await desk.json("/api/account/sign-in", { email, password, ...(wantsCode && { code }) });
    if (!got.ok && got.code === "needs_code") wantCode(true);
    if (!got.ok && got.code === "wrong_code") setCode("");
    return got;
  };
  const done = () => {
    forgetLink();
    desk.token = "";
    if (trouble) history.replaceState(null, "", location.pathname);
    void look(desk);
  };
  const [note, setNote] = useState(
    () => trouble || (now?.void === "signed_out" ? t("signed_out") : desk.token && !now?.by ? t("link_void") : ""),
  );
  return (
    <main class="home door">
      <h1 class="ask">{t("sign_in")}</h1>
      {note && (
        <p class="banner" role="status">
          <Lock />
          {note}
        </p>
      )}
      <div class="card soon">
        <p class="soft">{t("sign_in_text")}</p>
        <Ask
          class="stack"
          send={send}
          done={done}
          fail={t("fail_sign_in")}
          safe=""
          button={t("sign_in")}
          busy={t("signing_in")}
        >
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
          </label>
          <Password label={t("password")} value={password} set={setPassword} />
          {wantsCode && (
            <div class="stack">
              <p role="status">{t("code_hint")}</p>
              <Digits value={code} set={setCode} focus />
            </div>
          )}
        </Ask>
        {now?.provider && (
          <>
            <p class="or soft">{t("or")}</p>
            <There desk={desk} name={now.provider} />
          </>
        )}
      </div>
      <p class="small soft">{t("no_account")}</p>
    </main>
  );
}
