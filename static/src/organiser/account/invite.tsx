import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Desk, Got } from "../desk";
import { Copy } from "../pieces";
import { Ask } from "./parts";
import { ROLES, type Role, t } from "./words";

/** A link that is shown once, to be given away by hand. */
export function Once({ link, text }: { link: string; text: string }): JSX.Element {
  return (
    <div class="banner ok once" role="status">
      <p>{text}</p>
      <code>{link}</code>
      <Copy text={link} />
    </div>
  );
}

/** Invites one colleague, with what they may do. */
export function Invite({ desk, made }: { desk: Desk; made: () => void }): JSX.Element {
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("facilitator");
  const [link, setLink] = useState("");
  const send = async (): Promise<Got<unknown>> => {
    const got = await desk.json<{ link: string }>("/api/colleagues/invite", { name, role });
    setLink(got.ok ? got.value.link : "");
    return got;
  };
  return (
    <div class="card soon">
      <h2>{t("invite")}</h2>
      <Ask
        class="stack"
        send={send}
        done={() => {
          setName("");
          made();
        }}
        fail={t("fail_invite")}
        safe={t("safe_invite")}
        button={t("invite_now")}
        busy={t("inviting")}
      >
        <label class="field">
          {t("invite_name")}
          <input value={name} maxLength={120} required onInput={(event) => setName(event.currentTarget.value)} />
          <small>{t("invite_name_hint")}</small>
        </label>
        <fieldset class="picks plain">
          <legend>{t("invite_role")}</legend>
          {ROLES.map((one) => (
            <label key={one} class="may">
              <input type="radio" name="role" value={one} checked={role === one} onChange={() => setRole(one)} />
              <span>
                <b>{t(`role_${one}`)}</b>
                <small class="soft">{t(`may_${one}`)}</small>
              </span>
            </label>
          ))}
        </fieldset>
      </Ask>
      {link && <Once link={link} text={t("invite_text")} />}
    </div>
  );
}
