import type { JSX } from "preact";
import type { Values } from "../../lib/drafts";
import type { FormFace } from "../../lib/wire";
import { readable } from "../readable";
import { t } from "./words";

/** Earlier wordings, newest first: to look at, and to go back to. */
export function Former({
  form,
  former,
  use,
}: {
  form: FormFace;
  former: readonly Values[];
  use: (values: Values) => void;
}): JSX.Element {
  return (
    <details class="fold">
      <summary>{t("former", { n: former.length })}</summary>
      <ul class="block">
        {[...former].reverse().map((values, n) => (
          <li key={former.length - n} class="card mine">
            <p class="voice" dir="auto">
              {readable(form, values)}
            </p>
            <p class="acts">
              <button type="button" class="btn bare" onClick={() => use(values)}>
                {t("use_again")}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
