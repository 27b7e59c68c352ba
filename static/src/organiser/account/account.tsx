import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { type Drawing, Qr } from "../../lib/qr";
import type { Desk, Got } from "../desk";
import { said } from "../own";
import { Trouble } from "../pieces";
import { forgetLink, look, type Me, me } from "./me";
import { Ask, Digits, Password, There } from "./parts";
import { SignIn } from "./signin";
import { t } from "./words";

/** One's own account: password, second factor, the organisation's sign-in, and the way out. */
export function Account({ desk }: { desk: Desk }): JSX.Element | null {
  const now = me.value;
  if (now?.by === "link") return <SignIn desk={desk} />;
  if (now?.by !== "account" || !now.role) return null;
  return (
    <main class="home account">
      <div class="title">
        <div>
          <h1 class="ask">{t("account")}</h1>
          <p class="soft">
            <bdi>{now.name}</bdi>, {t("you_are", { email: now.email ?? "", role: t(`role_${now.role}`) })}
          </p>
          <p class="soft">{t("you_may", { may: t(`may_${now.role}`) })}</p>
        </div>
      </div>
      <div class="column">
        <ChangePassword desk={desk} now={now} />
        {now.password && <Factor desk={desk} now={now} />}
        {now.provider && (
          <section>
            <h2>{now.provider}</h2>
            {now.connected ? (
              <p class="soft">{t("connected", { name: now.provider })}</p>
            ) : (
              <>
                <p class="soft">{t("connect_text")}</p>
                <There desk={desk} name={now.provider} connect />
              </>
            )}
          </section>
        )}
        <Devices desk={desk} />
      </div>
    </main>
  );
}

function ChangePassword({ desk, now }: { desk: Desk; now: Me }): JSX.Element {
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [done, setDone] = useState(false);
  if (!now.password)
    return (
      <section>
        <h2>{t("change_password")}</h2>
        <p class="soft">{t("only_provider", { name: now.provider })}</p>
      </section>
    );
  return (
    <section>
      <h2>{t("change_password")}</h2>
      {done && (
        <p class="banner ok" role="status">
          <Check />
          {t("changed")}
        </p>
      )}
      <Ask
        class="stack narrow"
        send={() => desk.json("/api/account/password", { now: old, new: fresh })}
        done={() => {
          setOld("");
          setFresh("");
          setDone(true);
        }}
        fail={t("fail_set_password")}
        safe={t("safe_set_password")}
        button={t("change")}
        busy={t("changing")}
        plain
      >
        <input
          class="unseen"
          type="email"
          value={now.email}
          readOnly
          tabIndex={-1}
          autoComplete="username"
          aria-hidden
        />
        <Password label={t("password_now")} value={old} set={setOld} />
        <Password label={t("password_new")} value={fresh} set={setFresh} fresh />
      </Ask>
    </section>
  );
}

type Scan = Drawing & { readonly secret: string };

function Factor({ desk, now }: { desk: Desk; now: Me }): JSX.Element {
  const [scan, setScan] = useState<Scan>();
  const [ending, end] = useState(false);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [said_, say] = useState("");
  const done = (what: string) => {
    setScan(undefined);
    end(false);
    setPassword("");
    setCode("");
    say(what);
    void look(desk);
  };
  const begin = async (): Promise<Got<unknown>> => {
    const got = await desk.json<Scan>("/api/account/factor", {});
    if (got.ok) setScan(got.value);
    return got;
  };
  const tells = { fail: t("fail_factor"), safe: t("safe_factor"), busy: t("changing") };
  return (
    <section>
      <h2>{t("factor")}</h2>
      {said_ && (
        <p class="banner ok" role="status">
          <Check />
          {said_}
        </p>
      )}
      {now.factor ? (
        <>
          <p class="soft">
            {t("factor_is_on")} {t("factor_lost")}
          </p>
          {ending ? (
            <Ask
              {...tells}
              class="stack narrow"
              send={() => desk.json("/api/account/factor/off", { password })}
              done={() => done(t("factor_done_off"))}
              button={t("factor_off")}
            >
              <Password label={t("password_now")} value={password} set={setPassword} />
            </Ask>
          ) : (
            <button type="button" class="btn" onClick={() => end(true)}>
              {t("factor_off")}
            </button>
          )}
        </>
      ) : scan ? (
        <Ask
          {...tells}
          class="stack narrow"
          send={() => desk.json("/api/account/factor/on", { password, secret: scan.secret, code })}
          done={() => done(t("factor_done_on"))}
          button={t("factor_on")}
        >
          <p>{t("factor_scan")}</p>
          <div class="scan" data-theme="light">
            <Qr drawn={scan} label={t("factor_qr")} />
          </div>
          <p class="small soft by-hand">
            {t("factor_by_hand", { secret: scan.secret.replace(/(.{4})(?=.)/g, "$1 ") })}
          </p>
          <Digits value={code} set={setCode} />
          <Password label={t("password_now")} value={password} set={setPassword} />
        </Ask>
      ) : (
        <>
          <p class="soft">{t("factor_text")}</p>
          <Ask {...tells} send={begin} done={() => say("")} button={t("factor_begin")} plain />
        </>
      )}
    </section>
  );
}

/** The way out, here or everywhere. Nothing of the account stays on this device. */
function Devices({ desk }: { desk: Desk }): JSX.Element {
  const [failed, setFailed] = useState<{ says: string }>();
  const out = async (path: string) => {
    const got = await desk.json(path, {});
    if (!got.ok && got.code !== "signed_out") {
      setFailed(got);
      return;
    }
    forgetLink();
    said.value = "";
    location.assign(location.pathname);
  };
  return (
    <section>
      <h2>{t("devices")}</h2>
      <p class="soft">
        {t("sign_out_text")} {t("devices_text")}
      </p>
      {failed && <Trouble what={t("fail_sign_out")} says={failed.says} safe="" />}
      <div class="row wraps">
        <button type="button" class="btn" onClick={() => void out("/api/account/sign-out")}>
          {t("sign_out")}
        </button>
        <button type="button" class="btn" onClick={() => void out("/api/account/sign-out-everywhere")}>
          {t("sign_out_everywhere")}
        </button>
      </div>
    </section>
  );
}
