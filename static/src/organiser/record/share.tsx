import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Copy, Trouble, useAsked } from "../pieces";
import { day } from "../words";
import type { Choice, Reader, Share, Takes } from "./takes";
import { t } from "./words";

const DAYS = [7, 30, 90, 365];
const USUAL = 30;

/** Links to this form of the record: made, shown once, stopped. */
export function ShareBy({ takes, reader, choice }: { takes: Takes; reader: Reader; choice: Choice }): JSX.Element {
  const { value, again } = useAsked(() => takes.shares(), "shares");
  const [open, setOpen] = useState(false);
  const [days, setDays] = useState(USUAL);
  const [link, setLink] = useState("");
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<{ what: "fail_share" | "fail_stop"; says: string }>();
  const make = async () => {
    setBusy(true);
    const got = await takes.share(reader.slug, choice, days);
    setBusy(false);
    setFailed(got.ok ? undefined : { what: "fail_share", says: got.says });
    setLink(got.ok ? got.value.link : "");
    again();
  };
  const stop = async (share: Share) => {
    const got = await takes.stop(share.id);
    setFailed(got.ok ? undefined : { what: "fail_stop", says: got.says });
    again();
  };
  const running = value?.shares.filter((share) => !share.over).length ?? 0;
  return (
    <details class="share" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t("share")}</h2>
        {running > 0 && <span class="soft small">{t("share_running", { n: running })}</span>}
      </summary>
      <div class="takes">
        <p class="soft">{t("share_text")}</p>
        <div class="row">
          <label class="field">
            {t("share_days")}
            <select class="input" value={days} onChange={(event) => setDays(Number(event.currentTarget.value))}>
              {DAYS.map((n) => (
                <option key={n} value={n}>
                  {t("days", { n })}
                </option>
              ))}
            </select>
          </label>
          <button type="button" class="btn" aria-busy={busy} onClick={() => busy || void make()}>
            {t("share_make")}
          </button>
        </div>
        {link && (
          <div class="banner ok">
            <div class="grow stack">
              <p role="status">{t("share_new")}</p>
              <p class="link">{link}</p>
              <Copy text={link} label={t("copy")} />
            </div>
          </div>
        )}
        {failed && <Trouble what={t(failed.what)} says={failed.says} safe={t("safe")} />}
        {value && value.shares.length > 0 && (
          <>
            <h3>{t("shares")}</h3>
            <ul class="lines">
              {value.shares.map((share) => (
                <li key={share.id} class="line row">
                  <span class="grow">
                    {share.title}{" "}
                    <small class="soft">
                      {share.revoked
                        ? t("share_revoked")
                        : t(share.over ? "share_over" : "share_until", { day: day(share.expires_at) })}
                    </small>
                  </span>
                  {!share.over && (
                    <button type="button" class="btn" onClick={() => void stop(share)}>
                      {t("stop")}
                      <span class="unseen">: {share.title}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </details>
  );
}
