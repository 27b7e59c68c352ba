import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Trouble, useAsked } from "../pieces";
import { type Brief, doubles, type Pair, type Together, unite, wouldUnite } from "./returning";
import type { Season } from "./season";
import { Sheet } from "./sheet";
import { t } from "./words";

/** Pairs in the list that may be one person. Nothing is shown while there are none. */
export function Doubles(props: { season: Season; id: string; done: () => void }): JSX.Element | null {
  const { season, id } = props;
  const { value, again } = useAsked<{ pairs: readonly Pair[] }>(() => doubles(season, id), id);
  const [open, setOpen] = useState<Pair>();
  if (!value?.pairs.length) return null;
  return (
    <details class="gone doubles">
      <summary>{t("doubles_n", { n: value.pairs.length })}</summary>
      <p class="soft">{t("doubles_text")}</p>
      <ul>
        {value.pairs.map((pair) => (
          <li key={`${pair.one.id} ${pair.other.id}`} class="row wrap">
            <span>
              <bdi>{pair.one.name}</bdi> <span class="soft">{t("doubles_and")}</span> <bdi>{pair.other.name}</bdi>
              <span class="soft">: {t(`why_${pair.why}`)}</span>
            </span>
            <button
              type="button"
              class="btn end"
              aria-label={t("doubles_look_at", { one: pair.one.name, other: pair.other.name })}
              onClick={() => setOpen(pair)}
            >
              {t("doubles_look")}
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Unite
          season={season}
          pair={open}
          shut={() => setOpen(undefined)}
          done={() => {
            setOpen(undefined);
            again();
            props.done();
          }}
        />
      )}
    </details>
  );
}

/** Who stays, what it comes to, and the button: what becomes one stays one. */
export function Unite(props: {
  season: Season;
  pair: Pick<Pair, "one" | "other">;
  shut: () => void;
  done: () => void;
}): JSX.Element {
  const { season, pair } = props;
  const [kept, keep] = useState(pair.one);
  const other = kept === pair.one ? pair.other : pair.one;
  const { value, failed, again } = useAsked<Together>(() => wouldUnite(season, kept.id, other.id), kept.id);
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ says: string }>();
  const make = async () => {
    if (busy) return;
    setBusy(true);
    const made = await unite(season, kept.id, other.id);
    setBusy(false);
    setRefused(made.ok ? undefined : made);
    if (made.ok) props.done();
  };
  const wrong = failed ?? refused;
  return (
    <Sheet title={t("unite_title")} shut={props.shut}>
      <div class="stack form">
        <fieldset class="twins">
          <legend>{t("unite_who")}</legend>
          {[pair.one, pair.other].map((one) => (
            <label key={one.id} class={one === kept ? "twin kept" : "twin"}>
              <input
                type="radio"
                name="kept"
                checked={one === kept}
                onChange={() => {
                  keep(one);
                  setSure(false);
                }}
              />
              <About one={one} />
            </label>
          ))}
        </fieldset>
        {value && (
          <section class="stack">
            <h3>{t("unite_would")}</h3>
            <ul class="becomes">
              {outcome(value).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        )}
        {wrong && <Trouble what={t("fail_unite")} says={wrong.says} safe={t("safe_list")} again={again} />}
        {sure ? (
          <>
            <p>{t("unite_sure")}</p>
            <div class="row wrap">
              <button type="button" class="btn main" aria-busy={busy} onClick={() => void make()}>
                {busy ? t("busy") : t("unite_now")}
              </button>
              <button type="button" class="btn bare" onClick={() => setSure(false)}>
                {t("cancel")}
              </button>
            </div>
          </>
        ) : (
          <div class="row wrap">
            <button type="button" class="btn main" disabled={!value} onClick={() => setSure(true)}>
              {t("unite_make")}
            </button>
            <button type="button" class="btn bare" onClick={props.shut}>
              {t("unite_not")}
            </button>
          </div>
        )}
      </div>
    </Sheet>
  );
}

function About({ one }: { one: Brief }): JSX.Element {
  return (
    <span>
      <b>
        <bdi>{one.name}</bdi>
      </b>
      {[one.role, one.organisation, one.place, one.email].filter(Boolean).map((line) => (
        <small key={line} class="soft">
          <bdi>{line}</bdi>
        </small>
      ))}
    </span>
  );
}

/** In sentences, what goes together. */
function outcome(of: Together): readonly string[] {
  const { details } = of;
  const known = [details.role, details.organisation, details.place, details.email].filter(Boolean).join(", ");
  return [
    known ? t("unite_list", { name: details.name, known }) : t("unite_list_bare", { name: details.name }),
    of.sessions > 0 && t("unite_sessions", { n: of.sessions }),
    ...of.both.map((title) => t("unite_both", { title })),
    of.promises > 0 && t("unite_promises", { n: of.promises }),
    of.registrations > 0 && t("unite_registrations", { n: of.registrations }),
    of.links > 0 && t("unite_links"),
    of.phrase === "both" && t("unite_phrase", { name: of.other.name }),
    of.lost && t("unite_lost", { email: of.lost }),
  ].filter((line): line is string => typeof line === "string" && line !== "");
}
