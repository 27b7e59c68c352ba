import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Check } from "../../lib/icons";
import { To, Trouble, useAsked } from "../pieces";
import { Frame } from "./frame";
import { PersonSheet } from "./person";
import { LinksForAll, Personal } from "./personal";
import type { People, Person, Season } from "./season";
import { matching } from "./sought";
import { Take } from "./take";
import { Ties } from "./ties";
import { Doubles, Unite } from "./uniting";
import { t } from "./words";

const AT_FIRST = 100;

type Open =
  | { readonly what: "add" | "links" }
  | { readonly what: "edit" | "link"; readonly person: Person }
  | { readonly what: "unite"; readonly person: Person; readonly other: Person };

/** Everybody of a community: looked for, changed, brought in and taken away as a list. */
export function PeoplePage({ season, id }: { season: Season; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<People>(() => season.people(id), id);
  const [sought, seek] = useState("");
  const [all, showAll] = useState(false);
  const [open, setOpen] = useState<Open>();
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("people")}</h1>
        {failed ? (
          <Trouble what={t("fail_people")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  const here = value.people.filter((one) => !one.gone);
  const gone = value.people.filter((one) => one.gone);
  const found = matching(here, sought);
  const shown = all || sought ? found : found.slice(0, AT_FIRST);
  return (
    <Frame
      id={id}
      name={value.name}
      at="people"
      beside={<p>{here.length ? t("people_n", { n: here.length }) : t("nobody")}</p>}
    >
      {here.length === 0 && (
        <div>
          <h2>{t("people_empty")}</h2>
          <p class="soft">{t("people_empty_text")}</p>
        </div>
      )}
      <div class="tools">
        {here.length > 8 && (
          <label class="field">
            {t("find")}
            <input type="search" value={sought} onInput={(event) => seek(event.currentTarget.value)} />
          </label>
        )}
        <To class={here.length ? "btn" : "btn main"} place={{ page: "roster", id }}>
          {t("bring")}
        </To>
        <button type="button" class="btn" onClick={() => setOpen({ what: "add" })}>
          {t("add")}
        </button>
        {here.some((one) => !one.linked) && (
          <button type="button" class="btn" onClick={() => setOpen({ what: "links" })}>
            {t("links_all")}
          </button>
        )}
        {here.length > 0 && (
          <To class="btn" place={{ page: "cards", id }}>
            {t("cards")}
          </To>
        )}
        {here.length > 0 && <Take bare what={t("take")} get={() => season.export(id)} />}
      </div>
      {here.length > 1 && <Doubles season={season} id={id} done={again} />}
      {sought && (
        <p class="soft" role="status">
          {found.length ? t("found_n", { n: found.length, of: here.length }) : t("none_found")}
        </p>
      )}
      {shown.length > 0 && <Table people={shown} open={setOpen} />}
      {shown.length < found.length && (
        <p>
          <button type="button" class="btn" onClick={() => showAll(true)}>
            {t("show_all", { n: found.length })}
          </button>
        </p>
      )}
      <Ties season={season} id={id} people={value.people} />
      {gone.length > 0 && <Gone season={season} people={gone} done={again} />}
      {open?.what === "link" && (
        <Personal
          season={season}
          person={open.person}
          shut={() => {
            setOpen(undefined);
            again();
          }}
        />
      )}
      {open?.what === "links" && (
        <LinksForAll
          season={season}
          community={id}
          people={here.filter((one) => !one.linked).length}
          shut={() => {
            setOpen(undefined);
            again();
          }}
        />
      )}
      {open?.what === "unite" && (
        <Unite
          season={season}
          pair={{ one: open.person, other: open.other }}
          shut={() => setOpen(undefined)}
          done={() => {
            setOpen(undefined);
            again();
          }}
        />
      )}
      {(open?.what === "add" || open?.what === "edit") && (
        <PersonSheet
          season={season}
          community={id}
          person={open.what === "edit" ? open.person : undefined}
          roles={[...new Set(here.map((one) => one.role).filter(Boolean))]}
          others={open.what === "edit" ? value.people.filter((one) => one.id !== open.person.id) : []}
          same={(other) => open.what === "edit" && setOpen({ what: "unite", person: open.person, other })}
          done={again}
          shut={() => setOpen(undefined)}
        />
      )}
    </Frame>
  );
}

/** A table on a wide screen, cards on a narrow one. */
function Table({ people, open }: { people: readonly Person[]; open: (what: Open) => void }): JSX.Element {
  const columns = (["role", "organisation", "place", "email"] as const).filter((name) =>
    people.some((one) => one[name]),
  );
  return (
    <table class="roster">
      <thead>
        <tr>
          <th>{t("col_name")}</th>
          {columns.map((name) => (
            <th key={name}>{t(`col_${name}`)}</th>
          ))}
          <th>{t("col_link")}</th>
          <th>
            <span class="unseen">{t("col_do")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <bdi>{one.name}</bdi>
            </th>
            {columns.map((name) => (
              <td key={name} class={one[name] ? "" : "blank"} data-label={t(`col_${name}`)}>
                <bdi>{one[name]}</bdi>
              </td>
            ))}
            <td class={one.linked ? "own" : "own blank"} data-label={t("col_link")}>
              {one.linked ? (
                <span class="badge ok">
                  <Check />
                  {t("has_link")}
                </span>
              ) : (
                <span class="soft">{t("no_link")}</span>
              )}
            </td>
            <td class="do">
              <button
                type="button"
                class="btn"
                aria-label={t("link_whom", { name: one.name })}
                onClick={() => open({ what: "link", person: one })}
              >
                {t("link")}
              </button>
              <button
                type="button"
                class="btn"
                aria-label={t("edit_whom", { name: one.name })}
                onClick={() => open({ what: "edit", person: one })}
              >
                {t("edit")}
              </button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Gone(props: { season: Season; people: readonly Person[]; done: () => void }): JSX.Element {
  const [failed, setFailed] = useState<{ says: string }>();
  const back = async (person: Person) => {
    const kept = await props.season.part(person.id, false);
    setFailed(kept.ok ? undefined : kept);
    if (kept.ok) props.done();
  };
  return (
    <details class="gone">
      <summary>{t("gone_n", { n: props.people.length })}</summary>
      {failed && <Trouble what={t("fail_keep")} says={failed.says} safe={t("safe")} />}
      <ul>
        {props.people.map((one) => (
          <li key={one.id} class="row wrap">
            <bdi>{one.name}</bdi>
            <button
              type="button"
              class="btn end"
              aria-label={t("back", { name: one.name })}
              onClick={() => void back(one)}
            >
              {t("is_back")}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
