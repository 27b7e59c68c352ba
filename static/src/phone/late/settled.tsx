import type { JSX } from "preact";
import { BLOCK } from "../../lib/blank";
import type { Own } from "../../lib/wire";
import { BlockView, Fold } from "../blocks";
import { isTaps } from "../entry";
import { asCard } from "../readable";
import type { Seat } from "../seat";
import { t as said } from "../words";
import { t } from "./words";

/** After letting go: what happened to the words, and the way back to them. */
export function Settled({
  own,
  seat,
  step,
  coming,
  due,
}: {
  own: Own;
  seat: Seat;
  step: string;
  coming: string;
  /** days are left, not minutes */
  due: boolean;
}): JSX.Element {
  const passed = own.settled === "passed" && !own.mine.length;
  const { form } = own;
  const taps = form !== null && (form.marks || isTaps(form));
  const alone = form?.readers.record === "never";
  const mine = form?.readers.now === "you" && !form.readers.later && form.readers.record === "no";
  return (
    <section class="settled">
      <p class="voice">
        {t(passed ? "passed" : alone ? "done_alone" : taps ? "done_answers" : mine ? "done_private" : "done")}
      </p>
      <p>{t(passed ? "passed_says" : due ? "done_days" : "done_says")}</p>
      {coming && <p class="soft">{said("next", { what: coming })}</p>}
      {form && alone && (
        <Fold title={t("your_words")}>
          <BlockView bare block={seat.alone.filled({ ...BLOCK, show: "phone", of: step })} />
        </Fold>
      )}
      {form && !taps && own.mine.length > 0 && (
        <Fold title={t("your_words")}>
          <BlockView bare block={{ ...BLOCK, key: "mine", cards: own.mine.map((one) => asCard(form, one)) }} />
        </Fold>
      )}
      {form && (
        <button type="button" class="btn" onClick={() => void seat.do({ do: "finish", step: step, again: true })}>
          {t(passed ? "write_after_all" : taps ? "change_marks" : "change")}
        </button>
      )}
    </section>
  );
}
