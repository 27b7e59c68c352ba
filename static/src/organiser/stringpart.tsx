import type { JSX } from "preact";
import { Close, Next } from "../lib/icons-desk";
import type { Offer } from "./catalogue";
import { lengthOf, Needs, Signs, takes } from "./offers";
import { people, string } from "./own";
import { To } from "./pieces";
import { earlier, minutesIn, type Part } from "./string";
import { t } from "./words";

interface Props {
  part: Part;
  at: number;
  of: number;
  offers: ReadonlyMap<string, Offer> | undefined;
  change: (to: Partial<Part>) => void;
  move: (by: -1 | 1) => void;
  remove: () => void;
}

/** One part of a string: where it stands, what is asked in it, and how long it takes. */
export function PartCard(props: Props): JSX.Element {
  const { part, at, of } = props;
  const offer = part.kind === "structure" ? props.offers?.get(part.slug) : undefined;
  return (
    <li class={`part card ${part.kind}`}>
      <div class="part-head">
        <span class="num soft">
          <span class="unseen">{t("part_n", { n: at + 1 })}</span>
          <span aria-hidden="true">{at + 1}</span>
        </span>
        <h2>
          {part.kind === "structure" ? (
            <To place={{ page: "structure", slug: part.slug }}>
              <bdi>{offer?.title ?? part.title}</bdi>
            </To>
          ) : (
            t(`kind_${part.kind}`)
          )}
        </h2>
        {offer && <Signs groups={offer.groups} />}
        <b class="num">{part.kind === "structure" ? offer && takes(offer) : lengthOf(part.minutes)}</b>
        <div class="row tools">
          <Tool way="-1" label="earlier" part={part} off={at === 0} act={() => props.move(-1)} />
          <Tool way="1" label="later" part={part} off={at === of - 1} act={() => props.move(1)} />
          <button type="button" class="btn bare" onClick={props.remove}>
            <Close />
            <span class="unseen">
              {t("remove")}: {part.title}
            </span>
          </button>
        </div>
      </div>
      {part.kind === "structure" ? (
        <Structure {...props} part={part} offer={offer} />
      ) : (
        <Stretch {...props} part={part} />
      )}
    </li>
  );
}

function Tool(props: {
  way: "-1" | "1";
  label: "earlier" | "later";
  part: Part;
  off: boolean;
  act: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="btn bare"
      disabled={props.off}
      data-move={`${props.part.id} ${props.way}`}
      onClick={props.act}
    >
      <Next class={`ico ${props.label}`} />
      <span class="unseen">
        {t(props.label)}: {props.part.title}
      </span>
    </button>
  );
}

function Structure(props: Props & { part: Part & { kind: "structure" }; offer: Offer | undefined }): JSX.Element {
  const { part, offer, offers, change } = props;
  if (!offer) return offers ? <p class="banner">{t("gone_structure")}</p> : <p />;
  const choices = earlier(string.value, part.id, offers ?? new Map());
  return (
    <>
      <label class="field">
        {t("invitation")}
        <textarea
          class="serif"
          rows={2}
          maxLength={280}
          value={part.invitation}
          placeholder={offer.invitation}
          onInput={(event) => change({ invitation: event.currentTarget.value })}
        />
      </label>
      {offer.least > people.value && (
        <p>
          <Needs offer={offer} />
        </p>
      )}
      {choices.length > 0 && (
        <fieldset>
          <legend>{t("bring")}</legend>
          <div class="chips">
            {choices.map((one) => (
              <label class="tick" key={one.id}>
                <input
                  class="unseen"
                  type="checkbox"
                  checked={part.uses.includes(one.id)}
                  onChange={(event) =>
                    change({
                      uses: event.currentTarget.checked
                        ? [...part.uses, one.id]
                        : part.uses.filter((id) => id !== one.id),
                    })
                  }
                />
                <span class="chip">{t("what_left", { title: one.title })}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}

/** A talk or a break. */
function Stretch({ part, change }: Props & { part: Part & { kind: "talk" | "break" } }): JSX.Element {
  return (
    <div class="stretch">
      <label class="field">
        {t(`name_${part.kind}`)}
        <input
          value={part.title}
          maxLength={80}
          required
          onInput={(event) => change({ title: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        {t("length")}
        <input
          class="num"
          type="number"
          inputMode="numeric"
          min={1}
          max={240}
          value={part.minutes}
          onChange={(event) => change({ minutes: minutesIn(event.currentTarget.value) })}
        />
      </label>
    </div>
  );
}
