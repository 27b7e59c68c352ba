import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Back } from "../lib/icons-desk";
import { Glyph } from "../lib/trail";
import { type Offer, type OfferStep, rounds } from "./catalogue";
import type { Desk } from "./desk";
import { Pieces } from "./doc";
import { type Section, sections } from "./markdown";
import { Add, lengthOf, Needs, People, Signs, takes } from "./offers";
import { people, useOffers } from "./own";
import { To, Trouble, useAsked } from "./pieces";
import { Rehearsal } from "./player";
import { few } from "./structures";
import { t } from "./words";

/** One structure: what it is for, how it goes with so many people, and how it looks while it runs. */
export function StructurePage({ desk, slug }: { desk: Desk; slug: string }): JSX.Element {
  const { offers, busy, failed, again } = useOffers(desk);
  const offer = offers?.find((one) => one.slug === slug);
  const card = useAsked(() => desk.card(slug), slug);
  const parts = card.value ? sections(card.value.markdown.replaceAll("`", "")) : [];
  useEffect(() => {
    if (offer) document.title = `${offer.title} · Tingsha`;
  }, [offer]);
  return (
    <main class="home structure">
      <To class="btn bare back" place={{ page: "structures" }}>
        <Back class="ico flip" />
        {t("structures")}
      </To>
      {failed && <Trouble what={t("fail_structures")} says={failed.says} safe={t("safe_string")} again={again} />}
      {!offer && !failed && (
        <p class="soft" role="status">
          {t(busy ? "loading_structures" : "no_structure")}
        </p>
      )}
      {offer && (
        <>
          <Top offer={offer} />
          <Rehearsal desk={desk} slug={slug} people={people.value} least={offer.least} />
          <div class="two">
            <Run offer={offer} busy={busy} />
            <div class="told">
              {card.failed && !card.value && (
                <Trouble what={t("fail_card")} says={card.failed.says} safe={t("safe_string")} again={card.again} />
              )}
              {parts.map((part) => (
                <Told key={part.title} part={part} />
              ))}
            </div>
          </div>
        </>
      )}
    </main>
  );
}

function Top({ offer }: { offer: Offer }): JSX.Element {
  const online = offer.online && t(`is_online_${offer.online === "with care" ? "care" : offer.online}`);
  return (
    <div class="top">
      <div class="names">
        <h1 class="ask">
          <bdi>{offer.title}</bdi>
        </h1>
        <p class="voice">{offer.purpose}</p>
        <p class="tags">
          {[...offer.good_for, online].filter(Boolean).map((one) => (
            <span key={one} class="badge">
              {one}
            </span>
          ))}
        </p>
      </div>
      <dl class="shape">
        <Fact name={t("fact_time")}>
          <span>
            <b class="num">{takes(offer)}</b>
            <span class="on-paper"> {t("for_n", { n: people.value })}</span>
          </span>
          <People />
        </Fact>
        <Fact name={t("fact_groups")}>
          <Signs groups={offer.groups} />
          <Needs offer={offer} />
        </Fact>
        <Fact name={t("fact_left")}>{offer.left.length ? few(offer.left) : t("leaves_nothing")}</Fact>
      </dl>
      <div class="acts">
        <Add offer={offer} main />
        <button type="button" class="btn" onClick={() => print()}>
          {t("print_card")}
        </button>
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What happens, step by step, with minutes for so many people; rounds are told once. */
function Run({ offer, busy }: { offer: Offer; busy: boolean }): JSX.Element {
  const told = rounds(offer.steps, (step) => `${step.word} ${step.sign} ${step.seconds} ${step.ask}`);
  return (
    <section class="run" aria-busy={busy}>
      <h2>{t("steps_for", { n: people.value })}</h2>
      <p class="voice asks">
        <bdi>{offer.invitation}</bdi>
      </p>
      {told.map((round, at) => (
        <div key={`${at}`} class={round.times > 1 ? "round" : ""}>
          {round.times > 1 && <p class="badge now">{t("times", { n: round.times })}</p>}
          <ol>
            {round.of.map((step, n) => (
              <Line key={`${n}`} step={step} />
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}

const DAY = 86_400;

/** "3 min", "90 s", "10 days". */
export function stepLength(seconds: number): string {
  if (seconds >= DAY) return t("days", { n: Math.round(seconds / DAY) });
  if (seconds < 120 && seconds % 60) return t("seconds", { n: Math.round(seconds) });
  return lengthOf(Math.round(seconds / 60));
}

function Line({ step }: { step: OfferStep }): JSX.Element {
  return (
    <li>
      <Glyph sign={step.sign} />
      <div>
        <b>{step.word}</b>
        <p>{step.ask}</p>
      </div>
      <span class="num soft">{stepLength(step.seconds)}</span>
    </li>
  );
}

/** A section of the card. Its table of steps is for the printed card: on the screen they stand for so many people. */
function Told({ part }: { part: Section }): JSX.Element {
  return (
    <section class={`doc about-${part.title.toLowerCase().replace(/[^a-z]+/g, "-")}`}>
      <h2>{part.title}</h2>
      <Pieces nodes={part.nodes} />
    </section>
  );
}
