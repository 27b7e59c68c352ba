import type { JSX } from "preact";
import { and } from "../../lib/words";
import { Trouble, useAsked } from "../pieces";
import type { Attendance, Season, Series } from "./season";
import { Take } from "./take";
import { t } from "./words";

/** Who came to which meeting: how many, as what, and who to all of them. */
export function WhoCame({ season, series }: { season: Season; series: Series }): JSX.Element {
  const { value, failed, again } = useAsked<Attendance>(() => season.attendance(series.id), series.id);
  if (!value)
    return failed ? (
      <Trouble what={t("fail_look")} says={failed.says} safe={t("safe")} again={again} />
    ) : (
      <p class="soft" role="status">
        {t("loading")}
      </p>
    );
  if (!value.meetings.length) return <p class="soft">{t("came_nobody")}</p>;
  const titles = new Map(series.meetings.map((one) => [one.position, one.title]));
  const apart = value.meetings.some((one) => one.without_link > 0);
  return (
    <div class="came">
      <table>
        <thead>
          <tr>
            <th scope="col">{t("came_meeting")}</th>
            <th scope="col">{t("came_came")}</th>
            <th scope="col">{t("came_back")}</th>
            <th scope="col">{t("came_roles")}</th>
          </tr>
        </thead>
        <tbody>
          {value.meetings.map((one) => (
            <tr key={one.position}>
              <th scope="row">
                <bdi>{titles.get(one.position)}</bdi>
              </th>
              <td class="num" data-is={t("came_came")}>
                {one.came}
              </td>
              <td class="num" data-is={t("came_back")}>
                {one.position > 1 ? one.returned : "–"}
              </td>
              <td>{and(one.roles.map(([role, n]) => t("role_n", { n, role: role || t("came_no_role") })))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {value.meetings.length > 1 && (
        <>
          <Named title={t("came_all", { n: value.to_all.length, of: value.meetings.length })} names={value.to_all} />
          <Named title={t("came_but_one", { n: value.missed_one.length })} names={value.missed_one} />
        </>
      )}
      {apart && <p class="small soft">{t("came_apart")}</p>}
      <div class="row wrap">
        <Take what={t("came_take")} get={() => season.register(series.id)} />
      </div>
    </div>
  );
}

function Named({ title, names }: { title: string; names: readonly string[] }): JSX.Element {
  return (
    <div>
      <h3>{title}</h3>
      {names.length > 0 && (
        <p class="soft">
          <bdi>{and(names)}</bdi>
        </p>
      )}
    </div>
  );
}
