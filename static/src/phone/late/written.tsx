import type { JSX } from "preact";
import { Lines } from "../../lib/lines";
import type { FormFace, Mine } from "../../lib/wire";
import type { Entry } from "../entry";
import { asCard } from "../readable";
import type { Seat } from "../seat";
import { t } from "./words";

/** What one has written so far, beside the one being written. */
export function Written({
  entry,
  form,
  mine,
  seat,
}: {
  entry: Entry;
  form: FormFace;
  mine: readonly Mine[];
  seat: Seat;
}): JSX.Element {
  const others = mine.filter((one) => one.id !== entry.draft.value.id);
  return (
    <section class="block">
      <h2>{t("your_words")}</h2>
      <ul>
        {others.map((one) => (
          <li key={one.id} class="card mine">
            <Lines card={asCard(form, one)} />
            <p class="acts">
              <button type="button" class="btn bare" onClick={() => entry.edit(one)}>
                {t("edit")}
              </button>
              <button
                type="button"
                class="btn bare"
                onClick={() => void seat.do({ do: "withdraw", contribution: one.id })}
              >
                {t("take_back")}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
