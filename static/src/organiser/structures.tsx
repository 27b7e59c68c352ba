import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ANY, found, isAny, type Offer, purposes, TIMES, type Wish } from "./catalogue";
import type { Desk } from "./desk";
import { Add, Needs, People, Signs, takes } from "./offers";
import { people, useOffers, wish } from "./own";
import { To, Trouble } from "./pieces";
import { t } from "./words";

/** The catalogue: every structure, and ways to find the one for this hour. */
export function Structures({ desk }: { desk: Desk }): JSX.Element {
  const { offers, busy, failed, again } = useOffers(desk);
  useEffect(() => {
    document.title = `${t("structures")} · Tingsha`;
  }, []);
  const n = people.value;
  const matching = offers && found(offers, wish.value, n);
  return (
    <main class="home catalogue">
      <div class="title">
        <div>
          <h1 class="ask">{t("structures")}</h1>
          <p class="soft">{t("structures_text")}</p>
        </div>
        <People />
      </div>
      {failed && <Trouble what={t("fail_structures")} says={failed.says} safe={t("safe_string")} again={again} />}
      {!offers && !failed && (
        <p class="soft" role="status">
          {t("loading_structures")}
        </p>
      )}
      {offers && matching && (
        <>
          <Finder offers={offers} />
          <div class="count">
            <p role="status">
              {isAny(wish.value)
                ? t("all_structures", { n: offers.length })
                : t("some_structures", { n: matching.length, of: offers.length })}
            </p>
            {!isAny(wish.value) && <Clear />}
          </div>
          {matching.length === 0 ? (
            <div class="none">
              <p class="voice">{t("none_found")}</p>
              <p class="soft">{t("none_found_text", { n })}</p>
            </div>
          ) : (
            <ul class="offers" aria-busy={busy}>
              {matching.map((offer) => (
                <OfferRow key={offer.slug} offer={offer} />
              ))}
            </ul>
          )}
        </>
      )}
    </main>
  );
}

function OfferRow({ offer }: { offer: Offer }): JSX.Element {
  return (
    <li class="offer">
      <div class="what">
        <h2>
          <To place={{ page: "structure", slug: offer.slug }}>
            <bdi>{offer.title}</bdi>
          </To>
        </h2>
        <p>{offer.purpose}</p>
      </div>
      <div class="shape">
        <Signs groups={offer.groups} />
        <span class="long num">{takes(offer)}</span>
      </div>
      <div class="facts soft small">
        <span>{offer.left.length ? t("leaves", { what: few(offer.left) }) : t("leaves_nothing")}</span>
        <Needs offer={offer} />
      </div>
      <Add offer={offer} />
    </li>
  );
}

const SHOWN = 2;

/** The first of what is left behind, in the quotation marks that labels of forms stand in. */
export function few(left: readonly string[]): string {
  const told = left.slice(0, SHOWN).map((label) => `“${label.replace(/[\s…:.]+$/u, "")}…”`);
  return [...told, left.length > SHOWN && t("and_others", { n: left.length - SHOWN })].filter(Boolean).join(", ");
}

const put = (more: Partial<Wish>) => {
  wish.value = { ...wish.peek(), ...more };
};

function Clear(): JSX.Element {
  return (
    <button type="button" class="btn bare" onClick={() => put(ANY)}>
      {t("clear")}
    </button>
  );
}

function Finder({ offers }: { offers: readonly Offer[] }): JSX.Element {
  const now = wish.value;
  return (
    <form class="finder" aria-label={t("find")} onSubmit={(event) => event.preventDefault()}>
      <label class="field seek">
        {t("search")}
        <input
          type="search"
          value={now.text}
          placeholder={t("search_hint")}
          maxLength={80}
          onInput={(event) => put({ text: event.currentTarget.value })}
        />
      </label>
      <fieldset>
        <legend>{t("good_for")}</legend>
        <div class="chips">
          {purposes(offers).map((one) => (
            <Chip
              key={one}
              type="checkbox"
              name="purpose"
              label={one}
              on={now.purposes.includes(one)}
              flip={(on) => put({ purposes: on ? [...now.purposes, one] : now.purposes.filter((p) => p !== one) })}
            />
          ))}
        </div>
      </fieldset>
      <div class="three">
        <fieldset>
          <legend>{t("time")}</legend>
          <div class="chips">
            {[0, ...TIMES].map((minutes) => (
              <Chip
                key={minutes}
                type="radio"
                name="minutes"
                label={minutes ? t("up_to", { n: minutes }) : t("any_time")}
                on={now.minutes === minutes}
                flip={() => put({ minutes })}
              />
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{t("where")}</legend>
          <div class="chips">
            {(["", "yes", "care"] as const).map((online) => (
              <Chip
                key={online}
                type="radio"
                name="online"
                label={t(`online_${online || "any"}`)}
                on={now.online === online}
                flip={() => put({ online })}
              />
            ))}
          </div>
        </fieldset>
        <fieldset>
          <legend>{t("size")}</legend>
          <div class="chips">
            <Chip
              type="checkbox"
              name="fits"
              label={t("fits", { n: people.value })}
              on={now.fits}
              flip={(fits) => put({ fits })}
            />
          </div>
        </fieldset>
      </div>
    </form>
  );
}

function Chip(props: {
  type: "checkbox" | "radio";
  name: string;
  label: string;
  on: boolean;
  flip: (on: boolean) => void;
}): JSX.Element {
  return (
    <label class="tick">
      <input
        class="unseen"
        type={props.type}
        name={props.name}
        checked={props.on}
        onChange={(event) => props.flip(event.currentTarget.checked)}
      />
      <span class="chip">{props.label}</span>
    </label>
  );
}
