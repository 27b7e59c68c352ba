import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Copy } from "../../pieces";
import type { Registrant } from "./asking";
import { t } from "./words";

const AT_FIRST = 50;
const COLUMNS = ["role", "organisation", "place", "email"] as const;

/** Those who stand alike: a table on a wide screen, cards on a narrow one. Nothing where there is nobody. */
export function People(props: {
  title: string;
  note?: string | undefined;
  people: readonly Registrant[];
  give?: ((whom: Registrant) => void) | undefined;
  back?: ((whom: Registrant) => void) | undefined;
  out?: ((whom: Registrant) => void) | undefined;
}): JSX.Element | null {
  const { people, give, back, out } = props;
  const [all, showAll] = useState(false);
  if (!people.length) return null;
  const columns = COLUMNS.filter((name) => people.some((one) => one[name]));
  const addresses = [...new Set(people.map((one) => one.email).filter(Boolean))];
  const shown = all ? people : people.slice(0, AT_FIRST);
  return (
    <section class="standing">
      <div class="row wrap">
        <h3>{props.title}</h3>
        {addresses.length > 0 && <Copy text={addresses.join(", ")} label={t("copy_addresses")} />}
      </div>
      {props.note && <p class="soft">{props.note}</p>}
      <table class="roster">
        <thead>
          <tr>
            <th>{t("col_name")}</th>
            {columns.map((name) => (
              <th key={name}>{t(`col_${name}`)}</th>
            ))}
            <th>
              <span class="unseen">{t("col_do")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.number > 0 && <span class="num soft">{one.number}. </span>}
                <bdi>{one.name}</bdi>
                {one.twice && <span class="badge">{t("twice")}</span>}
                {one.listed && one.listed !== one.name && (
                  <span class="small soft">{t("listed", { name: one.listed })}</span>
                )}
              </th>
              {columns.map((name) => (
                <td
                  key={name}
                  class={!one[name] ? "blank" : name === "email" ? "breaks" : ""}
                  data-label={t(`col_${name}`)}
                >
                  <bdi>{one[name]}</bdi>
                </td>
              ))}
              <td class="do">
                {give && (
                  <button
                    type="button"
                    class="btn"
                    aria-label={t("give_whom", { name: one.name })}
                    onClick={() => give(one)}
                  >
                    {t("give")}
                  </button>
                )}
                {back && (
                  <button
                    type="button"
                    class="btn"
                    aria-label={t("back_whom", { name: one.name })}
                    onClick={() => back(one)}
                  >
                    {t("back")}
                  </button>
                )}
                {out && (
                  <button
                    type="button"
                    class="btn"
                    aria-label={t("out_whom", { name: one.name })}
                    onClick={() => out(one)}
                  >
                    {t("out")}
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < people.length && (
        <p>
          <button type="button" class="btn" onClick={() => showAll(true)}>
            {t("show_all", { n: people.length })}
          </button>
        </p>
      )}
    </section>
  );
}
