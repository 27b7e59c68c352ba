import type { JSX } from "preact";
import { Lock } from "../lib/icons";
import type { Desk } from "./desk";
import { Doc } from "./doc";
import { To, Trouble, useAsked } from "./pieces";
import { Downloads } from "./session";
import { t } from "./words";

/** The record, read in the page. */
export function RecordPage({ desk, id }: { desk: Desk; id: string }): JSX.Element {
  const { value, failed, again } = useAsked<string>(async () => {
    const got = await desk.record(id, "md");
    return got.ok ? { ok: true, value: await got.value.file.text() } : got;
  }, id);
  return (
    <div class="rec">
      <aside>
        <To class="btn bare back" place={{ page: "session", id }}>
          {t("back")}
        </To>
        <section class="stack">
          <h2>{t("download")}</h2>
          <Downloads desk={desk} id={id} />
        </section>
        <p class="small soft note">
          <Lock />
          <span>{t("privacy")}</span>
        </p>
      </aside>
      <main>
        {value !== undefined ? (
          <Doc markdown={value} />
        ) : failed ? (
          <Trouble what={t("fail_record")} says={failed.says} safe={t("safe")} again={again} />
        ) : (
          <p class="soft" role="status">
            {t("reading")}
          </p>
        )}
      </main>
    </div>
  );
}
