import type { JSX } from "preact";
import type { GroupFace } from "../lib/wire";
import { Fit } from "./frame";
import { t } from "./words";

/** So many people can be read round one circle; more look themselves up in lists. */
export const MOST_ROUND = 60;

function Table({ group }: { group: GroupFace }): JSX.Element {
  return (
    <section>
      <h2>
        <bdi>{group.label}</bdi>
      </h2>
      <p>
        {group.members.map((member) => (
          <bdi key={member.seat}>{member.name}</bdi>
        ))}
      </p>
    </section>
  );
}

/** Who sits inside, drawn as the circle it is, and the tables round it that listen. */
export function Circle({ groups, high }: { groups: readonly GroupFace[]; high: number }): JSX.Element {
  const inside = groups.find((group) => group.sits === "in");
  const outside = groups.filter((group) => group !== inside);
  const half = Math.ceil(outside.length / 2);
  const on = groups.map((group) => group.members.map((member) => member.name).join()).join();
  const columns = outside.length > 8 ? 2 : 1;
  return (
    <Fit class="bowl-fit" most={2.6} least={1.5} on={`${on} ${high.toFixed(1)}`}>
      <div
        class={columns > 1 ? "bowl many" : "bowl"}
        style={{ "--columns": String(columns), "--round": `${Math.min(30, high - 0.5).toFixed(2)}cqi` }}
      >
        <div class="tables">
          {outside.slice(0, half).map((group) => (
            <Table key={group.number} group={group} />
          ))}
        </div>
        <section class="inside">
          <h2>{inside?.label || t("inside")}</h2>
          <ul>
            {inside?.members.map((member) => (
              <li key={member.seat}>
                <bdi>{member.name}</bdi>
              </li>
            ))}
          </ul>
          <p>{t("inside_talk")}</p>
        </section>
        <div class="tables">
          {outside.slice(half).map((group) => (
            <Table key={group.number} group={group} />
          ))}
        </div>
      </div>
    </Fit>
  );
}
