import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Face } from "../lib/clock";
import type { GroupFace, Stage, StepFace } from "../lib/wire";
import { Circle, MOST_ROUND } from "./circle";
import { Door, Fit, Frame, Turns, useField, useTurn } from "./frame";
import { TURN, together } from "./scene";
import { type Directory, layOut, pagesIn, range, roleOf, type Seating } from "./seating";
import { Corner, Where } from "./step";
import { t } from "./words";

/** Who is with whom, and where. */
export function Who(props: { step: StepFace; stage: Stage; face: Face | null }): JSX.Element {
  const { step, stage, face } = props;
  const [field, measure] = useField();
  const groups = useMemo(() => together(stage.groups), [stage]);
  const laid = useMemo(() => layOut(groups, field), [groups, field]);
  const people = groups.reduce((sum, group) => sum + group.members.length, 0);
  // A circle is drawn as one while it can be read as one.
  const inside = laid.kind === "groups" && people <= MOST_ROUND && groups.some((group) => group.sits === "in");
  const byName = laid.kind === "names";
  const count = inside ? 1 : pagesIn(laid);
  const at = Math.min(useTurn(count, TURN, step.key), count - 1);
  const many = people > 30 || groups.length > 9;
  return (
    <Frame
      class={`finding ${many ? "many" : ""}`}
      header={
        <>
          <Where step={step} />
          <Corner face={face} />
        </>
      }
      footer={
        <>
          <span>
            <b class="num">
              {t("people", { n: people })}, {t("groups", { n: groups.length })}.
            </b>{" "}
            {t(byName ? "phone_too" : "late")}
          </span>
          <Turns at={at} of={count} />
          <Door stage={stage} />
        </>
      }
    >
      <main>
        <div class="task">
          <Fit class="ask-line" most={many ? 3.2 : 4.25} least={2.2} on={`${step.ask}|${step.invitation}|${byName}`}>
            <h1>
              <bdi>{step.ask || step.invitation}</bdi>
            </h1>
            {step.ask && step.invitation && (
              <p>
                <bdi>{step.invitation}</bdi>
              </p>
            )}
          </Fit>
          {byName && <span class="range">{range(laid.directory.pages[at] ?? [])}</span>}
        </div>
        <div class="fill" ref={measure}>
          {laid.kind === "names" ? (
            <Names key={at} directory={laid.directory} at={at} />
          ) : inside ? (
            <Circle groups={groups} high={field.high} />
          ) : (
            <Groups key={at} seating={laid.seating} at={at} />
          )}
        </div>
      </main>
    </Frame>
  );
}

function Groups({ seating, at }: { seating: Seating; at: number }): JSX.Element {
  return (
    <div
      class={`who ${seating.stacked ? "stacked" : ""}`}
      style={{
        "--columns": String(seating.columns),
        "--abreast": String(seating.abreast),
        "--name": `${seating.size.toFixed(2)}cqi`,
        "--label": `${(seating.label * seating.size * 0.95).toFixed(2)}cqi`,
        "--high": `${seating.high.toFixed(2)}cqi`,
      }}
    >
      {(seating.pages[at] ?? []).map((group) => (
        <Group key={group.number} group={group} compact={seating.compact} />
      ))}
    </div>
  );
}

function Group({ group, compact }: { group: GroupFace; compact: boolean }): JSX.Element {
  return (
    <section class={compact ? "compact" : ""}>
      <h2>
        <bdi>{group.label}</bdi>
        {(group.where || group.link) && !compact && <small>{group.where || t("on_phone")}</small>}
      </h2>
      {group.topic && (
        <p class="topic">
          <bdi>{group.topic}</bdi>
        </p>
      )}
      <ul>
        {group.members.map((member) => (
          <li key={member.seat}>
            <bdi>{member.name}</bdi>
            {roleOf(member, group) && <small>{member.role}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A page of names in columns, each with the number of its group. */
function Names({ directory, at }: { directory: Directory; at: number }): JSX.Element {
  const page = directory.pages[at] ?? [];
  // All columns alike: a last page of few names is not one long column beside nothing.
  const rows = Math.ceil(page.length / directory.columns);
  const columns = [...Array(directory.columns).keys()].map((n) => page.slice(n * rows, (n + 1) * rows));
  return (
    <div class="directory" style={{ "--rows": String(directory.rows + 1), "--columns": String(directory.columns) }}>
      {columns.map(
        (column, n) =>
          column.length > 0 && (
            <ul key={n}>
              <li class="head">{directory.head}</li>
              {column.map((found, row) => (
                // Two people may have one name: their place tells them apart.
                <li key={row}>
                  <bdi>{found.name}</bdi>
                  <b class="num">{found.label}</b>
                </li>
              ))}
            </ul>
          ),
      )}
    </div>
  );
}
