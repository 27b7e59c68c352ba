import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import type { Desk, Got } from "../desk";
import { said } from "../own";
import { Trouble, useAsked } from "../pieces";
import { day, shortDay } from "../words";
import { type Colleague, More, OldLinks } from "./colleague";
import { Invite, Once } from "./invite";
import { look, me } from "./me";
import { ROLES, type Role, t } from "./words";

interface Invitation {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly kind: "account" | "password";
  readonly expires_at: number;
}

interface All {
  readonly colleagues: readonly Colleague[];
  readonly invitations: readonly Invitation[];
  /** How many organiser's links work, which need no account. */
  readonly links: number;
}

/** Who has an account in this house, and what it may do. */
export function Colleagues({ desk }: { desk: Desk }): JSX.Element {
  const { value, failed, again } = useAsked<All>(() => desk.json("/api/colleagues"), "colleagues");
  const [wrong, setWrong] = useState<{ says: string }>();
  const [link, setLink] = useState<{ name: string; link: string }>();
  const [done, setDone] = useState("");
  /** Asks for one change, then shows the list as it is. */
  const change = async <T,>(path: string, body: unknown, says: string): Promise<Got<T>> => {
    const got = await desk.json<T>(path, body);
    setWrong(got.ok ? undefined : got);
    setDone(got.ok ? says : "");
    said.value = got.ok ? says : "";
    setLink(undefined);
    again();
    void look(desk);
    return got;
  };
  const its = (one: Colleague) => `/api/colleagues/${encodeURIComponent(one.id)}`;
  const newPassword = async (one: Colleague) => {
    const got = await change<{ link: string }>(`${its(one)}/password`, {}, "");
    if (got.ok) setLink({ name: one.name, link: got.value.link });
  };
  return (
    <main class="home colleagues">
      <div class="title">
        <div>
          <h1 class="ask">{t("colleagues")}</h1>
          <p class="soft">{t("colleagues_text")}</p>
        </div>
      </div>
      {failed && <Trouble what={t("fail_colleagues")} says={failed.says} safe={t("safe_colleagues")} again={again} />}
      {wrong && <Trouble what={t("fail_factor")} says={wrong.says} safe="" />}
      {done && (
        <p class="banner ok">
          <Check />
          {done}
        </p>
      )}
      {link && <Once link={link.link} text={t("password_link_text", { name: link.name })} />}
      <div class="below">
        <div class="column">
          {!value && !failed && (
            <p class="soft" role="status">
              {t("loading")}
            </p>
          )}
          {value?.colleagues.length === 0 && <p class="soft">{t("nobody")}</p>}
          {value && value.colleagues.length > 0 && (
            <ul class="staff">
              {value.colleagues.map((one) => (
                <li key={one.id} class={one.disabled ? "away" : ""}>
                  <div class="about">
                    <b>
                      <bdi>{one.name}</bdi>
                      {one.you && <span class="badge ok">{t("you")}</span>}
                      {one.disabled && <span class="badge call">{t("shut")}</span>}
                    </b>
                    <span class="soft">
                      <bdi>{one.email}</bdi>
                    </span>
                    <span class="small soft">
                      {t("col_seen")}: {one.seen_at ? shortDay(one.seen_at) : t("never")}
                      {one.factor && `, ${t("has_factor")}`}
                    </span>
                  </div>
                  {!one.disabled && (
                    <label class="field role">
                      <span class="unseen">{t("role_of", { name: one.name })}</span>
                      <select
                        class="input"
                        value={one.role}
                        onChange={(event) => {
                          const role = event.currentTarget.value as Role;
                          void change(
                            `${its(one)}/role`,
                            { role },
                            t("was_role", { name: one.name, role: t(`role_${role}`) }),
                          );
                        }}
                      >
                        {ROLES.map((role) => (
                          <option key={role} value={role}>
                            {t(`role_${role}`)}
                          </option>
                        ))}
                      </select>
                    </label>
                  )}
                  <More
                    one={one}
                    shut={() => void change(`${its(one)}/disable`, {}, t("was_shut", { name: one.name }))}
                    open={() => void change(`${its(one)}/enable`, {}, t("opened", { name: one.name }))}
                    password={() => void newPassword(one)}
                  />
                </li>
              ))}
            </ul>
          )}
          {value && value.invitations.length > 0 && (
            <section>
              <h2>{t("open_links")}</h2>
              <ul class="links">
                {value.invitations.map((one) => (
                  <li key={one.id}>
                    <div class="about">
                      <b>
                        {one.kind === "password"
                          ? t("link_password", { name: one.name })
                          : t("link_for", { name: one.name || t("link_nobody"), role: t(`role_${one.role}`) })}
                      </b>
                      <span class="soft">{t("until", { day: day(one.expires_at) })}</span>
                    </div>
                    <button
                      type="button"
                      class="btn"
                      onClick={() => void change(`/api/colleagues/invitations/${one.id}/void`, {}, t("taken_back"))}
                    >
                      {t("take_back")}
                      <span class="unseen">: {one.name || t("link_nobody")}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {value && value.links > 0 && me.value?.by === "account" && (
            <OldLinks
              many={value.links}
              end={() => void change("/api/colleagues/links/void", {}, t("old_links_done"))}
            />
          )}
        </div>
        <Invite desk={desk} made={again} />
      </div>
    </main>
  );
}
