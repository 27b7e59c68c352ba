import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Lock } from "../../lib/icons";
import { Qr } from "../../lib/qr";
import { To, Trouble, useAsked } from "../pieces";
import { save } from "./files";
import { Frame } from "./frame";
import { AT_ONCE, type Card, cards } from "./returning";
import type { People, Person, Season } from "./season";
import { t } from "./words";

/** Characters of a name that is set smaller, to stay on its card. */
const LONG = 28;

interface Made {
  readonly where: string;
  readonly cards: readonly Card[];
}

/** Cards of people's own on paper: chosen, made with new links, printed eight to a sheet. */
export function CardsPage({ season, id }: { season: Season; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<People>(() => season.people(id), id);
  const [made, setMade] = useState<Made>();
  const here = value?.people.filter((one) => !one.gone) ?? [];
  if (!value)
    return (
      <main class="home">
        <h1 class="unseen">{t("cards")}</h1>
        {failed ? (
          <Trouble what={t("fail_people")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("loading")}
          </p>
        )}
      </main>
    );
  return (
    <Frame id={id} name={value.name} at="people">
      <div class="not-printed">
        <h2>{t("cards")}</h2>
        <p class="soft">{t("cards_text")}</p>
      </div>
      {here.length === 0 && (
        <>
          <p>{t("people_empty_text")}</p>
          <p>
            <To class="btn main" place={{ page: "roster", id }}>
              {t("bring")}
            </To>
          </p>
        </>
      )}
      {here.length > 0 && (
        <Choose
          season={season}
          id={id}
          people={here}
          made={(more) => setMade((had) => ({ where: more.where, cards: [...(had?.cards ?? []), ...more.cards] }))}
          begin={() => setMade(undefined)}
        />
      )}
      {made && <Sheets made={made} community={value.name} />}
    </Frame>
  );
}

function Choose(props: {
  season: Season;
  id: string;
  people: readonly Person[];
  begin: () => void;
  made: (more: Made) => void;
}): JSX.Element {
  const { people } = props;
  const without = people.filter((one) => !one.linked).map((one) => one.id);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set(without));
  const [phrases, setPhrases] = useState(false);
  const [done, setDone] = useState<{ n: number; of: number }>();
  const [failed, setFailed] = useState<{ says: string; n: number; of: number }>();
  const [printing, setPrinting] = useState(false);
  const busy = done !== undefined && done.n < done.of && !failed;
  const replaced = people.filter((one) => one.linked && chosen.has(one.id)).length;
  const pick = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    choose(next);
  };
  const make = async () => {
    if (busy || chosen.size === 0) return;
    const ids = people.map((one) => one.id).filter((one) => chosen.has(one));
    props.begin();
    setFailed(undefined);
    for (let n = 0; n < ids.length; n += AT_ONCE) {
      setDone({ n, of: ids.length });
      const got = await cards(props.season, props.id, ids.slice(n, n + AT_ONCE), phrases);
      if (!got.ok) {
        setFailed({ says: got.says, n, of: ids.length });
        // What is made is made: those who have no card yet stay chosen.
        choose(new Set(ids.slice(n)));
        return;
      }
      props.made(got.value);
    }
    setDone({ n: ids.length, of: ids.length });
    choose(new Set());
  };
  const badges = async () => {
    if (busy || printing || chosen.size === 0) return;
    const ids = people.map((one) => one.id).filter((one) => chosen.has(one));
    setPrinting(true);
    const got = await props.season.file(`/api/organise/communities/${encodeURIComponent(props.id)}/badges`, {
      people: ids,
    });
    setPrinting(false);
    setFailed(got.ok ? undefined : { says: got.says, n: 0, of: ids.length });
    if (!got.ok) return;
    save(got.value);
    choose(new Set());
  };
  return (
    <section class="stack not-printed">
      <fieldset class="chosen">
        <legend>{t("cards_who")}</legend>
        <p class="row wrap">
          <button type="button" class="btn" onClick={() => choose(new Set(people.map((one) => one.id)))}>
            {t("cards_all", { n: people.length })}
          </button>
          <button type="button" class="btn" onClick={() => choose(new Set(without))}>
            {t("cards_without", { n: without.length })}
          </button>
          <button type="button" class="btn bare" onClick={() => choose(new Set())}>
            {t("cards_none")}
          </button>
        </p>
        <ul>
          {people.map((one) => (
            <li key={one.id}>
              <label class="check">
                <input
                  type="checkbox"
                  checked={chosen.has(one.id)}
                  onChange={(event) => pick(one.id, event.currentTarget.checked)}
                />
                <bdi>{one.name}</bdi>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label class="check">
        <input type="checkbox" checked={phrases} onChange={(event) => setPhrases(event.currentTarget.checked)} />
        {t("cards_phrases")}
      </label>
      {replaced > 0 && <p class="stops">{t("cards_replace", { n: replaced })}</p>}
      {failed && (
        <Trouble
          what={t("fail_cards")}
          says={failed.says}
          safe={t(failed.n ? "cards_some" : "cards_safe", { n: failed.n, of: failed.of })}
        />
      )}
      <p class="small soft">{t("badges_text")}</p>
      <div class="row wrap">
        <button
          type="button"
          class="btn"
          disabled={chosen.size === 0}
          aria-busy={printing}
          onClick={() => void badges()}
        >
          {printing ? t("badges_busy") : t("badges")}
        </button>
        <button
          type="button"
          class="btn main"
          disabled={chosen.size === 0}
          aria-busy={busy}
          onClick={() => void make()}
        >
          {busy
            ? t("cards_busy", { n: done?.n ?? 0, of: done?.of ?? 0 })
            : chosen.size
              ? t("cards_make", { n: chosen.size })
              : t("cards_choose")}
        </button>
      </div>
    </section>
  );
}

function Sheets({ made, community }: { made: Made; community: string }): JSX.Element {
  const where = made.where.replace(/^https?:\/\//, "");
  return (
    <section class="paper-cards" aria-label={t("cards_made", { n: made.cards.length })}>
      <div class="not-printed stack">
        <p class="banner" role="status">
          <Lock />
          {t("cards_once", { n: made.cards.length, sheets: Math.ceil(made.cards.length / 8) })}
        </p>
        <p>
          <button type="button" class="btn main" onClick={() => print()}>
            {t("cards_print")}
          </button>
        </p>
      </div>
      <ul>
        {made.cards.map((card) => (
          <li key={card.id}>
            <div>
              <p class="of" dir="auto">
                {community}
              </p>
              <p class={card.name.length > LONG ? "whose long" : "whose"} dir="auto">
                {card.name}
              </p>
              {card.phrase && (
                <p class="phrase" translate={false}>
                  {card.phrase}
                </p>
              )}
              <p class="how">{t(card.phrase ? "card_phrase" : "card_plain", { where })}</p>
            </div>
            <Qr drawn={card} label={t("card_qr", { name: card.name })} />
          </li>
        ))}
      </ul>
    </section>
  );
}
